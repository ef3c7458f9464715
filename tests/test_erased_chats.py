"""Chats of which one side deleted what it wrote: what is left, and of which nobody could tell."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from conftest import Listener

from classifier.labels import COLUMNS
from classifier.learning.chats import numbered
from classifier.learning.corpus import ChatExample, ChatLine
from classifier.learning.erased_chats import ONE_IN, erased
from classifier.triage.features import PassageScores

WHEN = datetime(2026, 1, 1, tzinfo=UTC)
SEEDS = range(40)


def scored(*said, labels):
    """A chat of (sender, text, label...), in which سيف offends if it carries labels."""
    lines = tuple(
        ChatLine(WHEN + timedelta(minutes=n), sender, text, tuple(carried), ())
        for n, (sender, text, *carried) in enumerate(said)
    )
    offenders = ("سيف",) if labels else ()
    example = ChatExample("case", "a", "iraqi", labels, offenders, "none", "high", "", lines)
    rows = np.full((len(lines), len(COLUMNS)), 0.9)
    return numbered(example, rows, PassageScores((), np.empty((0, len(COLUMNS)))))


def gone(chat):
    """The places of the deleted lines."""
    return [place for place, held in enumerate(chat.numbers.deleted) if held]


CASE = scored(
    ("سيف", "راح انشر صورج", "threat"), ("نور", "الله يخليك لا", "victim"), ("سيف", "ادفعي", "demand"),
    ("نور", "ما عندي فلوس والله", "victim"), ("سيف", "صباح الخير"), ("نور", "شلونك"),
    labels=("extortion",),
)  # fmt: skip


def test_only_the_one_who_offends_deletes():
    """What is deleted carries no label and no score; all else stands as it was, and so does what the chat is."""
    listener = Listener()
    drawn = [chat for seed in SEEDS for chat in erased([CASE] * ONE_IN, listener, seed=seed)]
    assert len(drawn) == sum(bool(gone(chat)) for chat in drawn) > len(SEEDS) / 2
    for chat in drawn:
        places = gone(chat)
        assert set(places) <= {0, 2, 4}
        assert not chat.scores[places].any()
        for place, (line, before) in enumerate(zip(chat.example.lines, CASE.example.lines, strict=True)):
            assert (line.labels == ()) if place in places else (line == before)
        assert (chat.example.labels, chat.example.offenders) == (("extortion",), ("سيف",))
    assert listener.texts
    assert not any("حذف" in text or "deleted" in text for text in listener.texts)


def test_in_a_harmless_chat_somebody_deletes():
    """A deletion is no sign by itself: harmless chats have them too."""
    talk = scored(*[("نور", "هلا"), ("علي", "هلا بيج")] * 6, labels=())
    senders = {
        chat.example.lines[place].sender
        for seed in SEEDS
        for chat in erased([talk] * ONE_IN, Listener(), seed=seed)
        for place in gone(chat)
    }
    assert senders == {"نور", "علي"}


@pytest.mark.parametrize(
    ("said", "labels", "is_told"),
    [
        ([("سيف", "أ", "threat"), ("نور", "ب"), ("سيف", "ج", "demand")], ("extortion",), False),
        ([("سيف", "أ", "threat"), ("نور", "ب", "victim"), ("نور", "ج", "victim")], ("threat",), True),
        ([("سيف", "أ", "grooming"), ("سيف", "ج", "grooming"), ("نور", "ب")], ("grooming",), False),
    ],
)
def test_a_chat_of_which_all_that_tells_is_gone_is_left_out(said, labels, is_told):
    """Two answers of the one harmed tell; without them all that is needed for the label must be left."""
    drawn = [chat for seed in SEEDS for chat in erased([scored(*said, labels=labels)] * ONE_IN, Listener(), seed=seed)]
    convicting = {place for place, (_, _, *carried) in enumerate(said) if carried and carried != ["victim"]}
    assert any(convicting <= set(gone(chat)) for chat in drawn) == is_told
