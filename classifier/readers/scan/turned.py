"""Tables that JSON holds otherwise than as a list of objects: column by column, or rows beside their names."""

from typing import Any, TypeGuard

from classifier.readers.scan.fields import Row

_FEWEST = 2


def turned(root: Row) -> list[Row]:
    """The rows of a table that an object is; none where it is anything else."""
    names, rows = root.get("columns"), root.get("data")
    if is_header(names) and isinstance(rows, list):
        return [row_under(names, cells) for cells in rows if isinstance(cells, list)]
    columns = list(root.values())
    if len(columns) < _FEWEST or not (_are_lists(columns) or _are_keyed_alike(columns)):
        return []
    cells = [list(column.values()) if isinstance(column, dict) else column for column in columns]
    if len(set(map(len, cells))) != 1 or any(isinstance(cell, list | dict) for column in cells for cell in column):
        return []
    return [dict(zip(root, row, strict=True)) for row in zip(*cells, strict=True)]


def is_header(names: Any) -> TypeGuard[list[str]]:  # noqa: ANN401 - JSON holds anything
    """Whether a value can be the names of columns: a list of strings."""
    return isinstance(names, list) and bool(names) and all(isinstance(name, str) for name in names)


def row_under(names: list[str], cells: list[Any]) -> Row:
    """A row of a table by the names above it."""
    return dict(zip(names, cells, strict=False))


def _are_lists(columns: list[Any]) -> bool:
    return all(isinstance(column, list) for column in columns)


def _are_keyed_alike(columns: list[Any]) -> bool:
    return all(isinstance(column, dict) and column.keys() == columns[0].keys() for column in columns)
