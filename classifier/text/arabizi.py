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
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import islice, product
from typing import Final, NamedTuple

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
_ARABIC_PART = re.compile(rf"([^اوي{_OPEN}])([اوي{_OPEN}]*)")
_DOUBLED = re.compile(r"([^اوي\n])\1+")
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


class _Heard(NamedTuple):
    """A word as consonants and the vowels before the first and behind each: one more vowel run than consonants."""

    consonants: tuple[str, ...]
    vowels: tuple[str, ...]
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
            for word, written, rarity in known_words("".join(ways)):
                if heard.cost + rarity >= least:
                    break
                spelling = heard.cost + written.cost + _disagreement(heard, written)
                if spelling <= _WORST and spelling + rarity < least:
                    best, least = word, spelling + rarity
    return best


@lru_cache(maxsize=50_000)
def known_words(classes: str) -> list[tuple[str, _Heard, float]]:
    """The commonest known words heard with consonants of these classes, and what each one's rarity costs."""
    found: list[tuple[str, _Heard, float]] = []
    for word in sorted(_under_classes().get(classes, ()), key=_ranks().__getitem__):
        forms = [(form, cost) for form, cost in _arabic(word) if _sounds(form.rstrip(_OPEN)) == classes]
        rarity = _RARITY * surprise(word)
        found += [(word, _merged(form, _ARABIC_PART, cost), rarity) for form, cost in forms]
        if len(found) >= _MOST_WORDS:
            break
    return found[:_MOST_WORDS]


@cache
def _ranks() -> Mapping[str, int]:
    """The place of each known word among them, the commonest first."""
    return {word: rank for rank, word in enumerate(word_counts())}


def _sounds(forms: str) -> str:
    """The consonant classes of Arabic words, one a line: a doubled consonant once, no vowels."""
    return _DOUBLED.sub(r"\1", forms).translate(_CLASSES)


@cache
def _under_classes() -> Mapping[str, set[str]]:
    """Every known word under the consonant classes of each way to hear it, found for all words in one pass."""
    ways = [(word, word) for word in word_counts()]
    ways += [(word, word[:-1]) for word, _ in ways if word[-1] == "ه"]
    ways += [(word, form.replace("ع", "")) for word, form in ways if "ع" in form]
    sounds = _sounds("\n".join([form for _, form in ways])).split("\n")
    under: dict[str, set[str]] = defaultdict(set)
    for (word, _), classes in zip(ways, sounds, strict=True):
        under[classes].add(word)
    return under


@cache
def _classes(part: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(SOUND[letter] for letter in HEARD[part]))


def _latin(token: str) -> Iterator[_Heard]:
    """A Latin word as heard; with a final h or e also as if it were mute, with a 2 also as the ق that it replaces."""
    yield _merged(token, _PART)
    if _MUTE_END.search(token):
        yield _merged(token[:-1], _PART)
    if "2" in token:
        yield _merged(token.replace("2", "q"), _PART, _STEP)


def _arabic(word: str) -> Iterator[tuple[str, float]]:
    """How an Arabic word may be heard, and what that costs: a last ه or ي as any vowel, an ع not pronounced."""
    forms = [(word, 0.0)]
    if word[-1] in _OPENED and len(word) > 2:  # noqa: PLR2004
        forms.append((word[:-1] + _OPEN, _OPENED[word[-1]]))
    for form, cost in forms:
        yield form, cost
        if "ع" in form:
            yield form.replace("ع", ""), cost + _SWALLOWED


def _merged(word: str, part: re.Pattern[str], cost: float = 0.0) -> _Heard:
    """Consonants and vowels, a doubled consonant once."""
    parts: list[tuple[str, str]] = part.findall(word)
    consonants: list[str] = []
    vowels = [word[: len(word) - sum([len(consonant) + len(behind) for consonant, behind in parts])]]
    for consonant, behind in parts:
        if consonants and consonants[-1] == consonant and not vowels[-1]:
            vowels[-1] = behind
        else:
            consonants.append(consonant)
            vowels.append(behind)
    return _Heard(tuple(consonants), tuple(vowels), cost)


def _disagreement(heard: _Heard, written: _Heard) -> float:
    letters = sum(map(_letters_apart, heard.consonants, written.consonants))
    first, *others = map(_vowels_apart, heard.vowels, written.vowels)
    if written.vowels[0] == "ا" and heard.vowels[0] in _CARRIED:
        first = _CARRYING
    if heard.vowels[0][:1] in {"y", "w"} and not written.vowels[0].startswith(VOWELS_HEARD[heard.vowels[0][0]]):
        first += _EXTRA_LONG
    unwritten_end = bool(others) and heard.vowels[-1] != "" and not written.vowels[-1]
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
