"""A chat among other days' talk is what it was, said by the same persons."""

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np

from classifier.labels import COLUMNS, OUTPUTS
from classifier.learning.chats import ScoredChat, numbered
from classifier.learning.corpus import ChatExample, ChatLine
from classifier.learning.long_chats import lengthened
from classifier.triage.features import PassageScores

WHEN = datetime(2026, 1, 1, tzinfo=UTC)


def scored(name, voice, *said, labels=(), offenders=()):
    """A chat of (sender, text) whose messages have a probability of their own and one passage over the first two."""
    lines = tuple(ChatLine(WHEN, sender, text, labels, ()) for sender, text in said)
    example = ChatExample(name, voice, "iraqi", labels, offenders, "none", "none", "", lines)
    rows = np.full((len(lines), len(COLUMNS)), 0.9 if labels else 0.1)
    return numbered(example, rows, PassageScores(((0, 1),), np.full((1, len(COLUMNS)), 0.5 if labels else 0.05)))


CASE = scored("case", "a", ("سيف", "راح انشر"), ("سيف", "ادفع"), ("نور", "لا"), labels=("threat",), offenders=("سيف",))
DAYS = [scored(f"day {n}", "a", ("علي", f"صباح {n}"), ("هدى", "هلا"), ("علي", "شلونج")) for n in range(3)]


def test_a_case_keeps_its_words_and_labels():
    """The case stands whole and in order in the longer chat, and what else is said carries nothing."""
    longer = lengthened([CASE, *DAYS], seed=1)[0]
    lines = longer.example.lines
    assert len(lines) > len(CASE.example.lines)
    at = next(place for place, line in enumerate(lines) if line.text == "راح انشر")
    assert lines[at : at + 3] == CASE.example.lines
    assert not any(line.labels for line in (*lines[:at], *lines[at + 3 :]))
    assert (longer.example.labels, longer.example.offenders) == (CASE.example.labels, CASE.example.offenders)


def test_the_same_persons_speak():
    """Other days' talk is said by the persons of the case, who each keep to one role in it."""
    for seed in range(5):
        lines = lengthened([CASE, *DAYS], seed=seed)[0].example.lines
        assert {line.sender for line in lines} == {"سيف", "نور"}


def test_scores_stay_with_their_messages():
    """Each message and passage keeps its scores, each passage its messages."""
    longer = lengthened([CASE, *DAYS], seed=2)[0]
    loud = np.array([bool(line.labels) for line in longer.example.lines])
    assert ((longer.scores[:, : len(OUTPUTS)] == 0.9).all(axis=1) == loud).all()
    for held, row in zip(longer.passages.places, longer.passages.probability, strict=True):
        assert (row[0] == 0.5) == loud[list(held)].all()


def test_other_voices_lend_nothing():
    """A chat alone in its voice gives no longer one; harmless chats lengthen each other."""
    stranger = ScoredChat(replace(CASE.example, voice="b"), CASE.scores, CASE.passages, CASE.numbers)
    assert len(lengthened([stranger, *DAYS], seed=1)) == 1
    assert all(chat.example.voice == "a" and not chat.example.labels for chat in lengthened([stranger, *DAYS], seed=1))
    assert lengthened([stranger], seed=1) == []


def test_further_persons_are_none_of_the_case():
    """A third person of another day is nobody of the case, whatever the name; who has no name stays without."""
    group = scored("group", "a", ("علي", "صباح"), ("هدى", "هلا"), ("سيف", "اني هم"), (None, "انضم"))
    for seed in range(5):
        lines = lengthened([CASE, group], seed=seed)[0].example.lines
        assert len({line.sender for line in lines}) == 4
        assert {line.text for line in lines if line.sender == "سيف"} < {"راح انشر", "ادفع", "صباح", "هلا"}
        assert [line.text for line in lines if line.sender is None] == ["انضم"]


def test_a_chat_with_labelled_lines_lends_nothing():
    """What is no case as a whole may hold words that count, which would be put into other mouths."""
    noisy = scored("noisy", "a", ("علي", "راح انشر"), ("هدى", "هلا"))
    lines = tuple(replace(line, labels=("threat",)) for line in noisy.example.lines)
    assert lengthened([CASE, replace(noisy, example=replace(noisy.example, lines=lines))], seed=1) == []


def test_the_seed_decides():
    """One seed gives the same chats each time, another gives others."""
    first, again, other = (
        [[line.text for line in chat.example.lines] for chat in lengthened([CASE, *DAYS], seed=seed)]
        for seed in (3, 3, 4)
    )
    assert first == again
    assert first != other
