import errno
import hashlib
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
import report_cases
from xlsxwriter.exceptions import FileCreateError

from classifier.errors import OutputError
from classifier.readers import find_exports
from classifier.records import Reason
from classifier.report import Beside, publish, read_table
from classifier.report.clock import wall
from classifier.report.folder import make_room, whole_folder

NAMES = {"report.html", "chats.csv", "messages.csv", "triage.xlsx", "findings.jsonl", "manifest.json"}
GOLDEN = Path(__file__).parent / "golden" / "report"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    out = tmp_path_factory.mktemp("run") / "case"
    publish(report_cases.verdicts(), report_cases.run(), out)
    return out


def names(folder):
    return {path.name for path in folder.iterdir()}


def test_six_files_stand_in_the_folder(folder):
    """A run leaves exactly its six outputs, and nothing beside the folder."""
    assert names(folder) == NAMES
    assert names(folder.parent) == {"case"}


def test_manifest_holds_the_digest_of_every_other_output(folder):
    """Each output named in the manifest has the size and SHA-256 that the manifest gives."""
    outputs = json.loads((folder / "manifest.json").read_text("utf-8"))["outputs"]
    assert set(outputs) == NAMES - {"manifest.json"}
    for name, fact in outputs.items():
        written = (folder / name).read_bytes()
        assert fact == {"size_bytes": len(written), "sha256": hashlib.sha256(written).hexdigest()}


def test_manifest_says_whether_an_input_changed(tmp_path):
    """An input whose digest differs after the run is marked as changed."""
    run = report_cases.run()
    changed = replace(run.inputs[0], sha256_after="0" * 64)
    beside = Beside("exports/users.json", "cd" * 32, 20, "cd" * 32)
    publish((), replace(run, inputs=(changed, run.inputs[1]), beside=(beside,)), tmp_path / "out")
    written = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))
    assert [item["unchanged"] for item in written["inputs"]] == [False, True]
    assert [(item["file"], item["unchanged"]) for item in written["beside"]] == [("exports/users.json", True)]
    assert written["unreadable"][0]["file"] == "exports/old.db"


def test_same_run_is_written_the_same_twice(folder, tmp_path):
    """Nothing in an output depends on when or where it was written."""
    publish(report_cases.verdicts(), report_cases.run(), tmp_path / "again")
    for name in NAMES:
        assert (tmp_path / "again" / name).read_bytes() == (folder / name).read_bytes(), name


def test_empty_folder_is_filled(tmp_path):
    """A folder that exists and is empty is taken."""
    (tmp_path / "out").mkdir()
    publish((), report_cases.run(), tmp_path / "out")
    assert names(tmp_path / "out") == NAMES


def test_folder_that_holds_something_is_refused(tmp_path):
    """What stands in a folder is never mixed with a run's results."""
    (tmp_path / "note.txt").write_text("kept")
    with pytest.raises(OutputError, match="not an empty folder"):
        publish((), report_cases.run(), tmp_path)
    assert names(tmp_path) == {"note.txt"}


def test_file_in_the_place_of_the_folder_is_refused(tmp_path):
    """A file is not replaced by a folder."""
    (tmp_path / "out").write_text("kept")
    with pytest.raises(OutputError, match="not an empty folder"):
        publish((), report_cases.run(), tmp_path / "out")


@pytest.mark.parametrize("inside", ["", "x"])
def test_loop_of_links_is_refused(tmp_path, inside):
    """A place that leads back to itself is told as every error is."""
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(OutputError, match="loop"):
        publish((), report_cases.run(), tmp_path / "loop" / inside)
    assert names(tmp_path) == {"loop"}


def test_missing_parent_is_refused(tmp_path):
    """A misspelt path is not created on the way."""
    with pytest.raises(OutputError, match=r"create .* first"):
        publish((), report_cases.run(), tmp_path / "a" / "b")
    assert names(tmp_path) == set()


def test_failure_of_the_words_leaves_nothing(tmp_path):
    """A verdict without words is an error, and no half a run is left."""
    odd = replace(report_cases.verdicts()[0], reasons=(Reason("no_such_key", ()),))
    with pytest.raises(OutputError, match="no_such_key"):
        publish((odd,), report_cases.run(), tmp_path / "out")
    assert names(tmp_path) == set()


def test_full_disk_leaves_nothing(tmp_path, monkeypatch):
    """When the disk cannot take the last file, none is left, and the error says what to do."""

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("classifier.report.folder._flush", full)
    with pytest.raises(OutputError, match="No space left on device"):
        publish((), report_cases.run(), tmp_path / "out")
    assert names(tmp_path) == set()


DYING = """
import os, pathlib, signal, sys
from classifier.report.folder import whole_folder
with whole_folder(pathlib.Path(sys.argv[1])) as folder:
    (folder / "messages.csv").write_text("a chat")
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(os.name != "posix", reason="only POSIX says whether a folder is still written")
def test_what_a_killed_run_left_is_removed_by_the_next(tmp_path):
    """Texts that a run killed in the midst of writing left beside its folder are gone after the next run there."""
    subprocess.run([sys.executable, "-c", DYING, str(tmp_path / "out")], check=False)  # noqa: S603
    (left,) = tmp_path.iterdir()
    assert names(left) == {"messages.csv"}
    publish((), report_cases.run(), tmp_path / "out")
    assert names(tmp_path) == {"out"}


@pytest.mark.parametrize(
    "name", [".out-notes", ".out.unfinished-", ".out.unfinished-notes", ".outs.unfinished-abcdefgh"]
)
def test_folder_of_somebody_else_is_left_alone(tmp_path, name):
    """Only a remainder of a run into the same place is removed."""
    (tmp_path / name).mkdir()
    publish((), report_cases.run(), tmp_path / "out")
    assert names(tmp_path) == {"out", name}


def test_folder_that_is_being_written_is_left_alone(tmp_path):
    """A run that goes on in the same place loses nothing to one that begins there."""
    with whole_folder(tmp_path / "out") as folder:
        (folder / "messages.csv").write_text("a chat")
        make_room(tmp_path / "out")
        assert names(folder) == {"messages.csv"}
    assert names(tmp_path) == {"out"}


def test_disk_that_fills_during_the_workbook_leaves_nothing(tmp_path, monkeypatch):
    """The workbook's library has an error of its own; it too ends in one line and an empty folder."""

    def full(*_, **__):
        raise FileCreateError("No space left on device")

    monkeypatch.setattr("xlsxwriter.Workbook.close", full)
    with pytest.raises(OutputError, match=r"out: cannot be written \(triage\.xlsx: No space left on device\)"):
        publish((), report_cases.run(), tmp_path / "out")
    assert names(tmp_path) == set()


def test_folder_that_nobody_may_write_to_is_refused(tmp_path, monkeypatch):
    """When not even the hidden folder can be made, the error names the folder that was asked for."""

    def denied(*_, **__):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("tempfile.mkdtemp", denied)
    with pytest.raises(OutputError, match="out: cannot be written"):
        publish((), report_cases.run(), tmp_path / "out")


def test_folder_below_a_file_is_refused(tmp_path):
    """Nobody is told to create a folder where a file stands."""
    (tmp_path / "a").write_text("kept")
    with pytest.raises(OutputError, match="a is a file"):
        make_room(tmp_path / "a" / "b")


def test_mounted_disk_is_refused(tmp_path, monkeypatch):
    """A folder that a disk is mounted on cannot appear whole, which is said before any work is done."""
    (tmp_path / "disk").mkdir()
    monkeypatch.setattr("os.path.ismount", lambda path: path == tmp_path / "disk")
    with pytest.raises(OutputError, match="name a folder in it"):
        make_room(tmp_path / "disk")


def test_folder_that_cannot_be_looked_at_is_refused(tmp_path):
    """A name too long for the system, or a closed folder above, is told as every error is."""
    with pytest.raises(OutputError, match="cannot be written"):
        make_room(tmp_path / ("a" * 300))


@pytest.mark.parametrize("written", ["9999-12-31T23:30:00-05:00", "0001-01-01T00:30:00+05:00"])
def test_time_that_no_other_zone_holds_is_shown_as_written(written):
    """A clock that was never set stands at an end of the calendar: the run goes on, and the time is the export's."""
    moment = datetime.fromisoformat(written)
    assert wall(moment, "Asia/Baghdad" if moment.year > 1 else "America/Lima") == moment.replace(tzinfo=None)


def test_old_date_is_written_as_text(tmp_path):
    """A date that Excel does not know is kept as text."""
    chat = report_cases.saying("نص")
    message = replace(chat.chat.messages[0], sent_at=datetime(1899, 5, 1, 10, 0))  # noqa: DTZ001 - a wall clock
    judged = replace(chat.verdicts[0], message=message)
    old = replace(chat, chat=replace(chat.chat, messages=(message,)), verdicts=(judged,))
    publish((old,), report_cases.run(lang="en"), tmp_path / "out")
    book = openpyxl.load_workbook(tmp_path / "out" / "triage.xlsx")
    assert book["Flagged messages"]["C2"].value == "1899-05-01 10:00:00"


def test_message_that_nobody_judged_has_empty_cells(tmp_path):
    """A message without a verdict is in messages.csv all the same, and no figure is made up for it."""
    chat = report_cases.verdicts()[0]
    publish((replace(chat, verdicts=chat.verdicts[2:]),), report_cases.run(), tmp_path / "out")
    first = read_table(tmp_path / "out" / "messages.csv")[0]
    assert (first["number"], first["labels"], first["threat"]) == ("1", "", "")


def test_hostile_text_is_exact_in_every_table(tmp_path):
    """Texts full of formulas, markup and controls are read back exactly from messages.csv and findings.jsonl."""
    chat = report_cases.hostile()
    publish((chat,), report_cases.run(), tmp_path / "out")
    texts = [m.text for m in chat.chat.messages]
    rows = read_table(tmp_path / "out" / "messages.csv")
    assert [row["text"] for row in rows] == [t.replace("\ud83d", "\N{REPLACEMENT CHARACTER}") for t in texts]
    lines = (tmp_path / "out" / "findings.jsonl").read_text("utf-8").splitlines()
    assert [line["text"] for line in map(json.loads, lines) if line["type"] == "message"] == texts


@pytest.mark.parametrize("name", ["chats.csv", "messages.csv", "findings.jsonl"])
def test_golden_table(folder, name):
    """The tables are those that were looked at and kept."""
    assert (folder / name).read_bytes() == (GOLDEN / name).read_bytes()


def test_golden_page(folder):
    """The page, without its styles, scripts and policy, is the one that was looked at and kept."""
    assert report_cases.bare_page(folder / "report.html") == (GOLDEN / "report.html").read_text("utf-8")


def test_golden_sheet(folder):
    """The workbook's cells are those that were looked at and kept."""
    assert report_cases.cells_of(folder / "triage.xlsx") == json.loads((GOLDEN / "triage.json").read_text("utf-8"))


def test_sheet_reads_well(folder):
    """Each sheet runs from right to left, its head is frozen and filtered, and times are dates."""
    book = openpyxl.load_workbook(folder / "triage.xlsx")
    for sheet in book:
        assert sheet.sheet_view.rightToLeft
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref
    assert book["الرسائل المؤشرة"]["C2"].is_date


def test_sheet_in_arabic_has_no_english_answers(folder):
    """What is answered with a word, such as whether a message was edited, is answered in the language of the sheet."""
    cells = {cell for rows in report_cases.cells_of(folder / "triage.xlsx").values() for row in rows for cell in row}
    assert {"لا", "لا شيء"} <= cells
    assert not {"yes", "no", "none"} & cells


def test_sheet_runs_no_formula(tmp_path):
    """No cell of a workbook is a formula or a link, whatever a chat holds."""
    publish((report_cases.hostile(),), report_cases.run(lang="en"), tmp_path / "out")
    book = openpyxl.load_workbook(tmp_path / "out" / "triage.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert not any(cell.hyperlink for cell in cells)
    assert not book["Chats"].sheet_view.rightToLeft


def test_text_too_long_for_a_cell_says_where_it_is_whole(tmp_path):
    """A text that Excel could not open is cut, and its end says that messages.csv holds it whole."""
    chat = report_cases.saying("نشر😭" * 20_000)
    publish((chat,), report_cases.run(lang="en"), tmp_path / "out")
    cell = openpyxl.load_workbook(tmp_path / "out" / "triage.xlsx")["Flagged messages"]["H2"].value
    assert re.search(r"\[messages\.csv\]$", cell)
    assert len(cell.encode("utf-16-le")) // 2 <= 32_767


def test_rows_too_many_for_a_sheet_go_on_in_the_next(tmp_path, monkeypatch):
    """When Excel's rows run out, a further sheet holds the others and none is lost."""
    monkeypatch.setattr("classifier.report.sheet.LARGEST_SHEET", 2)
    publish(report_cases.verdicts(), report_cases.run(lang="en"), tmp_path / "out")
    book = openpyxl.load_workbook(tmp_path / "out" / "triage.xlsx")
    ranks = [row[0].value for sheet in book if sheet.title.startswith("Chats") for row in sheet.iter_rows(min_row=2)]
    assert ranks == [1, 2, 3, 4, 5]


def test_results_are_no_exports(tmp_path):
    """What a run wrote is passed over when its folder is read, but not a file that was changed or put there since."""
    out = tmp_path / "out"
    publish(report_cases.verdicts(), report_cases.run(), out)
    (out / "chat.txt").write_text("x", encoding="utf-8")
    (out / "chats.csv").write_text("changed", encoding="utf-8")
    assert [path.name for path in find_exports(tmp_path)] == ["chat.txt", "chats.csv"]


@pytest.mark.parametrize("told", ["[]", "{", '{"tool": 3}', '{"tool": {"name": "arabic-extortion-classifier"}}'])
def test_other_manifest(tmp_path, told):
    """A manifest that is not a run's hides nothing."""
    (tmp_path / "manifest.json").write_text(told, encoding="utf-8")
    assert [path.name for path in find_exports(tmp_path)] == ["manifest.json"]
