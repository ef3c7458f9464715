"""What a word in Latin letters and digits most likely is in Arabic script.

A word of Arabizi and an Arabic word that it can stand for have the same consonants, up to letters that
people interchange, and vowels that agree from one consonant to the next: `swrj`, `sourech` and `sorch`
are all `صورج`. So every known word is kept under its consonants; a Latin word is looked up under each way
of hearing its own; and the words found are ranked by how well letters and vowels agree and by how common
each is. A channel and a word model: Darwish 2014, "Arabizi detection and conversion to Arabic".
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import islice, product
from typing import Final, NamedTuple

import numpy as np

from classifier.text.letters import HEARD, SOUND, VOWELS_HEARD
from classifier.text.words import foreign_words, surprise, word_counts

LONGEST: Final = 16
"""Letters of the longest Latin word that is read."""

_PART = re.compile(r"(kh|gh|sh|ch|th|dh|ph|ck|[3-9bcdfghjklmnpqrstvxz])([aeiouwy12]*)")
_WORD = re.compile(r"(?=.*[a-z])(?!.*\d\d)[a-z1-9]+")
_OPEN: Final = "ى"
"""A last letter that is heard as any vowel; no normal form holds this letter."""
_OPENED: Final = {"ه": 0.0, "ي": 0.3}
"""Last letters that may be heard so (`sora`, `3ala`), and what that costs."""
_LONG_HEARD = re.compile(r"[wy]|aa|ee|oo|uu|ii|ou")
_SILENT: Final = f"اوي{_OPEN}"
_BETWEEN: Final = " "
"""What stands for each consonant among the vowels of a known word."""
_CLASSES: Final = str.maketrans(SOUND)
_MUTE_END = re.compile(r"[^kgstdc]h$|[^aeiouwy]e$")
PREFIXES: Final = {
    "el": "ال", "al": "ال", "il": "ال", "l": "ل", "w": "و", "b": "ب", "f": "ف", "bel": "بال", "bil": "بال", "bl": "بال",
    "lel": "لل", "lil": "لل", "ll": "لل", "fel": "فال", "fil": "فال", "3al": "عال", "wel": "وال", "wil": "وال",
}  # fmt: skip
"""What Arabizi writes apart and Arabic script writes with the next word."""

_STEP: Final = 0.6
"""Cost, in nats, of each step down the list of what a letter may stand for."""
_UNWRITTEN: Final = 0.7
"""Cost of a long vowel that the Latin word does not write."""
_EXTRA_SHORT: Final = 0.2
_EXTRA_LONG: Final = 0.9
_CARRIED: Final = frozenset("eiou")
_CARRYING: Final = 0.1
"""Cost of a short vowel that a first alef carries."""
_SWALLOWED: Final = 1.0
"""Cost of an ع that is not written, or written as a vowel."""
_RARITY: Final = 0.3
"""The weight of a word's rarity beside its spelling."""
_WORST: Final = 3.2
"""A word that agrees worse than this is no reading."""
_MOST_WAYS: Final = 16
_MOST_WORDS: Final = 12


Known = tuple[str, str, str, float, float]
"""A known word, its consonants and its vowels as heard, what hearing it so costs, and what its rarity costs."""


class _Heard(NamedTuple):
    """A Latin word as consonants, and as the vowels before the first and behind each: one run more than consonants."""

    consonants: Sequence[str]
    vowels: Sequence[str]
    cost: float = 0.0


@lru_cache(maxsize=50_000)
def arabic_reading(token: str) -> str | None:
    """The likeliest Arabic word for one normalised token of Latin letters; None when it is none, or no word agrees."""
    if not token.isascii():
        return None
    if token in PREFIXES:
        return PREFIXES[token]
    if len(token) > LONGEST or token in foreign_words() or not _WORD.fullmatch(token):
        return None
    best, least = None, math.inf
    for heard in _latin(token):
        for ways in islice(product(*map(_classes, heard.consonants)), _MOST_WAYS):
            for word, consonants, vowels, cost, rarity in known_words().get("".join(ways), ()):
                if heard.cost + rarity >= least:
                    break
                letters = sum(map(_letters_apart, heard.consonants, consonants))
                spelling = heard.cost + cost + letters
                if spelling > _WORST or spelling + rarity >= least:
                    continue  # vowels cannot mend what the letters cost
                spelling = heard.cost + cost + _disagreement(letters, heard.vowels, vowels.split(_BETWEEN))
                if spelling <= _WORST and spelling + rarity < least:
                    best, least = word, spelling + rarity
    return best


@cache
def known_words() -> Mapping[str, Sequence[Known]]:
    """The commonest words heard with consonants of the same classes, by these classes, the commonest first."""
    ways = [(word, form, cost) for word in word_counts() for form, cost in _arabic(word)]
    found: dict[str, list[Known]] = defaultdict(list)
    for (word, _, cost), classes, consonants, vowels in zip(ways, *_parts([form for _, form, _ in ways]), strict=True):
        if len(held := found[classes]) < _MOST_WORDS:
            held.append((word, consonants, vowels, cost, _RARITY * surprise(word)))
    return found


def _parts(forms: Sequence[str]) -> tuple[list[str], list[str], list[str]]:
    """The classes of Arabic words' consonants, these, and the vowels around them, all words taken apart in one pass.

    A doubled consonant counts once.
    """
    codes = np.frombuffer("\n".join(forms).encode("utf-32-le"), np.uint32)
    silent = np.isin(codes, list(map(ord, _SILENT)))
    end = codes == ord("\n")
    doubled = np.append((codes[1:] == codes[:-1]) & ~silent[1:], False)
    codes, silent, end = (held[~doubled] for held in (codes, silent, end))
    consonants = codes[~silent].tobytes().decode("utf-32-le")
    vowels = np.where(silent | end, codes, np.uint32(ord(_BETWEEN))).tobytes().decode("utf-32-le")
    return consonants.translate(_CLASSES).split("\n"), consonants.split("\n"), vowels.split("\n")


@cache
def _classes(part: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(SOUND[letter] for letter in HEARD[part]))


def _latin(token: str) -> Iterator[_Heard]:
    """A Latin word as heard; with a final h or e also as if it were mute, with a 2 also as the ق that it replaces."""
    yield _merged(token)
    if _MUTE_END.search(token):
        yield _merged(token[:-1])
    if "2" in token:
        yield _merged(token.replace("2", "q"), _STEP)


def _arabic(word: str) -> Iterator[tuple[str, float]]:
    """How an Arabic word may be heard, and what that costs: a last ه or ي as any vowel, an ع not pronounced."""
    forms = [(word, 0.0)]
    if word[-1] in _OPENED and len(word) > 2:  # noqa: PLR2004
        forms.append((word[:-1] + _OPEN, _OPENED[word[-1]]))
    for form, cost in forms:
        yield form, cost
        if "ع" in form:
            yield form.replace("ع", ""), cost + _SWALLOWED


def _merged(word: str, cost: float = 0.0) -> _Heard:
    """Consonants and vowels of a Latin word, a doubled consonant once."""
    first, *parts = _PART.split(word)
    consonants, vowels = list[str](), [first]
    for consonant, behind in zip(parts[::3], parts[1::3], strict=True):
        if consonants and consonants[-1] == consonant and not vowels[-1]:
            vowels[-1] = behind
        else:
            consonants.append(consonant)
            vowels.append(behind)
    return _Heard(consonants, vowels, cost)


def _disagreement(letters: float, heard: Sequence[str], written: Sequence[str]) -> float:
    """How badly two words agree, from how badly their consonants do and from their vowels."""
    first, *others = map(_vowels_apart, heard, written)
    if written[0] == "ا" and heard[0] in _CARRIED:
        first = _CARRYING
    if heard[0][:1] in {"y", "w"} and not written[0].startswith(VOWELS_HEARD[heard[0][0]]):
        first += _EXTRA_LONG
    unwritten_end = bool(others) and heard[-1] != "" and not written[-1]
    return letters + first + sum(others) + (_EXTRA_LONG - _EXTRA_SHORT) * unwritten_end


@cache
def _letters_apart(part: str, letter: str) -> float:
    """How badly a letter agrees with a consonant as heard; what may be heard at all is a short list."""
    return _STEP * HEARD[part].index(letter) if letter in HEARD[part] else 2 * _STEP


@lru_cache(maxsize=10_000)
def _vowels_apart(heard: str, written: str) -> float:
    """How badly the vowels between two consonants agree: `u` with `و` not at all, a long one with none the most."""
    if written.endswith(_OPEN):
        return _vowels_apart(heard[:-1], written[:-1]) + (0.0 if heard else _UNWRITTEN)
    sounds = {VOWELS_HEARD[letter] for letter in heard}
    long = {VOWELS_HEARD[found[0][0]] for found in _LONG_HEARD.finditer(heard)}
    extra = sounds - set(written)
    return _UNWRITTEN * len(set(written) - sounds) + _EXTRA_LONG * len(extra & long) + _EXTRA_SHORT * len(extra - long)
