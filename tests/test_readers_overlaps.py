"""Exports of one chat in one format: what another holds whole, or holds too, counts once where that is sure."""

import time
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from classifier.readers import joined, read_chats, read_export
from classifier.records import Chat, Message, Source


def whatsapp(count, *, start=0, sender="سيف"):
    """The lines `start` to `count` of a chat, as WhatsApp writes them."""
    names = (sender, "نور")
    return "".join(f"13/1/2023, 20:{n:02} - {names[n % 2]}: سطر {n}\n" for n in range(start, count))


OLDER, NEWER = whatsapp(20), whatsapp(30)
SAME_FORMAT = {
    "an older export": ({"WhatsApp Chat with نور.txt": OLDER, "new/WhatsApp Chat with نور.txt": NEWER}, [30]),
    "a newer one beside it": ({"WhatsApp Chat with نور.txt": OLDER, "WhatsApp Chat with نور (1).txt": NEWER}, [30]),
    "names of files that a browser numbers": ({"chat (1).txt": OLDER, "chat (2).txt": NEWER}, [30]),
    "a part amid the other": ({"a/chat.txt": whatsapp(20, start=10), "b/chat.txt": NEWER}, [30]),
    "messages between those of the other": (
        {"a/chat.txt": whatsapp(4) + whatsapp(20, start=6), "b/chat.txt": NEWER}, [30],
    ),
    "three, each in the next": ({"a/x.txt": whatsapp(10), "b/x.txt": OLDER, "c/x.txt": NEWER}, [30]),
    "the same lines, other bytes": ({"a/chat.txt": NEWER, "b/chat.txt": f"\ufeff{NEWER}"}, [30]),
    "one message more": ({"a/chat.txt": f"{OLDER}13/1/2023, 20:19 - نور: لا\n", "b/chat.txt": NEWER}, [21, 30]),
    "an edited message": ({"a/chat.txt": NEWER, "b/chat.txt": whatsapp(20, start=10).replace("17", "18")}, [10, 30]),
    "another minute": ({"a/chat.txt": NEWER, "b/chat.txt": whatsapp(20, start=10).replace("20:17", "20:16")}, [10, 30]),
    "another order": ({"a/chat.txt": whatsapp(20, start=18) + whatsapp(18), "b/chat.txt": NEWER}, [20, 30]),
    "said twice": ({"a/chat.txt": whatsapp(20) + whatsapp(20, start=19), "b/chat.txt": NEWER}, [21, 30]),
    "another name": ({"a/chat.txt": whatsapp(20, sender="علي"), "b/chat.txt": NEWER}, [20, 30]),
    "another title": ({"WhatsApp Chat with نور.txt": OLDER, "WhatsApp Chat with زينب.txt": NEWER}, [20, 30]),
    "one voice, which may have said it to two people": (
        {f"{folder}/chat.txt": whatsapp(count, sender="نور") for folder, count in (("a", 20), ("b", 30))}, [20, 30],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SAME_FORMAT)
def test_copies_in_one_format(tmp_path, name):
    """A chat that a newer export of the app holds whole counts once; one that says anything else is read beside it."""
    files, counts = SAME_FORMAT[name]
    for file, text in files.items():
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_text(text, encoding="utf-8")
    chats = read_chats(tmp_path)
    assert sorted(len(chat.messages) for chat in chats) == counts
    notes = [w.text for chat in chats for w in chat.warnings if w.kind == "counted_once"]
    assert len(notes) == len(files) - len(chats)
    assert all("this chat holds it whole; it is not counted again" in note for note in notes)


def given(folder, *texts):
    """The folder with a chat of one name in each of its folders a, b, c."""
    for name, text in zip("abc", texts, strict=False):
        (folder / name).mkdir(parents=True, exist_ok=True)
        (folder / name / "chat.txt").write_text(text, encoding="utf-8")
    return folder


def places(chat):
    """Where the messages of a chat stand: the folder's letter and the line."""
    return [f"{Path(m.source.file).parent.name}{m.source.first_line}" for m in chat.messages]


def test_exports_that_go_on(tmp_path):
    """Exports of which each begins amid the one before are one chat: what both hold counts once, in its own line."""
    given(tmp_path, whatsapp(20), whatsapp(30, start=15), whatsapp(40, start=17))
    (chat,) = joined(read_chats(tmp_path))
    assert [message.text for message in chat.messages] == [f"سطر {n}" for n in range(40)]
    assert [message.number for message in chat.messages] == list(range(1, 41))
    assert places(chat) == [f"a{n}" for n in range(1, 16)] + ["b1", "b2"] + [f"c{n}" for n in range(1, 24)]
    assert [(warning.kind, warning.messages) for warning in chat.warnings] == [
        ("counted_once", tuple(range(16, 21))),
        ("counted_once", tuple(range(18, 31))),
    ]
    assert chat.warnings[0].text.startswith(f"5 messages stand in {tmp_path}/a/chat.txt:16 and behind it too")


def test_what_differs_between_exports_that_go_on(tmp_path):
    """What only one of them holds where both should is kept in its place, and a warning points to it."""
    later = whatsapp(30, start=8).replace("سيف: سطر 12", "سيف: تم حذف هذه الرسالة")
    lines = later.splitlines(keepends=True)
    given(tmp_path, whatsapp(20), "".join(line for line in lines if "سطر 9\n" not in line))
    (chat,) = read_chats(tmp_path)
    assert [m.text for m in chat.messages][8:15] == [
        "سطر 8", "سطر 9", "سطر 10", "سطر 11", "سطر 12", "تم حذف هذه الرسالة", "سطر 13",
    ]  # fmt: skip
    assert places(chat)[8:15] == ["b1", "a10", "b2", "b3", "a13", "b4", "b5"]
    assert [(warning.kind, warning.messages) for warning in chat.warnings] == [
        ("counted_once", (9, 11, 12, *range(15, 22))),
        ("exports_differ", (10, 13, 14)),
        ("deleted_messages", (14,)),
    ]


def test_that_exports_differ_is_no_edit_that_the_app_noted(tmp_path):
    """Words that two exports give otherwise, and words that the app marks as edited, are two warnings."""
    older, later = whatsapp(20), whatsapp(30, start=8).replace("سطر 12\n", "سطر آخر\n")
    later = later.replace("سطر 25\n", "سطر 25 \N{LEFT-TO-RIGHT MARK}<This message was edited>\n")
    (chat,) = read_chats(given(tmp_path, older, later))
    warned = {
        warning.kind: [chat.messages[number - 1].text for number in warning.messages] for warning in chat.warnings
    }
    assert warned["exports_differ"] == ["سطر 12", "سطر آخر"]
    assert warned["edited_messages"] == ["سطر 25"]


def test_an_archive_of_exports_that_go_on(tmp_path):
    """Lines that are not counted again are told as lines that hold no message."""
    path = tmp_path / "chats.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a/chat.txt", whatsapp(20))
        archive.writestr("b/chat.txt", whatsapp(30, start=15))
    reading = read_export(path)
    assert [len(chat.messages) for chat in reading.chats] == [30]
    assert reading.unread == tuple(("a/chat.txt", line, line) for line in range(16, 21))


def test_warnings_of_exports_that_go_on(tmp_path):
    """A warning about a message that is not counted again is about the one that is kept for it."""
    older, later = (text.replace("سطر 16\n", "null\n") for text in (whatsapp(20), whatsapp(30, start=12)))
    alone = [chat.warnings for chat in read_chats(given(tmp_path / "alone", older))]
    (chat,) = read_chats(given(tmp_path / "both", older, later))
    assert [[w.messages for w in warnings if w.kind == "view_once"] for warnings in (*alone, chat.warnings)] == [
        [(17,)], [(17,)],
    ]  # fmt: skip


TWICE = whatsapp(11).replace("سطر 8", "سطر 9").replace("20:08 - سيف", "20:09 - نور")
"""A chat in which one line stands twice in a minute, the ninth and the tenth."""
GO_ON = {
    "from the second of two equal lines on": (TWICE + whatsapp(20, start=11), whatsapp(30, start=9), "a9", "b1", 30),
    "from the first of them on": (
        TWICE + whatsapp(20, start=11), "".join(TWICE.splitlines(keepends=True)[8:]) + whatsapp(30, start=11),
        "a8", "b1", 30,
    ),
    "to the first of them": (
        "".join(TWICE.splitlines(keepends=True)[:9]), TWICE + whatsapp(20, start=11), "b8", "b9", 20,
    ),
    "from the same line on, with an edited one": (OLDER.replace("سطر 17", "سطر 18"), NEWER, "b8", "b9", 31),
    "behind a notice that was stamped when the app was set up": (
        "20/1/2023, 10:00 - الرسائل والمكالمات مشفرة تمامًا بين الطرفين.\n" + whatsapp(20), whatsapp(30, start=8),
        "a9", "b1", 31,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", GO_ON)
def test_where_exports_go_on(tmp_path, name):
    """Each message of either export counts once, wherever the newer one begins."""
    older, later, last, first, count = GO_ON[name]
    (chat,) = read_chats(given(tmp_path, older, later))
    assert len(chat.messages) == count
    assert f"{last} {first}" in " ".join(places(chat))


OVERLAPS = {
    "too few messages to be sure": (whatsapp(20), whatsapp(30, start=16), 4),
    "the older one ends otherwise": (whatsapp(20) + "13/1/2023, 20:20 - نور: لا\n", whatsapp(30, start=10), 10),
    "the newer one begins otherwise": (whatsapp(20), "13/1/2023, 20:09 - نور: لا\n" + whatsapp(30, start=10), 10),
    "no five in a row": (
        whatsapp(20), "".join(whatsapp(n + 4, start=n) + f"13/1/2023, 20:{n + 3:02} - نور: لا\n" for n in (8, 12, 16))
        + whatsapp(30, start=20), 12,
    ),
    "another order": (whatsapp(20, start=18) + whatsapp(18), whatsapp(30, start=8), 12),
}  # fmt: skip


@pytest.mark.parametrize("name", OVERLAPS)
def test_exports_that_overlap(tmp_path, name):
    """Of two exports that share messages, and are not surely one, each names the other, once."""
    older, later, count = OVERLAPS[name]
    chats = joined(read_chats(given(tmp_path, older, later)))
    for chat, other in zip(chats, "ba", strict=True):
        (warning,) = (warning for warning in chat.warnings if warning.kind == "counted_twice")
        assert warning.text.startswith(f"{count} messages stand in {tmp_path}/{other}/chat.txt too")
        assert len(warning.messages) == count


def test_one_voice_in_two_exports(tmp_path):
    """What one voice says, it may have said to two people at once: the chats stay two, and nothing is warned of."""
    texts = (whatsapp(20, sender="نور"), whatsapp(30, start=10, sender="نور"))
    assert [chat.warnings for chat in read_chats(given(tmp_path, *texts))] == [(), ()]


def parts(*told):
    """Parts of one chat in which one voice tells each minute: `(name, first minute, count)`."""
    found = []
    for name, start, count in told:
        source = Source(f"{name}.json", name, "x")
        times = [datetime(2025, 2, 28, 9, start + n, tzinfo=UTC) for n in range(count)]
        messages = [
            Message(n, "a", f"{at}", at, None, "text", edited=False, source=source) for n, at in enumerate(times, 1)
        ]
        found.append(Chat("x-1", "x", "x", ("a",), tuple(messages), ()))
    return found


def test_parts_that_overlap():
    """What two parts of a conversation share is said of the whole, about the new numbers of the messages."""
    (chat,) = joined(parts(("old", 0, 4), ("new", 2, 4)))
    assert [w.messages for w in chat.warnings] == [(3, 5), (4, 6)]


def test_parts_that_go_on():
    """A part that begins amid another of the same chat goes on where that one ends, though one voice speaks."""
    (chat,) = joined(parts(("new", 2, 7), ("old", 0, 7)))
    assert [message.sent_at.minute for message in chat.messages] == list(range(9))
    assert [message.source.file[0] for message in chat.messages] == list("oonnnnnnn")
    assert [(warning.kind, warning.messages) for warning in chat.warnings] == [("counted_once", (3, 4, 5, 6, 7))]


def test_copies_of_a_conversation_with_an_id():
    """A part of a chat that another part holds whole says nothing twice, though only one voice speaks in it."""
    (chat,) = joined(parts(("old", 0, 4), ("new", 0, 6)))
    assert [message.sent_at.minute for message in chat.messages] == list(range(6))
    (warning,) = chat.warnings
    assert warning.text == "an older export stands in old.json, and this chat holds it whole; it is not counted again"


def test_copies_cost_no_square():
    """Thousands of chats that begin alike are compared in as many steps, and not in the square of them."""
    told = [[f"2025-02-28 10:0{n % 2}", "ab"[n % 2], "هلا"] for n in range(12)]
    chats = []
    for place in range(4_000):
        source = Source(f"{place}.csv", f"{place}", "csv")
        messages = tuple(
            Message(n, who, text, datetime.fromisoformat(at), at, "text", edited=False, source=source)
            for n, (at, who, text) in enumerate([*told, ["2025-02-28 10:05", "b", f"{place}"]], start=1)
        )
        chats.append(Chat(f"t-{place}", "case", "table", ("a", "b"), messages, ()))
    start = time.process_time()
    assert len(joined(chats)) == 4_000
    assert time.process_time() - start < 5


def test_exports_that_go_on_cost_no_square():
    """Thousands of exports of which each begins amid the one before, and long ones of equal lines, take few steps."""
    begin = datetime(2025, 2, 28, tzinfo=UTC)
    chats = []
    for place in range(2_000):
        source = Source(f"{place}.csv", f"{place}", "csv")
        told = [begin + timedelta(minutes=5 * place + n) for n in range(10)]
        messages = [
            Message(n, "ab"[at.minute % 2], "هلا", at, None, "text", edited=False, source=source)
            for n, at in enumerate(told, start=1)
        ]
        chats.append(Chat(f"t-{place}", "case", "table", ("a", "b"), tuple(messages), ()))
    for name in ("x", "y"):
        source = Source(f"{name}.csv", name, "csv")
        told = [*"ab" * 10_000, *f"{name}ab"]
        messages = [
            Message(n, who, "هلا", begin, None, "text", edited=False, source=source) for n, who in enumerate(told, 1)
        ]
        chats.append(Chat(f"t-{name}", "equal", "table", ("a", "b"), tuple(messages), ()))
    start = time.process_time()
    assert next(len(chat.messages) for chat in joined(chats)) == 10_005
    assert time.process_time() - start < 5
