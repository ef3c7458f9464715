"""Learning: the corpus keeps its form, splits are whole voices, and own cases are read."""

import json
import re

import numpy as np
import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

import classifier
from classifier.learning.background import read_background
from classifier.learning.corpus import read_corpus_chats, read_messages
from classifier.learning.disguise import DISGUISES, disguise
from classifier.learning.material import TrainingSet
from classifier.learning.own_cases import read_own_cases
from classifier.learning.plan import TrainingPlan
from classifier.learning.splits import PARTS, Splits, read_splits
from classifier.learning.suite import read_suite
from classifier.learning.thresholds import operating_point
from classifier.learning.train import train
from classifier.text import tokenise

CORPUS = ROOT / "data" / "corpus"
UNDONE_BY_CLEANING = ("elongation", "tatweel", "diacritics", "invisible marks", "foreign forms", "dotted letters")


@pytest.fixture(scope="module")
def messages():
    return read_messages(CORPUS / "messages")


@pytest.fixture(scope="module")
def chats():
    return read_corpus_chats(CORPUS / "chats")


def test_the_corpus_keeps_the_guidelines_form(messages, chats):
    """Every line and chat has known labels, tactics under them, a voice, and no number that may be dialled."""
    assert len(messages) > 19_000
    assert len({chat.id for chat in chats}) == len(chats) >= 98


@pytest.mark.parametrize("number", ["+964 780 000 0019", "٠٧٧١ ٠٠٠ ٠٠١٩", "+20 100 000 0031"])
def test_a_number_that_may_be_dialled_is_refused(tmp_path, number):
    """Wherever it stands in a chat, as the name of a sender too."""
    said = {"t": "2026-01-01T10:00:00", "sender": "نور", "text": "هلو", "labels": [], "tactics": []}
    chat = {
        "id": "x-1", "voice": "x", "labels": [], "offenders": [], "stage": "none", "priority": "none",
        "dialect": "iraqi", "plot": "A greeting.", "messages": [said],
    }  # fmt: skip
    path = tmp_path / "x.jsonl"
    for field in ("sender", "text"):
        path.write_text(json.dumps({**chat, "messages": [{**said, field: number}]}) + "\n", encoding="utf-8")
        with pytest.raises(classifier.CorpusError, match=r"x\.jsonl:1.*may be dialled"):
            read_corpus_chats(path)
    path.write_text(
        json.dumps({**chat, "messages": [{**said, "sender": "+964 700 000 0031"}]}) + "\n", encoding="utf-8"
    )
    assert len(read_corpus_chats(path)) == 1


@pytest.mark.parametrize("content", [b"[]\n", b"[" * 100_000, b"{", b"\xff\n"], ids=["list", "deep", "cut", "no UTF-8"])
def test_a_line_that_is_no_object_is_named(tmp_path, content):
    """Whatever stands in a corpus file, the error names the place."""
    (tmp_path / "voice_x.jsonl").write_bytes(content)
    with pytest.raises(classifier.CorpusError, match=r"voice_x\.jsonl"):
        read_messages(tmp_path)


def test_a_corpus_line_ends_where_the_files_line_does(tmp_path):
    """A text may hold the other ends of lines that Unicode knows."""
    text = "هلو\N{LINE SEPARATOR}شلونك"
    row = {"text": text, "labels": [], "tactics": [], "dialect": "iraqi", "style": "clean"}
    (tmp_path / "voice_x.jsonl").write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")
    assert [example.text for example in read_messages(tmp_path)] == [text]


def test_no_message_stands_twice(messages):
    """A text is labelled once."""
    assert len({example.text for example in messages}) == len(messages)


@pytest.mark.parametrize("kind", ["messages", "chats"])
def test_every_part_has_voices_of_its_own(kind, messages, chats):
    """Each part is filled, and no voice stands in two."""
    splits = read_splits(CORPUS, kind)
    examples = messages if kind == "messages" else chats
    voices = [{e.voice for e in splits.pick(examples, part)} for part in PARTS]
    assert all(voices)
    assert sum(map(len, voices)) == len(set.union(*voices))
    assert splits.validation | splits.test <= set.union(*voices)


def test_the_suite_keeps_its_form_and_shares_no_text_with_the_corpus(messages):
    """Cases have unique ids, pairs differ in their labels, and no case is a training line."""
    cases = read_suite(ROOT / "data" / "functional")
    assert len({case.id for case in cases}) == len(cases)
    pairs = {}
    for case in cases:
        if case.pair:
            pairs.setdefault(case.pair, set()).add(case.labels)
    assert all(len(labels) > 1 for labels in pairs.values())
    assert not {case.text for case in cases} & {example.text for example in messages}


@pytest.mark.parametrize("name", DISGUISES)
@given(text=st.text(max_size=60), seed=st.integers(0, 3))
def test_a_disguise_is_repeatable(name, text, seed):
    """The same text under the same seed is always the same."""
    assert disguise(name, text, seed=seed) == disguise(name, text, seed=seed)


@pytest.mark.parametrize("name", UNDONE_BY_CLEANING)
def test_cleaning_undoes_a_disguise(name, messages):
    """What a person reads at once reads as the plain text does."""
    for place, example in enumerate(messages[:300]):
        plain = [token.text for token in tokenise(example.text)]
        hidden = [token.text for token in tokenise(disguise(name, example.text, seed=place))]
        if example.style == "clean" and not re.search(r"[.*_ـ-]|(\w)\1|ه[ةه]|ة\w|[اء]ء|ء", example.text):
            assert hidden == plain


def test_own_cases_are_read(tmp_path):
    """A labelled table and a saved review become examples; unsure findings teach nothing."""
    (tmp_path / "a.csv").write_text("text,labels\nادفع والا,threat demand.money\nهلو,\n", encoding="utf-8")
    table = read_own_cases(tmp_path / "a.csv")
    assert [(e.labels, e.tactics) for e in table] == [(("threat", "demand"), ("demand.money",)), ((), ())]
    rows = [{"text": "x", "labels": ["threat"], "tactics": [], "verdict": v} for v in ("right", "wrong", "unsure")]
    (tmp_path / "review.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert [e.labels for e in read_own_cases(tmp_path / "review.jsonl")] == [("threat",), ()]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", "words\nx\n", "columns text and labels"),
        ("a.csv", "text,labels\nx,menace\n", "unknown label 'menace'"),
        ("a.csv", "", "columns text and labels"),
        ("a.csv", "labels,text\nthreat\n", "a.csv:2: not as many cells"),
        ("a.csv", "text,labels\nادفع والا\n", "a.csv:2: not as many cells"),
        ("a.csv", "text,labels\nhi,,threat\n", "a.csv:2: not as many cells"),
        ("a.csv", 'text,labels\n"x,threat\ny,\n', "a.csv:2: not a CSV row"),
        ("a.csv", f"text,labels\n{'x' * 200_000},threat\n", "a.csv:2: not a CSV row"),
        ("a.csv", "text,labels\n ,threat\n", "a.csv:2: the text is empty"),
        ("a.csv", "text,labels\nادفع,threat\n".encode("cp1256"), "not UTF-8 at byte 12; save it again as CSV UTF-8"),
        ("r.jsonl", "{}\n", "r.jsonl:1"),
        ("r.jsonl", "[" * 100_000, "r.jsonl:1"),
        ("r.jsonl", "\xff".encode("latin-1"), "not UTF-8"),
        ("r.jsonl", '{"text": 5, "labels": [], "tactics": [], "verdict": "right"}\n', "r.jsonl:1: the text is no text"),
        ("r.jsonl", '{"text": "x", "labels": [], "tactics": [], "verdict": "maybe"}\n', "verdict must be"),
    ],
)
def test_wrong_own_cases_are_named(tmp_path, name, content, said):
    """The error names the place and what is wrong."""
    (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(classifier.CorpusError, match=said):
        read_own_cases(tmp_path / name)


def test_a_message_may_hold_line_ends(tmp_path):
    """A review's line ends where the file's does; a quoted cell of a table goes over several lines."""
    text = "ادفع\N{LINE SEPARATOR}والا\N{NEXT LINE}انشر\N{PARAGRAPH SEPARATOR}!"
    row = {"text": text, "labels": ["threat"], "tactics": [], "verdict": "right"}
    (tmp_path / "r.jsonl").write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8-sig")
    (tmp_path / "a.csv").write_text(f'\ufefftext,labels\r\n"{text}\nهسه",threat\r\n', encoding="utf-8", newline="")
    assert [e.text for e in read_own_cases(tmp_path / "r.jsonl")] == [text]
    assert [e.text for e in read_own_cases(tmp_path / "a.csv")] == [f"{text}\nهسه"]


def test_an_encoder_that_is_not_there_is_named_before_any_work(tmp_path):
    """Hours of fitting are not lost to a mistyped folder, nor to one in which the fine-tuning is not finished."""
    nobody = Splits(frozenset(), frozenset())
    nothing = TrainingSet(nobody, nobody, [], [], [], nobody, [])
    (tmp_path / "model.onnx").write_bytes(b"")
    for folder in (tmp_path, tmp_path / "none"):
        with pytest.raises(classifier.ModelError, match=r"train_encoder\.py"):
            train(nothing, TrainingPlan(), tmp_path / "out", encoder=folder)
    assert not (tmp_path / "out").exists()


def test_background_parts_are_fixed_and_apart(tmp_path):
    """Each line belongs to one part, the same in every run."""
    (tmp_path / "b.txt").write_text("\n".join(f"سطر {n}" for n in range(500)), encoding="utf-8")
    (file,) = read_background(tmp_path)
    parts = [set(file.part(part)) for part in PARTS]
    assert sum(map(len, parts)) == len(set.union(*parts)) == len(file.lines)


def test_thresholds_keep_to_the_allowed_alarms():
    """No background file raises more alarms than allowed, and the thresholds find what they can."""
    chance = np.random.default_rng(0)
    carried = chance.random((2000, 21)) < 0.3
    probability = np.clip(0.5 * carried + 0.6 * chance.random(carried.shape), 0.001, 0.999)
    quiet = [chance.random((3000, 21)) * 0.7]
    point = operating_point(probability, carried, quiet, 5.0)
    alarms = 1000 * (quiet[0][:, :4] >= list(point.values())).any(axis=1).mean()
    assert alarms <= 5
    assert (probability[:, :4] >= list(point.values())).sum() > 100


def test_no_other_threshold_of_one_label_finds_more_within_the_alarms():
    """Moving one threshold by any of many steps raises the sum of F1 only where a file alarms too often."""
    chance = np.random.default_rng(1)
    carried = chance.random((1500, 21)) < 0.25
    strength = np.array([0.3, 0.5, 0.7, 0.9, *[0.5] * 17])
    probability = np.clip(strength * carried + 0.6 * chance.random(carried.shape), 0.001, 0.999)
    quiet = [np.clip(chance.random((2000, 21)) ** power, 0.001, 0.999) for power in (3, 9)]

    def told(thresholds):
        hit = probability[:, :4] >= thresholds
        f1 = 2 * (hit & carried[:, :4]).sum(axis=0) / (hit.sum(axis=0) + carried[:, :4].sum(axis=0))
        return f1.sum(), max(1000 * (lines[:, :4] >= thresholds).any(axis=1).mean() for lines in quiet)

    point = np.array(list(operating_point(probability, carried, quiet, 20.0).values()))
    worth, alarms = told(point)
    assert alarms <= 20
    odds = np.log(point / (1 - point))
    for label in range(4):
        for step in range(-30, 31):
            moved = odds.copy()
            moved[label] += step / 10
            other, louder = told(1 / (1 + np.exp(-moved)))
            assert louder > 20 or other <= worth + 0.004
