"""A redacted run from export to output folder: nothing that leads to the victim's side is in any file of it."""

import html
import io
import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
import report_cases
from rich.console import Console

from classifier.batch import Asked, open_exports, score_exports
from classifier.report import terminal_table
from classifier.report.spellings import plain

CASE = json.loads((Path(__file__).parent / "cases" / "redact_run.json").read_text("utf-8"))
OWN_WORDS = re.compile("تهديد|بهدية")
"""Words of the program that hold the letters of a name."""


@pytest.fixture(scope="module")
def finished(detector, tmp_path_factory):
    base = tmp_path_factory.mktemp("run")
    exports = base / "فاطمة أحمد"
    exports.mkdir()
    for name, lines in CASE["chats"].items():
        written = (f"[01/03/2026, 19:{at:02d}:00] {sender}: {text}\n" for at, (sender, text) in enumerate(lines))
        (exports / name).write_text("".join(written), "utf-8")
    (exports / "فاطمة old.txt").write_text("nothing of a chat", "utf-8")
    asked = Asked((exports,), base / "out", depth="quick", redact=True, command_line=f"score.py {exports}")
    opened = open_exports(asked, detector.settings)
    done = score_exports(opened, detector, asked, started_at=datetime.now(UTC), progress=lambda _: None)
    return done, asked.out


@pytest.fixture(scope="module")
def folder(finished):
    return finished[1]


def read(path):
    """All that a file says, each sign in one spelling, without blanks and joining signs."""
    text = str(report_cases.cells_of(path)) if path.suffix == ".xlsx" else html.unescape(path.read_text("utf-8"))
    return re.sub(r"[\sـ]", "", OWN_WORDS.sub("", plain(text)))


def test_nothing_of_the_victims_side_is_in_any_file(folder):
    """Names in any spelling, numbers, accounts, cards, wallets, links and files' names are in no output."""
    held = {path.name: read(path) for path in folder.iterdir()}
    assert set(held) > {"report.html", "findings.jsonl", "triage.xlsx", "manifest.json"}
    leaks = [(name, word) for name, text in held.items() for word in CASE["masked"] if plain(word) in text]
    assert leaks == []


def test_the_offender_and_how_they_are_paid_stay(folder):
    """The number to pay to, and who asks for it, can be read and acted on."""
    text = read(folder / "messages.csv")
    assert all(re.sub(r"\s", "", plain(word)) in text for word in CASE["shown"])


def test_nothing_of_the_victims_side_is_on_the_terminal(finished):
    """The table that is printed at the end shows what the results show."""
    console = Console(width=200, file=io.StringIO())
    console.print(terminal_table(finished[0].verdicts, lang="ar"))
    printed = console.file.getvalue()
    text = re.sub(r"[\sـ]", "", OWN_WORDS.sub("", plain(printed)))
    assert [word for word in CASE["masked"] if plain(word) in text] == []
    assert "سيف الصقر" in printed
