"""Latin words are read as the Arabic words that they stand for, or left alone."""

import json
import time
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.scoring.encoder import spoken
from classifier.text import PREFIXES, arabic_reading, normalise
from classifier.text.words import word_counts

CASES = json.loads((Path(__file__).parent / "cases" / "arabizi.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["latin"] for case in CASES])
def test_words_as_people_spell_them(case):
    """One sound in many spellings is one word; English, French, numbers and noise are none."""
    assert arabic_reading(case["latin"]) == case["arabic"]


@given(st.text() | st.text("abdefhikmnorstuwy23579", max_size=20))
def test_a_reading_is_a_known_word(text):
    """Whatever is asked, what comes back is a word of the table, a prefix, or nothing."""
    read = arabic_reading(text)
    assert read is None or read in word_counts() or text in PREFIXES


def test_known_words_are_in_normal_form():
    """The table holds each word as the tokeniser gives it, the commonest first."""
    words, counts = list(word_counts()), list(word_counts().values())
    assert all(normalise(word) == word for word in words)
    assert counts == sorted(counts, reverse=True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("anshr el swar", "anshr انشر el swar الصور"),
        ("send el video", "send el video الفيديو"),
        ("el 500", "el 500"),
        ("راح anshr", "راح anshr انشر"),
        ("راح انشر", "راح انشر"),
    ],
)
def test_the_encoder_reads_arabic_script(text, said):
    """Arabizi reaches the encoder in both scripts, a parted prefix with its word."""
    assert spoken(text) == said


def test_a_flood_of_latin_words_is_read_in_linear_time():
    """A hundred thousand different words, none met before, take seconds at most."""
    letters = "bdfgklmnrstz"
    flood = ["".join(word) for word in product(letters, "aiu", letters, "357", letters, "aiu", letters[:8])]
    started = time.perf_counter()
    for word in flood:
        arabic_reading(word)
    assert time.perf_counter() - started < 10
