"""Long messages: one clause is heard through the rest, and shown where it stands."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier import load
from classifier.scoring.stretches import LONG, MOST, STEP, in_stretches, stretches

CHATTER = (
    "اليوم رجعت من السوگ واشتريت طماطة وخيار والجو حار كلش وابو علي سلم عليكم وگال يجي الخميس يشوف الحديقة وياه ابنه"
)
CLAUSE = "وصورج انشرها باچر بكروب العشيرة اذا ما تحولين خمسمية"
LETTER = f"{CHATTER} {CLAUSE} {CHATTER}"


@pytest.fixture(scope="module")
def detector():
    return load()


@given(st.lists(st.text("ابتث", min_size=2, max_size=4), max_size=300), st.sampled_from([" ", "\n", "  "]))
def test_stretches_hold_every_word_of_a_long_text(words, gap):
    text = gap.join(words)
    cut = stretches(text)
    if len(words) < LONG:
        assert cut == []
        return
    held = [text[span.start : span.end].split() for span in cut]
    assert 1 < len(held) <= MOST
    assert held[0] == words[: len(held[0])]
    step = max(STEP, -(-len(words) // MOST))
    assert all(part == words[place * step :][: 2 * step] for place, part in enumerate(held))
    assert held[-1][-1] == words[-1]
    assert (len(held) - 1) * step + len(held[-1]) == len(words)


def test_letters_spaced_out_are_one_word_and_never_cut():
    """A word written letter by letter stays whole in every stretch that holds it."""
    spaced = "ص و ر چ"
    assert stretches(" ".join(["كلمة", spaced] * 6)) == []
    text = " ".join(["كلمة", spaced] * 20)
    for span in stretches(text):
        assert text[span.start : span.end].replace(spaced, "").split().count("كلمة") == 10
        assert set(text[span.start : span.end].replace(spaced, "").split()) == {"كلمة"}


def test_quick_evidence_of_a_long_message_asks_no_encoder(detector, monkeypatch):
    """At depth quick the words are shown by the model that found them."""
    monkeypatch.setattr(type(detector.scorer.cascade.encoder), "logits", None)
    monkeypatch.setattr(type(detector.scorer.cascade.encoder), "contributions", None)
    verdict = detector.classify(LETTER, depth="quick")
    assert verdict.labels
    assert {found.label for found in verdict.evidence} == set(verdict.labels)


def test_a_short_text_is_read_as_it_is():
    read = []
    in_stretches(lambda texts: read.append(list(texts)) or np.zeros((len(texts), 2)), ["كلمة " * (LONG - 1)])
    assert read == [["كلمة " * (LONG - 1)]]


def test_a_long_text_is_the_mean_of_the_whole_and_its_strongest_stretch():
    words = ["كلمة"] * 40
    words[35] = "صورج"
    text = " ".join(words)

    def share(texts):
        return np.array([[t.split().count("صورج") / len(t.split())] for t in texts])

    (odds,) = in_stretches(share, [text])
    assert odds[0] == pytest.approx((1 / 40 + 1 / 20) / 2)


def test_one_clause_is_heard_in_a_long_message_and_shown_where_it_stands(detector):
    verdict = detector.classify(LETTER)
    assert {"threat", "demand"} <= set(verdict.labels)
    start = LETTER.index(CLAUSE)
    for label in ("threat", "demand"):
        heaviest = max((found for found in verdict.evidence if found.label == label), key=lambda found: found.weight)
        shared = min(heaviest.span.end, start + len(CLAUSE)) - max(heaviest.span.start, start)
        # a pair's weight is shared with the word before the clause
        assert shared > (heaviest.span.end - heaviest.span.start) / 2


def test_a_long_message_is_the_same_in_any_batch(detector):
    texts = [LETTER, "هلا", f"{CHATTER} {CHATTER}", LETTER[::-1]]
    together = detector.scorer.heard(texts)
    assert np.array_equal(together, np.concatenate([detector.scorer.heard([text]) for text in texts]))
    assert np.array_equal(together[::-1], detector.scorer.heard(texts[::-1]))
