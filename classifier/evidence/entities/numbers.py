"""Numbers in digits and in words of all dialects, as they stand in folded text."""

import re
from functools import lru_cache
from typing import Final

_THREE: Final = r"[ثت]لا?[ثت]"
_EIGHT: Final = r"[ثت]ما?ني?"
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
    (r"عشر(?:ين|ون)|[3]?e?shri?n", 20),
    (r"[ثت]لا[ثت](?:ين|ون)|tlathin|thalathin", 30),
    (r"ا?ربع(?:ين|ون)|arb3in", 40),
    (r"خمس(?:ين|ون)|khamsi?n|5amsi?n|khamseen|5amseen", 50),
    (r"ست(?:ين|ون)|sittin", 60),
    (r"سبع(?:ين|ون)|sab3in", 70),
    (rf"(?:{_EIGHT}|ثمان|تمان)(?:ين|ون)", 80),
    (r"تسع(?:ين|ون)|tis3in", 90),
    (r"مي?ا?يتين|ميتين|ماتين|ميتان|miten|miteen|mitin", 200),
    (rf"(?:{_THREE}|[ثت]ل[ثت]) ?م(?:ي|اي)[هت]|tlath ?miya|tlatmiya", 300),
    (r"ا?ربع ?م(?:ي|اي)[هت]", 400),
    (r"خمس ?م(?:ي|اي)[هت]|5amsmiya|khamsmiya", 500),
    (r"س[طت] ?م(?:ي|اي)[هت]|سطميه", 600),
    (r"سبع ?م(?:ي|اي)[هت]", 700),
    (rf"(?:{_EIGHT}|[ثت]من|[ثت]مان) ?م(?:ي|اي)[هت]", 800),
    (r"تسع ?م(?:ي|اي)[هت]", 900),
    (r"ميه|ميت|مايه|مايت|miyt|miya|meyt", 100),
    (r"اربعه?|arba3a?", 4),
    (r"خمسه?ت?|khamsa?|5amsa?", 5),
    (r"سته?ت?|sitta?", 6),
    (r"سبعه?ت?|sab3a?", 7),
    (r"[ثت]ماني?ه?ت?|[ثت]من(?:يه|ت)?", 8),
    (r"تسعه?ت?|tis3a?", 9),
    (r"عشره?ت?|3ashra?", 10),
    (rf"{_THREE}ه?|[ثت]ل[ثت]ت?|tlatha?|thalatha?", 3),
    (r"اثنين|ثنين|اتنين|تنين|اثنان|زوج|زوز|جوج|ثنتين|ithnen|thnen", 2),
    (r"واحده?|وحده|wa7da?|wahda?", 1),
)
"""Number words with their values, the longer before those that begin them."""

WORD: Final = "(?:" + "|".join(words for words, _ in WORDS) + ")"
_VALUES: Final = tuple((re.compile(words), value) for words, value in WORDS)

DIGITS: Final = r"(?:\d{1,3}(?:[,.]\d{3}){1,3}(?![\d,.]*\d)|\d{1,9}(?:[.,]\d{1,2})?(?!\d))"
"""A number in digits, thousands parted or not."""

SPOKEN: Final = rf"(?:{WORD}(?:\s?و\s?{WORD}|\s{WORD}(?!\w)){{0,4}})"
"""A number in words: `مية وخمسين`, `خمسة وعشرين`."""

_FIGURES = re.compile(r"[\d.,]+")
_THOUSANDS = re.compile(r"\d{1,3}(?:[,.]\d{3})+")
_PARTS = re.compile(rf"(?:^|\s?و\s?|\s)({WORD})")


@lru_cache(maxsize=10_000)
def number(words: str) -> float:
    """The value of a number in digits or in words, as `DIGITS` or `SPOKEN` found it."""
    if _FIGURES.fullmatch(words):
        parted = _THOUSANDS.fullmatch(words)
        return float(re.sub(r"[,.]", "", words) if parted else words.replace(",", "."))
    total = 0.0
    for part in _PARTS.finditer(words):
        value = word_value(part[1])
        small = total % 10
        total = total - small + small * value if value == 100 and small else total + value  # noqa: PLR2004
    return total


@lru_cache(maxsize=10_000)
def word_value(word: str) -> float:
    """The value of one number word; 0 for a word that is none."""
    return next((value for pattern, value in _VALUES if pattern.fullmatch(word)), 0.0)
