"""Cleaning without moving: normal forms, tokens and their places."""

import time
import unicodedata
from functools import reduce

import pytest
from conftest import cases
from hypothesis import example, given
from hypothesis import strategies as st

from classifier.text import TokenBank, chunk_spans, normalise, normalise_all, skeleton, tokenise
from classifier.text.normalise import STEPS
from classifier.text.words import word_counts

LETTERS = "ابةتجحخدرزسصعغفقكلمنهويىءأإآؤئگچپڤکیہە" + "ـًَُّْ" + "abz375 .*_😂٢۴\u200b\u200f"
chat = st.one_of(st.text(), st.text(alphabet=LETTERS, max_size=80))


@pytest.mark.parametrize("case", cases("normalise"))
def test_a_token_has_its_normal_form(case):
    """Each disguise and keyboard form reads as the word that a person would read."""
    assert normalise(case["input"]) == case["expected"]


@pytest.mark.parametrize("case", cases("tokenise"))
def test_a_message_has_its_tokens(case):
    """Tokens stand for the words a person would read, and cover them as written."""
    found = [[t.text, case["input"][t.span.start : t.span.end]] for t in tokenise(case["input"])]
    assert found == case["tokens"]


@given(chat.filter(lambda text: not any(c.isspace() for c in text)))
@example("ﷺ")
@example("İ")
def test_normalising_twice_equals_once(text):
    """A normal form is its own normal form."""
    once = normalise(text)
    assert normalise(once) == once


@given(st.lists(chat.map(lambda text: "".join(text.split())), max_size=8))
def test_a_batch_is_cleaned_as_its_tokens_are(tokens):
    """Cleaning many tokens in one pass gives what cleaning each gives."""
    assert normalise_all(tokens) == [normalise(token) for token in tokens]


@given(chat.map(lambda text: "".join(text.split())).filter(lambda text: "Σ" not in text))
@example("\ufe7dب\u00e9")
def test_a_table_of_letters_cleans_as_the_steps_do(text):
    """What is remembered of single letters is what all steps in their order make of a text.

    Only a Greek capital at a word's end has a small form that depends on its place.
    """
    assert normalise(text) == reduce(lambda read, step: step(read), STEPS, text)


@given(chat)
def test_places_are_kept(text):
    """Tokens come in order, overlap nowhere, and lie inside the text as written."""
    end = 0
    for token in tokenise(text):
        assert end <= token.span.start < token.span.end <= len(text)
        end = token.span.end


@given(chat)
def test_no_letter_is_lost_or_invented(text):
    """Every letter or digit of a message stands inside exactly one token, unless it shows nothing."""
    covered = set()
    for token in tokenise(text):
        covered.update(range(token.span.start, token.span.end))
    for place, letter in enumerate(text):
        if unicodedata.category(letter) in {"Lo", "Lu", "Ll", "Nd"} and normalise(letter):
            assert place in covered


@given(chat)
def test_chunks_cover_the_message(text):
    """What stands between chunks is white space."""
    rest = list(text)
    for span in chunk_spans(text):
        rest[span.start : span.end] = " " * (span.end - span.start)
    assert not "".join(rest).strip()


@given(st.lists(chat, max_size=6))
def test_the_bank_reads_what_the_tokeniser_reads(texts):
    """A batch of messages as numbers names the same tokens, with an edge on both sides."""
    bank = TokenBank()
    batch = bank.read(texts)
    for place, text in enumerate(texts):
        numbers = batch.tokens[batch.starts[place] : batch.starts[place + 1]]
        assert numbers[0] == numbers[-1] == 0
        assert [bank.texts[n] for n in numbers[1:-1]] == [t.text for t in tokenise(text)]


def test_a_bank_that_has_met_words_reads_the_same():
    """Each word of the table is one chunk and one token, itself."""
    words = list(word_counts())
    plain = TokenBank()
    numbers = plain.read(words).tokens
    assert [plain.texts[n] for n in numbers[1::3]] == words
    met = TokenBank(1_000)
    assert met.texts[1:] == words[:1_000]
    texts = ["ما لا صورج", "مَا؟", "راحانشر"]
    found = [[bank.texts[n] for batch in (bank.read(texts),) for n in batch.tokens] for bank in (plain, met)]
    read = [[bank.texts[n] for n in bank.as_read(bank.read(texts))[0].tokens] for bank in (plain, met)]
    assert found[0] == found[1]
    assert read[0] == read[1] != []


@pytest.mark.parametrize(
    "text",
    ["ا" * 1_000_000, "ا " * 500_000, "ص." * 500_000, "😂" * 1_000_000, "a1" * 500_000, "\u0650" * 1_000_000],
    ids=["one word", "spaced", "dotted", "emoji", "mixed", "marks"],
)
def test_hostile_text_is_read_in_linear_time(text):
    """A message of a megabyte on one line is read in seconds at most, whatever it holds."""
    started = time.process_time()
    TokenBank().read([text])
    assert time.process_time() - started < 3


@pytest.mark.parametrize(
    ("one", "other"), [("صورج", "swrj"), ("صورچ", "صورج"), ("انشر", "anshr"), ("فلوس", "flous"), ("لا", "la7")]
)
def test_words_that_sound_alike_share_a_skeleton(one, other):
    """Arabic script and Arabizi meet in the consonants that they share."""
    assert skeleton(normalise(one)) == skeleton(normalise(other))
