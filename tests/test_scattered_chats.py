"""A case among idle talk: what stays, what is heard anew, and from where idle lines come."""

from datetime import UTC, datetime, timedelta

import numpy as np
from conftest import Listener

from classifier.labels import COLUMNS
from classifier.learning.background import Background
from classifier.learning.chats import numbered
from classifier.learning.corpus import ChatExample, ChatLine
from classifier.learning.scattered_chats import (
    FEWEST,
    FEWEST_IDLE,
    IDLE_ONE_IN,
    MOST_IDLE,
    ONE_IN,
    RATIOS,
    Idle,
    idle_chats,
    idle_talk,
    scattered,
)
from classifier.triage.features import PassageScores

WHEN = datetime(2026, 1, 1, tzinfo=UTC)
IDLE = Idle(["صباح الخير", "وين الغدا"], np.full((2, len(COLUMNS)), 0.02))


def scored(name, *said, labels=("threat",), score=0.9):
    """A chat of (sender, text), a minute between each two."""
    lines = tuple(
        ChatLine(WHEN + timedelta(minutes=n), sender, text, labels, ()) for n, (sender, text) in enumerate(said)
    )
    example = ChatExample(name, "a", "iraqi", labels, ("سيف",) if labels else (), "none", "high", "", lines)
    rows = np.full((len(lines), len(COLUMNS)), score)
    return numbered(example, rows, PassageScores((), np.empty((0, len(COLUMNS)))))


CASE = scored("case", ("سيف", "راح انشر"), ("سيف", "ادفع"), ("نور", "لا"), ("سيف", "باچر"))
CHATS = [CASE] * ONE_IN


def test_a_case_keeps_its_words_order_and_verdict():
    """The lines of the case stand in their order with their scores, idle ones between them carry nothing."""
    for seed in range(8):
        (longer,) = scattered(CHATS, IDLE, Listener(), seed=seed)
        told = [line for line in longer.example.lines if line.text not in IDLE.lines]
        assert tuple(told) == CASE.example.lines
        assert (longer.example.labels, longer.example.priority) == (CASE.example.labels, CASE.example.priority)
        idle = [line for line in longer.example.lines if line.text in IDLE.lines]
        assert len(idle) in {ratio * len(CASE.example.lines) for ratio in RATIOS}
        assert not any(line.labels for line in idle)
        assert {line.sender for line in idle} <= {"سيف", "نور"}
        loud = [line.text not in IDLE.lines for line in longer.example.lines]
        assert (longer.scores[:, 0] > 0.5).tolist() == loud


def test_times_never_run_backwards():
    """An idle line has the time of a line beside it."""
    for seed in range(8):
        times = [line.sent_at for line in scattered(CHATS, IDLE, Listener(), seed=seed)[0].example.lines]
        assert times == sorted(times)


def test_passages_are_heard_anew():
    """Passages hold idle talk beside the case, and are scored as they then read."""
    listener = Listener()
    (longer,) = scattered(CHATS, IDLE, listener, seed=3)
    assert any("راح انشر" in text and any(idle in text for idle in IDLE.lines) for text in listener.texts)
    assert len(longer.passages.places) == len(listener.texts)


def test_bounds():
    """A few lines say too little to be scattered, and no chat grows without end; with no idle talk there is none."""
    short = scored("short", *[("سيف", "ادفع")] * (FEWEST - 1))
    assert scattered([short] * ONE_IN, IDLE, Listener(), seed=1) == []
    long = scored("long", *[("سيف", "ادفع")] * (MOST_IDLE // 2))
    for seed in range(4):
        assert len(scattered([long] * ONE_IN, IDLE, Listener(), seed=seed)[0].scores) <= MOST_IDLE * 3 // 2
    assert scattered(CHATS, Idle([], np.empty((0, len(COLUMNS)))), Listener(), seed=1) == []


def test_the_seed_decides_and_jobs_do_not():
    """One seed gives the same chats each time, with any number of jobs; another gives others."""
    many = [scored(f"case {n}", *[("سيف", f"راح انشر {n}"), ("نور", "لا"), ("سيف", "ادفع")]) for n in range(4 * ONE_IN)]

    def texts(seed, jobs):
        found = scattered(many, IDLE, Listener(), seed=seed, jobs=jobs)
        return sorted([line.text for line in chat.example.lines] for chat in found)

    assert texts(1, 1) == texts(1, 2) != texts(2, 1)


def test_chats_of_idle_lines_alone_are_harmless():
    """They hold nothing of the chats whose persons and times they have, and no case lends its own."""
    quarrel = scored("quarrel", ("علي", "راح اذبحك"), ("نور", "لا"), labels=())
    found = idle_chats([CASE, quarrel] * IDLE_ONE_IN, IDLE, Listener(), seed=1)
    assert len(found) == 2
    assert all(chat.example.id == "quarrel" for chat in found)
    for chat in found:
        lines = chat.example.lines
        assert FEWEST_IDLE <= len(lines) <= MOST_IDLE
        assert {line.text for line in lines} == set(IDLE.lines)
        assert {line.sender for line in lines} == {"علي", "نور"}
        assert not any(line.labels for line in lines)
        assert chat.scores.max() < 0.5
        times = [line.sent_at for line in lines]
        assert times == sorted(times)
        assert chat.passages.places
    assert idle_chats([CASE] * IDLE_ONE_IN, IDLE, Listener(), seed=1) == []
    assert idle_chats([quarrel] * IDLE_ONE_IN, Idle([], np.empty((0, len(COLUMNS)))), Listener(), seed=1) == []


def test_idle_talk_is_harmless_and_quiet():
    """Idle lines are background that the message model did not learn, and the quiet ones of harmless chats."""
    file = Background("b.txt", "", tuple(f"سطر {n}" for n in range(40)))
    quiet = scored("quiet", ("علي", "هلا"), labels=(), score=0.1)
    loud = scored("loud", ("علي", "راح اذبحك"), labels=(), score=0.8)
    found = idle_talk([CASE, quiet, loud], [file], Listener(), seed=1)
    assert set(found.lines) == {*file.part("validation"), "هلا"}
    assert found.scores.shape == (len(found.lines), len(COLUMNS))
