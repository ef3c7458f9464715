"""Passages and exchanges: everything that one sender says, and what people say to each other, in runs of some words."""

from datetime import UTC, datetime
from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from classifier.records import Chat, Message, Source
from classifier.scoring.passages import WORDS, passages


def message(number, sender, text, kind="text"):
    """A message of a made-up chat."""
    source = Source("chat.txt", "0", "test")
    return Message(number, sender, text, datetime(2024, 5, 1, tzinfo=UTC), None, kind, edited=False, source=source)


bubbles = st.lists(
    st.tuples(st.sampled_from(["أ", "ب", None]), st.integers(0, 60), st.sampled_from(["text", "media"])), max_size=40
)


@given(bubbles)
def test_passages_hold_what_each_sender_says(cut):
    """Each passage holds named senders' words in order, of two bubbles and more with few words; what fits is in one.

    Where nobody is named the words are one sender's.
    """
    messages = [message(n, sender, "كلمة " * words, kind) for n, (sender, words, kind) in enumerate(cut, 1)]
    lengths = [len(m.text.split()) for m in messages]
    found = list(passages(messages))
    people = [{messages[place].sender for place in passage.places} for passage in found]
    named = {m.sender for n, m in enumerate(messages) if m.spoken and lengths[n]} - {None}
    for passage, senders in zip(found, people, strict=True):
        assert len(passage.places) > 1
        assert senders <= (named or {None})
        assert sum(lengths[place] for place in passage.places) <= WORDS
        assert all(messages[place].spoken and lengths[place] for place in passage.places)
    for who in ({"أ"}, {"ب"}, {"أ", "ب"}) if named else ({None},):
        own = [p.places for p, senders in zip(found, people, strict=True) if senders == who]
        assert all(left[-1] <= right[0] for left, right in pairwise(own))
        said = [n for n, m in enumerate(messages) if m.sender in who and m.spoken and lengths[n]]
        held = {place for places in own for place in places}
        for one, other in pairwise(said):
            together = lengths[one] + lengths[other] <= WORDS and (
                len(who) == 1 or messages[one].sender != messages[other].sender
            )
            assert not together or {one, other} <= held


def test_a_story_in_pieces_weighs_in_the_chat(detector):
    """A chat's scores hold its messages, then its passages, scored as their words together are."""
    said = ["تذكرين صورج بالعرس؟", "حلوة مو", "تخيلي أمج تشوفها", "وأخوج", "خمسمية باچر وتبقى يمي"]
    chat = Chat("a", "a", "test", ("سيف",), tuple(message(n, "سيف", text) for n, text in enumerate(said, 1)))
    (passage,) = passages(chat.messages)
    scores = detector.score_chat(chat)
    assert len(scores) == len(said) + 1
    assert np.array_equal(scores[-1:], detector.scorer.heard([passage.text], whole=True))


def test_an_exchange_is_read_with_its_turns(detector):
    """What two people say to each other stands in one text, a dash where the other speaks, scored like a passage."""
    said = [("سيف", "الوالد سألني عنج"), ("سيف", "ما اعرف اكذب"), ("نور", "شتريد"), ("سيف", "خمسين الف كل توصيلة")]
    messages = tuple(message(n, sender, text) for n, (sender, text) in enumerate(said, 1))
    exchange = list(passages(messages))[-1]
    assert exchange.places == (0, 1, 2, 3)
    assert exchange.text == "الوالد سألني عنج، ما اعرف اكذب — شتريد — خمسين الف كل توصيلة"
    scores = detector.score_chat(Chat("a", "a", "test", ("سيف", "نور"), messages))
    assert np.array_equal(scores[-1:], detector.scorer.heard([exchange.text], whole=True))
