"""Links, those of shorteners named so, and bare site names."""

import re
from collections.abc import Iterator
from typing import Final

from classifier.evidence.entities.fold import Folded
from classifier.evidence.entities.handle import HOSTS
from classifier.evidence.entities.rows import Row
from classifier.records import Entity

KIND: Final = "link"

_ENDINGS: Final = (
    "com|net|org|info|xyz|top|site|online|link|live|club|shop|store|app|dev|io|iq|co|me|ly|"
    "gg|tk|ml|ga|cf|icu|vip|click|pro|biz|"
    "gl|id|ae|sa|eg|jo|lb|sy|ru|cn|tr|uk|de|page|cc|us|to|im|sh|edu|gov"
)
_PATH: Final = r"[^\s<>\"'«»,ء-ي]{1,300}"

ROWS: Final = (
    Row(
        "shortener",
        r"(?:https?://)?(?:www\.)?(?:bit\.ly|tinyurl\.com|cutt\.ly|t\.co|goo\.gl|is\.gd|rb\.gy|"
        rf"shorturl\.at|rebrand\.ly|ow\.ly|tiny\.cc|s\.id|linktr\.ee)/{_PATH}",
        fires=("افتح bit.ly/abc12", "https://cutt.ly/xYz1"),
        silent=("bit من المي",),
    ),
    Row(
        "url",
        rf"https?://{_PATH}|www\.{_PATH}",
        fires=("https://example.com/a?b=1", "شوف www.example.org"),
        silent=("https بدون رابط",),
    ),
    Row(
        "site",
        rf"(?:[a-z0-9][a-z0-9\-]{{0,62}}\.){{1,4}}(?:{_ENDINGS})(?:/{_PATH})?(?![a-z0-9])",
        fires=("ادخل example.com/login", "prize-win.example.xyz"),
        silent=("ok.done", "3.5 كيلو", "sara@example.com"),
    ),
)
"""How links are written, shorteners first."""

_PATTERN: Final = re.compile(r"(?<![a-z0-9@._\-/])(?:" + "|".join(f"(?P<{row.name}>{row.words})" for row in ROWS) + ")")
_TRAILING: Final = ".,;:!?)]}…؟"


def find(text: Folded) -> Iterator[Entity]:
    """Every link in the text but invites and profiles, its value the host in small letters and the path as written."""
    for match in _PATTERN.finditer(text.letters):
        name = match.lastgroup or ""
        start = match.start(name)
        end = start + len(match[name].rstrip(_TRAILING))
        value = normal_link(text.as_written(start, end))
        if value and not HOSTS.match(value):
            yield Entity(KIND, text.span(start, end), value, f"{KIND}.{name}")


def normal_link(link: str) -> str:
    """A link without its scheme, `www.` and closing slash, its host in small letters."""
    bare = re.sub(r"^(?:https?://)?(?:www\.)?", "", link, flags=re.IGNORECASE).rstrip("/")
    host, slash, path = bare.partition("/")
    return host.lower() + slash + path
