"""The numbers that may be moved, in one frozen place."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from numbers import Real
from typing import Any, Final, Self

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
    """Similarity, 0 to 1, from which two messages of different chats count as the same script."""

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if not _is_of(field.type, value):
                raise _other_type(field.name, field.type, value)
        for name, least in _LEAST.items():
            value = getattr(self, name)
            if not value >= least:  # so that NaN is refused too
                raise SettingError(f"setting '{name}' cannot be {value}; give {least} or more")
        for name, most in _MOST.items():
            value = getattr(self, name)
            if value > most:
                raise SettingError(f"setting '{name}' cannot be {value}; give {most} or less")

    @classmethod
    def of(cls, values: Mapping[str, str | float]) -> Self:
        """The defaults with `values` in place of some; SettingError names one that is unknown or impossible."""
        known = {field.name: field.type for field in fields(cls)}
        for name in values:
            if name not in known:
                near = difflib.get_close_matches(name, known, n=1)
                hint = f"; did you mean '{near[0]}'?" if near else f"; known: {', '.join(known)}"
                raise SettingError(f"unknown setting '{name}'{hint}")
        return cls(**{name: _typed(name, known[name], value) for name, value in values.items()})


_LEAST: Final = {
    "largest_member_bytes": 1, "largest_ratio": 1, "token_cache": 1, "batch_messages": 1, "evidence_spans": 0,
    "same_script": 0,
}  # fmt: skip
"""The least value with which the system works at all."""
_MOST: Final = {"same_script": 1}
"""The greatest value that a setting can mean."""


def _typed(name: str, kind: Any, value: str | float) -> Any:  # noqa: ANN401 - a field's own type
    try:
        typed = kind(value)
    except (TypeError, ValueError, OverflowError) as error:
        raise _other_type(name, kind, value) from error
    if kind is int and isinstance(value, float) and typed != value:
        raise SettingError(f"setting '{name}' is a whole number, and {value} is none")
    return typed


def _is_of(kind: Any, value: object) -> bool:  # noqa: ANN401 - the same
    """Whether a value may stand in a field as it is; a whole number is a number, yes and no are none."""
    return isinstance(value, Real if kind is float else kind) and not isinstance(value, bool)


def _other_type(name: str, kind: Any, value: object) -> SettingError:  # noqa: ANN401 - the same
    return SettingError(f"setting '{name}' is of type {kind.__name__}, and {value!r} is none")
