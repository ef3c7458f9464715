"""Accounts and invites on social networks: `@name`, `t.me/name`, `instagram.com/name`, `wa.me/number`."""

import re
from collections.abc import Iterator
from typing import Final

from classifier.evidence.entities.fold import Folded
from classifier.evidence.entities.rows import Row
from classifier.records import Entity

KIND: Final = "handle"

_NAME: Final = r"[a-z0-9_.+\-/]{2,60}"

ROWS: Final = (
    Row("telegram", rf"(?:t\.me|telegram\.me)/{_NAME}", ("https://t.me/+AbCd12", "t.me/safe_name"), ("t.me",)),
    Row(
        "whatsapp",
        rf"(?:wa\.me|chat\.whatsapp\.com|api\.whatsapp\.com/send\?phone=)/?{_NAME}",
        ("wa.me/9647700000011", "https://chat.whatsapp.com/AbCdEf123"),
        ("whatsapp.com",),
    ),
    Row(
        "instagram",
        rf"(?:www\.)?(?:instagram\.com|instagr\.am)/{_NAME}",
        ("instagram.com/noor.test",),
        ("instagram.com",),
    ),
    Row(
        "facebook",
        rf"(?:(?:www|m|web)\.)?(?:facebook\.com|fb\.com|m\.me|fb\.me)/{_NAME}",
        ("https://www.facebook.com/some.page", "m.me/some.page"),
        ("facebook.com",),
    ),
    Row("tiktok", rf"(?:www\.|vm\.|vt\.)?tiktok\.com/@?{_NAME}", ("tiktok.com/@name_1",), ("tiktok.com",)),
    Row(
        "snapchat",
        rf"(?:www\.)?snapchat\.com/(?:add/|t/)?{_NAME}",
        ("snapchat.com/add/name1",),
        ("snapchat.com",),
    ),
    Row(
        "discord",
        r"discord\.gg/[a-z0-9]{2,32}|discord\.com/invite/[a-z0-9]{2,32}",
        ("discord.gg/abc123",),
        ("discord.gg",),
    ),
    Row("x", rf"(?:www\.)?(?:twitter|x)\.com/{_NAME}", ("x.com/name_1",), ("x.com",)),
    Row(
        "name",
        r"@[a-z0-9_][a-z0-9_.]{2,30}",
        ("حسابي @noor_test99", "@Name.One"),
        ("sara@example.com", "@ هنا", "@12"),
    ),
    Row(
        "named_account",
        r"(?<=\b)(?:انستا|انستكرام|انستغرام|سناب|سنابي|تليكرام|تلكرام|تليجرام|يوزري|اليوزر|يوزر|"
        r"insta|snap|telegram|tele|user)\s?:\s?(?P<account>[a-z][a-z0-9_.]{3,30})",
        ("سناب: noor_test", "insta: name.one"),
        ("سناب حلو", "insta story"),
    ),
)
"""How accounts are given; the first rows are addresses, the last two names."""

HOSTS: Final = re.compile("|".join(row.words for row in ROWS[:8]), re.IGNORECASE)
"""Links that are accounts or invites."""

_PATTERN: Final = re.compile(
    r"(?<![a-z0-9@._\-/])(?:https?://)?(?:" + "|".join(f"(?P<{row.name}>{row.words})" for row in ROWS) + ")"
)
_PREFIX: Final = re.compile(
    r"^(?:https?://)?[a-z.]+\.(?:com|me|am|gg)/(?:add/|t/|invite/|send\?phone=/?)?@?|^@|^.*?:\s?",
    re.IGNORECASE,
)
_INVITE: Final = frozenset({"telegram", "whatsapp", "discord"})


def find(text: Folded) -> Iterator[Entity]:
    """Every account or invite in the text; its value is the network and the name, `@` where no network is named."""
    for match in _PATTERN.finditer(text.letters):
        name = "named_account" if match["named_account"] else match.lastgroup or ""
        start, end = match.span("account") if match["account"] else match.span()
        while text.letters[end - 1] in ".+-/":
            end -= 1
        written = text.as_written(start, end)
        account = _PREFIX.sub("", written)
        if not re.search("[A-Za-z]{2}|[0-9]{6}", account):
            continue
        network = "@" if name in {"name", "named_account"} else f"{name}:"
        value = network + (account if name in _INVITE else account.lower())
        yield Entity(KIND, text.span(start, end), value, f"{KIND}.{name}")
