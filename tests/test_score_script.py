"""The batch script: whole results or none, and one clear line for each mistake."""

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from conftest import script

import classifier
from classifier.errors import OutputError
from classifier.memory import ScoreMemory
from classifier.report import read_table

score = script("score")

EMPTY_ZIP = b"PK\x05\x06" + bytes(18)
BAD = {
    "no such path": ("missing.txt", None),
    "an empty file": ("empty.txt", b""),
    "a picture": ("picture.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(64)),
    "a damaged JSON": ("result.json", b'{"name": "x", "type": "personal_chat", "id": 1, "messages": [{"id": 1, '),
    "a CSV without a text column": ("rows.csv", "السعر,الكمية\n5,3\n6,2\n".encode()),
}


@pytest.mark.parametrize(("name", "content"), BAD.values(), ids=BAD)
def test_a_bad_input_is_one_line_and_writes_nothing(tmp_path, capsys, name, content):
    """The line names the file; the exit code is 2; no output folder appears."""
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    assert score.main([str(path), "--out", str(tmp_path / "out")]) == score.MISTAKE
    said = capsys.readouterr().err.strip()
    assert name in said
    assert "\n" not in said
    assert not (tmp_path / "out").exists()


MISTAKES = {
    "no jobs": (["--jobs", "0"], "jobs"),
    "a column without a header": (["--column", "text"], "NAME=HEADER"),
    "a column of no known kind": (["--column", "words=x"], "NAME=HEADER"),
    "retention without a case file": (["--retention-days", "5"], "--cases"),
    "retention of no days": (["--retention-days", "0", "--cases", "cases.db"], "0 days"),
    "a case file where none can be": (["--cases", "nowhere/cases.db"], "nowhere"),
    "a case file where the report will be": (["--cases", "out"], "outside out"),
    "a case file inside the report": (["--cases", "out/cases.db"], "outside out"),
    "a name for no case": (["--forget", ""], "--cases"),
    "a continent for a zone": (["--timezone", "Asia"], "Asia/Baghdad"),
    "a zone too long to look for": (["--timezone", "a" * 300], "Asia/Baghdad"),
    "retention beyond the calendar": (["--retention-days", "999999", "--cases", "cases.db"], "999999 days"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_wrong_option_is_one_line_and_writes_nothing(tmp_path, samples, monkeypatch, capsys, name):
    """An option that cannot be meant is refused before any result is written."""
    options, said = MISTAKES[name]
    monkeypatch.chdir(tmp_path)
    assert score.main([str(samples), "--out", "out", "--depth", "quick", *options]) == score.MISTAKE
    line = capsys.readouterr().err.strip()
    assert said in line
    assert "\n" not in line
    assert not (tmp_path / "out").exists()


def test_a_case_is_found_and_forgotten(tmp_path, samples, capsys):
    """The ids that chats.csv gives flagged chats are those that the case file lists and --forget takes."""
    cases, out = str(tmp_path / "cases.db"), tmp_path / "out"
    assert score.main([str(samples), "--out", str(out), "--depth", "quick", "--cases", cases]) == score.DONE
    written = {row["case"] for row in read_table(out / "chats.csv")} - {""}
    capsys.readouterr()
    assert score.main(["--list", "--cases", cases]) == score.DONE
    assert {line.split()[0] for line in capsys.readouterr().out.splitlines()} == written
    assert score.main(["--forget", min(written), "--cases", cases]) == score.DONE
    assert score.main(["--list", "--cases", cases]) == score.DONE
    assert {line.split()[0] for line in capsys.readouterr().out.splitlines()} == written - {min(written)}
    assert score.main(["--list", "--cases", str(tmp_path / "none.db")]) == score.MISTAKE


def test_cases_that_cannot_be_kept_lose_no_report(tmp_path, samples, monkeypatch, capsys):
    """When the disk is full after the report is written, its place is printed, and the line says what is missing."""

    def full(*_):
        raise OutputError("cases.db: cannot be used (database or disk is full). Choose a folder that can be written.")

    monkeypatch.setattr("classifier.triage.casefile.CaseFile.remember", full)
    out, cases = tmp_path / "out", tmp_path / "cases.db"
    given = [str(samples), "--out", str(out), "--depth", "quick", "--cases", str(cases)]
    assert score.main(given) == score.PARTLY
    said = capsys.readouterr()
    assert said.out.splitlines()[-1] == str(out / "report.html")
    assert "the report is written" in said.err
    assert "disk is full" in said.err
    assert (out / "report.html").exists()


def test_an_export_cannot_drive_the_terminal(tmp_path, capsys):
    """Control characters in the names of files and chats are not sent to the terminal, read or not."""
    rows = [{"chat": "\x1b[2Jc", "sender": "\x1b[31ms", "text": "هلا", "time": "2026-03-01 10:00:00"}] * 2
    (tmp_path / "\x1b[31m.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    (tmp_path / "\x1b[32m.txt").write_bytes(b"")
    assert score.main([str(tmp_path), "--list"]) == score.PARTLY
    said = capsys.readouterr()
    assert "\x1b" not in said.out + said.err


def test_a_console_without_arabic_ends_no_run(tmp_path, samples):
    """A terminal that has no Arabic letters shows signs in their place, and the run ends well."""
    command = [sys.executable, score.__file__, str(samples), "--out", str(tmp_path / "out"), "--depth", "quick"]
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252"}
    done = subprocess.run(command, env=environment, capture_output=True, check=False)  # noqa: S603
    assert (done.returncode, done.stderr) == (score.DONE, b"")


def test_an_input_that_goes_away_is_a_mistake(tmp_path, samples, monkeypatch, capsys):
    """A file that is gone when its digest is taken again is named, and nothing is written."""
    path = shutil.copy(samples / "WhatsApp Chat with Rami.txt", tmp_path / "chat.txt")
    judge = score.classifier.Detector.judge

    def gone(self, chats, scores):
        path.unlink()
        return judge(self, chats, scores)

    monkeypatch.setattr("classifier.detector.Detector.judge", gone)
    assert score.main([str(path), "--out", str(tmp_path / "out"), "--depth", "quick"]) == score.MISTAKE
    assert "chat.txt" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_an_empty_folder_and_a_zip_without_a_chat_are_mistakes(tmp_path, capsys):
    """A folder or an archive that holds no export is said in one line."""
    (tmp_path / "folder").mkdir()
    shutil.make_archive(str(tmp_path / "photos"), "zip", tmp_path / "folder")
    for name in ("folder", "photos.zip"):
        assert score.main([str(tmp_path / name), "--out", str(tmp_path / "out")]) == score.MISTAKE
        said = capsys.readouterr().err.strip()
        assert name in said
        assert "\n" not in said
    assert not (tmp_path / "out").exists()


def test_one_bad_file_among_good_ones_is_named(tmp_path, samples, capsys):
    """The good ones are scored, the exit code is 3, the bad one stands on stderr and in the manifest."""
    folder = tmp_path / "in"
    shutil.copytree(samples, folder)
    (folder / "broken.json").write_bytes(b'{"messages": [')
    assert score.main([str(folder), "--out", str(tmp_path / "out")]) == score.PARTLY
    assert "broken.json" in capsys.readouterr().err
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert "broken.json" in json.dumps(manifest["unreadable"])


def test_a_run_leaves_six_files_and_untouched_inputs(tmp_path, samples):
    """The manifest's digests are those of the outputs, and of the inputs before and after."""
    before = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in samples.iterdir()}
    out = tmp_path / "out"
    assert score.main([str(samples), "--out", str(out)]) == score.DONE
    names = {"report.html", "chats.csv", "messages.csv", "triage.xlsx", "findings.jsonl", "manifest.json"}
    assert {p.name for p in out.iterdir()} == names
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    for name, fact in manifest["outputs"].items():
        assert hashlib.sha256((out / name).read_bytes()).hexdigest() == fact["sha256"]
    assert {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in samples.iterdir()} == before
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_results_are_never_overwritten(tmp_path, samples, capsys):
    """A folder that holds something is left as it is."""
    out = tmp_path / "out"
    out.mkdir()
    (out / "notes.txt").write_text("mine", encoding="utf-8")
    assert score.main([str(samples), "--out", str(out)]) == score.MISTAKE
    assert capsys.readouterr().err.strip()
    assert [p.name for p in out.iterdir()] == ["notes.txt"]
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_a_stopped_run_is_resumed(tmp_path, samples, monkeypatch):
    """What was scored before a run was killed is not scored again, and the results are the same."""
    calls = []
    original = score.classifier.Detector.score_chat

    def counted(self, chat, **options):
        calls.append(chat.id)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return original(self, chat, **options)

    monkeypatch.setattr("classifier.detector.Detector.score_chat", counted)
    assert score.main([str(samples), "--out", str(tmp_path / "out")]) == score.STOPPED + signal.SIGINT
    assert not (tmp_path / "out").exists()
    assert score.main([str(samples), "--out", str(tmp_path / "out"), "--resume"]) == score.DONE
    assert len(calls) == len(set(calls)) + 1


def test_scores_that_were_kept_in_part_are_scored_again(tmp_path, samples):
    """What a power cut left of a file is no score, and the run goes on."""
    chat = classifier.read_chats(samples)[0]
    with ScoreMemory.beside(tmp_path / "out", "0" * 16, "quick", resume=True) as memory:
        memory.keep(chat, np.zeros((3, 4)))
        assert memory.recall(chat).shape == (3, 4)
        for content in (b"", b"\x93NUMPY", EMPTY_ZIP):
            next(memory.folder.iterdir()).write_bytes(content)
            assert memory.recall(chat) is None


def test_scores_of_a_chat_with_half_a_letter_in_its_name_are_kept(tmp_path, samples):
    """A file's name that is no UTF-8 makes half a surrogate pair of a chat's id."""
    chat = replace(classifier.read_chats(samples)[0], id="\udcff.txt")
    with ScoreMemory.beside(tmp_path / "out", "0" * 16, "quick", resume=False) as memory:
        memory.keep(chat, np.zeros((3, 4)))
        assert memory.recall(chat).shape == (3, 4)


@pytest.mark.skipif(os.name != "posix", reason="only POSIX says whether a folder is still written")
@pytest.mark.parametrize("resume", [False, True])
def test_a_second_run_into_one_place_waits_its_turn(tmp_path, samples, resume):
    """A run loses no scores to another that begins in the same place; one that ended is in nobody's way."""
    chat, out = classifier.read_chats(samples)[0], tmp_path / "out"
    with ScoreMemory.beside(out, "0" * 16, "quick", resume=False) as memory:
        memory.keep(chat, np.zeros((3, 4)))
        with (
            pytest.raises(OutputError, match="another run is writing"),
            ScoreMemory.beside(out, "0" * 16, "quick", resume=resume),
        ):
            pass
        assert memory.recall(chat) is not None
    with ScoreMemory.beside(out, "0" * 16, "quick", resume=resume) as memory:
        assert (memory.recall(chat) is not None) == resume


def test_only_scores_are_removed_from_the_memory(tmp_path, samples):
    """What somebody else put into the hidden folder stays there."""
    mine = tmp_path / ".out.scores" / "mine.npy"
    mine.parent.mkdir()
    mine.write_bytes(b"")
    chat = classifier.read_chats(samples)[0]
    with ScoreMemory.beside(tmp_path / "out", "0" * 16, "quick", resume=False) as memory:
        memory.keep(chat, np.zeros((3, 4)))
        memory.forget()
    assert list(mine.parent.iterdir()) == [mine]


def test_no_scores_are_left_beside_a_report(tmp_path, samples):
    """Once results stand in the place, no run can go on there, and what was kept for one is gone."""
    out = tmp_path / "out"
    with ScoreMemory.beside(out, "0" * 16, "quick", resume=False) as memory:
        memory.keep(classifier.read_chats(samples)[0], np.zeros((3, 4)))
        out.mkdir()
        (out / "report.html").touch()
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="only Linux has a disk that is always full")  # noqa: PTH110
def test_a_table_that_cannot_be_shown_loses_no_report(tmp_path, samples):
    """When stdout is full, one line says that the report is written, and the exit code that not all was done."""
    command = [sys.executable, score.__file__, str(samples), "--out", str(tmp_path / "out"), "--depth", "quick"]
    with open("/dev/full", "w") as full:  # noqa: PTH123
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False, text=True)  # noqa: S603
    (line,) = done.stderr.splitlines()
    assert "the report is written, but its table is not shown" in line
    assert done.returncode == score.PARTLY
    assert (tmp_path / "out" / "report.html").exists()


def test_a_list_that_cannot_be_shown_is_one_line(samples):
    """A pipe that nobody reads any more ends a listing in one line."""
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, score.__file__, "--list", str(samples)]
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, check=False, text=True)  # noqa: S603
    os.close(writing)
    assert len(done.stderr.splitlines()) == 1
    assert done.returncode == score.MISTAKE
