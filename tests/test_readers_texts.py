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
