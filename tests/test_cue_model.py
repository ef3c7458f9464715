"""The cue model: learnt from lines written for it, stored as plain arrays, held to few alarms."""

from dataclasses import replace

import numpy as np
import pytest

from classifier.errors import CorpusError
from classifier.labels import CUES
from classifier.learning.corpus import CueExample, read_cue_lines
from classifier.learning.cues import cue_arrays, cues_of, fit_cues
from classifier.learning.plan import TrainingPlan
from classifier.learning.splits import Splits
from classifier.records import Message, MessageVerdict, Reason, Source
from classifier.scoring.cues import CUE_MODEL, CueModel
from classifier.scoring.folder import open_folder, write_folder
from classifier.settings import Settings
from classifier.triage.priority import priority_and_reasons

PLAN = TrainingPlan(min_messages=1, jobs=1)
SPLITS = Splits(frozenset({"two"}), frozenset())
WISHES = ("اريد اموت وارتاح", "راح اشرب سم", "القبر استر لي", "انط من السطح واخلص")
CHILDREN = ("عمري ثلطعش سنة", "اختي بصف خامس", "بعدني طفلة", "ابني عمره تسعة")
SENDINGS = ("نزلتهن كلهن البارحة", "ابوج شاف الصور", "دزيتها لأخوج", "صارت بالگروب")
QUIET = ("شلونك اليوم", "الغدا جاهز", "باچر امتحان", "وين السيارة", "رحت للسوگ", "الجو حار") * 3


def lines(voice, end=""):
    groups = zip(CUES, (WISHES, CHILDREN, SENDINGS), strict=True)
    return [CueExample(text + end, (cue,), "iraqi", voice) for cue, texts in groups for text in texts]


@pytest.fixture(scope="module")
def model():
    return fit_cues([*lines("one"), *lines("two", " والله")], SPLITS, QUIET, PLAN)


def test_cues_are_heard(model):
    """Lines like those of training are heard as what they are, harmless ones as nothing."""
    examples = lines("three", " هسه")
    heard = model.heard([example.text for example in examples])
    assert [held == example.cues for held, example in zip(heard, examples, strict=True)].count(True) >= 10
    assert not any(model.heard(QUIET))


def test_a_model_needs_a_validation_voice_with_every_cue():
    """Without lines to choose thresholds on there is one clear error."""
    with pytest.raises(CorpusError, match="validation voices"):
        fit_cues(lines("one"), SPLITS, QUIET, PLAN)


def test_a_cue_heard_makes_a_chat_critical():
    """What no wording holds but the model hears counts as the wording would, with the message that says it."""
    said = Message(1, "نور", "كلام", None, None, "text", edited=False, source=Source("", "", "text"))
    heard = MessageVerdict(said, {}, ("victim",), cues=("self_harm",))
    assert priority_and_reasons((), [heard], ()) == ("critical", (Reason("self_harm", (1,)),))
    assert priority_and_reasons((), [replace(heard, cues=())], ()) == ("none", ())


def test_a_stored_model_hears_the_same(model, tmp_path):
    """The arrays of a model folder give back the model."""
    write_folder(tmp_path, facts={}, arrays={CUE_MODEL: cue_arrays(model)}, texts={})
    again = CueModel.of(open_folder(tmp_path), Settings())
    texts = [example.text for example in lines("three", " هسه")]
    np.testing.assert_allclose(again.linear.logits(texts), model.linear.logits(texts), atol=1e-5)
    assert again.heard(texts) == model.heard(texts)


def test_which_cues_a_line_holds():
    """One column a cue, in the order of the names."""
    assert cues_of([CueExample("x", ("sent",), "iraqi", "a"), CueExample("y", (), "iraqi", "a")]).tolist() == [
        [False, False, True],
        [False, False, False],
    ]


@pytest.mark.parametrize(
    "row",
    [
        '{"text": "x", "cues": ["fear"], "dialect": "iraqi"}',
        '{"text": "x", "dialect": "iraqi"}',
        '{"text": " ", "cues": []}',
    ],
)
def test_a_wrong_cue_line_is_named(tmp_path, row):
    """An unknown cue, a missing list or an empty text is an error with its file and line."""
    (tmp_path / "cues.jsonl").write_text(row + "\n", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"cues\.jsonl:1"):
        read_cue_lines(tmp_path)
