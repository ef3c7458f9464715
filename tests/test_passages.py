"""Passages: everything that one sender says, in runs of some words."""

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
    """Each passage is one named sender's, in order, of two bubbles and more with few words; what fits is in one."""
    messages = [message(n, sender, "كلمة " * words, kind) for n, (sender, words, kind) in enumerate(cut, 1)]
    lengths = [len(m.text.split()) for m in messages]
    found = list(passages(messages))
    for passage in found:
        assert len(passage.places) > 1
        assert len({messages[place].sender for place in passage.places} - {None}) == 1
        assert sum(lengths[place] for place in passage.places) <= WORDS
        assert all(messages[place].spoken and lengths[place] for place in passage.places)
    for sender in ("أ", "ب"):
        own = [p.places for p in found if messages[p.places[0]].sender == sender]
        assert all(left[-1] <= right[0] for left, right in pairwise(own))
        said = [n for n, m in enumerate(messages) if m.sender == sender and m.spoken and lengths[n]]
        held = {place for places in own for place in places}
        for one, other in pairwise(said):
            assert lengths[one] + lengths[other] > WORDS or {one, other} <= held


def test_a_story_in_pieces_weighs_in_the_chat(detector):
    """A chat's scores hold its messages, then its passages, scored as their words together are."""
    said = ["تذكرين صورج بالعرس؟", "حلوة مو", "تخيلي أمج تشوفها", "وأخوج", "خمسمية باچر وتبقى يمي"]
    chat = Chat("a", "a", "test", ("سيف",), tuple(message(n, "سيف", text) for n, text in enumerate(said, 1)))
    (passage,) = passages(chat.messages)
    scores = detector.score_chat(chat)
    assert len(scores) == len(said) + 1
    assert np.array_equal(scores[-1:], detector.scorer.heard([passage.text], whole=True))
