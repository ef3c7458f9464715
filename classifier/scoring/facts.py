"""What a model folder says of itself, held against what a model must say."""

import re
from collections.abc import Mapping
from typing import Any, Final

from classifier.labels import LABELS

_NAME: Final = re.compile(r"(?!\.{1,2}(?:/|\Z))[^/\\:\0]+(?:/(?!\.{1,2}(?:/|\Z))[^/\\:\0]+)*")
"""A file below the folder: no way up, no root, no drive."""
_HALVES: Final = re.compile("[\ud800-\udfff]")


def fault(facts: Mapping[str, Any]) -> str | None:
    """What is wrong with a model's facts; None where they can be used. One without thresholds is no whole model yet."""
    if not _is_text(facts.get("name")):
        return "the model's `name` is missing or no text"
    if not _are_files(facts.get("files")):
        return "`files` must give a digest for each file, by its path inside the folder"
    if "thresholds" in facts and not _are_points(facts["thresholds"]):
        return "`thresholds` must give each label a probability, at each operating point"
    if "unsure_above" in facts and not _is_probability(facts["unsure_above"]):
        return "`unsure_above` must be a probability"
    return None


def _is_text(value: object) -> bool:
    """Whether a value is text that every output can hold."""
    return isinstance(value, str) and bool(value.strip()) and not _HALVES.search(value)


def _is_probability(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1


def _are_files(files: object) -> bool:
    return isinstance(files, dict) and all(
        _NAME.fullmatch(name) and isinstance(digest, str) for name, digest in files.items()
    )


def _are_points(points: object) -> bool:
    return isinstance(points, dict) and all(
        isinstance(point, dict) and all(_is_probability(point.get(label)) for label in LABELS)
        for point in points.values()
    )
