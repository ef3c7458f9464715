"""Which code page bytes are in that are no UTF-8: the Arabic one, unless they plainly speak for another."""

import re
from typing import Final

ARABIC: Final = "cp1256"
_EASTERN: Final = ("gb18030", "cp949")
_WESTERN: Final = "cp1252"
_SHIFTED: Final = "cp932"
PAGES: Final = frozenset((ARABIC, *_EASTERN, _WESTERN, _SHIFTED))

_RUN = re.compile(rb"[\x80-\xff]+")
_ARABIC_RUN = re.compile(
    rb"[\x81\x85\x8d-\x90\x93\x94\x98\x9a\x9f-\xa2\xaa\xab\xba\xbb\xbf-\xd6\xd8-\xdf\xe1\xe3-\xe6\xec\xed\xf0-\xf3\xf5"
    rb"\xf6\xf8\xfa]+"
)
"""Letters of Arabic, Persian and Kurdish, their vowel marks and quotation marks, and no letter of French."""
_PAIR = re.compile(rb"[\xa1-\xf7][\xa1-\xfe]")
_KOREAN = re.compile(rb"[\xa1-\xac\xb0-\xc8][\xa1-\xfe]")
_CHINESE = re.compile(rb"[\xa1-\xa9\xb0-\xf7][\xa1-\xfe]")
_KANA = re.compile(r"[\u3041-\u30ff\u3001\u3002]")
_BETWEEN_LETTERS = re.compile(rb"[A-Za-z][\x80-\xff]{1,2}(?![\x80-\xff])|(?<![\x80-\xff])[\x80-\xff]{1,2}[A-Za-z]")
_FEWEST_RUNS = 3
_MOST = 0.85
_HALF = 0.5
_SOME = 0.25


def code_page(head: bytes) -> str:
    """The code page of such bytes. The Arabic one is kept wherever they may well be Arabic."""
    runs = _RUN.findall(head)
    high = sum(map(len, runs))
    arabic = sum(len(run) for run in runs if _ARABIC_RUN.fullmatch(run))
    if len(runs) < _FEWEST_RUNS or arabic > _HALF * high:
        return ARABIC
    return _shifted(head) or _eastern(runs) or _western(head, runs) or ARABIC


def _eastern(runs: list[bytes]) -> str | None:
    """Chinese or Korean, where the runs are pairs throughout; the syllables of Korean have a narrower range."""
    paired = [run for run in runs if len(run) % 2 == 0 and all(map(_PAIR.fullmatch, _pairs(run)))]
    if len(paired) < _MOST * len(runs):
        return None
    pairs = [pair for run in paired for pair in _pairs(run)]
    if sum(_KOREAN.fullmatch(pair) is not None for pair in pairs) >= _MOST * len(pairs):
        return _EASTERN[1]
    return _EASTERN[0] if sum(_CHINESE.fullmatch(pair) is not None for pair in pairs) >= _MOST * len(pairs) else None


def _pairs(run: bytes) -> list[bytes]:
    return [run[place : place + 2] for place in range(0, len(run), 2)]


def _shifted(head: bytes) -> str | None:
    """Japanese, where nearly all of the text has signs of this page, and many of them are its syllables."""
    text = head.decode(_SHIFTED, "ignore")
    told = [sign for sign in text if not sign.isascii()]
    lost = len(head) - len(text.encode(_SHIFTED, "ignore"))
    kana = len(_KANA.findall(text))
    return _SHIFTED if told and kana > _SOME * len(told) and lost * 50 < len(head) else None


def _western(head: bytes, runs: list[bytes]) -> str | None:
    """A language of Western Europe, whose few letters of this page stand amid Latin ones."""
    return _WESTERN if len(_BETWEEN_LETTERS.findall(head)) >= _MOST * len(runs) else None
