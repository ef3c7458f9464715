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
