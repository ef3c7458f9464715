import io
from dataclasses import replace

import pytest
import report_cases
from rich.console import Console

from classifier.report import terminal_table
from classifier.report.terminal import ROWS

CHATS = report_cases.verdicts()


def printed(verdicts, lang="en", **options):
    stream = io.StringIO()
    Console(file=stream, width=160, **options).print(terminal_table(verdicts, lang=lang))
    return stream.getvalue()


def test_table_is_plain_where_no_terminal_is():
    """Printed to a pipe, the table holds no escape sequence."""
    assert "\x1b" not in printed(CHATS)
    assert "\x1b" in printed(CHATS, force_terminal=True, color_system="standard")


def test_table_ranks_flagged_chats():
    """The flagged chats stand in the order given, with what is demanded."""
    text = printed(CHATS)
    places = [text.index(word) for word in ("500,000 IQD", "Abu Ahmed", "200 USD", "lamar_style")]
    assert places == sorted(places)
    assert "مجموعة العائلة" not in text
    assert "4 of 4 flagged chats, out of 5" in text


@pytest.mark.parametrize(("lang", "word"), [("ar", "ابتزاز"), ("en", "extortion")])
def test_table_speaks_the_language(lang, word):
    """Labels are words of the language asked for."""
    assert word in printed(CHATS, lang)


@pytest.mark.parametrize(("lang", "word"), [("ar", "زين كاش"), ("en", "ZainCash")])
def test_payment_channel_has_a_title(lang, word):
    """A channel is named in words and not by its row's name, unless it was redacted or is a number."""
    chat = replace(CHATS[0], verdicts=CHATS[0].verdicts[:11])
    assert word in printed([chat], lang)
    assert "zaincash" not in printed([chat], lang)
    assert "0770 000 0012" in printed(CHATS, lang)


def test_arabic_caption_agrees_with_any_number():
    """The counted noun stands before the numbers, so that its form suits them all."""
    assert "المحادثات المؤشَّرة: 4 من 4، من أصل 5" in printed(CHATS, "ar")


def test_long_table_is_cut_and_says_so():
    """Twenty chats are shown however many are flagged, and the caption counts all."""
    text = printed([CHATS[0]] * 50)
    assert f"{ROWS} of 50 flagged chats" in text


def test_chat_cannot_drive_the_terminal():
    """Control characters, markup of the library and direction marks in a name are not sent to the terminal."""
    title = "\x1b[31m\x07[bold red]\N{RIGHT-TO-LEFT OVERRIDE}x"
    hostile = replace(CHATS[0], chat=replace(CHATS[0].chat, title=title))
    text = printed([hostile])
    assert "[31m[bold red]x" in text
    assert not {"\x1b", "\x07", "\N{RIGHT-TO-LEFT OVERRIDE}"} & set(text)
