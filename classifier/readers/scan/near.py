"""What an export tells in other files than those that hold messages: who a number is, what a channel is called."""

import json
from functools import lru_cache
from typing import Any

from classifier.readers.reading import Document
from classifier.readers.scan.fields import Row


def row_near(document: Document, name: str) -> Row:
    """The object in the JSON file at `name`, a path from the document's folder; an empty one where there is none."""
    found = _value_near(document, name)
    return found if isinstance(found, dict) else {}


def rows_near(document: Document, name: str) -> list[Row]:
    """The objects in the list that such a file holds."""
    found = _value_near(document, name)
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def _value_near(document: Document, name: str) -> object:
    content = document.near(name)
    return None if content is None else _value(content)


@lru_cache(maxsize=8)
def _value(content: bytes) -> Any:  # noqa: ANN401 - JSON holds anything
    """What the text of a JSON file says; None where it is none. The files of a folder all ask for the same."""
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None
