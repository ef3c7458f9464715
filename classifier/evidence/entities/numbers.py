"""Numbers in digits and in words of all dialects, as they stand in folded text."""

import re
from functools import lru_cache
from typing import Final

_THREE: Final = r"[ثت]لا?[ثت]"
_EIGHT: Final = r"[ثت]ما?ني?"
_HUNDRED: Final = r"m[iey]{1,3}[ae]h?"
_TEEN: Final = r"(?:ا?عشر?ه?|ا?شر)"

WORDS: Final[tuple[tuple[str, float], ...]] = (
    (rf"(?:احد|حد|هد|اد){_TEEN}|dashar|7da3sh", 11),
    (rf"(?:اثنا?|اطن|طن|اتن|اثني|اثنت){_TEEN}", 12),
    (rf"[ثت]ل[اثتطه]{{1,3}} ?{_TEEN}", 13),
    (rf"اربع[هطت]?{_TEEN}|اربعه? عشر", 14),
    (rf"خمس[طته]?{_TEEN}|خمسه? عشره?|5amsta3sh", 15),
    (rf"س[طته]{{1,2}}{_TEEN}", 16),
    (rf"سبع[هطت]?{_TEEN}", 17),
    (rf"[ثت]من[طته]?{_TEEN}", 18),
    (rf"تسع[هطت]?{_TEEN}", 19),
    (r"عشر(?:ين|ون)|3?[ei]?shr[ei]{0,2}n", 20),
    (r"[ثت]لا[ثت](?:ين|ون)|th?[ae]?la?th?[ei]{1,2}n", 30),
    (r"ا?ربع(?:ين|ون)|a?rba?3[ei]{1,2}n", 40),
    (r"خمس(?:ين|ون)|(?:kh|5)a?ms[ei]{0,2}n", 50),
    (r"ست(?:ين|ون)|sitt?[ei]{1,2}n", 60),
    (r"سبع(?:ين|ون)|sa?b3[ei]{1,2}n", 70),
    (rf"(?:{_EIGHT}|ثمان|تمان)(?:ين|ون)|th?a?ma?n[ei]{{1,2}}n", 80),
    (r"تسع(?:ين|ون)|t[ie]?s3[ei]{1,2}n", 90),
    (r"مي?ا?يتين|ميتين|ماتين|ميتان|m[iey]{1,2}t'?[aei]{1,2}n", 200),
    (rf"(?:{_THREE}|[ثت]ل[ثت]) ?م(?:ي|اي)[هت]|th?[aou]?l[au]?th?[ou]? ?{_HUNDRED}", 300),
    (rf"ا?ربع ?م(?:ي|اي)[هت]|a?rba?3[ou]? ?{_HUNDRED}", 400),
    (rf"خمس ?م(?:ي|اي)[هت]|(?:kh|5)[aou]?ms[ou]? ?{_HUNDRED}", 500),
    (rf"س[طت] ?م(?:ي|اي)[هت]|سطميه|sitt?[ou]? ?{_HUNDRED}", 600),
    (rf"سبع ?م(?:ي|اي)[هت]|s[aou]?b3[ou]? ?{_HUNDRED}", 700),
    (rf"(?:{_EIGHT}|[ثت]من|[ثت]مان) ?م(?:ي|اي)[هت]", 800),
    (r"تسع ?م(?:ي|اي)[هت]", 900),
    (r"ميه|ميت|مايه|مايت|ميي?ه|m[ie]?y+[aeh]{1,2}|mi2a|m[ie]yt", 100),
    (r"اربعه?ت?|a?rb[a]?3[ae]?", 4),
    (r"خمسه?ت?|(?:kh|5)a?ms[ae]?", 5),
    (r"سته?ت?|sitta?", 6),
    (r"سبعه?ت?|sab3a?", 7),
    (r"[ثت]ماني?ه?ت?|[ثت]من(?:يه|ت)?", 8),
    (r"تسعه?ت?|tis3a?", 9),
    (r"عشره?ت?|3[aeo]?sh[ae]?r[ae]?|ashra", 10),
    (rf"{_THREE}ه?|[ثت]ل[ثت]ت?|th?a?la?th[ae]?|tlat[ae]?|talat[ae]?", 3),
    (r"اثنين|ثنين|اتنين|تنين|اثنان|زوج|زوز|جوج|ثنتين|ithnen|thnen", 2),
    (r"واحده?|وحده|wa7da?|wahda?", 1),
)
"""Number words with their values, the longer before those that begin them."""

WORD: Final = "(?:" + "|".join(words for words, _ in WORDS) + ")"
UP_TO_TWELVE: Final = "(?:" + "|".join(words for words, value in WORDS if value <= 12) + ")"  # noqa: PLR2004
_VALUES: Final = tuple((re.compile(words), value) for words, value in WORDS)

DIGITS: Final = r"(?:\d{1,3}(?: 000){1,2}(?!\d)|\d{1,3}(?:[,.]\d{3}){1,3}(?![\d,.]*\d)|\d{1,9}(?:[.,]\d{1,2})?(?!\d))"
"""A number in digits, thousands parted or not."""

SPOKEN: Final = rf"(?:{WORD}(?:\s?و\s?{WORD}|\s[wu]\s{WORD}(?!\w)|\s{WORD}(?!\w)){{0,4}})"
"""A number in words: `مية وخمسين`, `خمسة وعشرين`."""

_FIGURES = re.compile(r"[\d.,]+")
_THOUSANDS = re.compile(r"\d{1,3}(?:[,.]\d{3})+")
_PARTS = re.compile(rf"(?:^|\s?و\s?|\s(?:w|u)\s?|\s)({WORD})")


@lru_cache(maxsize=10_000)
def number(words: str) -> float:
    """The value of a number in digits or in words, as `DIGITS` or `SPOKEN` found it."""
    words = words.replace(" 000", "000")
    if _FIGURES.fullmatch(words):
        parted = _THOUSANDS.fullmatch(words)
        return float(re.sub(r"[,.]", "", words) if parted else words.replace(",", "."))
    total = 0.0
    for part in _PARTS.finditer(words.replace(" وال", " و")):
        value = word_value(part[1])
        small = total % 10
        total = total - small + small * value if value == 100 and small else total + value  # noqa: PLR2004
    return total


@lru_cache(maxsize=10_000)
def word_value(word: str) -> float:
    """The value of one number word; 0 for a word that is none."""
    return next((value for pattern, value in _VALUES if pattern.fullmatch(word)), 0.0)
