"""Words that nobody writes are read as the common words that they most likely stand for, or left alone."""

import time
from itertools import product

import pytest
from conftest import cases
from hypothesis import given, settings
from hypothesis import strategies as st

from classifier.scoring.encoder import spoken
from classifier.scoring.features import take_apart
from classifier.text import normalise, reading, readings
from classifier.text.slips import LONGEST, SHORTEST, meant
from classifier.text.words import word_counts

LETTERS = "ابتحدرسشعفقكلمنهويچگ"
COMMON = [word for word, count in word_counts().items() if count >= 500 and len(word) > SHORTEST]


@pytest.mark.parametrize("case", cases("slips"))
def test_slips_and_words_that_stay(case):
    """A slip is read as what was meant; a known word, a short one, and noise are read as they stand."""
    assert meant(normalise(case["written"])) == tuple(case["meant"])


@st.composite
def slipped(draw):
    """A common word with one slip of the finger, or two of them glued."""
    word = draw(st.sampled_from(COMMON))
    place = draw(st.integers(1, len(word) - 2))
    return draw(
        st.sampled_from([
            word[:place] + word[place + 1 :],
            word[:place] + word[place] + word[place:],
            word[:place] + word[place + 1] + word[place] + word[place + 2 :],
            word + draw(st.sampled_from(COMMON)),
        ])
    )  # fmt: skip


@given(slipped())
def test_a_slip_in_a_common_word_is_read(token):
    """What one slip makes of a common word is a word that the table knows, or is read as words that it knows."""
    assert token in word_counts() or meant(token)
    assert all(word in word_counts() and not meant(word) for word in meant(token))


@given(st.text() | st.text(LETTERS, max_size=60))
def test_whatever_is_asked_known_words_come_back(text):
    """Noise is read as common words or not at all, and what is too long to be a slip is not."""
    assert all(word in word_counts() for word in meant(text))
    assert len(text) <= LONGEST or not meant(text)


@given(slipped() | st.text(LETTERS, min_size=1, max_size=12))
def test_a_token_is_read_beside_itself(token):
    """The features of a token that is read hold its own and those of what it is read as."""
    held = set(take_apart([token]).numbers.tolist())
    assert all(set(take_apart([word]).numbers.tolist()) <= held for word in reading(token))


@settings(deadline=None)
@given(st.lists(slipped() | st.text("abdehimrstwy37") | st.sampled_from(COMMON), max_size=8))
def test_words_are_read_together_as_one_by_one(tokens):
    """The readings of many tokens are those of each; a token that stands for itself has none."""
    assert readings(tokens) == {place: reading(token) for place, token in enumerate(tokens) if reading(token)}


def test_the_encoder_reads_what_is_meant():
    """A slip and glued words stand before what they are read as; what is well written stands alone."""
    assert spoken("راحانشر صوج") == "راحانشر راح انشر صوج صورج"
    assert spoken("راح انشر صورج") == "راح انشر صورج"


def test_glued_words_meet_their_neighbours():
    """The last of glued words is followed, and the first preceded, as if they stood apart."""
    glued, first, last = take_apart(["راحانشر", "راح", "انشر"]).ends
    assert (glued[0] == last[0]).all()
    assert (glued[1] == first[1]).all()


def test_a_flood_of_unknown_words_is_read_in_linear_time():
    """Ten thousand different words of forty letters, none met before, take seconds at most."""
    words = ["راحانشر" * 4 + "".join(letters) * 3 for letters in product(LETTERS[:10], repeat=4)]
    assert {len(word) for word in words} == {LONGEST}
    began = time.process_time()
    for word in words:
        meant(word)
    assert time.process_time() - began < 10


def test_one_endless_word_is_read_in_linear_time():
    """A megabyte of dotted letters, one token, is no slip, and costs no more than its length."""
    began = time.process_time()
    assert meant("راحانشر" * 150_000) == ()
    spoken("ر.ا.ح.ا.ن.ش.ر." * 70_000)
    assert time.process_time() - began < 10
