"""Cues of urgency: learnt from lines written for them, heard where the model was bounded, acted on by the priority."""

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest

from classifier.errors import CorpusError
from classifier.labels import COLUMNS, CUES, HEARD
from classifier.learning.corpus import ChatExample, ChatLine, CueExample, Example, read_cue_lines
from classifier.learning.cues import Heard, calibrate_cues, cues_of, faintest
from classifier.learning.material import TrainingSet, heard_lines, lends_lines
from classifier.learning.plan import TrainingPlan
from classifier.learning.splits import Splits
from classifier.records import Message, MessageVerdict, Reason, Source
from classifier.triage.priority import Urgency, priority_and_reasons
from classifier.triage.signs import find_signs

PLAN = TrainingPlan(disguised_share=0.0)


def odds(*rows):
    """Log-odds of the cues, a row a line."""
    return np.array(rows, float).reshape(-1, len(CUES))


EACH = np.eye(len(CUES), dtype=bool)
LOUD, DEAF = odds(*np.where(EACH, 2, -2)), odds(*np.full((3, 3), -1))
SILENT = odds(*np.full((40, 3), -2))


def test_a_cue_is_heard_from_one_half():
    """The line that holds a cue reaches one half for it, every other and the harmless ones do not."""
    made = calibrate_cues(EACH, Heard(LOUD, SILENT))
    assert ((made.probability(LOUD) >= HEARD) == EACH).all()
    assert not (made.probability(SILENT) >= HEARD).any()


def test_harmless_lines_count_too():
    """Where harmless lines speak louder than some that hold a cue, it is heard from above them."""
    held = np.repeat(np.array([2.0, 3, 3, 3])[:, None], 3, axis=1)
    loud_but_harmless = np.concatenate([SILENT, odds(*[[2.5] * 3] * 5)])
    made = calibrate_cues(np.ones((4, 3), bool), Heard(held, loud_but_harmless))
    assert not (made.probability(loud_but_harmless) >= HEARD).any()
    assert (made.probability(held[1:]) >= HEARD).all()


def test_the_encoder_listens_too():
    """Where the linear model is deaf, an encoder that hears decides."""
    made = calibrate_cues(EACH, Heard(DEAF, SILENT + 1), Heard(LOUD, SILENT))
    assert ((made.probability(DEAF, LOUD) >= HEARD) == EACH).all()


def test_the_encoder_is_asked_about_few_harmless_lines():
    """The faintest log-odds that it reads for are those of one harmless line in a hundred."""
    quiet = odds(*np.repeat(np.arange(1000.0)[:, None], 3, axis=1))
    np.testing.assert_allclose(faintest(Heard(LOUD, quiet)), 989, atol=1)
    np.testing.assert_allclose(faintest(Heard(LOUD, SILENT[:0])), 2, atol=0.1)


def test_a_model_needs_a_validation_voice_with_every_cue():
    """Without lines to choose thresholds on there is one clear error."""
    with pytest.raises(CorpusError, match="validation voices"):
        calibrate_cues(EACH[:2], Heard(LOUD[:2], SILENT))


def test_the_model_learns_cues_from_their_lines_alone():
    """Where nobody said what a line holds, no output learns from it; harmless lines are silence for every cue."""
    splits = Splits(frozenset(), frozenset())
    examples = [
        Example("راح انشر", ("threat",), ("threat.exposure",), "iraqi", "clean", "a"),
        Example("شلونك", (), (), "iraqi", "clean", "a"),
    ]
    cues = [CueExample("اريد اموت", ("self_harm",), "iraqi", "b")]
    texts, targets = heard_lines(TrainingSet(splits, splits, examples, [], [], splits, cues), PLAN, cue_repeats=2)
    known = {text: dict(zip(COLUMNS, row.tolist(), strict=True)) for text, row in zip(texts, targets, strict=True)}
    assert sorted(texts) == sorted(["راح انشر", "شلونك", "اريد اموت", "اريد اموت"])
    assert known["راح انشر"]["threat"] == 1
    assert all(np.isnan(known["راح انشر"][cue]) for cue in CUES)
    assert not any(known["شلونك"].values())
    assert known["اريد اموت"]["self_harm"] == 1
    assert known["اريد اموت"]["child"] == 0
    assert np.isnan(known["اريد اموت"]["victim"])


@pytest.mark.parametrize(("priority", "known"), [("high", True), ("critical", False)])
def test_chats_of_which_nothing_is_critical_teach_silence(priority, known):
    """What is said in a chat of which nothing is critical holds no cue; of a critical one nobody said which does."""
    splits = Splits(frozenset(), frozenset())
    said = "ادفع قبل لا انشر صورك كلها"
    line = ChatLine(datetime(2026, 1, 1, tzinfo=UTC), "علي", said, ("threat", "demand"), ("threat.exposure",))
    chats = (
        ChatExample(str(n), "a", "iraqi", ("extortion",), ("علي",), "demand", priority, "", (line,)) for n in range(99)
    )
    chat = next(filter(lends_lines, chats))
    texts, targets = heard_lines(TrainingSet(splits, splits, [], [chat], [], splits, []), PLAN, cue_repeats=1)
    assert texts == [said]
    assert (targets[0, -len(CUES) :] == 0).all() == known
    assert np.isnan(targets[0, -len(CUES) :]).all() != known


def test_a_cue_heard_makes_a_chat_critical():
    """What no wording holds but the model hears counts as the wording would, with the message that says it."""
    said = Message(1, "نور", "كلام", None, None, "text", edited=False, source=Source("", "", "text"))
    heard = MessageVerdict(said, {}, ("victim",), cues={"self_harm": 0.6})
    found = ("critical", (Reason("self_harm", (1,)),))
    unlabelled, deaf = replace(heard, labels=()), replace(heard, cues={"self_harm": 0.4})
    told = [(heard, 0.01), (deaf, 0.4), (unlabelled, 0.4), (unlabelled, 0.01)]
    priorities = [
        priority_and_reasons((), find_signs((), [verdict], ()), likeliest=likeliest, urgency=Urgency())
        for verdict, likeliest in told
    ]
    assert priorities == [found, ("none", ()), found, ("none", ())]


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
