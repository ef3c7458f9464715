import hashlib
import json
import os
import time
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from classifier.errors import ReadError
from classifier.readers import find_exports, joined, read_chats, read_export
from classifier.readers.reading import Draft
from classifier.readers.scan.chats import oldest_first
from classifier.readers.scan.tables import find_header
from classifier.records import Chat, Message, Source

HERE = Path(__file__).parent
EXPORTS = HERE / "exports"
CASES = json.loads((HERE / "cases" / "readers.json").read_text(encoding="utf-8"))
READ = [case for case in CASES["exports"] if "error" not in case]
REFUSED = [case for case in CASES["exports"] if "error" in case]


def shown(message):
    """A message as the cases write it."""
    source = message.source
    place = source.row if source.row is not None else [source.first_line, source.last_line]
    when = message.sent_at.isoformat() if message.sent_at else None
    return [message.sender, message.kind, when, message.text, place] + ["edited"] * message.edited


@pytest.mark.parametrize("case", READ, ids=lambda case: case["export"])
def test_golden(case):
    """An export reads as its golden target: chats, senders, times, kinds, texts, lines and warnings."""
    reading = read_export(EXPORTS / case["export"])
    assert (reading.format, reading.encoding, reading.lines) == (case["format"], case["encoding"], case["lines"])
    assert [list(gap) for gap in reading.unread] == case["unread"]
    assert [
        {
            "title": chat.title,
            "platform": chat.platform,
            "participants": list(chat.participants),
            "warnings": [[warning.kind, list(warning.messages)] for warning in chat.warnings],
            "messages": [shown(message) for message in chat.messages],
        }
        for chat in reading.chats
    ] == case["chats"]


@pytest.mark.parametrize("export", CASES["dialects"])
def test_dialects(export):
    """One conversation reads the same from every phone, language, calendar and clock that wrote it."""
    messages = read_export(EXPORTS / export).chats[0].messages
    assert [
        {
            "sender": message.sender,
            "kind": message.kind,
            "minute": message.sent_at.isoformat()[:16],
            "text": message.text if message.kind == "text" else None,
        }
        for message in messages
        if message.kind != "system"
    ] == CASES["conversation"]


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case["export"])
def test_refusals(case):
    """What is no export is refused in one line that says where and what to do."""
    with pytest.raises(ReadError) as refusal:
        read_export(EXPORTS / case["export"])
    assert str(refusal.value) == f"{EXPORTS}/{case['error']}"


@pytest.mark.parametrize("case", READ, ids=lambda case: case["export"])
def test_every_line_is_accounted_for(case):
    """Each physical line belongs to a message or to the unread remainder, and to nothing beyond the file."""
    reading = read_export(EXPORTS / case["export"])
    owned = {}
    for member, first, last in reading.unread:
        owned.setdefault(member, set()).update(range(first, last + 1))
    for message in (message for chat in reading.chats for message in chat.messages):
        source = message.source
        first, last = (source.row, source.row) if source.row else (source.first_line, source.last_line)
        owned.setdefault(source.sheet or source.member, set()).update(range(first, last + 1))
    assert all(lines == set(range(1, max(lines) + 1)) for lines in owned.values())
    assert sum(map(len, owned.values())) == reading.lines


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "cp1256"])
@pytest.mark.parametrize("words", ["وينك يا نور ما ترد علي", "where are you"])
def test_encodings_without_a_mark(tmp_path, encoding, words):
    """Text that no mark opens is told apart by what it holds."""
    path = tmp_path / "WhatsApp Chat with نور.txt"
    path.write_bytes(f"13/1/2023, 20:05 - نور: {words}\n13/1/2023, 20:06 - نور: {words}\n".encode(encoding))
    reading = read_export(path)
    assert reading.encoding == encoding
    assert [message.text for message in reading.chats[0].messages] == [words, words]


@pytest.mark.parametrize(
    ("encoding", "name", "words"),
    [
        ("gb18030", "张三", "你在哪里，明天见面"),
        ("cp949", "철수", "안녕하세요 반가워요"),
        ("cp932", "花子", "こんにちは、元気ですか"),
        ("cp1252", "José", "¿Qué tal, mañana?"),
        ("cp1256", "Léa", "وينك يا نور؟ été"),
    ],
)
def test_code_pages(tmp_path, encoding, name, words):
    """What is neither UTF-8 nor plainly Arabic is read in the code page that its bytes speak for, with a warning."""
    path = tmp_path / "chat.txt"
    path.write_bytes(f"13/1/2023, 20:05 - {name}: {words}\n13/1/2023, 20:06 - {name}: {words}\n".encode(encoding))
    reading = read_export(path)
    assert reading.encoding == encoding
    assert [(m.sender, m.text) for m in reading.chats[0].messages] == [(name, words)] * 2
    assert "encoding_guessed" in {warning.kind for warning in reading.chats[0].warnings}


def test_a_few_damaged_bytes(tmp_path):
    """A short text with damaged bytes among whole letters is still UTF-8."""
    path = tmp_path / "chat.txt"
    path.write_bytes(b"13/1/2023, 20:05 - Ann: a\xff\xfeb\n" + "13/1/2023, 20:06 - نور: مرحبا\n".encode())
    reading = read_export(path)
    assert (reading.encoding, reading.chats[0].messages[1].text) == ("utf-8", "مرحبا")


def test_a_damaged_byte_in_arabic(tmp_path):
    """A text of hardly anything but Arabic letters is UTF-8 though a byte of it is damaged."""
    path = tmp_path / "chat.txt"
    path.write_bytes("سيف: عندي صورج\nنور: شتريد\nسيف: حوّل\n".encode().replace(" ص".encode(), b" \xd8\xff", 1))
    reading = read_export(path)
    assert (reading.encoding, reading.chats[0].messages[1].text) == ("utf-8", "شتريد")


def test_numbers_digest_and_file_of_every_message():
    """Messages are numbered from 1 in their chat and carry the file's own digest and path."""
    path = EXPORTS / "archives" / "phone.zip"
    reading = read_export(path)
    for chat in reading.chats:
        assert [message.number for message in chat.messages] == list(range(1, len(chat.messages) + 1))
        assert {message.source.sha256 for message in chat.messages} == {reading.sha256}
        assert {message.source.file for message in chat.messages} == {str(path)}
    members = {message.source.member for chat in reading.chats for message in chat.messages}
    assert members == {"chats/inner.zip!WhatsApp Chat with نور.txt", "telegram/result.json"}


def test_the_users_zone():
    """A zone that the user gives is added to wall-clock times and changes no stated one."""
    baghdad = timezone(timedelta(hours=3))
    naive = read_export(EXPORTS / "whatsapp" / "ios_en_gb.txt").chats[0].messages[1].sent_at
    aware = read_export(EXPORTS / "whatsapp" / "ios_en_gb.txt", timezone=baghdad).chats[0].messages[1].sent_at
    assert naive.tzinfo is None
    assert aware == naive.replace(tzinfo=baghdad)
    path = EXPORTS / "discord" / "channel.json"
    assert read_export(path, timezone=UTC).chats == read_export(path).chats


def test_columns_that_the_user_names(tmp_path):
    """A table whose columns nobody could guess is read by the names that the user gives."""
    table = tmp_path / "table.csv"
    table.write_text("Zeile,Wer,Was\n1,نور,هلا\n2,سيف,اهلين\n", encoding="utf-8")
    with pytest.raises(ReadError, match=r"--column text=NAME"):
        read_export(table)
    chat = read_export(table, columns={"text": "Was", "sender": "Wer"}).chats[0]
    assert [(m.sender, m.text) for m in chat.messages] == [("نور", "هلا"), ("سيف", "اهلين")]
    bare = tmp_path / "bare.txt"
    rows = ("2025-02-28 09:05:10\tنور\ta\tهلا", "2025-02-28 09:06:10\tسيف\tb\tاهلين")
    bare.write_text("\n".join(rows), encoding="utf-8")
    with pytest.raises(ReadError, match=r"or by its number, text=3"):
        read_export(bare)
    chat = read_export(bare, columns={"text": "4", "sender": "2", "time": "1"}).chats[0]
    assert [(m.sender, m.text, m.sent_at.minute) for m in chat.messages] == [("نور", "هلا", 5), ("سيف", "اهلين", 6)]
    with pytest.raises(ReadError, match=r"no column is named 'Wass'"):
        read_export(table, columns={"text": "Wass"})


@pytest.mark.parametrize("case", CASES["headings"], ids=lambda case: case["text"])
def test_headings(case):
    """What tools and people call their columns is understood, in any order."""
    cells = [case["time"], "#", case["sender"], case["text"]]
    header = find_header([cells], {})
    named = {role: cells[place] for role, place in header.columns.items()}
    assert {"time" if role == "date" else role: name for role, name in named.items()} == case


@pytest.mark.parametrize("opening", ['{"messages":[', '{"a":', '[{"x":', '{"Direct Message":{"ChatHistory":'])
def test_nesting_without_end(tmp_path, opening):
    """What opens thousands of objects in one another is refused, whichever format it calls itself."""
    path = tmp_path / "deep.json"
    path.write_text(opening * 5000, encoding="utf-8")
    with pytest.raises(ReadError, match="nested too deep"):
        read_export(path)


def test_parts_of_one_conversation():
    """A thread or a page that stands in several files of a folder is one chat in time order."""
    thread = next(chat for chat in read_chats(EXPORTS / "messenger" / "inbox"))
    assert [m.text for m in thread.messages][:2] == ["hello, older file", "السلام عليكم"]
    assert [m.number for m in thread.messages] == list(range(1, 7))
    (chat,) = read_chats(EXPORTS / "telegram" / "ChatExport")
    assert len(chat.messages) == 8
    titles = [chat.title for chat in read_chats(EXPORTS / "messenger")]
    assert "سيف" in titles, "pages of the download that are no thread are passed over"
    (chat,) = read_chats(EXPORTS / "discord" / "parts")
    assert [m.text for m in chat.messages] == ["جزء 1", "جزء 2"]
    (chat,) = read_chats(EXPORTS / "slack")
    assert (chat.title, len(chat.messages)) == ("general", 6), "the days of a channel"


def test_copies(tmp_path):
    """A file that lies there twice counts once, as does a chat beside itself in another format, not one far off."""
    stamped = "[2022-05-17 17:29:42] Me: هلا\n[2022-05-17 17:30:42] سيف: شوفي ![a.jpg](./media/a.jpg)\n"
    rows = [
        {"date": "2022-05-17T17:29:42", "sender": "Me", "body": "هلا"},
        {"date": "2022-05-17T17:30:42", "sender": "سيف", "body": "شوفي"},
    ]
    for name, text in (
        ("one/chat.md", stamped),
        ("one/data.json", "\n".join(map(json.dumps, rows))),
        ("three/chat.md", stamped),
        ("two/data.json", json.dumps(rows)),
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    one, two = read_chats(tmp_path)
    assert [warning.text for warning in one.warnings] == [
        f"{tmp_path}/three/chat.md is the same file; it is not counted again",
        "the same chat stands in data.json (jsonl); that copy is not counted",
    ]
    assert (one.title, len(one.messages), len(two.messages), two.warnings) == ("one", 2, 2, ())


@pytest.mark.parametrize("stamp", ["0001-01-01T00:00:00+03:00", "9999-12-31T23:59:00-03:00", "9999-12-31T23:59:00"])
def test_copies_at_the_ends_of_the_calendar(tmp_path, stamp):
    """A time that no other zone's calendar holds is compared like any other."""
    rows = [["date", "sender", "body"], [stamp, "سيف", "هلا"], [stamp, "نور", "وينك"]]
    lines = [json.dumps(dict(zip(rows[0], row, strict=True))) for row in rows[1:]]
    (tmp_path / "chat.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "chat.csv").write_text("\n".join(map(",".join, rows)), encoding="utf-8")
    (chat,) = read_chats(tmp_path)
    assert len(chat.messages) == 2


def test_files_read_beside_an_export():
    """A file that names the people of an export is told of with its digest; an archive's digest covers its members."""
    workspace = EXPORTS / "slack_workspace"
    (found,) = read_export(workspace / "general" / "2025-02-28.json").beside
    whole = (workspace / "users.json").read_bytes()
    assert (found.file, found.sha256) == (str(workspace / "users.json"), hashlib.sha256(whole).hexdigest())
    assert read_export(EXPORTS / "archives" / "takeout.tgz").beside == ()


@pytest.fixture
def berlin(monkeypatch):
    """A machine whose clock leaves an hour out on 31 March 2024."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_equal_times_keep_their_order():
    """Messages of one second stay as they stood, or turn with an export that tells the latest first."""
    times = [datetime(2025, 2, 28, 9, minute, tzinfo=UTC) for minute in (1, 1, 0, 2, 3)]
    drafts = [Draft(str(place), sent_at=when) for place, when in enumerate(times)]
    assert [draft.text for draft in oldest_first(drafts)[0]] == list("20134")
    assert [draft.text for draft in oldest_first(drafts[::-1])[0]] == list("20134")


@pytest.mark.usefixtures("berlin")
def test_times_without_a_zone_are_ordered_alike_on_every_machine():
    """Neither the machine's own zone nor the ends of the calendar change the order of wall-clock times."""
    times = [datetime.min, datetime(2024, 3, 31, 2, 30), datetime(2024, 3, 31, 3, 10), datetime.max]  # noqa: DTZ001, DTZ901 - as written
    drafts = [Draft(str(place), sent_at=when) for place, when in enumerate(times)]
    assert oldest_first(drafts) == (drafts, ())
    assert oldest_first(drafts[::-1])[0] == drafts
    parts = [
        Chat("x-1", "x", "x", (), (Message(1, "a", draft.text, draft.sent_at, None, "text", edited=False, source=Source(
            f"{draft.text}.txt", draft.text, "x")),), ())
        for draft in drafts[::-1]
    ]  # fmt: skip
    (chat,) = joined(parts)
    assert [message.text for message in chat.messages] == list("0123")


def test_a_quotation_mark_in_a_name(tmp_path):
    """A name may hold a lone quotation mark; a group's name, which a colon cuts in two, is no person."""
    lines = ('Abu "Ali: ادفع', 'سيف created group "Work: team"', "سيف: لا")
    path = tmp_path / "chat.txt"
    path.write_text("".join(f"1/2/24, 10:0{n} - {line}\n" for n, line in enumerate(lines)), encoding="utf-8")
    (chat,) = read_chats(path)
    assert [(m.sender, m.kind) for m in chat.messages] == [('Abu "Ali', "text"), (None, "system"), ("سيف", "text")]


@pytest.mark.parametrize("case", CASES["no_chats"], ids=lambda case: case["name"])
def test_no_chats(tmp_path, case):
    """What only looks like an app's export is plain text at most."""
    (path := tmp_path / case["file"]).write_text("\n".join(case["lines"]), encoding="utf-8")
    if case["format"] is None:
        with pytest.raises(ReadError):
            read_export(path)
    else:
        assert read_export(path).format == case["format"]


@pytest.mark.parametrize("case", CASES["no_copies"], ids=lambda case: case["name"])
def test_no_copies(tmp_path, case):
    """A chat that says anything which the other does not, or says it at other distances, is read beside it."""
    for name, rows in (("short.jsonl", case["one"]), ("long.csv", [["date", "sender", "body"], *case["other"]])):
        lines = [json.dumps(dict(zip(("date", "sender", "body"), row, strict=True))) for row in rows]
        text = "\n".join(lines if name == "short.jsonl" else map(",".join, rows))
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert sorted(len(chat.messages) for chat in read_chats(tmp_path)) == [len(case["one"]), len(case["other"])]


def test_parts_keep_their_warnings():
    """What the parts of a chat warn of is said of the whole, about the new numbers of the messages."""
    (chat,) = read_chats(EXPORTS / "telegram" / "ChatExport")
    assert [(warning.kind, warning.messages) for warning in chat.warnings] == [("screenshot", (4, 8))]


def test_a_folder(tmp_path):
    """A folder gives its files in natural order without hidden files and media; an empty one is an error."""
    for name in (
        "b/message_10.json",
        "b/message_2.json",
        "c/messages2.html",
        "c/messages.html",
        ".hidden/x.txt",
        "__MACOSX/._a.txt",
        "p.jpg",
        "a.txt",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    found = [str(path.relative_to(tmp_path)) for path in find_exports(tmp_path)]
    assert found == ["a.txt", "b/message_2.json", "b/message_10.json", "c/messages.html", "c/messages2.html"]
    with pytest.raises(ReadError, match="check the path"):
        find_exports(tmp_path / "missing")
    (tmp_path / "empty").mkdir()
    with pytest.raises(ReadError, match="holds no export"):
        find_exports(tmp_path / "empty")
    with pytest.raises(ReadError, match="the file is empty"):
        read_export((tmp_path / "none.txt").touch() or tmp_path / "none.txt")


def test_closed_folders(tmp_path, monkeypatch):
    """A folder inside that cannot be listed stands among the inputs, as a file that cannot be read, and says why."""
    for name in ("a/chat.txt", "closed/chat.txt", ".hidden/chat.txt"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text("13/1/2023, 20:00 - سيف: سطر\n", encoding="utf-8")
    close(monkeypatch, tmp_path / "closed", tmp_path / ".hidden")
    assert find_exports(tmp_path) == (tmp_path / "a" / "chat.txt", tmp_path / "closed")
    said = f"{tmp_path}/closed: the folder cannot be read (Permission denied); check your rights"
    for read in (read_export, read_chats):
        with pytest.raises(ReadError) as refusal:
            read(tmp_path / "closed")
        assert str(refusal.value) == said
    with pytest.raises(ReadError, match="Permission denied"):
        read_chats(tmp_path)


def close(monkeypatch, *folders):
    """Make folders such as nobody may list, not even root."""
    whole = os.scandir

    def scandir(path="."):
        if Path(path) in folders:
            raise PermissionError(13, "Permission denied", str(path))
        return whole(path)

    monkeypatch.setattr(os, "scandir", scandir)


def test_files_that_cannot_be_looked_at(tmp_path, monkeypatch):
    """A path inside a closed folder, or one that no folder can hold, is refused in one line."""
    with pytest.raises(ReadError, match=r"cannot be opened \(File name too long\); check the path and your rights$"):
        find_exports(tmp_path / ("x" * 300))
    with pytest.raises(ReadError, match=r"File name too long"):
        read_export(tmp_path / ("x" * 300))
    with pytest.raises(ReadError, match="no such file or folder"):
        find_exports(tmp_path / "a\0b")
    with pytest.raises(ReadError, match="a device or a pipe, not a file"):
        find_exports(Path("/dev/null"))
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(ReadError, match="no such file or folder"):
        find_exports(tmp_path / "file" / "chat.txt")

    def stat(path, **_):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "stat", stat)
    monkeypatch.setattr(Path, "stat", stat)
    for read in (find_exports, read_export, read_chats):
        with pytest.raises(ReadError) as refusal:
            read(tmp_path / "closed" / "chat.txt")
        assert str(refusal.value) == (
            f"{tmp_path}/closed/chat.txt: cannot be opened (Permission denied); check the path and your rights"
        )
