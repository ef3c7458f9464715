"""The results that an earlier run wrote, which are no exports though they hold every message that it flagged."""

import hashlib
import json
from pathlib import Path
from typing import Final

MANIFEST: Final = "manifest.json"
_TOOL: Final = "arabic-extortion-classifier"
_LARGEST: Final = 64 * 1024 * 1024
"""Bytes of a manifest that is looked into."""


def earlier_results(folder: Path) -> frozenset[str]:
    """The names of a folder's files that its manifest lists as results of ours, its own among them.

    A file counts only while it has the digest that is listed, so that no manifest hides another file.
    """
    try:
        path = folder / MANIFEST
        if path.stat().st_size > _LARGEST:
            return frozenset()
        told = json.loads(path.read_bytes())
        if told["tool"]["name"] != _TOOL:
            return frozenset()
        listed = {name: fact["sha256"] for name, fact in told["outputs"].items()}
        same = {name for name, digest in listed.items() if Path(name).name == name and _digest(folder / name) == digest}
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return frozenset()
    return frozenset(same | {MANIFEST}) if same else frozenset()


def _digest(path: Path) -> str | None:
    if not path.is_file():
        return None
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
