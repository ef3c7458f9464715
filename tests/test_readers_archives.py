"""Archives that are hostile, damaged or locked."""

import dataclasses
import errno
import gzip
import io
import os
import stat
import tarfile
import zipfile
from pathlib import Path

import pytest

from classifier.errors import ReadError
from classifier.readers import find_exports, read_export
from classifier.settings import Settings

EXPORTS = Path(__file__).parent / "exports"
CHAT = "28/02/2025, 09:05 - نور: هلا\n"


def packed(members, compression=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def refusal(tmp_path, content, **settings):
    path = tmp_path / "export.zip"
    path.write_bytes(content)
    with pytest.raises(ReadError) as raised:
        read_export(path, settings=Settings(**settings))
    assert "\n" not in str(raised.value)
    return str(raised.value)


def test_a_bomb_is_refused_unread(tmp_path):
    """A member packed tighter than the settings allow is refused before it is unpacked."""
    assert "zip bomb" in refusal(tmp_path, packed({"chat.txt": CHAT * 100_000}))


def test_a_giant_is_refused(tmp_path):
    """A member that unpacks to more than the settings allow is refused, a nested one too."""
    assert "over 100 bytes" in refusal(tmp_path, packed({"chat.txt": CHAT * 10}), largest_member_bytes=100)
    inner = packed({"chat.txt": CHAT * 100})
    assert "over 400 bytes" in refusal(tmp_path, packed({"inner.zip": inner}), largest_member_bytes=400)


def test_many_members_are_no_way_round_the_limits(tmp_path, monkeypatch):
    """Members that are small each, and nested ones, count together: no archive unpacks to more than its size allows."""
    monkeypatch.setattr("classifier.readers.archive.SPOOL", 1 << 20)
    inner = packed({f"{number}.txt": CHAT * 10_000 for number in range(3)})
    whole = packed({f"{number}.zip": inner for number in range(3)}, zipfile.ZIP_STORED)
    assert "its members unpack to over" in refusal(tmp_path, whole, largest_ratio=100)


def test_a_link_is_no_message(tmp_path):
    """The path that a link in a zip holds is nobody's words; alone, it is no export."""
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    (tmp_path / "export.zip").write_bytes(packed({link: "/etc/passwd", "chat.txt": CHAT}))
    reading = read_export(tmp_path / "export.zip")
    assert ([len(chat.messages) for chat in reading.chats], reading.lines) == ([1], 1)
    assert "no known export" in refusal(tmp_path, packed({link: "/etc/passwd"}))


@pytest.mark.parametrize("name", ["../chat.txt", "/etc/chat.txt", "a/../../chat.txt", "a\\..\\chat.txt"])
def test_members_stay_inside(tmp_path, name):
    """A member whose name leads out of the archive is refused."""
    assert "points outside" in refusal(tmp_path, packed({name: CHAT}))


def test_a_locked_member(tmp_path):
    """An encrypted member is refused with the remedy."""
    content = bytearray(packed({"chat.txt": CHAT}, zipfile.ZIP_STORED))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert "is encrypted; unpack it with its password first" in refusal(tmp_path, bytes(content))


def test_a_damaged_member(tmp_path):
    """A member whose bytes are not those that were packed is refused."""
    content = packed({"chat.txt": CHAT * 50}, zipfile.ZIP_STORED).replace("هلا".encode(), "هلي".encode(), 1)
    assert "damaged; ask for the file again" in refusal(tmp_path, content)


def test_a_full_disk_is_no_damage(tmp_path, monkeypatch):
    """Where the system stops the unpacking, its own words are given, and nobody is asked for the file again."""

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("gzip.GzipFile.read", full)
    (tmp_path / "chat.gz").write_bytes(gzip.compress(CHAT.encode()))
    with pytest.raises(ReadError, match=r"cannot be unpacked \(No space left on device\)"):
        read_export(tmp_path / "chat.gz")


def test_a_pipe_is_not_waited_at(tmp_path):
    """What is no file is refused before it is opened."""
    os.mkfifo(tmp_path / "chat.txt")
    with pytest.raises(ReadError, match="a device or a pipe"):
        read_export(tmp_path / "chat.txt")


def test_a_link_to_nothing_is_told(tmp_path):
    """An export that lies on a disk which is not there is listed, so that whoever reads it is told."""
    (tmp_path / "chat.txt").write_text(CHAT, encoding="utf-8")
    (tmp_path / "other.txt").symlink_to("nowhere.txt")
    assert [path.name for path in find_exports(tmp_path)] == ["chat.txt", "other.txt"]
    with pytest.raises(ReadError, match="cannot be opened"):
        read_export(tmp_path / "other.txt")


def test_a_line_without_end_is_refused(tmp_path):
    """A file that goes on and on without a line end is an error before the memory is full."""
    (tmp_path / "chat.txt").write_text(CHAT + "0" * (6 << 20), encoding="utf-8")
    with pytest.raises(ReadError, match="a line of it is over"):
        read_export(tmp_path / "chat.txt", settings=Settings(largest_member_bytes=1 << 20))


def test_odd_names(tmp_path):
    """A line break in a member's name breaks no error into two lines."""
    assert "points outside" in refusal(tmp_path, packed({"a\nb.zip": packed({"../chat.txt": CHAT})}))


def test_archives_two_levels_deep(tmp_path):
    """A zip in a zip is read, and one deeper is left alone."""
    inner = packed({"chat.txt": CHAT})
    path = tmp_path / "outer.zip"
    path.write_bytes(packed({"inner.zip": inner}))
    assert read_export(path).chats[0].messages[0].source.member == "inner.zip!chat.txt"
    assert "no known export" in refusal(tmp_path, packed({"outer.zip": packed({"inner.zip": inner})}))


def test_one_broken_member_hides_no_other(tmp_path):
    """A member that is recognised but cannot be read is named, and its lines counted; the others are read."""
    path = tmp_path / "export.zip"
    path.write_bytes(packed({"a.xml": "<smses>\n<sms body='a'\n", "b.txt": CHAT}))
    reading = read_export(path)
    assert len(reading.chats) == 1
    (sentence,) = reading.refused
    assert sentence.startswith(f"{path}!a.xml:2: not well-formed")
    assert reading.unread == (("a.xml", 1, 2),)
    assert reading.lines == 3


@pytest.mark.parametrize(
    "document",
    [
        '<!DOCTYPE smses [<!ENTITY a "aaaa">]><smses><sms body="&a;"/></smses>',
        '<!DOCTYPE smses SYSTEM "file:///etc/passwd"><smses><sms body="x"/></smses>',
        "<smses>" + "<a>" * 100_000 + "</smses>",
    ],
)
def test_hostile_xml(tmp_path, document):
    """XML that declares entities or is nested without end is refused."""
    path = tmp_path / "sms.xml"
    path.write_text(document, encoding="utf-8")
    with pytest.raises(ReadError):
        read_export(path)


def test_deep_json(tmp_path):
    """JSON nested without end is refused, not a crash."""
    path = tmp_path / "result.json"
    path.write_text('{"name": "x", "type": "personal_chat", "messages": ' + "[" * 200_000, encoding="utf-8")
    with pytest.raises(ReadError):
        read_export(path)


def test_a_cell_nested_without_end(tmp_path):
    """An object in objects that stands for a text is no crash, and hides no other row."""
    deep = '{"text": ' * 900 + '"x"' + "}" * 900
    (path := tmp_path / "rows.jsonl").write_text(f'{{"from": "a", "text": {deep}}}\n{{"from": "b", "text": "yo"}}\n')
    assert [message.text for message in read_export(path).chats[0].messages] == ["yo"]


def test_settings_are_as_the_tests_suppose():
    """The default limits let a real export through."""
    assert dataclasses.asdict(Settings())["largest_ratio"] >= 100


def test_empty_threads(tmp_path):
    """A thread in which nobody wrote is passed over beside others, and alone says that it is empty."""
    thread = (EXPORTS / "messenger" / "empty_thread.json").read_bytes()
    other = (EXPORTS / "messenger" / "early_2018.json").read_bytes()
    for name, members in (("both", {"a/message_1.json": thread, "b/message_1.json": other}), ("alone", {"a": thread})):
        with zipfile.ZipFile(tmp_path / f"{name}.zip", "w") as archive:
            for member, content in members.items():
                archive.writestr(member, content)
    reading = read_export(tmp_path / "both.zip")
    assert (len(reading.chats), reading.refused, reading.unread[-1][0]) == (1, (), "a/message_1.json")
    with pytest.raises(ReadError, match="the thread holds no message"):
        read_export(tmp_path / "alone.zip")


def test_texts_beside_an_export(tmp_path):
    """A plain text in an app's archive is read if people speak in it, and counted as unread if not."""
    with zipfile.ZipFile(tmp_path / "chat.zip", "w") as archive:
        archive.writestr("_chat.txt", "[13/2/2024, 10:00:00] نور: هلا\n")
        archive.writestr("list.txt", "طماطة\nخبز\n")
        archive.writestr("saved.txt", "سيف: ادفع والا انشر\nنور: لا\nسيف: هسه\nنور: شتريد\n")
    reading = read_export(tmp_path / "chat.zip")
    assert [len(chat.messages) for chat in reading.chats] == [1, 4]
    assert reading.unread == (("list.txt", 1, 2),)


def zipped(path, members):
    path.write_bytes(packed(members))


def tarred(path, members):
    with tarfile.open(path, "w:gz" if path.suffix == ".tgz" else "w") as archive:
        for name, content in members.items():
            info = tarfile.TarInfo(f"./{name}")
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))


@pytest.mark.parametrize(("name", "pack"), [("a.zip", zipped), ("a.tar", tarred), ("a.tgz", tarred)])
@pytest.mark.parametrize("folder", ["", "export/"])
def test_files_beside_a_member(tmp_path, name, pack, folder):
    """Who a number is and what a channel is called is told by the archive's own files, never by those outside it."""
    workspace = EXPORTS / "slack_workspace"
    members = {
        f"{folder}{path.relative_to(workspace)}": path.read_bytes() for path in workspace.rglob("*") if path.is_file()
    }
    outside = b'[{"id": "U0AAAAAA9", "name": "stranger"}]'
    for place in (tmp_path / "users.json", tmp_path / "x" / "users.json"):
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(outside)
    pack(tmp_path / "x" / name, members)
    chats = {chat.title: chat.participants for chat in read_export(tmp_path / "x" / name).chats}
    assert chats == {"general": ("نور", "سيف حسن", "U0AAAAAA9"), "نور, سيف حسن": ("سيف حسن",)}


def test_files_beside_a_member_of_a_nested_zip(tmp_path):
    """The same for a download inside another archive."""
    download = EXPORTS / "discord" / "download"
    inner = packed({str(path.relative_to(download)): path.read_bytes() for path in download.rglob("*.*")})
    for name, pack in (("a.zip", zipped), ("a.tar", tarred)):
        pack(tmp_path / name, {"package.zip": inner})
        titles = {chat.title for chat in read_export(tmp_path / name).chats}
        assert titles == {chat.title for path in download.rglob("messages.*") for chat in read_export(path).chats}


def test_damage(tmp_path):
    """What stands before a damage is read, and the damage is named."""
    reading = read_export(EXPORTS / "messenger" / "cut_off.json")
    (said,) = reading.refused
    assert said.endswith("cut_off.json:18: not JSON from here on; ask for the export again")
    (tmp_path / "cut.json").write_bytes((EXPORTS / "messenger" / "cut_off.json").read_bytes()[:60])
    with pytest.raises(ReadError, match="not JSON from here on"):
        read_export(tmp_path / "cut.json")


def test_messages_in_a_script(tmp_path):
    """Of an archive's scripts those with direct messages are read; the list of them without words is no chat."""
    script = (EXPORTS / "twitter" / "direct-messages.js").read_bytes()
    headers = (EXPORTS / "twitter" / "direct-message-headers.js").read_bytes()
    members = {"data/direct-messages.js": script, "data/direct-message-headers.js": headers, "data/tweets.js": b"x = 1"}
    (tmp_path / "twitter.zip").write_bytes(packed(members))
    reading = read_export(tmp_path / "twitter.zip")
    assert (reading.format, [len(chat.messages) for chat in reading.chats]) == ("twitter", [2, 3])
    with pytest.raises(ReadError, match=r"give data/direct-messages\.js"):
        read_export(EXPORTS / "twitter" / "direct-message-headers.js")


CUT = {
    "hangouts/Hangouts.json": 2,
    "signal/main.jsonl": 5,
    "sms/messages.ndjson": 4,
    "sms/names_of_another_app.xml": 1,
    "skype/messages.json": 3,
    "telegram/account.json": 9,
    "twitter/direct-messages.js": 3,
    "whatsapp/exporter.json": 5,
}


@pytest.mark.parametrize("export", CUT)
def test_cut_off_exports(tmp_path, export):
    """Where a file breaks off, what stands whole before it is read, and the break is told."""
    whole = (EXPORTS / export).read_bytes()
    (path := tmp_path / Path(export).name).write_bytes(whole[: len(whole) * 4 // 5])
    reading = read_export(path)
    assert (sum(len(chat.messages) for chat in reading.chats), len(reading.refused)) == (CUT[export], 1)
    assert all("unread_lines" in {warning.kind for warning in chat.warnings} for chat in reading.chats)
