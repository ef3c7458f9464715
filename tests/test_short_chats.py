"""A few messages out of a chat are what they say by themselves."""

from datetime import UTC, datetime

import numpy as np
import pytest

from classifier.labels import COLUMNS
from classifier.learning.chats import numbered
from classifier.learning.corpus import ChatExample, ChatLine
from classifier.learning.short_chats import LENGTHS, shortened
from classifier.triage.features import PassageScores

WHEN = datetime(2026, 1, 1, tzinfo=UTC)
SAID = "كلام طويل من اربع كلمات"


def scored(*said, labels=(), offenders=("سيف",)):
    """A chat of (sender, label...), each message with a score of its own, passages over each two neighbours."""
    lines = tuple(ChatLine(WHEN, sender, SAID, carried, ()) for sender, *given in said for carried in [tuple(given)])
    example = ChatExample("case", "a", "iraqi", labels, offenders, "demand", "high", "", lines)
    rows = np.repeat(np.arange(1, len(lines) + 1)[:, None] / 100, len(COLUMNS), axis=1)
    places = tuple((k, k + 1) for k in range(len(lines) - 1))
    told = np.repeat(np.arange(1, len(lines))[:, None] / 100, len(COLUMNS), axis=1)
    return numbered(example, rows, PassageScores(places, told))


def cuts(chat, tries=60):
    """Shorter chats of one chat, drawn by different seeds."""
    return [short for seed in range(tries) for short in shortened([chat, chat], seed=seed)]


@pytest.mark.parametrize(
    ("said", "labels", "expected"),
    [
        ([("سيف", "threat", "demand"), ("نور",), ("نور",)], ("extortion",), {("extortion",)}),
        ([("سيف", "threat"), ("نور", "victim"), ("نور",)], ("extortion",), {("threat",)}),
        ([("سيف", "threat"), ("نور",), ("سيف", "demand")], ("extortion",), {("threat",), ("extortion",)}),
        ([("سيف", "demand"), ("نور",)], ("extortion",), set()),
        ([("سيف", "grooming"), ("سيف", "grooming")], ("grooming",), {("grooming",)}),
        ([("نور",), ("علي",), ("نور",)], (), {()}),
    ],
)
def test_what_a_few_messages_are(said, labels, expected):
    """By their own labels; a demand alone and a single lure are nothing that anybody could tell."""
    assert {short.example.labels for short in cuts(scored(*said, labels=labels))} == expected


def test_two_who_share_the_work_are_both_offenders_where_both_speak():
    """Who does not speak in the few messages drives nothing in them."""
    whole = scored(("سيف", "threat", "demand"), ("علي", "threat"), labels=("extortion",), offenders=("سيف", "علي"))
    for short in cuts(whole):
        assert set(short.example.offenders) == {line.sender for line in short.example.lines}


def test_scores_stay_with_their_messages():
    """A message keeps its score, a passage its own where both its messages are kept."""
    whole = scored(*[("سيف", "threat")] + [("نور",)] * 11, labels=("threat",))
    found = cuts(whole)
    assert {len(short.example.lines) for short in found} == set(LENGTHS)
    for short in found:
        assert len(short.scores) == len(short.example.lines)
        assert len(short.passages.places) == len(short.scores) - 1
        for (first, second), row in zip(short.passages.places, short.passages.probability, strict=True):
            assert row[0] == short.scores[first][0]
            assert second == first + 1
