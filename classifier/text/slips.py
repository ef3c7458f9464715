"""What a word that nobody writes most likely is: a slip of the finger, or words glued together.

A channel and a word model: a slip is two neighbouring letters swapped (`انرش` for `انشر`), a letter doubled, or one
left out; words run into each other when the space is missed (`راحانشر`). Of the common words within reach the
commonest is meant. A word that the table knows, however rare, is meant as it is written; a name that it does not know
may be taken for a slip, and is therefore read beside itself, never replaced. The method is of Kernighan, Church and
Gale 1990, "A spelling correction program based on a noisy channel model".
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final

from classifier.text.arabizi import PREFIXES
from classifier.text.letters import ARABIC
from classifier.text.words import word_counts

SHORTEST: Final = 3
LONGEST: Final = 40
"""Letters of the shortest and the longest word that is taken for a slip."""

_WRITTEN = re.compile(f"[{ARABIC}]+")
_COMMON: Final = 10
"""A word must be counted so often to be meant."""
_LEAST: Final = {2: 300, 3: 60, 4: 10}
_LEAST_LONG: Final = 3
"""How often a part of so many letters, or of more, must be counted: the longer it is the less it fits by chance."""
_SHORT_PART: Final = 30
_LONG_PART: Final = 2
"""A glued word of two letters, and a longer one, counts as so many times rarer."""
_ANOTHER_PART: Final = 3
"""Each part behind the second makes glued words so many times rarer."""
_SHORTEST_PART: Final = 2
_LONGEST_PART: Final = 12
_NO_PART: Final = frozenset(PREFIXES.values())
"""What is rightly written with the next word."""

Meant = tuple[float, tuple[str, ...]]
"""How common what is meant is, and its words."""


@lru_cache(maxsize=50_000)
def meant(token: str) -> tuple[str, ...]:
    """The known words that one normalised token of Arabic script most likely stands for; none when for itself."""
    counts = word_counts()
    if token in counts or not SHORTEST <= len(token) <= LONGEST or not _WRITTEN.fullmatch(token):
        return ()
    found: list[Meant] = [(counts[word], (word,)) for word in _unslipped(token)]
    if (parts := _parted(token)) is not None:
        found.append(parts)
    return max(found, default=(0, ()))[1]


def _unslipped(token: str) -> Iterator[str]:
    """The common words from which one slip leads to the token."""
    counts = word_counts()
    for place, (letter, following) in enumerate(pairwise(token)):
        mended = letter if letter == following else following + letter
        word = token[:place] + mended + token[place + 2 :]
        if counts.get(word, 0) >= _COMMON:
            yield word
    if token in _shortened():
        yield _shortened()[token]


@cache
def _shortened() -> Mapping[str, str]:
    """What common words are with one letter left out (never the first), and the commonest word of each."""
    short: dict[str, str] = {}
    for word, count in word_counts().items():
        if count >= _COMMON and len(word) > SHORTEST:
            for place in range(1, len(word)):
                short.setdefault(word[:place] + word[place + 1 :], word)
    return short


@cache
def _parts() -> Mapping[str, float]:
    """The words that may be parts of glued ones, and how common each counts as such."""
    return {
        word: count / (_SHORT_PART if len(word) == _SHORTEST_PART else _LONG_PART)
        for word, count in word_counts().items()
        if _SHORTEST_PART <= len(word) <= _LONGEST_PART
        and count >= _LEAST.get(len(word), _LEAST_LONG)
        and word not in _NO_PART
    }


def _parted(token: str) -> Meant | None:
    """A likely way to part a token into two and more known words, if there is one."""
    parts = _parts()
    best: dict[int, Meant] = {len(token): (float("inf"), ())}
    for start in range(len(token) - _SHORTEST_PART, -1, -1):
        ways = [
            (min(parts[part], common) / (_ANOTHER_PART if len(behind) > 1 else 1), (part, *behind))
            for end, (common, behind) in best.items()
            if (part := token[start:end]) in parts
        ]
        if ways:
            best[start] = max(ways)
    return best.get(0)
