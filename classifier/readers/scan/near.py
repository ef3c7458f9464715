"""What an export tells in other files than those that hold messages: who a number is, what a channel is called."""

import hashlib
import json
import os
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from classifier.readers.reading import Beside, Document
from classifier.readers.scan.fields import Row

_LARGEST = 1 << 23
"""Bytes of a file whose content is remembered; four of them are at the most."""


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
    if content is None:
        return None
    return _remembered(content) if len(content) <= _LARGEST else _value(content)


@lru_cache(maxsize=4)
def _remembered(content: bytes) -> Any:  # noqa: ANN401 - JSON holds anything
    """The same as `_value`, worked out once: the files of a folder all ask for one list."""
    return _value(content)


def _value(content: bytes) -> Any:  # noqa: ANN401 - JSON holds anything
    """What the text of a JSON file says; None where it is none."""
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None


def noted(document: Document, seen: dict[str, Beside]) -> Document:
    """The document, which puts down in `seen` what it reads of other files, by their paths.

    What an archive holds is in the digest of the archive, so nothing is put down for its members.
    """
    if document.member is not None:
        return document

    def near(name: str) -> bytes | None:
        content = document.near(name)
        if content is not None:
            file = os.path.normpath(Path(document.file).parent / name)
            seen[file] = Beside(file, hashlib.sha256(content).hexdigest(), len(content))
        return content

    return replace(document, near=near)
