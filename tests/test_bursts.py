"""Sentences cut over bubbles are read as one, and each bubble keeps its own words."""

from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.records import Chat, Evidence, Message, Source, Span
from classifier.scoring.bursts import MOST_BUBBLES, MOST_WORDS, bursts

NOON = datetime(2026, 3, 5, 12, 0, 5)  # noqa: DTZ001 - exports often state no zone


def bubble(text, number=1, sender="سيف", sent_at=NOON, kind="text"):
    return Message(number, sender, text, sent_at, None, kind, edited=False, source=Source("", "", "text"))


@pytest.mark.parametrize(
    ("bubbles", "joined"),
    [
        ([bubble("راح"), bubble("انشر"), bubble("صورج")], ["راح انشر صورج"]),
        ([bubble("راح"), bubble("انشر", sender="هدى")], []),
        ([bubble("راح"), bubble("انشر", sent_at=NOON + timedelta(minutes=1))], []),
        ([bubble("راح", sent_at=None), bubble("انشر", sent_at=None)], []),
        ([bubble("راح"), bubble("<تم استبعاد الوسائط>", kind="media"), bubble("انشر")], []),
        ([bubble("راح"), bubble(" "), bubble("انشر")], []),
        ([bubble("راح"), bubble("هاي جملة كاملة وحدها"), bubble("انشر")], []),
        ([bubble("هلو"), bubble("شلونج", sender="هدى"), bubble("راح"), bubble("انشر")], ["راح انشر"]),
    ],
    ids=[
        "one sentence",
        "two senders",
        "two minutes",
        "no times",
        "media between",
        "blank between",
        "whole sentence",
        "after another",
    ],
)
def test_which_bubbles_are_read_together(bubbles, joined):
    """Consecutive bubbles of a few words, of one sender and one minute."""
    assert [burst.text for burst in bursts(bubbles)] == joined


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", False),
        (" ", False),
        ("VID-20260301-WA0003.mp4", False),
        ("\N{LEFT-TO-RIGHT MARK}IMG-20260301-WA0003.jpg (file attached)", False),
        ("<attached: 00000035-PHOTO-2022-03-27-21-41-55.jpg>", False),
        ("photos/1.webp", False),
        ("IMG-20260301-WA0003.jpg (file attached)\nراح انشرها", True),
        ("راح انشرها.jpg", True),
        ("rah anshrha.jpg", True),
        ("rah.anshrha", True),
        ("https://example.com/prize.apk", True),
        ("راح انشرها", True),
    ],
)
def test_a_mediums_file_name_is_nobodys_words(text, words):
    """A medium is spoken where words stand beside it; the same line as a text always is."""
    assert bubble(text, kind="media").spoken is words
    assert bubble(text).spoken


@given(
    st.lists(
        st.tuples(st.sampled_from("اب"), st.text("رش ", max_size=9).filter(str.strip), st.integers(0, 2)), max_size=30
    )
)
def test_every_bubble_stands_where_its_burst_says(drawn):
    """A burst holds each bubble's text at its start, in order, and no bubble twice."""
    messages = [bubble(text, n, sender, NOON + timedelta(minutes=m)) for n, (sender, text, m) in enumerate(drawn)]
    found = list(bursts(messages))
    places = [place for burst in found for place in burst.places]
    assert places == sorted(set(places))
    for burst in found:
        assert 1 < len(burst.places) <= MOST_BUBBLES
        for place, start in zip(burst.places, burst.starts, strict=True):
            text = messages[place].text
            assert burst.text[start : start + len(text)] == text
            assert len(text.split()) <= MOST_WORDS


def test_evidence_is_cut_to_its_bubble():
    """A span over two bubbles is shown in each of them, in that bubble's own places."""
    (burst,) = bursts([bubble("راح"), bubble("انشر"), bubble("صورج")])
    found = [Evidence("threat", None, Span(4, 13), 1.0, "linear")]
    assert burst.of(0, found) == ()
    assert [e.span for e in burst.of(1, found)] == [Span(0, 4)]
    assert [e.span for e in burst.of(2, found)] == [Span(0, 4)]


def test_a_cut_threat_is_found(detector):
    """A threat over three bubbles is found in each of them, with words to show; a bubble alone scores as before."""
    parts = ["راح انشر", "صورج كلهن", "لأهلج باچر"]
    cut = [bubble(text, number) for number, text in enumerate(parts, 1)]
    chat = Chat("a", "a", "test", ("سيف",), tuple(cut))
    scores = detector.score_chat(chat)
    whole = detector.scorer.heard([" ".join(parts)])[0]
    assert (scores[: len(cut)] >= whole - 1e-9).all()
    (verdict,) = detector.triage([chat])
    for judged in verdict.verdicts:
        assert "threat" in judged.labels
        assert {evidence.label for evidence in judged.evidence} <= set(judged.labels)
        for evidence in judged.evidence:
            assert judged.message.text[evidence.span.start : evidence.span.end].strip()
    assert any(judged.evidence for judged in verdict.verdicts)
    lone = detector.score_chat(replace(chat, messages=tuple(cut[:1])))
    assert np.array_equal(lone, detector.scorer.heard(parts[:1]))
