"""The numbers that may be moved, in one frozen place."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Self

from classifier.errors import SettingError


@dataclass(frozen=True, slots=True)
class Settings:
    """Every movable number, with its default.

    Thresholds of labels belong to the model that they were chosen for and stand in its folder.
    """

    operating_point: str = "default"
    """Which of the model's thresholds apply: `default` for reported chats, `strict` for bulk text."""
    largest_member_bytes: int = 2_000_000_000
    """An archive member that unpacks to more is refused."""
    largest_ratio: int = 200
    """An archive member packed tighter than this is refused as a zip bomb."""
    token_cache: int = 1_000_000
    """Distinct tokens remembered before the memory is emptied and begun again."""
    batch_messages: int = 20_000
    """Messages cleaned and scored together."""
    evidence_spans: int = 6
    """Spans shown for each label of a message."""
    same_script: float = 0.8
    """Similarity above which two messages of different chats count as the same script."""

    @classmethod
    def of(cls, values: Mapping[str, str | float]) -> Self:
        """The defaults with `values` in place of some; SettingError names an unknown one, or one of another type."""
        known = {field.name: field.type for field in fields(cls)}
        for name in values:
            if name not in known:
                near = difflib.get_close_matches(name, known, n=1)
                hint = f"; did you mean '{near[0]}'?" if near else f"; known: {', '.join(known)}"
                raise SettingError(f"unknown setting '{name}'{hint}")
        return cls(**{name: _typed(name, known[name], value) for name, value in values.items()})


def _typed(name: str, kind: Any, value: str | float) -> Any:  # noqa: ANN401 - a field's own type
    try:
        return kind(value)
    except (ValueError, OverflowError) as error:
        raise SettingError(f"setting '{name}' is of type {kind.__name__}, and '{value}' is none") from error
