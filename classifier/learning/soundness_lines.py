"""Lines read again, blind, by two more readers: how far the three agree, and that the majority's labels stand."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from classifier.errors import CorpusError
from classifier.labels import LABELS, TACTICS, label_of
from classifier.learning.corpus import Example
from classifier.learning.soundness_agreement import digest_of
from classifier.learning.tables import table

LINE_READINGS: Final = "line_readings.json"


@dataclass(frozen=True, slots=True)
class LineReading:
    """The tactics of a line as it was written, and by each who read it blind."""

    digest: str
    told: tuple[frozenset[str], ...]

    def carriers(self, label: str) -> int:
        """How many of writer and readers gave the label."""
        return sum(label in _labels(tactics) for tactics in self.told)

    @property
    def majority(self) -> frozenset[str]:
        """The tactics of the labels that most gave: those that most of the givers named, or else the first giver's."""
        found: set[str] = set()
        for label in LABELS:
            own = [{tactic for tactic in tactics if label_of(tactic) == label} for tactics in self.told]
            givers = [tactics for tactics in own if tactics]
            if len(givers) * 2 > len(self.told):
                named = {t for t in TACTICS if sum(t in tactics for tactics in givers) * 2 > len(givers)}
                found |= named or givers[0]
        return frozenset(found)


def read_line_readings(corpus: Path) -> list[LineReading]:
    """The readings of a corpus folder; CorpusError when the file is missing or its form broken."""
    path = corpus / LINE_READINGS
    try:
        return [_reading(row) for row in json.loads(path.read_text(encoding="utf-8"))["lines"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CorpusError(
            f"{path}: give lines with text_sha256, written, and read by two, each a list of the guidelines' tactics"
        ) from error


def line_readings_table(readings: Sequence[LineReading]) -> str:
    """For each label: lines that the writer gave it, lines that most gave it, and the agreement of all."""
    rows = [
        (
            label,
            sum(label in _labels(reading.told[0]) for reading in readings),
            sum(label in _labels(reading.majority) for reading in readings),
            fleiss_kappa([(reading.carriers(label), len(reading.told)) for reading in readings]),
        )
        for label in LABELS
    ]
    mended = sum(_labels(reading.told[0]) != _labels(reading.majority) for reading in readings)
    head = ("label", "as written", "by the majority", "Fleiss' kappa")
    counted = f"{len(readings)} lines, each told by its writer and two readers; {mended} carry other labels now."
    return f"{table(head, rows)}\n{counted}\n"


def fleiss_kappa(counts: Sequence[tuple[int, int]]) -> float | None:
    """Agreement on yes or no beyond chance, from how many of how many said yes to each line.

    Source: Fleiss 1971, "Measuring nominal scale agreement among many raters". None where chance alone explains all.
    """
    agreed = sum((yes * (yes - 1) + (n - yes) * (n - yes - 1)) / (n * (n - 1)) for yes, n in counts)
    share = sum(yes for yes, _ in counts) / max(sum(n for _, n in counts), 1)
    by_chance = share**2 + (1 - share) ** 2
    return (agreed / len(counts) - by_chance) / (1 - by_chance) if counts and by_chance < 1 else None


def unread_or_overruled(readings: Sequence[LineReading], kept: Iterable[Example], settled: Iterable[str]) -> list[str]:
    """The digests of lines that nobody read again, or that carry something else than most told.

    Those of the digests `settled` were read and settled elsewhere.
    """
    by_digest, elsewhere = {reading.digest: reading for reading in readings}, set(settled)
    digests = {digest_of(example.text): example for example in kept}
    return [d for d, example in digests.items() if d not in elsewhere and not _holds(by_digest.get(d), example)]


def _reading(row: dict[str, Any]) -> LineReading:
    first, second = row["read"]
    told = tuple(frozenset(tactics) for tactics in (row["written"], first, second))
    if not frozenset[str]().union(*told) <= frozenset(TACTICS):
        raise ValueError(row["text_sha256"])
    return LineReading(row["text_sha256"], told)


def _holds(reading: LineReading | None, example: Example) -> bool:
    return reading is not None and frozenset(example.tactics) == reading.majority


def _labels(tactics: Iterable[str]) -> set[str]:
    return {label_of(tactic) for tactic in tactics}
