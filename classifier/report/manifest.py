"""`manifest.json`: what went in, what came out, and by which program, so that a run can be checked."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Final

from classifier.report.run import Beside, Input, Run

FORMAT: Final = 3
"""Raised when a key of the manifest changes its meaning, or of `findings.jsonl` what a summary counts by."""


def manifest(run: Run, outputs: Mapping[str, Mapping[str, str | int]], *, redacted: bool) -> dict[str, Any]:
    """The manifest of a run; `outputs` gives size and SHA-256 of every other file of the folder."""
    return {
        "format": FORMAT,
        "tool": {"name": "arabic-extortion-classifier", "version": run.tool_version},
        "model": {"name": run.model_name, "digest": run.model_digest},
        "settings": dict(run.settings),
        "depth": run.depth,
        "lang": run.lang,
        "timezone": run.timezone,
        "redacted": redacted,
        "command_line": run.command_line,
        "started_at": run.started_at.isoformat(),
        "ended_at": run.ended_at.isoformat(),
        "counts": {"read": run.read, "skipped": run.skipped, "flagged": run.flagged},
        "inputs": [_checked(item) for item in run.inputs],
        "beside": [_checked(item) for item in run.beside],
        "unreadable": [asdict(item) for item in run.unreadable],
        "outputs": {name: dict(fact) for name, fact in outputs.items()},
    }


def _checked(item: Input | Beside) -> dict[str, Any]:
    """The facts of a file, and whether it is still what it was when it was read."""
    return asdict(item) | {"unchanged": item.sha256 == item.sha256_after}
