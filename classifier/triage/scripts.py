"""Near-identical messages of offenders in different chats: one script in several hands, or one hand.

Messages are compared by their sets of letter sequences (shingles of five). MinHash with banding (Broder 1997; Leskovec,
Rajaraman and Ullman, Mining of Massive Datasets, chapter 3) proposes pairs in a time that grows with the messages, not
with their pairs; the true Jaccard similarity decides.
"""

import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from classifier.evidence.entities.fold import fold
from classifier.records import ChatVerdict

FEWEST_LETTERS: Final = 40
"""Shorter messages say the same by chance and are not compared."""
_FEWEST_WORDS: Final = 7
_SHINGLE: Final = 5
_HASHES: Final = 64
_BAND: Final = 4
_MOST_IN_A_BUCKET: Final = 60
_NOT_WORDS: Final = re.compile(r"\S*\d\S*|[\W_]+")
"""Signs, and whatever holds a figure: two scripts may name different sums and accounts."""
_OFFENDING: Final = frozenset({"threat", "demand", "grooming"})


@dataclass(frozen=True, slots=True)
class Script:
    """Two places of one text: a digest of it, and each chat's id with the numbers of the messages."""

    value: str
    places: tuple[tuple[str, tuple[int, ...]], tuple[str, tuple[int, ...]]]


@dataclass(frozen=True, slots=True)
class _Line:
    chat: str
    numbers: tuple[int, ...]
    letters: str
    shingles: frozenset[int]


def same_scripts(verdicts: Sequence[ChatVerdict], *, above: float) -> Iterator[Script]:
    """Each pair of chats whose offenders wrote one script, with the messages, in order of the chats' ids."""
    lines = list(_lines(verdicts))
    found: dict[tuple[str, str], list[tuple[_Line, _Line]]] = {}
    for a, b in sorted(_candidates(lines)):
        one, other = sorted((lines[a], lines[b]), key=lambda line: line.chat)
        if one.chat != other.chat and _similarity(one.shingles, other.shingles) >= above:
            found.setdefault((one.chat, other.chat), []).append((one, other))
    for (one_chat, other_chat), pairs in sorted(found.items()):
        numbers = (_numbers(one for one, _ in pairs), _numbers(other for _, other in pairs))
        yield Script(
            f"{zlib.crc32(pairs[0][0].letters.encode()):08x}",
            ((one_chat, numbers[0]), (other_chat, numbers[1])),
        )


def _lines(verdicts: Sequence[ChatVerdict]) -> Iterator[_Line]:
    """The offenders' flagged messages that are long enough, one for each text of a chat."""
    for verdict in verdicts:
        names = {offender.name for offender in verdict.offenders} if verdict.labels else set()
        texts: dict[str, tuple[int, ...]] = {}
        for judged in verdict.verdicts:
            if judged.message.sender in names and _OFFENDING & {*judged.labels, *judged.in_context}:
                letters = " ".join(_NOT_WORDS.sub(" ", fold(judged.message.text).letters).split())
                if len(letters) >= FEWEST_LETTERS and letters.count(" ") + 1 >= _FEWEST_WORDS:
                    texts[letters] = (*texts.get(letters, ()), judged.message.number)
        for letters, numbers in texts.items():
            yield _Line(verdict.chat.id, numbers, letters, _shingles(letters))


def _shingles(letters: str) -> frozenset[int]:
    data = letters.encode("utf-32-le")
    return frozenset(zlib.crc32(data[4 * at : 4 * (at + _SHINGLE)]) for at in range(len(letters) - _SHINGLE + 1))


def _candidates(lines: Sequence[_Line]) -> set[tuple[int, int]]:
    """Pairs of lines, by place, that agree in some band of their MinHash signatures."""
    pairs: set[tuple[int, int]] = set()
    buckets: dict[tuple[int, bytes], list[int]] = {}
    for place, line in enumerate(lines):
        signature = _signature(line.shingles)
        for band in range(0, _HASHES, _BAND):
            buckets.setdefault((band, signature[band : band + _BAND].tobytes()), []).append(place)
    for bucket in buckets.values():
        few = len(bucket) <= _MOST_IN_A_BUCKET
        pairs.update(combinations(bucket, 2) if few else pairwise(bucket))
    return pairs


def _signature(shingles: frozenset[int]) -> NDArray[np.uint64]:
    values = np.fromiter(shingles, np.uint64, len(shingles))
    return np.array([(values * factor + shift).min() for factor, shift in _factors()])


@cache
def _factors() -> tuple[tuple[np.uint64, np.uint64], ...]:
    """Odd factors and shifts of multiplicative hashing modulo 2^64, fixed so that every run agrees."""
    state, found = 0x9E3779B97F4A7C15, []
    for _ in range(2 * _HASHES):
        state = (state * 6364136223846793005 + 1442695040888963407) % (1 << 64)
        found.append(np.uint64(state | 1))
    return tuple(zip(found[::2], found[1::2], strict=True))


def _similarity(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / len(one | other)


def _numbers(lines: Iterable[_Line]) -> tuple[int, ...]:
    return tuple(sorted({number for line in lines for number in line.numbers}))
