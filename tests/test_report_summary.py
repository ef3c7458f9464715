import importlib.util
import json
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import report_cases

from classifier.errors import ReadError
from classifier.report import publish, read_table
from classifier.report.summary import facts_of, summarise, summarise_cases
from classifier.triage.casefile import CaseFile

SCRIPT = Path(__file__).parent.parent / "scripts" / "summary.py"
CHATS = report_cases.verdicts()


def script():
    spec = importlib.util.spec_from_file_location("summary_script", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def runs(tmp_path):
    later = report_cases.run(ended_at=report_cases.run().ended_at + timedelta(days=1))
    publish(CHATS, report_cases.run(), tmp_path / "first")
    publish((replace(CHATS[0], labels=("threat",)),), later, tmp_path / "second")
    return [tmp_path / "second", tmp_path / "first"]


def test_cases_are_counted(runs):
    """A chat of two runs counts once, as the later run judged it, in whatever order the runs are named."""
    summary = summarise(runs)
    assert (summary.runs, summary.chats, summary.cases, summary.repeated) == (2, 5, 4, 1)
    assert dict(summary.tables["type"]) == {"extortion": 1, "grooming": 1, "threat": 2}
    assert dict(summary.tables["priority"]) == {"critical": 2, "high": 1, "medium": 1}
    assert dict(summary.tables["platform"]) == {"whatsapp": 1, "telegram": 1, "sms": 1, "instagram": 1}
    assert dict(summary.tables["channel"]) == {"zaincash": 1, "phone": 2}
    assert dict(summary.tables["tactic"])["demand.money"] == 2


def test_redacted_run_is_counted_with_the_open_one(runs, tmp_path):
    """A chat of a redacted and an open run counts once, and two redacted runs of different chats are not mixed up."""
    publish(CHATS[:2], report_cases.run(), tmp_path / "shared", redact=True)
    publish(CHATS[2:4], report_cases.run(), tmp_path / "other", redact=True)
    masked = summarise([tmp_path / "shared", tmp_path / "other"])
    assert (masked.chats, masked.cases, masked.repeated) == (4, 4, 0)
    assert summarise([*runs, tmp_path / "shared", tmp_path / "other"]).chats == 5


def test_month_is_that_of_the_first_flagged_message(runs):
    """A case counts in the month in which it was first flagged."""
    assert [(month.name, month.cases, month.by_label) for month in summarise(runs).months] == [
        ("2026-03", 4, (1, 1, 2))
    ]


def test_case_without_times_counts_as_unknown(tmp_path):
    """A case whose export holds no times has a row of its own."""
    messages = tuple(replace(m, sent_at=None) for m in CHATS[0].chat.messages)
    publish(
        (replace(CHATS[0], chat=replace(CHATS[0].chat, messages=messages)),),
        report_cases.run(),
        tmp_path / "run",
    )
    assert summarise([tmp_path / "run"]).tables["month"] == (("?", 1),)


def test_script_writes_both_files(runs, tmp_path, capsys):
    """The script writes the page and the table, names the page last, and ends with 0."""
    out = tmp_path / "summary"
    assert script().main([*map(str, runs), "--out", str(out), "--lang", "en"]) == 0
    assert capsys.readouterr().out.strip() == str(out / "summary.html")
    rows = read_table(out / "summary.csv")
    assert {"What": "Type", "Value": "extortion", "Cases": "1"} in rows
    page = (out / "summary.html").read_text("utf-8")
    assert '<html lang="en" dir="ltr">' in page
    assert "default-src &#39;none&#39;" in page
    assert not re.search(r"<[^>]*\s(?:style|on\w+)=", page)


def test_case_file_is_counted_as_its_runs_are(tmp_path, capsys):
    """The cases that a case file keeps count by the same tables as the run that left them."""
    kept = CaseFile(tmp_path / "cases.sqlite")
    kept.remember(CHATS, report_cases.run().started_at, facts_of)
    publish(CHATS, report_cases.run(), tmp_path / "run")
    assert summarise_cases([case.facts for case in kept.cases()]).tables == summarise([tmp_path / "run"]).tables
    assert script().main(["--cases", str(kept.path), "--out", str(tmp_path / "out"), "--lang", "en"]) == 0
    assert "cases in" in capsys.readouterr().err
    assert {"What": "Type", "Value": "extortion", "Cases": "2"} in read_table(tmp_path / "out" / "summary.csv")


@pytest.mark.parametrize("given", [[], ["run", "--cases", "cases.sqlite"], ["--cases", "missing.sqlite"]])
def test_runs_or_one_case_file_must_be_named(tmp_path, capsys, given):
    """Neither, both, or a case file that is not there is the user's mistake."""
    assert script().main([*given, "--out", str(tmp_path / "out")]) == 2
    assert "case file" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("spoil", "named"),
    [
        (lambda run: (run / "manifest.json").unlink(), "manifest.json"),
        (lambda run: (run / "manifest.json").write_text('{"format": 1}'), "another version"),
        (lambda run: (run / "manifest.json").write_text("[]"), "not the manifest"),
        (lambda run: (run / "manifest.json").write_text('{"format": 3}'), "not the manifest"),
        (lambda run: (run / "findings.jsonl").write_text("{}\n"), "findings.jsonl"),
        (lambda run: (run / "findings.jsonl").unlink(), "findings.jsonl"),
    ],
    ids=["no manifest", "other manifest", "a list", "half a manifest", "changed findings", "no findings"],
)
def test_spoilt_run_is_the_users_mistake(runs, tmp_path, capsys, spoil, named):
    """A folder that is no finished run, or was changed since, is named, and nothing is written."""
    spoil(runs[0])
    with pytest.raises(ReadError, match=named):
        summarise(runs)
    assert script().main([*map(str, runs), "--out", str(tmp_path / "summary")]) == 2
    assert named in capsys.readouterr().err
    assert not (tmp_path / "summary").exists()


def test_hostile_platform_writes_no_markup(tmp_path):
    """A name out of an export cannot write markup into the summary."""
    odd = replace(CHATS[0], chat=replace(CHATS[0].chat, platform="<script>alert(1)</script>"))
    publish((odd,), report_cases.run(), tmp_path / "run")
    assert script().main([str(tmp_path / "run"), "--out", str(tmp_path / "out")]) == 0
    assert "<script>alert" not in (tmp_path / "out" / "summary.html").read_text("utf-8")
    assert json.loads((tmp_path / "run" / "manifest.json").read_text("utf-8"))["format"] == 3
