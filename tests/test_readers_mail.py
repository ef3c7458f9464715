"""What e-mails say is kept, whoever wrote them and however: hostile, damaged, or in an old program's way."""

import base64
import time

import pytest

from classifier.readers import read_export

HEAD = "From: Saif <saif@example.com>\nTo: noor@example.org\nMessage-ID: <1@example.com>\nMIME-Version: 1.0\n"
DATE = "Date: Fri, 28 Feb 2025 09:05:10 +0300\n"


def read(tmp_path, text, name="a.eml"):
    """The reading of an e-mail of this text."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_export(path)


def messages(tmp_path, text, name="a.eml"):
    """All messages of an e-mail of this text."""
    return [message for chat in read(tmp_path, text, name).chats for message in chat.messages]


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("Re: Fwd: photos", "photos"),
        ("Software: urgent", "Software: urgent"),
        ("رد: صورج", "صورج"),
        ("your fare: 20", "your fare: 20"),
    ],
)
def test_only_a_mark_that_opens_a_subject_is_left_out(tmp_path, subject, title):
    """A word that ends like such a mark stays whole."""
    assert read(tmp_path, f"{HEAD}{DATE}Subject: {subject}\n\nhi\n").chats[0].title == title


def test_letters_in_a_head_without_code_words(tmp_path):
    """A subject, a name and a file's name in plain UTF-8 are read, as programs of today write them."""
    text = (
        "From: سيف <saif@example.com>\nMessage-ID: <1@example.com>\nSubject: صورج =?utf-8?q?here?=\n"
        'Content-Disposition: attachment; filename="صورة.jpg"\n\nhi\n'
    )
    reading = read(tmp_path, text)
    assert reading.chats[0].title == "صورج here"
    assert reading.chats[0].messages[0].sender == "سيف <saif@example.com>"
    assert reading.chats[0].messages[0].text == "صورج here\nصورة.jpg"


@pytest.mark.parametrize(
    ("stamp", "expected"),
    [
        ("Fri, 28 Feb 2025 09:05:10", "2025-02-28T09:05:10"),
        ("Fri, 28 Feb 2025 09:05:10 -0000", "2025-02-28T09:05:10+00:00"),
        ("Fri, 28 Feb 2025 09:05:10 +0300", "2025-02-28T09:05:10+03:00"),
    ],
)
def test_no_zone_is_made_up(tmp_path, stamp, expected):
    """A moment without a zone is a wall clock's; one that is UTC of an unknown place is UTC."""
    assert messages(tmp_path, f"{HEAD}Date: {stamp}\n\nhi\n")[0].sent_at.isoformat() == expected


def test_own_words_above_a_quotation_stay(tmp_path):
    """Only a line that a program writes above what it quotes is left out."""
    letter = HEAD + DATE + "Subject: a\n\n"
    text = (
        f"From a@b Fri Feb 28 09:05:10 2025\n{letter}I am afraid\n\n"
        f"From a@b Fri Feb 28 09:06:10 2025\n{letter}hello\nPay $500 before 10:00 or I publish this:\n> I am afraid\n\n"
        f"From a@b Fri Feb 28 09:07:10 2025\n{letter}no\nOn Fri, Saif wrote:\n> I am afraid\n"
    )
    said = [message.text for message in messages(tmp_path, text, "a.mbox")]
    assert sorted(said) == ["a\nI am afraid", "hello\nPay $500 before 10:00 or I publish this:", "no"]


@pytest.mark.parametrize("kind", ["mixed", "alternative"])
def test_a_page_says_more_than_the_plain_words_beside_it(tmp_path, kind):
    """Words that only the page holds are read too: a list's or a scanner's plain foot, or a blind for officers."""
    text = (
        f'{HEAD}{DATE}Content-Type: multipart/{kind}; boundary="b"\n\n--b\nContent-Type: text/plain\n\nSent by phone\n'
        "--b\nContent-Type: text/html\n\n<p>I will kill you tomorrow</p>\n--b--\n"
    )
    assert messages(tmp_path, text)[0].text == "Sent by phone\nI will kill you tomorrow"


def test_a_page_that_says_the_same_is_read_once(tmp_path):
    """Plain words that a page repeats stand alone."""
    text = (
        f'{HEAD}{DATE}Content-Type: multipart/alternative; boundary="b"\n\n--b\nContent-Type: text/plain\n\n'
        "I have *your* photos,\nall of them\n"
        "--b\nContent-Type: text/html\n\n<p>I have <b>your</b> photos, all of them</p>\n--b--\n"
    )
    assert messages(tmp_path, text)[0].text == "I have *your* photos,\nall of them"


def test_an_address_tells_who_wrote(tmp_path):
    """Two who use one name are two, and one who changes the name is one."""
    text = "".join(
        f"From a@b Fri Feb 28 09:05:1{place} 2025\nFrom: {name}\nTo: noor@example.org, x@example.com\n"
        f"Cc: saif@example.com, y@example.com\nMessage-ID: <1@example.com>\n"
        f"Date: Fri, 28 Feb 2025 09:05:1{place} +0300\n\nhi {place}\n\n"
        for place, name in enumerate(["Noor <x@example.com>", "Noor <y@example.com>", "N. <X@example.com>"])
    )
    senders = [message.sender for message in messages(tmp_path, text, "a.mbox")]
    assert senders == ["Noor <x@example.com>", "Noor <y@example.com>", "Noor <x@example.com>"]


@pytest.mark.parametrize(
    "head",
    [
        "To: " + "(" * 60_000,
        "Subject: " + "=?utf-8?q?a?= " * 60_000,
        "Content-Type: text/plain; " + "a*0*=b;" * 60_000,
        'Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/plain; ' + "a*0*=b;" * 60_000,
    ],
    ids=["brackets", "code words", "parameters", "parameters of a part"],
)
def test_a_hostile_head_costs_no_square(tmp_path, head):
    """Fields without end are read in seconds, and the words below them too."""
    started = time.process_time()
    assert messages(tmp_path, f"{HEAD}{DATE}{head}\n\nwords\n")[0].text.endswith("words")
    assert time.process_time() - started < 5


INNER = "From: Ali <ali@example.net>\nTo: saif@example.com\nDate: Thu, 27 Feb 2025 08:00:00 +0300\n\npay me\n"
ENCLOSED = {
    "as it is": f"Content-Type: message/rfc822\n\n{INNER}",
    "in a code": "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n"
    + base64.encodebytes(INNER.encode()).decode(),
}


@pytest.mark.parametrize("way", ENCLOSED)
def test_an_e_mail_in_an_e_mail_is_its_own_sender_s(tmp_path, way):
    """What somebody forwards whole is told as of who wrote it, at its own time, and once where it stands there too."""
    outer = f'{HEAD}{DATE}Content-Type: multipart/mixed; boundary="b"\n\n--b\n\nhelp\n--b\n{ENCLOSED[way]}--b--\n'
    expected = [("Saif <saif@example.com>", 28, "help"), ("Ali <ali@example.net>", 27, "pay me")]
    assert [(m.sender, m.sent_at.day, m.text) for m in messages(tmp_path, outer)] == expected
    line = "From a@b Fri Feb 28 09:05:10 2025\n"
    folder = f"{line}{outer}\n{line}{INNER}"
    assert [(m.sender, m.sent_at.day, m.text) for m in messages(tmp_path, folder, "a.mbox")] == expected


def test_an_enclosed_part_without_a_sender_is_the_outer_one_s(tmp_path):
    """Words in such a part that nobody is told to have sent stay with who sent the whole."""
    (message,) = messages(tmp_path, f"{HEAD}{DATE}Content-Type: message/rfc822\n\nhello there\n")
    assert (message.sender, message.text) == ("Saif <saif@example.com>", "hello there")
