"""How a run ended: what a stopped one left, and which inputs are no longer what was read."""

import json
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from classifier.batch import Asked
from classifier.errors import OutputError
from classifier.report import Beside, Input, Run
from classifier.report.folder import make_room, place_of


def left_by(asked: Asked, started_at: datetime) -> str:
    """What is true of a run that was stopped, in one line; what it was writing is gone, what it scored is kept."""
    if _published(asked.out, started_at):
        kept = "" if asked.cases is None else f"; --list --cases {asked.cases} says whether its cases are kept"
        return f"stopped, but the report is written: {asked.out / 'report.html'}{kept}"
    with suppress(OutputError):  # an older report in the way
        make_room(place_of(asked.out))  # a second signal may have cut short what the first one set off
    return "stopped, no report is written; the same command with --resume goes on"


def _published(out: Path, started_at: datetime) -> bool:
    """Whether the report in a folder is that of the run which began at this moment."""
    try:
        told = json.loads((out / "manifest.json").read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(told, dict) and told.get("started_at") == started_at.isoformat()


def changed_since(run: Run) -> tuple[str, ...]:
    """One sentence for each file that is no longer what was read; the report is of what was read."""
    files: tuple[Input | Beside, ...] = (*run.inputs, *run.beside)
    return tuple(
        f"{item.file}: changed after it was read; the report is of what it was, under the digest in the manifest"
        for item in files
        if item.sha256 != item.sha256_after
    )
