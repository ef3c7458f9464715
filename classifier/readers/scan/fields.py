"""Fields of JSON objects that may hold anything, as what they should hold or None."""

from typing import Any

Row = dict[str, Any]


def text_in(row: Row, *keys: str) -> str | None:
    """The string or number under the first of `keys` that holds one, as text."""
    for key in keys:
        value = row.get(key)
        if isinstance(value, str):
            return value
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value) if abs(value) < 1 << 64 else None
    return None


def row_in(row: Row, key: str) -> Row:
    """The object under `key`; an empty one where there is none."""
    value = row.get(key)
    return value if isinstance(value, dict) else {}


def rows_in(row: Row, key: str) -> list[Row]:
    """The objects in the list under `key`."""
    value = row.get(key)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def texts_in(row: Row, key: str, name: str = "name") -> list[str]:
    """The strings in the list under `key`, those of `{name: ...}` objects included."""
    value = row.get(key)
    items = value if isinstance(value, list) else []
    named = (item.get(name) if isinstance(item, dict) else item for item in items)
    return [item for item in named if isinstance(item, str)]
