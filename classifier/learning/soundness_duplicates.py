"""Texts that say nearly the same: character 3-grams compared by Jaccard similarity.

Candidates come from MinHash signatures cut into bands (Broder 1997), so no text meets every other;
each candidate is then compared exactly. With these bands a pair at the limit is missed once in a thousand.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from classifier.text import tokenise

ABOVE: Final = 0.6
"""Pairs more similar than this are near duplicates."""
_GRAM: Final = 3
_BANDS: Final = 48
_ROWS: Final = 4
_PRIME: Final = (1 << 31) - 1


@dataclass(frozen=True, slots=True)
class Twins:
    """Two texts, by place, the earlier first, and how much of their 3-grams they share."""

    first: int
    second: int
    similarity: float


def near_duplicates(texts: Sequence[str], *, above: float = ABOVE) -> list[Twins]:
    """The pairs of texts whose cleaned 3-grams are more than `above` alike, in the order of their places."""
    grams = [_grams(text) for text in texts]
    found = (Twins(a, b, _jaccard(grams[a], grams[b])) for a, b in sorted(_candidates(_signatures(grams))))
    return [twins for twins in found if twins.similarity > above]


def _grams(text: str) -> frozenset[int]:
    """The hashed 3-grams of the cleaned text, its edges marked."""
    cleaned = f" {' '.join(token.text for token in tokenise(text))} "
    return frozenset(crc32(cleaned[at : at + _GRAM].encode()) for at in range(max(len(cleaned) - _GRAM + 1, 1)))


def _jaccard(one: frozenset[int], other: frozenset[int]) -> float:
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared)


def _signatures(grams: Sequence[frozenset[int]]) -> NDArray[np.int64]:
    """The smallest value of each hash function over each text's 3-grams (n texts, bands times rows)."""
    if not grams:
        return np.zeros((0, _BANDS * _ROWS), np.int64)
    flat = np.fromiter((gram for text in grams for gram in text), np.int64) % _PRIME
    starts = np.cumsum([0, *(len(text) for text in grams[:-1])])
    chance = np.random.default_rng(0)
    factors, shifts = chance.integers(1, _PRIME, (2, _BANDS * _ROWS))
    smallest = [
        np.minimum.reduceat((factor * flat + shift) % _PRIME, starts)
        for factor, shift in zip(factors, shifts, strict=True)
    ]
    return np.stack(smallest, axis=1)


def _candidates(signatures: NDArray[np.int64]) -> set[tuple[int, int]]:
    """Pairs of places that agree in every row of at least one band."""
    return {pair for band in range(_BANDS) for pair in _agreeing(signatures[:, band * _ROWS : (band + 1) * _ROWS])}


def _agreeing(rows: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    places: dict[bytes, list[int]] = defaultdict(list)
    for place, row in enumerate(np.ascontiguousarray(rows)):
        places[row.tobytes()].append(place)
    for alike in places.values():
        yield from combinations(alike, 2)
