"""The open functional suite: cases that test one ability each, many as minimal pairs.

After the method of HateCheck (Röttger et al. 2021) and Multilingual HateCheck (2022): a
functionality is a group of cases with an expectation that a reader can check. Never trained on.
"""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from classifier.errors import CorpusError
from classifier.labels import LABELS
from classifier.scoring.scorer import Scorer


@dataclass(frozen=True, slots=True)
class Case:
    """A text that must carry `labels`, may carry `allowed` beside them, and no other.

    Cases of one `pair` differ in what decides.
    """

    id: str
    functionality: str
    text: str
    labels: tuple[str, ...]
    allowed: tuple[str, ...] = ()
    pair: str | None = None


def read_suite(folder: Path) -> list[Case]:
    """The cases of every .jsonl file in a folder; CorpusError names the line that is wrong."""
    cases = []
    for file in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            try:
                row = json.loads(line)
                case = _case(row)
            except (ValueError, KeyError) as error:
                raise CorpusError(f"{file}:{number}: a case needs id, functionality, text and labels") from error
            if not {*case.labels, *case.allowed} <= set(LABELS):
                raise CorpusError(f"{file}:{number}: unknown label; known: {', '.join(LABELS)}")
            cases.append(case)
    return cases


def evaluate_suite(scorer: Scorer, cases: Sequence[Case], *, depth: str) -> dict[str, Any]:
    """The share of cases right, by functionality, worst first, and of pairs with every side right.

    A case is right when the labels above threshold are those expected, and allowed ones at most.
    """
    probability = scorer.probabilities([case.text for case in cases], depth=depth)[:, : len(LABELS)]
    flagged = probability >= scorer.label_thresholds
    right = [
        set(case.labels) <= found <= {*case.labels, *case.allowed}
        for case, row in zip(cases, flagged, strict=True)
        for found in ({label for label, yes in zip(LABELS, row, strict=True) if yes},)
    ]
    groups: dict[str, list[bool]] = defaultdict(list)
    pairs: dict[str, list[bool]] = defaultdict(list)
    for case, ok in zip(cases, right, strict=True):
        groups[case.functionality].append(ok)
        if case.pair:
            pairs[case.pair].append(ok)
    shares = {name: {"cases": len(oks), "right": sum(oks) / len(oks)} for name, oks in groups.items()}
    return {
        "cases": len(cases),
        "right": sum(right) / max(len(right), 1),
        "pairs": len(pairs),
        "pairs_right": sum(all(oks) for oks in pairs.values()) / max(len(pairs), 1),
        "functionalities": dict(sorted(shares.items(), key=lambda item: item[1]["right"])),
    }


def _case(row: dict[str, Any]) -> Case:
    labels, allowed = tuple(row["labels"]), tuple(row.get("allowed", ()))
    return Case(row["id"], row["functionality"], row["text"], labels, allowed, row.get("pair"))
