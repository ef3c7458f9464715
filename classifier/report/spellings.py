"""The names of people in a text, in every spelling in which they are written from day to day.

A name is looked for letter by letter: like letters count as one (`أحمد` and `احمد`, `فاطمة` and `فاطمه`, `هدى` and
`هدي`), each may be stretched (`فاااطمة`) and be followed by what shows nothing or adds no letter (`فـاطمة`, `فَاطِمَة`).
A name of three letters or more is found inside words as well, where Arabic glues its prefixes (`وفاطمة`, `بأحمد`); one
that ends in `ه` or `ي`, as parts of many words do (`هدية`), only behind a prefix and at a word's end, and so is one of
two letters.

`على` is the commonest of prepositions and a spelling of `علي`. Blocking each would make a text unreadable and, worse,
tell the name: so it is blocked only where no preposition stands, which is behind `يا`, a title or another preposition,
at the end of a clause, beside another part of the name, or stretched. `علي` as a word is always blocked.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise, product
from typing import Final

from classifier.text.letters import SAME_LETTER

SHORTEST_NAME: Final = 3
"""Letters from which a name is looked for inside words as well."""
LOCAL_DIGITS: Final = 8
"""Last digits of a number by which it is known however its start is written."""
TELLS_NOBODY: Final = frozenset({
    "ابو", "ابي", "ابا", "ام", "اخو", "اخت", "بن", "ابن", "بنت", "عبد", "ال", "الله", "abu", "abo", "umm", "um", "om",
    "bin", "ben", "ibn", "bint", "al", "el", "com", "net", "org", "www", "http", "https", "gmail", "hotmail", "yahoo",
    "outlook", "icloud",
})  # fmt: skip
"""Parts of names that alone name nobody, and stand in many a word."""

_LONG_NUMBER: Final = re.compile(r"\W*(?:\d\W*){8,}").fullmatch
_SILENT: Final = "\N{ARABIC TATWEEL}"
_SKIN: Final = range(0x1F3FB, 0x1F400)
_SAME: Final = {letter: like for letter, like in SAME_LETTER.items() if letter not in "ةىءۃ"} | {
    "ۃ": "ة", "گ": "ك", "ڨ": "ك", "ݣ": "ك", "چ": "ج",
}  # fmt: skip
_LIKE: Final = {"ه": "هة", "ة": "هة", "ي": "يى", "ى": "يى"}
"""Letters that are alike, the one last that ends words only, which is why `plain` leaves them."""
_LETTER: Final = r"[^\W\d_]"
_STRETCHED: Final = 3
"""Times in a row from which no letter is typed but to stretch a word."""
_WITHOUT_HAMZA: Final = 4
"""Letters from which a name keeps its meaning without the hamza that ends it: `اسرا`, not `علا`."""
_UPON: Final = frozenset({"علي", "على"})
_GLUED: Final = sorted(
    {first + second for first, second in product(("", "و", "ف"), "يا ا ال ل لل ب با بال ك ع عا عال ها هال ي".split())}  # noqa: SIM905
    | {"و", "ف"},
    key=len,
)
_AS_A_WORD: Final = "(?:" + "|".join(
    [rf"(?<!{_LETTER})", "(?<=اا)"]
    + [rf"(?<=(?<!{_LETTER})(?:{'|'.join(same)}))" for _, same in groupby(_GLUED, key=len)]
) + ")"  # fmt: skip
_BEFORE_A_NAME: Final = ("يا", "ويا", "ابو", "ام", "مع", "عند", "اسمه", "اسمك", "اسمج", "سيد", "شيخ")
_NO_PREPOSITION: Final = "(?:" + "|".join(
    [*(rf"(?<=(?<!{_LETTER}){word} )" for word in _BEFORE_A_NAME), "(?<=يا)", "(?<=اا)", "(?<=ل)"]
) + ")"  # fmt: skip
_CLAUSE_ENDS: Final = r"(?=\s*(?:[.!?؟،,;؛:)\]\n…]|$))"
_PARTED: Final = r"[\s._\-]{0,3}"


class _Plain(dict[int, int]):
    """A translation table that keeps lengths and learns each sign that it meets."""

    def __missing__(self, code: int) -> int:
        self[code] = ord(_plain_sign(chr(code)))
        return self[code]


def _plain_sign(sign: str) -> str:
    if unicodedata.category(sign) in {"Mn", "Me", "Cf"} or sign == _SILENT or ord(sign) in _SKIN:
        return _SILENT
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    parts = unicodedata.normalize("NFKD", sign)
    bare = "".join(part for part in parts if not unicodedata.combining(part)).lower()
    bare = bare if len(bare) == 1 else sign
    return _SAME.get(bare, bare)


_PLAIN: Final = _Plain()


def plain(text: str) -> str:
    """The text with one sign for like signs and a tatweel for what shows nothing, each in its place."""
    return text.translate(_PLAIN)


def names_pattern(names: Iterable[str]) -> re.Pattern[str]:
    """What finds the names, their parts, and the numbers that are names, in `plain` text; in time linear in it."""
    bare = [name for written in names if (name := _bare(written))]
    numbers = [_number_pattern(name) for name in bare if _LONG_NUMBER(name)]
    parts = dict.fromkeys((*bare, *(part for name in bare for part in _parts(name))))
    patterns = [pattern for part in sorted(parts, key=len, reverse=True) if (pattern := _name_pattern(part))]
    return re.compile("|".join((*numbers, *patterns)) or "(?!)")


def _bare(name: str) -> str:
    return plain(unicodedata.normalize("NFKC", name)).replace(_SILENT, "").strip()


def _parts(name: str) -> Iterator[str]:
    """The words of a name that tell who it is, each two that stand together, and the letters of a word with figures."""
    words = re.findall(r"[^\W_]{2,}", name)
    yield from (word for word in words if not word.isdecimal() and word not in TELLS_NOBODY)
    yield from (" ".join(two) for two in pairwise(words) if not "".join(two).isdecimal())
    yield from (part for part in re.findall(rf"{_LETTER}{{3,}}", name) if part not in TELLS_NOBODY)


def _number_pattern(name: str) -> str:
    """The number that a sender is named by, with or without its country, in any grouping.

    Its groups are no names: `000` stands in many a sum.
    """
    between = rf"[\s()./{_SILENT}-]{{0,3}}"
    digits = [sign for sign in name if sign.isdecimal()][-LOCAL_DIGITS:]
    return rf"(?:\+?\d{between}){{0,7}}" + between.join(digits)


def _name_pattern(name: str) -> str | None:
    """The pattern of a name or a part; None for bare punctuation, which names nobody."""
    if not any(sign.isalnum() or unicodedata.category(sign) == "So" for sign in name):
        return None
    hamza = "ء?" if name.endswith("ء") and len(name) > _WITHOUT_HAMZA else ""
    name = name.removesuffix("ء") if hamza else name
    runs = _runs(name)
    if name in _UPON:
        pattern = _upon("".join(runs[:-1]))
    elif name.isdecimal():
        pattern = rf"(?<!\w){''.join(runs)}(?!\w)"
    elif sum(map(str.isalnum, name)) < SHORTEST_NAME:
        before, after = _AS_A_WORD if name[0].isalnum() else "", r"(?!\w)" if name[-1].isalnum() else ""
        pattern = f"{before}{_SILENT}*+{''.join(runs)}{after}"
    elif name[-1] in _LIKE:
        pattern = _weak(name[-1], "".join(runs[:-1]), runs[-1], inside=len(name) > SHORTEST_NAME)
    else:
        pattern = _SILENT + "*+" + "".join(runs)
    from_its_start = f"(?<![{_likes(name[0])}{_SILENT}])"  # a run is looked at once, so that time stays linear
    return f"{from_its_start}(?:{pattern}){hamza}"


def _runs(name: str) -> list[str]:
    """A pattern for each letter of a name, however often it is typed; a short name's doubled letter stays doubled."""
    grouped = [(likes, len(list(same))) for likes, same in groupby(map(_likes, name))]
    return [_run(likes, count, short=len(grouped) < SHORTEST_NAME) for likes, count in grouped]


def _run(likes: str, count: int, *, short: bool) -> str:
    if likes.isspace():
        return _PARTED
    stretched = count >= _STRETCHED or not likes.isascii()
    least = 1 if stretched and not short else count
    return f"[{likes}](?:{_SILENT}*+[{likes}]){{{least - 1}}}[{likes}{_SILENT}]*+"


def _likes(sign: str) -> str:
    """The letters that are like one, for the inside of a class."""
    return _LIKE.get(sign) or (" " if sign.isspace() else re.escape(sign))


def _weak(last: str, stem: str, run: str, *, inside: bool) -> str:
    """A name that ends in a letter that ends many words: as a word, and inside one where its own form ends it."""
    likes = _likes(last)
    pattern = f"{_AS_A_WORD}{_SILENT}*+{stem}{run}(?!{_LETTER})"
    return f"{pattern}|{_SILENT}*+{stem}{likes[-1]}[{likes}{_SILENT}]*+" if inside else pattern


def _upon(stem: str) -> str:
    """The name `علي`: so written as a word, and `على` where it is no preposition."""
    stretched = f"ى{_SILENT}*+[يى][يى{_SILENT}]*+(?!{_LETTER})"
    ending = f"ى{_SILENT}*+(?!{_LETTER}){_CLAUSE_ENDS}"
    return (
        f"{_AS_A_WORD}{_SILENT}*+{stem}(?:ي[يى{_SILENT}]*+(?!{_LETTER})|{stretched}|{ending})"
        f"|{_NO_PREPOSITION}{_SILENT}*+{stem}[يى][يى{_SILENT}]*+(?!{_LETTER})"
    )
