"""How well Arabizi is read, beside the libraries that do the same: words right on lines transcribed by hand.

The libraries are optional (`pip install '.[compare]'`); the lines were typed by native habit for the corpus, in
voices kept out of training, and transcribed by a reader who had not seen what any program makes of them.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from classifier.errors import CorpusError, SettingError
from classifier.text import PREFIXES, arabic_reading, normalise

_SIGNS = ".,!?؟،\"'«»:;()…"

Reader = Callable[[str], str]


def read_transcribed(path: Path) -> list[tuple[str, str]]:
    """Latin words and what each is in Arabic script, in normal form; CorpusError for lines that are not aligned.

    The file is a JSON list of `{"latin", "arabic"}`, whose words by white space stand for each other.
    """
    try:
        rows = [(str(row["latin"]), str(row["arabic"])) for row in json.loads(path.read_text(encoding="utf-8"))]
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise CorpusError(f"{path}: give a JSON list of objects with latin and arabic") from error
    pairs = [pair for number, row in enumerate(rows, 1) for pair in _pairs(f"{path}: line {number}", *row)]
    if not pairs:
        raise CorpusError(f"{path}: holds no Latin word with an Arabic transcript")
    return pairs


def arabizi_figures(pairs: Sequence[tuple[str, str]], readers: Mapping[str, Reader]) -> dict[str, float]:
    """For each reader the share of Latin words that it reads as transcribed."""
    return {
        name: sum(_normal(read(latin)) == arabic for latin, arabic in pairs) / len(pairs)
        for name, read in readers.items()
    }


def readers() -> dict[str, Reader]:
    """Ours and the libraries' readers of one word; SettingError where a library is not installed."""
    try:
        from arabizikit.transliterate import Transliterator  # noqa: PLC0415 - optional
        from franco_arabic_transliterator.franco_arabic_transliterator import (  # noqa: PLC0415 - optional
            FrancoArabicTransliterator,
        )
    except ImportError as error:
        raise SettingError(f"{error.name} is not installed. pip install -e '.[compare]'") from error
    kit, franco = Transliterator(), FrancoArabicTransliterator()
    return {
        "ours": lambda word: arabic_reading(normalise(word)) or word,
        "arabizikit": lambda word: str(kit.transliterate(word).text),
        "franco-arabic-transliterator": lambda word: str(franco.transliterate(word, "lexicon")),
    }


def _pairs(place: str, line: str, transcript: str) -> Iterator[tuple[str, str]]:
    latin, arabic = line.split(), transcript.split()
    if len(latin) != len(arabic):
        raise CorpusError(f"{place} has {len(latin)} words, its transcript {len(arabic)}")
    for given, transcribed in zip(latin, arabic, strict=True):
        word = given.strip(_SIGNS)
        written = _normal(word)
        if written.isascii() and not written.isdigit() and written not in PREFIXES and not transcribed.isascii():
            yield word, _normal(transcribed)


def _normal(word: str) -> str:
    return normalise(word.strip(_SIGNS))
