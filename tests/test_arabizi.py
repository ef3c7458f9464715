"""Latin words are read as the Arabic words that they stand for, or left alone."""

import json
import time
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.errors import CorpusError
from classifier.learning.arabizi_figures import arabizi_figures, read_transcribed
from classifier.learning.word_table import word_table
from classifier.scoring.encoder import spoken
from classifier.scoring.features import take_apart
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
        ("el صوج", "el صوج صورج"),
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
    started = time.process_time()
    for word in flood:
        arabic_reading(word)
    assert time.process_time() - started < 10


def test_readers_are_measured_word_by_word(tmp_path):
    """Latin words with an Arabic transcript count, in normal form; numbers and foreign words are left out."""
    path = tmp_path / "lines.json"
    path.write_text('[{"latin": "anshr swrj, 500 el please", "arabic": "أنشر صورج ٥٠٠ ال please"}]', encoding="utf-8")
    pairs = read_transcribed(path)
    assert pairs == [("anshr", "انشر"), ("swrj", "صورج")]
    assert arabizi_figures(pairs, {"half": lambda word: word.replace("anshr", "أنشر"), "none": str}) == {
        "half": 0.5,
        "none": 0,
    }


def test_lines_must_be_aligned(tmp_path):
    """A transcript with another number of words is named."""
    path = tmp_path / "lines.json"
    path.write_text('[{"latin": "anshr swrj", "arabic": "انشر"}]', encoding="utf-8")
    with pytest.raises(CorpusError, match=r"line 1 has 2 words, its transcript 1"):
        read_transcribed(path)


@pytest.mark.parametrize("content", ["[", "{}", "[]", '[{"latin": "x"}]', '[{"latin": "500", "arabic": "500"}]'])
def test_a_file_without_transcripts_is_named(tmp_path, content):
    """Bad JSON, a missing key and nothing to count are one clear error."""
    path = tmp_path / "lines.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CorpusError, match=r"lines\.json"):
        read_transcribed(path)


def test_a_reading_adds_no_sound_twice():
    """An Arabizi token and its reading share their consonants; no feature of a token counts twice for that."""
    parts = take_apart(["swrj", "rah", "صورج"])
    held = list(zip(parts.owners.tolist(), parts.numbers.tolist(), strict=True))
    assert len(set(held)) == len(held)


def test_words_are_counted_by_training_voices(tmp_path):
    """The table holds words of training messages and chats, the commonest first, none of a voice kept out."""
    (tmp_path / "messages").mkdir()
    (tmp_path / "chats").mkdir()
    row = {"labels": [], "tactics": [], "dialect": "iraqi", "style": "clean"}
    said = [("صورة صورة بيت", "a"), ("مخفي", "kept"), ("صورة مخربطة", "a")]
    rows = [{"text": text, "voice": voice, **row} for text, voice in said]
    rows[2]["style"] = "noisy"
    (tmp_path / "messages" / "a.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    chat = {"id": "c", "voice": "a", "labels": [], "offenders": [], "stage": "none", "priority": "none", "plot": "",
            "dialect": "iraqi", "messages": [{"t": "2025-01-01T00:00:00", "sender": "x", "text": "بيت", "labels": [],
                                              "tactics": []}]}  # fmt: skip
    (tmp_path / "chats" / "c.jsonl").write_text(json.dumps(chat) + "\n", encoding="utf-8")
    kept = {"messages": ["kept"], "chats": []}
    (tmp_path / "splits.json").write_text(json.dumps({"validation": kept, "test": {"messages": [], "chats": []}}))
    assert word_table(tmp_path) == "بيت\t2\nصوره\t2\n"
