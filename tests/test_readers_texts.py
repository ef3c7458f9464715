"""Chats in plain text as many apps, phones and people write them, each a few lines long."""

import json
from pathlib import Path

import pytest

from classifier.readers import read_export

CASES = json.loads((Path(__file__).parent / "cases" / "readers_texts.json").read_text(encoding="utf-8"))


def read(folder, case):
    (path := folder / case["file"]).write_text("\n".join(case["lines"]) + "\n", encoding="utf-8")
    return read_export(path)


@pytest.mark.parametrize("case", CASES["texts"], ids=lambda case: case["name"])
def test_texts(tmp_path, case):
    """Every message is there with its sender, kind, minute and words, and the format is known."""
    reading = read(tmp_path, case)
    messages = [message for chat in reading.chats for message in chat.messages]
    assert (reading.format, reading.lines) == (case["format"], len(case["lines"]))
    assert [[m.sender, m.kind, m.sent_at and m.sent_at.isoformat()[:16], m.text] for m in messages] == case["messages"]


@pytest.mark.parametrize("case", CASES["no_chats"], ids=lambda case: case["name"])
def test_no_chats(tmp_path, case):
    """What holds times and colons and is no chat names no sender and no moment."""
    reading = read(tmp_path, case)
    assert reading.format == "text"
    assert not any(message.sent_at for message in reading.chats[0].messages)


@pytest.mark.parametrize("case", CASES["endless"], ids=lambda case: case["name"])
def test_endless(tmp_path, case):
    """A line of very many signs, or very many lines, costs as many steps, and not the square of them."""
    lines = [*case["lines"], case["sign"] * (200_000 // len(case["sign"])) + "x"]
    reading = read(tmp_path, {**case, "lines": lines})
    assert (reading.format, sum(len(chat.messages) for chat in reading.chats)) == (case["format"], case["count"])


@pytest.mark.parametrize("name", ["chat.jsonl", "chat.xml"])
def test_ever_different_names(tmp_path, name):
    """Rows that each hold a field of another name cost as many steps, and not the square of them."""
    rows = range(20_000)
    if name == "chat.jsonl":
        lines = [json.dumps({"from": "Bob", "date": "2024-03-13 09:05", "text": "hi", f"x{row}": "y"}) for row in rows]
    else:
        lines = [f'<message from="Bob" date="2024-03-13 09:05" text="hi" x{row}="y"/>' for row in rows]
    (path := tmp_path / name).write_text("\n".join(lines), encoding="utf-8")
    (chat,) = read_export(path).chats
    assert {(m.sender, m.text) for m in chat.messages} == {("Bob", "hi")}
    assert len(chat.messages) == len(rows)


@pytest.mark.parametrize(
    ("odd", "told"),
    [
        (["Note:", "tight", ""], ["last\nNote:\ntight"]),
        (["Amy:", "tight", ""], ["last", "tight"]),
        (["", "Amy:", "", ""], ["last", ""]),
    ],
)
def test_one_odd_line_refuses_no_text(tmp_path, odd, told):
    """A name's likeness amid the words is words, and a person without words hides no other message."""
    lines = [*(("Bob:", "hello", "", "Amy:", "yes", "") * 30), "Bob:", "last", *odd]
    reading = read(tmp_path, {"file": "chat.txt", "lines": lines})
    (chat,) = reading.chats
    assert (reading.format, chat.participants) == ("spoken", ("Bob", "Amy"))
    assert [message.text for message in chat.messages[60:]] == told


DRAFTS = {
    "nokia.csv": '"sms","submit","","+964","","2024.01.02 10:12","","a"\n'
    '"sms","draft","","+964","","2024.01.02 10:13","","b"',
    "backup.smsbackup": '[SMSBackup000]\nNumber = "+964"\nState = Sent\nText00 = "0061"\n'
    '[SMSBackup001]\nNumber = "+964"\nState = UnSent\nText00 = "0062"',
    "texts.vmg": "".join(
        f"BEGIN:VMSG\nX-IRMC-BOX:{box}\nBEGIN:VCARD\nTEL:+964\nEND:VCARD\nBEGIN:VBODY\n{text}\nEND:VBODY\nEND:VMSG\n"
        for box, text in (("SENT", "a"), ("DRAFT", "b"))
    ),
    "sms.xml": "<smses>"
    '<mms address="+964" date="1704190320000" msg_box="2"><parts><part ct="text/plain" text="a"/></parts></mms>'
    '<mms address="+964" date="1704190380000" msg_box="3"><parts><part ct="text/plain" text="b"/></parts></mms>'
    "</smses>",
}


@pytest.mark.parametrize("name", DRAFTS)
def test_drafts(tmp_path, name):
    """What a phone kept and never sent is its owner's, and a warning says that it did not go out."""
    (path := tmp_path / name).write_text(DRAFTS[name], encoding="utf-8")
    (chat,) = read_export(path).chats
    assert [(message.sender, message.text) for message in chat.messages] == [("Me", "a"), ("Me", "b")]
    assert [warning.messages for warning in chat.warnings if warning.kind == "unsent"] == [(2,)]
