"""A run that is disturbed: stopped by a signal, or its inputs changed; nothing is half-written, the words are true."""

import csv
import hashlib
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing

import pytest
from conftest import ROOT, script

from classifier import batch
from classifier.errors import ReadError
from classifier.readers import read_export, whole
from classifier.triage.casefile import CaseFile

score = script("score")
posix = pytest.mark.skipif(os.name != "posix", reason="only POSIX sends signals to a process")

HOOK = """
import functools, importlib, pathlib, runpy, sys, time
module, attribute, when, mark, *sys.argv = sys.argv[1:]
*path, name = attribute.split(".")
owner = functools.reduce(getattr, path, importlib.import_module(module))
original = getattr(owner, name)

@functools.wraps(original)
def marked(*given, **named):
    found = original(*given, **named) if when == "after" else None
    pathlib.Path(mark).touch()
    time.sleep(2)
    return found if when == "after" else original(*given, **named)

setattr(owner, name, marked)
runpy.run_path(sys.argv[0], run_name="__main__")
"""
"""Runs the script as a user does, and shows by a file when it comes to the place that a test asks for."""


IMPORTING = """
import builtins, pathlib, runpy, sys, time
module, mark, *sys.argv = sys.argv[1:]
original = builtins.__import__

def marked(name, *given, **named):
    if name == module:
        pathlib.Path(mark).touch()
        time.sleep(2)
    return original(name, *given, **named)

builtins.__import__ = marked
runpy.run_path(sys.argv[0], run_name="__main__")
"""
"""The same when it imports a module."""


@pytest.fixture(autouse=True)
def _signals_are_heard():
    """As at a terminal, also where the tests run in the background, in which a shell has signals ignored."""
    heard = {"SIGINT": signal.default_int_handler, "SIGTERM": signal.SIG_DFL, "SIGHUP": signal.SIG_DFL}
    before = {
        getattr(signal, name): signal.signal(getattr(signal, name), how)
        for name, how in heard.items()
        if hasattr(signal, name)
    }
    yield
    for number, how in before.items():
        signal.signal(number, how)


def stopped(tmp_path, place, signals, arguments, hook=HOOK):
    """The exit code and stderr of a run into `tmp_path/out` that receives signals once it comes to a place."""
    mark = tmp_path / "mark"
    command = [sys.executable, "-c", hook, *place, str(mark), score.__file__, *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as run:  # noqa: S603
        while not mark.exists() and run.poll() is None:
            time.sleep(0.02)
        for number in signals:
            run.send_signal(number)
            time.sleep(0.05)
        said = run.communicate()[1]
    mark.unlink()
    return run.returncode, said.strip()


def names(folder):
    return {path.name for path in folder.iterdir()}


READING = ("classifier.batch", "read_export", "before")
WRITING = ("classifier.report.publish", "_fact", "before")
BEFORE = {
    "reading": (READING, signal.SIGINT),
    "judging": (("classifier.detector", "Detector.judge", "before"), signal.SIGTERM),
    "writing": (WRITING, getattr(signal, "SIGHUP", signal.SIGTERM)),
}


@posix
@pytest.mark.parametrize(("place", "number"), BEFORE.values(), ids=BEFORE)
def test_a_run_stopped_before_its_end_writes_no_report(tmp_path, samples, place, number):
    """Whatever stops it: no words of a chat stay on the disk, one line says so, and the exit code names the signal."""
    code, said = stopped(tmp_path, place, [number], [samples, "--out", tmp_path / "out", "--depth", "quick"])
    assert (code, said) == (128 + number, "stopped, no report is written; the same command with --resume goes on")
    assert names(tmp_path) <= {".out.scores"}


@posix
@pytest.mark.parametrize("module", ["rich.console", "sklearn.linear_model", "joblib"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_run_stopped_before_it_began_says_so(tmp_path, samples, module, number):
    """Ctrl-C while modules are imported ends a run as it does later, with one line and no trace of the program."""
    code, said = stopped(tmp_path, [module], [number], [samples, "--out", tmp_path / "out"], hook=IMPORTING)
    assert (code, said) == (128 + number, "stopped before its end; give the command again")
    assert not names(tmp_path)


@posix
def test_a_run_stopped_twice_leaves_no_more(tmp_path, samples):
    """An impatient second Ctrl-C does not cut the clearing up short."""
    given = [samples, "--out", tmp_path / "out", "--depth", "quick"]
    code, said = stopped(tmp_path, WRITING, [signal.SIGTERM, signal.SIGINT], given)
    assert code in (128 + signal.SIGTERM, 128 + signal.SIGINT)
    assert said.startswith("stopped, no report is written")
    assert names(tmp_path) <= {".out.scores"}


AFTER = {
    "published": (("classifier.batch", "publish", "after"), signal.SIGTERM),
    "keeping cases": (("classifier.triage.casefile", "_keep", "after"), signal.SIGINT),
    "showing": (("classifier.report", "terminal_table", "before"), signal.SIGINT),
}


@posix
@pytest.mark.parametrize(("place", "number"), AFTER.values(), ids=AFTER)
def test_a_run_stopped_after_its_report_says_that_it_is_written(tmp_path, samples, place, number):
    """The line names the report and what may be missing; no scores stay behind, and the case file is whole."""
    cases, out = tmp_path / "cases.db", tmp_path / "out"
    given = [samples, "--out", out, "--depth", "quick", "--cases", cases]
    code, said = stopped(tmp_path, place, [number], given)
    assert code == 128 + number
    kept = f"--list --cases {cases} says whether its cases are kept"
    assert said == f"stopped, but the report is written: {out / 'report.html'}; {kept}"
    assert (out / "manifest.json").exists()
    with (out / "chats.csv").open(encoding="utf-8-sig", newline="") as table:
        flagged = {row["case"] for row in csv.DictReader(table)} - {""}
    assert {case.id for case in CaseFile(cases).cases()} in (set(), flagged)
    assert flagged
    assert names(tmp_path) == {"out", "cases.db"}


def workers_of(run):
    """The ids of the processes that score for a run."""
    listed = subprocess.run(["ps", "-Aww", "-o", "pid=,ppid=,args="], capture_output=True, text=True, check=True).stdout  # noqa: S607
    rows = [line.split(maxsplit=2) for line in listed.splitlines()]
    return [int(own) for own, parent, command in rows if int(parent) == run.pid and "Loky" in command]


def is_over(run, *, within_s):
    """Whether nobody is left who could write to what a run writes to: neither it nor a process that it started."""
    try:
        run.communicate(timeout=within_s)
    except subprocess.TimeoutExpired:
        return False
    return True


@posix
def test_the_workers_of_a_killed_run_end_too(tmp_path):
    """A run that is killed outright, at work or just beginning, leaves no process behind and no results."""
    text = "".join(f'{{"text": "راح أنشر صورج رقم {number} إذا ما تدفعين"}}\n' for number in range(40_000))
    (tmp_path / "chat.jsonl").write_text(text, encoding="utf-8")
    command = [sys.executable, score.__file__, tmp_path / "chat.jsonl", "--out", tmp_path / "out", "--jobs", "2"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as run:  # noqa: S603
        while len(working := workers_of(run)) < 2 and run.poll() is None:
            time.sleep(0.2)
        assert run.poll() is None
        run.kill()
        ended = is_over(run, within_s=60)
        for left in () if ended else working:
            os.kill(left, signal.SIGKILL)
    assert ended
    assert names(tmp_path) == {"chat.jsonl", ".out.scores"}


@posix
def test_a_run_stopped_beside_an_older_report_does_not_claim_it(tmp_path, samples):
    """A report that stood there before is not taken for this run's."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "manifest.json").write_text('{"started_at": "2026-01-01T00:00:00+00:00"}')
    _, said = stopped(tmp_path, READING, [signal.SIGINT], [samples, "--out", tmp_path / "out"])
    assert said.startswith("stopped, no report is written")


@posix
def test_a_run_that_waits_for_a_case_file_can_be_stopped(tmp_path, capsys):
    """Ctrl-C is heard while another run holds the case file, and nothing is said of a report that nobody asked for."""
    cases = CaseFile(tmp_path / "cases.db")
    cases.prepare()
    with closing(sqlite3.connect(cases.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        began = time.monotonic()
        threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGINT)).start()
        assert score.main(["--forget", "x", "--cases", str(cases.path)]) == 128 + signal.SIGINT
        assert time.monotonic() - began < 15
    assert capsys.readouterr().err.strip() == "stopped before its end; give the command again"


CHANGES = {
    "grown": lambda path: path.write_bytes(path.read_bytes() * 2),
    "cut": lambda path: os.truncate(path, 200),
    "emptied": lambda path: os.truncate(path, 0),
    "replaced": lambda path: path.write_bytes(path.read_bytes().replace(b"7", b"8")),
    "gone": lambda path: path.unlink(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("name", ["WhatsApp Chat with Rami.txt", "WhatsApp Chat - مصمم لوگوهات.zip"])
def test_a_file_that_changes_while_it_is_read_is_an_error(tmp_path, samples, monkeypatch, change, name):
    """Once its digest is taken, a file that is no longer the same is refused: no digest stands for other bytes."""
    path = shutil.copy(samples / name, tmp_path / name)
    recognise = whole.recognise

    def changed(document):
        monkeypatch.undo()
        change(path)
        return recognise(document)

    monkeypatch.setattr("classifier.readers.whole.recognise", changed)
    with pytest.raises(ReadError) as raised:
        read_export(path)
    assert str(raised.value).startswith(str(path))


@pytest.mark.parametrize("change", [CHANGES["gone"], CHANGES["emptied"]])
def test_a_file_that_changes_before_it_is_read_is_named(tmp_path, samples, monkeypatch, capsys, change):
    """Between the listing and the reading a file may go: the others are scored, and it is named."""
    shutil.copytree(samples, tmp_path / "in")
    find = batch.find_exports

    def found(path):
        files = find(path)
        change(tmp_path / "in" / "chats.csv")
        return files

    monkeypatch.setattr("classifier.batch.find_exports", found)
    given = [str(tmp_path / "in"), "--out", str(tmp_path / "out"), "--depth", "quick"]
    assert score.main(given) == score.PARTLY
    assert "chats.csv" in capsys.readouterr().err


def test_a_file_that_changes_after_it_was_read_is_told(tmp_path, samples, monkeypatch, capsys):
    """The report is of what was read, under its digest; that the file is another one now is said, not only kept."""
    path = shutil.copy(samples / "WhatsApp Chat with Rami.txt", tmp_path / "chat.txt")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    judge = score.classifier.Detector.judge

    def changed(self, chats, scores):
        CHANGES["grown"](path)
        return judge(self, chats, scores)

    monkeypatch.setattr("classifier.detector.Detector.judge", changed)
    assert score.main([str(path), "--out", str(tmp_path / "out"), "--depth", "quick"]) == score.PARTLY
    assert "chat.txt: changed after it was read" in capsys.readouterr().err
    (told,) = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))["inputs"]
    assert (told["sha256"], told["unchanged"]) == (digest, False)
