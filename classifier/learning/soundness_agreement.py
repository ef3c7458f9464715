"""A second, blind reading of some lines: how far two readers agree, and how they settled the rest."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from classifier.errors import CorpusError
from classifier.labels import LABELS
from classifier.learning.corpus import Example
from classifier.learning.tables import table

AGREEMENT: Final = "agreement.json"
_DIGEST_LENGTH: Final = 16


@dataclass(frozen=True, slots=True)
class Reading:
    """A line's labels by two readers; where they differ, what was settled and by which numbered hard case.

    `settled` is None for a line that was taken out of the corpus.
    """

    digest: str
    first: tuple[str, ...]
    second: tuple[str, ...]
    settled: tuple[str, ...] | None
    hard_case: int | None

    @property
    def agreed(self) -> bool:
        """Whether both readers gave the same labels."""
        return set(self.first) == set(self.second)


def digest_of(text: str) -> str:
    """What stands for a text in the agreement file."""
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGEST_LENGTH]


def read_agreement(corpus: Path) -> list[Reading]:
    """The readings of a corpus folder; CorpusError when the file is missing or its form broken."""
    path = corpus / AGREEMENT
    try:
        return [_reading(row) for row in json.loads(path.read_text(encoding="utf-8"))["lines"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CorpusError(f"{path}: give lines with text_sha256, first and second, and how each is settled") from error


def kappas(readings: Sequence[Reading]) -> dict[str, float | None]:
    """Cohen's kappa (1960) of the two readers for each label; None where chance alone would explain full agreement."""
    return {
        label: _kappa([label in r.first for r in readings], [label in r.second for r in readings]) for label in LABELS
    }


def agreement_table(readings: Sequence[Reading]) -> str:
    """For each label: how many lines carry it by either reader, on how many both agree, and kappa."""
    found = kappas(readings)
    rows = [
        (
            label,
            sum(label in r.first for r in readings),
            sum(label in r.second for r in readings),
            sum((label in r.first) == (label in r.second) for r in readings),
            found[label],
        )
        for label in LABELS
    ]
    head = ("label", "first reader", "second reader", "agreed", "Cohen's kappa")
    differing = [r for r in readings if not r.agreed]
    changed = sum(r.settled is not None and set(r.settled) != set(r.first) for r in differing)
    gone = sum(r.settled is None for r in differing)
    return (
        table(head, rows) + f"\n{len(readings)} lines read twice; the readers differed on {len(differing)}: "
        f"{changed} were mended, {gone} taken out (hard case 21), {len(differing) - changed - gone} kept.\n"
    )


def unsettled(readings: Sequence[Reading], examples: Sequence[Example]) -> list[str]:
    """The digests whose line in the corpus does not carry what the readers agreed on or settled."""
    carried = {digest_of(example.text): set(example.labels) for example in examples}
    return [reading.digest for reading in readings if not _holds(reading, carried.get(reading.digest))]


def _kappa(first: Sequence[bool], second: Sequence[bool]) -> float | None:
    lines = max(len(first), 1)
    agreed = sum(a == b for a, b in zip(first, second, strict=True)) / lines
    one, other = sum(first) / lines, sum(second) / lines
    by_chance = one * other + (1 - one) * (1 - other)
    return (agreed - by_chance) / (1 - by_chance) if by_chance < 1 else None


def _holds(reading: Reading, carried: set[str] | None) -> bool:
    if reading.settled is None or carried is None:
        return reading.settled is None and carried is None
    return carried == set(reading.settled)


def _reading(row: dict[str, Any]) -> Reading:
    first, second = tuple(row["first"]), tuple(row["second"])
    agreed = set(first) == set(second)
    settled = first if agreed else row["settled"]
    return Reading(
        row["text_sha256"], first, second, None if settled is None else tuple(settled),
        None if agreed else int(row["hard_case"]),
    )  # fmt: skip
