"""Random chats written in a format's grammar and read back."""

import csv
import io
import json
import tempfile
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from classifier.errors import ReadError
from classifier.readers import read_export
from classifier.readers.reading import Document, Options
from classifier.readers.scan.quick import messages_from
from classifier.readers.scan.scanner import Scanner
from classifier.records import Message, Source

RLM, LRM, NARROW = "\N{RIGHT-TO-LEFT MARK}", "\N{LEFT-TO-RIGHT MARK}", "\N{NARROW NO-BREAK SPACE}"
ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")

words = st.text(
    st.sampled_from(
        "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأإئؤةىگچپڤ abcXYZ09٠٩٣!?؟،.()\"'-_@#%&*+=/\\|<>[]{}😂🌷\u200c\u200d,;"
    ),
    min_size=1,
    max_size=40,
)
# A first word that no phrase of the app begins with, so that every body is speech.
speech = st.builds(lambda text: "كلام " + text.strip(), words).map(str.strip)
bodies = st.lists(speech, min_size=1, max_size=3).map("\n".join)
names = st.sampled_from(["نور", "سيف الدين", "أم علي 🌷", "+964 700 000 0011", "Zaid-1", "~ سعد"])
START = datetime.fromisoformat("2015-01-13T00:00:00")
times = st.integers(0, 500_000_000).map(lambda seconds: START + timedelta(seconds=seconds))
chats = st.lists(st.tuples(names, times, bodies), min_size=1, max_size=12)


def half_day(when, words):
    return when.hour % 12 or 12, words[when.hour >= 12]


def android_gb(when):
    return f"{when:%d/%m/%Y, %H:%M} - "


def android_us(when):
    hour, half = half_day(when, ("AM", "PM"))
    return f"{when.month}/{when.day}/{when:%y}, {hour}:{when:%M}{NARROW}{half} - "


def android_iraq(when):
    hour, half = half_day(when, "صم")
    return f"{when.day}{RLM}/{when.month}{RLM}/{when.year}، {hour}:{when:%M} {half} - ".translate(ARABIC_DIGITS)


def iphone_arabic(when):
    return f"[{RLM}{when.day}{RLM}/{when.month}{RLM}/{when.year}، {when:%H:%M:%S}] "


def iphone_iraq(when):
    hour, half = half_day(when, "صم")
    stamp = f"[{when.day}{RLM}/{when.month}{RLM}/{when.year}، {hour}:{when:%M:%S}\N{NO-BREAK SPACE}{half}] "
    return stamp.translate(ARABIC_DIGITS)


def iphone_us(when):
    hour, half = half_day(when, ("AM", "PM"))
    return f"[{when.month}/{when.day}/{when:%y}, {hour}:{when:%M:%S}{NARROW}{half}] "


def kurdish(when):
    hour, half = half_day(when, ("ب.ن", "د.ن"))
    return f"{when:%Y-%m-%d} {hour}:{when:%M} {half} - ".translate(ARABIC_DIGITS)


STYLES = (android_gb, android_us, android_iraq, iphone_arabic, iphone_iraq, iphone_us, kurdish)
START = datetime.fromisoformat("2015-01-13T13:13:13")
"""A day above twelve, so that every file decides between day and month."""
"""A day above twelve, so that every file decides between day and month."""


def read_bytes(content, suffix):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"export{suffix}"
        path.write_bytes(content)
        return read_export(path)


def read_or_refused(content, suffix):
    """The reading, or None for a refusal in one line; anything else that is raised fails the test."""
    with suppress(ReadError):
        return read_bytes(content, suffix)
    return None


def owned_lines(reading):
    spans = [(first, last) for _, first, last in reading.unread]
    spans += [(m.source.first_line, m.source.last_line) for chat in reading.chats for m in chat.messages]
    return sorted(line for first, last in spans for line in range(first, last + 1))


@given(chats, st.sampled_from(STYLES), st.sampled_from(["\n", "\r\n"]))
@settings(deadline=None)
def test_whatsapp(chat, style, end):
    """WhatsApp: every text, sender, time and line comes back, whatever phone wrote it."""
    chat = [("نور", START, "كلام اول"), *chat]
    content = "".join(f"{style(when)}{name}: {body}{end}" for name, when, body in chat)
    reading = read_bytes(content.encode(), ".txt")
    messages = reading.chats[0].messages
    assert [(m.sender, m.text, m.kind) for m in messages] == [(name, body, "text") for name, _, body in chat]
    exact = timedelta(seconds=1) if style.__name__.startswith("iphone") else timedelta(minutes=1)
    assert all(timedelta() <= when - m.sent_at < exact for m, (_, when, _) in zip(messages, chat, strict=True))
    assert owned_lines(reading) == list(range(1, reading.lines + 1))
    line = 1
    for message, (_, _, body) in zip(messages, chat, strict=True):
        assert message.source.first_line == line
        line += body.count("\n") + 1


@given(chats, st.integers(0, 3), st.sampled_from([1, 4, 40, 1 << 22]))
@settings(deadline=None)
def test_telegram(chat, indent, block):
    """Telegram: every text, sender, time and line comes back, however the JSON is cut into blocks."""
    zone = timedelta(hours=3)
    rows = [
        {
            "id": number,
            "type": "message",
            "date": (when + zone).isoformat(),
            "date_unixtime": str(int(when.replace(tzinfo=UTC).timestamp())),
            "from": name,
            "from_id": f"user{number}",
            "text": [body[:3], {"type": "bold", "text": body[3:]}],
        }
        for number, (name, when, body) in enumerate(chat, start=1)
    ]
    root = {"name": "سيف", "type": "personal_chat", "id": 7, "messages": rows}
    content = json.dumps(root, ensure_ascii=bool(indent % 2), indent=indent or None).encode()
    before = Scanner.__init__.__kwdefaults__["block_bytes"]
    Scanner.__init__.__kwdefaults__["block_bytes"] = block
    try:
        reading = read_bytes(content, ".json")
    finally:
        Scanner.__init__.__kwdefaults__["block_bytes"] = before
    messages = reading.chats[0].messages
    assert [(m.sender, m.text) for m in messages] == [(name, body) for name, _, body in chat]
    assert [m.sent_at for m in messages] == [when.replace(tzinfo=UTC) for _, when, _ in chat]
    assert all(m.sent_at.utcoffset() == zone for m in messages)
    assert reading.lines == content.count(b"\n") + 1
    lines = content.decode().split("\n")
    for message, row in zip(messages, rows, strict=True):
        own = "\n".join(lines[message.source.first_line - 1 : message.source.last_line])
        assert json.dumps(row["from_id"]) in own


@given(
    chats, st.sampled_from(",;\t|"), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]), st.sampled_from(["\n", "\r\n"])
)
@settings(deadline=None)
def test_table(chat, delimiter, encoding, end):
    """CSV: every text, sender, time and line comes back, whatever the delimiter, encoding and line ends."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end)
    writer.writerow(["المرسل", "الرسالة", "الوقت"])
    writer.writerows([name, body, when.isoformat(" ")] for name, when, body in chat)
    reading = read_bytes(out.getvalue().encode(encoding), ".csv")
    messages = reading.chats[0].messages
    assert [(m.sender, m.text) for m in messages] == [(name, body) for name, _, body in chat]
    assert [m.sent_at for m in messages] == [when for _, when, _ in chat]
    assert owned_lines(reading) == list(range(1, reading.lines + 1))


@given(
    st.text(st.sampled_from('12/3,: -[]AMنور\u200f\r\n{}"<>&;\t٠'), max_size=200),
    st.sampled_from([".txt", ".json", ".csv"]),
)
@settings(deadline=None)
def test_lines_are_never_lost(text, suffix):
    """Any text is refused with ReadError, or all of its lines belong to a message or to the remainder."""
    reading = read_or_refused(text.encode(), suffix)
    if reading is None:
        return
    physical = text.replace("\r\n", "\n").replace("\r", "\n")
    assert reading.lines == physical.count("\n") + (not physical.endswith("\n"))
    assert sorted(set(owned_lines(reading))) == list(range(1, reading.lines + 1))


@given(
    st.binary(max_size=300),
    st.sampled_from(["", "PK\x03\x04", "<?xml?>", "[1/2/24, 10:00:00] A: ", '{"messages": [', "\ufeff"]),
)
@settings(deadline=None)
def test_only_read_errors(content, start):
    """Any bytes are read or refused with ReadError; nothing else is ever raised."""
    read_or_refused(start.encode() + content, ".bin")


def test_quick_records():
    """Records made the quick way equal those made the usual way, and are as frozen."""
    document = Document("f", None, "d", 0, b"", io.BytesIO, Options())
    (message,) = messages_from([("نور", "هلا", None, "x", "text", False, 1, 2)], document, "whatsapp")
    usual = Message(1, "نور", "هلا", None, "x", "text", edited=False, source=Source("f", "d", "whatsapp", None, 1, 2))
    assert message == usual
    assert hash(message) == hash(usual)
    try:
        message.text = "غير"
    except AttributeError:
        return
    raise AssertionError("a message could be changed")
