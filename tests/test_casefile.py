"""The case file: identifiers of earlier runs meet today's chats, are forgotten on request, and survive accidents."""

import os
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from link_cases import SCRIPT, verdict

from classifier.errors import OutputError, ReadError, SettingError
from classifier.report.summary import facts_of
from classifier.triage.casefile import CaseFile, case_id

WHEN = datetime(2026, 3, 5, 8, tzinfo=UTC)
DEMAND = ("demand",)


def case(chat, text, **changes):
    return verdict(chat, [("سيف", text, DEMAND)], offenders=("سيف",), **changes)


def change(cases, statement):
    with closing(sqlite3.connect(cases.path)) as connection:
        connection.execute(statement)
        connection.commit()


@pytest.fixture
def cases(tmp_path):
    return CaseFile(tmp_path / "cases.sqlite")


def test_todays_chat_meets_last_months(cases):
    """A chat that shares a number with a case of an earlier run is linked to it, with the messages of both."""
    (kept,) = cases.remember([case("old", "حول على 0770 000 0043")], WHEN, facts_of)
    (link,) = cases.meet([case("new", "رقمي ٠٧٧٠٠٠٠٠٠٤٣")])["new"]
    assert (link.chat, link.kind, link.value) == (kept, "phone", "+9647700000043")
    assert (link.messages, link.other_messages) == ((1,), (1,))


def test_a_chat_does_not_meet_itself(cases):
    """A chat that is read again is the same case: it is kept once and is no link to itself."""
    again = case("a", "حول على 0770 000 0043")
    cases.remember([again], WHEN, facts_of)
    cases.remember([again], WHEN + timedelta(days=1), facts_of)
    assert cases.meet([again]) == {"a": ()}
    (kept,) = cases.cases()
    assert kept.seen_at == WHEN + timedelta(days=1)
    assert (kept.chat, kept.labels, kept.priority) == ("a", ("extortion",), "high")


def test_harmless_chats_are_not_kept(cases):
    """Only flagged chats leave anything behind, though a harmless one may meet them."""
    cases.remember([verdict("a", [("هدى", "رقمي 0770 000 0043")], labels=())], WHEN, facts_of)
    assert cases.cases() == ()
    cases.remember([case("b", "حول على 0770 000 0043")], WHEN, facts_of)
    assert len(cases.meet([verdict("a", [("هدى", "رقمي 0770 000 0043")], labels=())])["a"]) == 1


def test_no_message_is_kept(cases):
    """The file holds identifiers and no words of a chat."""
    cases.remember([case("a", f"{SCRIPT} 0770 000 0043")], WHEN, facts_of)
    stored = cases.path.read_bytes()
    assert b"+9647700000043" in stored
    assert "صورك".encode() not in stored


def test_a_forgotten_case_is_gone(cases):
    """Forgetting removes a case and its marks from the file, bytes included, and says whether it was there."""
    (kept,) = cases.remember([case("a", "حول على 0770 000 0043")], WHEN, facts_of)
    assert cases.forget(kept)
    assert not cases.forget(kept)
    assert cases.meet([case("b", "حول على 0770 000 0043")]) == {"b": ()}
    assert b"+9647700000043" not in cases.path.read_bytes()


def test_retention(tmp_path):
    """Cases older than the days of retention are dropped by the next run, younger ones are not."""
    cases = CaseFile(tmp_path / "cases.sqlite", retention_days=30)
    cases.remember([case("old", "حول على 0770 000 0043")], WHEN - timedelta(days=31), facts_of)
    cases.remember([case("young", "حول على 0770 000 0044")], WHEN - timedelta(days=29), facts_of)
    cases.remember([], WHEN, facts_of)
    assert [kept.chat for kept in cases.cases()] == ["young"]


@pytest.mark.parametrize("days", [0, 999_999, 10**12])
def test_retention_that_no_calendar_holds_is_refused(tmp_path, days):
    """Days are refused before any work is done, not when the cases are kept."""
    with pytest.raises(SettingError, match=f"{days} days"):
        CaseFile(tmp_path / "cases.sqlite", retention_days=days)


@pytest.mark.parametrize(
    "row",
    [
        "labels = 'notjson'", "labels = '[1]'", "labels = '5'", "seen_at = 'x'", "seen_at = '2026-01-01'", "id = NULL",
        "chat = x'ff'", "facts = '[1]'", "facts = '{\"amount\": 1}'", "facts = 5",
    ],
)  # fmt: skip
def test_a_row_that_no_run_wrote_is_an_error(cases, row):
    """A damaged case is one line that names the file, whatever stands in its place."""
    cases.remember([case("a", "حول على 0770 000 0043")], WHEN, facts_of)
    change(cases, f"UPDATE cases SET {row}")  # noqa: S608 - ours
    with pytest.raises(ReadError, match=r"cases\.sqlite: holds a row"):
        cases.cases()


@pytest.mark.parametrize("numbers", ["notjson", "5", '["1"]', "[" * 20_000])
def test_numbers_that_no_run_wrote_are_an_error(cases, numbers):
    """Damaged numbers of messages end the meeting in one line too."""
    cases.remember([case("a", "حول على 0770 000 0043")], WHEN, facts_of)
    change(cases, f"UPDATE marks SET numbers = '{numbers}'")  # noqa: S608 - ours
    with pytest.raises(ReadError, match=r"cases\.sqlite: holds a row"):
        cases.meet([case("b", "حول على 0770 000 0043")])


def test_half_a_letter_is_kept_and_met(cases):
    """Half a surrogate pair in a chat's name or a mark, which SQLite refuses, is kept, met and asked for."""
    cases.remember([case("\udcff.txt", "https://a.example/\ud83d")], WHEN, facts_of)
    assert [kept.chat for kept in cases.cases()] == ["\\udcff.txt"]
    assert len(cases.meet([case("\udcfe.txt", "https://a.example/\ud83d")])["\udcfe.txt"]) == 1
    assert not cases.forget("\udcff")


def test_a_path_that_cannot_be_looked_at_is_an_error(tmp_path):
    """What the system says of a path too long, or of a folder that is closed, is told as every error is."""
    cases = CaseFile(tmp_path / ("a" * 300))
    for ask in (cases.cases, lambda: cases.forget("0" * 16), lambda: cases.meet([case("a", "0770 000 0043")])):
        with pytest.raises(ReadError, match="cannot be opened"):
            ask()


def test_a_file_not_yet_made_holds_nothing(cases):
    """Meeting and listing make no file."""
    assert cases.meet([case("a", "حول على 0770 000 0043")]) == {"a": ()}
    assert cases.cases() == ()
    assert not cases.path.exists()


def test_forgetting_in_no_file_is_an_error(cases):
    """A case cannot be forgotten where there is no case file: that is a mistyped name."""
    with pytest.raises(ReadError, match="no such case file"):
        cases.forget("0" * 16)


@pytest.mark.parametrize("content", [b"not a database at all, but text", b"SQLite format 3\0" + b"\xff" * 200])
def test_another_file_is_refused_and_left_alone(tmp_path, content):
    """A file that is no case file is an error that says what to do, and is not written to."""
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    with pytest.raises(OutputError, match=r"notes\.txt: .*case file"):
        CaseFile(path).remember([case("a", "0770 000 0043")], WHEN, facts_of)
    with pytest.raises(ReadError, match=r"notes\.txt: .*case file"):
        CaseFile(path).meet([case("a", "0770 000 0043")])
    assert path.read_bytes() == content


def test_another_programs_database_is_refused(tmp_path):
    """An SQLite file of another program is not taken for a case file."""
    path = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE things (name TEXT)")
        connection.commit()
    with pytest.raises(OutputError, match="not a case file"):
        CaseFile(path).remember([case("a", "0770 000 0043")], WHEN, facts_of)


@pytest.mark.parametrize("make", [lambda path: path.mkdir(), os.mkfifo], ids=["folder", "pipe"])
def test_what_is_no_file_is_refused(tmp_path, make):
    """A path that cannot be a file is an error with a remedy, however it is asked, and nobody waits at a pipe."""
    make(tmp_path / "cases")
    cases = CaseFile(tmp_path / "cases")
    for kind, ask in ((OutputError, cases.prepare), (OutputError, lambda: cases.forget("x")), (ReadError, cases.cases)):
        with pytest.raises(kind, match=r"a folder, a device or a pipe\). Name a case file"):
            ask()


def test_a_file_without_a_folder_is_refused(tmp_path):
    """The line says to look for the folder."""
    with pytest.raises(OutputError, match="Check that its folder exists"):
        CaseFile(tmp_path / "nowhere" / "cases").prepare()
    with pytest.raises(OutputError, match="cannot be used"):
        CaseFile(tmp_path / ("a" * 300)).prepare()


def test_a_file_that_only_reads_is_refused_before_any_work(cases):
    """A case file that cannot be changed is told when a run begins, not when its report is written."""
    cases.prepare()
    uri = f"{cases.path.as_uri()}?mode=ro"
    real = sqlite3.connect
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sqlite3.connect", lambda _, **options: real(uri, uri=True, **options))
        with pytest.raises(OutputError, match="Check your rights to it and to its folder"):
            cases.prepare()


def test_a_file_that_another_run_holds_is_waited_for(cases, monkeypatch):
    """The line says who holds it, and readers wait as writers do."""
    cases.prepare()
    monkeypatch.setattr("classifier.triage.casestore._WAIT_SECONDS", 0.1)
    with closing(sqlite3.connect(cases.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        for kind, ask in ((OutputError, cases.prepare), (ReadError, cases.cases)):
            with pytest.raises(kind, match="Another run uses it: wait for its end"):
                ask()


def test_a_damaged_file_says_so(cases):
    """A case file that was cut off is no matter of rights."""
    cases.remember([case("a", "حول على 0770 000 0043")], WHEN, facts_of)
    os.truncate(cases.path, 5000)
    with pytest.raises(OutputError, match="It is damaged: name a copy"):
        cases.prepare()


def test_runs_at_the_same_time_lose_nothing(cases):
    """Eight runs that write at once, into a file not yet made, all leave their cases."""

    def run(number):
        cases.remember([case(f"chat {number}", f"حول على 0770 000 00{number:02}")], WHEN, facts_of)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(cases.cases()) == 8


def test_a_killed_run_leaves_the_file_as_it_was(cases):
    """A run that dies inside its transaction changes nothing, and the next run goes on."""
    cases.remember([case("a", "حول على 0770 000 0043")], WHEN, facts_of)
    dying = (
        "import os, pathlib, sys\n"
        "from classifier.triage.casestore import writing\n"
        "with writing(pathlib.Path(sys.argv[1])) as connection:\n"
        "    connection.execute('DELETE FROM cases')\n"
        "    os._exit(9)\n"
    )
    assert subprocess.run([sys.executable, "-c", dying, str(cases.path)], check=False).returncode == 9  # noqa: S603
    assert [kept.chat for kept in cases.cases()] == ["a"]
    cases.remember([case("b", "حول على 0770 000 0044")], WHEN, facts_of)
    assert len(cases.cases()) == 2


def test_a_case_is_known_by_its_export_and_chat():
    """The same chat of the same export has one id; another export of that name has another."""
    assert case_id(case("a", "x")) == case_id(case("a", "x"))
    assert case_id(case("a", "x", digest="1")) != case_id(case("a", "x", digest="2"))
    assert case_id(case("a", "x")) != case_id(case("a", "y"))
