"""Deadlines: lengths of time and moments that are used as a limit, resolved against the message's time."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from typing import Final

from classifier.evidence.entities.deadline_limits import LIMITS
from classifier.evidence.entities.deadline_needed import absent
from classifier.evidence.entities.deadline_pressed import PRESSED
from classifier.evidence.entities.deadline_words import DAY_TRIGGER, ELSE, HARM, PRESSING, TRIGGER
from classifier.evidence.entities.due import due_after, due_at
from classifier.evidence.entities.fold import Folded
from classifier.evidence.entities.rows import compiled
from classifier.evidence.entities.times import DAY_OF_MONTH, END_OF, FIXED, HOUR_WORD, LATER, LENGTH, TODAY, TOMORROW
from classifier.records import Entity

KIND: Final = "deadline"
ROWS: Final = (*LIMITS, *PRESSED)
_WORDS: Final = tuple((row.name, row.words) for row in ROWS)
__all__ = ["DAY_TRIGGER", "KIND", "PRESSING", "ROWS", "TRIGGER", "find", "find_beside", "find_named"]

_LENGTH: Final = re.compile(LENGTH)
_TODAY: Final = re.compile(TODAY)
_PAID: Final = frozenset({"money", "channel"})
_GAP: Final = 10
_BETWEEN: Final = re.compile(r"[ ،,]{0,2}(?:كاش|نقدا?|cash|عراقي|امريكي|كامله|صافي)?[ ،,]{0,2}")
_SETTLED: Final = re.compile(
    r"\b[وف]?(?:دفع(?:ت|نا|و)|حولت|دزيت|استلم|صار|وصل|بعت\b|ا?شتريت|شريت|سحبت|صرف|نزل(?!ي|ها)|(?:ال)?دولار|(?:ال)?سعر|"
    r"انطيت|ا?عطيت|خسر|ربح|قبض|كسب|كلف|شحنت|شحنل[كج]|لقيت|اخذت|اخدت|راتب|تدين|ندين|طلعل|سدد(?:ت|نا)|صعد|نشتري|خصم|"
    r"عرض|7awalt|dfa3t|wsal)"
)
"""Words of a payment that is over, and of prices of the day."""
_BARE: Final = frozenset({"يوم", "ساعه", "شهر"})
"""Lengths that name a unit alone."""
_SPANS: Final = frozenset({"until", "to"})
"""The rows of what lasts until then, and so may set no limit; `lehad` is among those of `before`."""
_DAYS: Final = "اثنين|اتنين|ثلاثا|تلات|اربعا|خميس|جمعه|سبت|احد"
_LASTING: Final = re.compile(
    r"\b[انته]{0,2}عد(?:ي|وا)?(?: و\S+)? $|"
    rf"\bمن (?:ال|يوم |ساعه ){{0,2}}(?:\d[\d:]*|{HOUR_WORD}|سبع|ثمان|تسع|عشر|ست|خمس|{_DAYS}|صبح|ظهر|عصر|مغرب|عشا|فجر|"
    rf"ليل|عيد|هون)(?: \S+){{0,2}} $|"
    r"(?:(?<!تسجيل )(?<!تقديم )(?<!عرض )(?<!باب )(?:مفتوح|فاتح)|مسدود|مغلق|مقفول|[يت]حل\b|دوام|ضحك|جلس|يجلس|نجلس|"
    r"تجلس|[ايتن]قعد|"
    r"\bخليكي? فاتح\S*(?: \S+){0,3}|مختبي|يفرفح|اغلق|تحشر|نام|نمت|نمن[ها]|نايم|"
    r"تعبنا|[بح]?[يتن](?:قوم|صلي|توضا)|محل(?:نا|ي|هم)|"
    r"سهر|[انيت]?[اؤ]?جل(?:ها|ه|نا)?|صاحي|ضل|لعب|نلعب|تلعب|"
    r"يلعب|نحجي|نحكي|ندردش|بقي[تن]|تاخر|كاعد|قاعد|"
    r"ندرس|ناكل|ا?خفي|خبي)\w*(?: [^\s,.]+){0,3} $|(?:البارحه|امبارح|امس)(?: \S+){0,6} $|"
    r"\b(?:an[ai]|انا|اني|احنا|e?7na) (?:f[ie]?l?|b[ei]?l?|3and|في|ب|بال|عند) ?\S*(?: \S+){0,2} $"
)
"""Words of what lasts until then; no limit is set."""
_DONE: Final = re.compile(
    r"^(?!.*\b[وف]?(?:اذا|لو|ان|ما|لم|من|حتي)\b)(?:.*\s)?(?:(?!ال|بال|عال|لل|انت|كنتي? )[^\W\d_]{3,}تي|(?:كملت|خلصت|"
    r"شفت\w{0,2}|وصلت|رحت|رجعت|طلعت|اكلت|نمت|كعدت|قعدت|صحيت|جيت|اجيت|حجيت|لعبت|سهرت|صليت)(?: \S+){0,2}|كنتي? \S+|"
    r"[كج]ان(?:ت|وا)?(?: \S+){1,3}) $",
    re.DOTALL,
)
"""What the reader did before then, with no condition in sight: `شسويتي قبل العرس`."""
_DID: Final = re.compile(r"(?<!\w)(?:[كج]نتي?|رحتي?|[كج]انت?|لبستي?) $")
"""What was at that time: `وين كنت اليوم`."""
_OF_THEN: Final = re.compile(
    r"(?:صور\w{0,2}|سوالف|سالفت|رسا[يء]ل|محادثات|ماضي|علاق[هت]|سيرت|ايام|شبابت?)(?:ك|ج|كم|كي|ها|هم|ه)?"
    r"(?: (?:ال?لي )?(?:عندي )?(?:لها|اله|لك|لج|وياه?))? $"
)
_WEDDING: Final = re.compile("قبل (?:ال)?(?:عرس|زواج|خطوب|ملك)")
"""What is of the time before a wedding, and so no limit: `سوالفج قبل العرس`."""
_PAID_BEFORE: Final = re.compile(
    r"و?(?:(?:حول|ا?رسل|سدد|دزي|ا?بع[تث]|سلم)ت|(?:فتح|نزل|سلم|خلص|حول)(?:نا|ت|وا)(?![^\W\d_]))"
)
_TO_COME: Final = re.compile(rf"{TOMORROW}|نهايه|اخر ال|جاي|قادم|ياي")
"""What nobody has paid at yet: `سلموا المفاتيح نهاية الشهر`."""
_LEFT_TILL: Final = re.compile(r"(?<!\w)(?:باقي|بقي|فاضل|ضايل|ضل) $")
"""How long it is till then, which sets no limit by itself: `باقي لأذان الظهر ساعتين`."""
_NAMES_NO_DAY: Final = re.compile(r"\b(?:ما|مو|لا|ماكو|بلا) (?:[^\s.,]+ )?[^\s.,]+ $")
"""What no day was given for: `ما حددت لك يوم`."""
_WHETHER: Final = re.compile(r"\b[وف]?(?:اذا|لو|ان|ما|لم)(?: \S+){0,2} $")
"""What has been paid, unless it is asked whether it was: `حولت المبلغ اليوم`."""


def find(text: Folded, sent_at: datetime | None) -> Iterator[Entity]:
    """Every limit in the text, each once."""
    taken: list[tuple[int, int]] = []
    silent = absent(text.letters)
    for name, row in _WORDS:
        if name in silent:
            continue
        for match in compiled(row).finditer(text.letters):
            start, end = match.span("limit")
            if _sets_none(name, match) or any(start < stop and end > begin for begin, stop in taken):
                continue
            taken.append((start, end))
            words = match["limit"]
            due = due_after(words, sent_at) if _LENGTH.fullmatch(words) else due_at(words, sent_at)
            yield Entity(KIND, text.span(start, end), words, f"{KIND}.{name}", due=due)


def _sets_none(name: str, match: re.Match[str]) -> bool:
    """Whether the moment that a row found is no limit: something was done or paid then, or lasts until then."""
    text, limit, start = match.string, match["limit"], match.start("limit")
    before = text[max(0, start - 60) : start]
    if name == "before":
        done = _DONE.search(text[max(0, start - 200) : start])
        if done or (_WEDDING.match(limit) and _OF_THEN.search(before)):
            return True
    if name == "asked_by" and _PAID_BEFORE.match(match[0]) and not _TO_COME.search(limit):
        asked = _WHETHER.search(text[max(0, match.start() - 60) : match.start()])
        if not asked:
            return True
    if name == "to" and _LEFT_TILL.search(before):
        return True
    if name == "given" and limit in _BARE and _NAMES_NO_DAY.search(text[max(0, match.start() - 40) : start]):
        return True
    lasts = (name in _SPANS or limit.startswith("l")) and _LASTING.search(before)
    return bool(lasts or _DID.search(before[-12:]))


def find_beside(text: Folded, sent_at: datetime | None, found: Sequence[Entity]) -> Iterator[Entity]:
    """Each day and hour that follows a sum or a way of paying at once: `٢٥٠ زين كاش اليوم`; not of what was paid."""
    ends = [entity.span.end for entity in found if entity.kind in _PAID]
    for match in _due().finditer(text.letters):
        start, end = match.span("limit")
        span = text.span(start, end)
        gaps = (text.written[stop : span.start] for stop in ends if 0 <= span.start - stop <= _GAP)
        if not any(_BETWEEN.fullmatch(gap) for gap in gaps):
            continue
        if _SETTLED.search(text.letters[max(0, start - 80) : start]):
            continue
        yield Entity(KIND, span, match["limit"], f"{KIND}.beside", due=due_at(match["limit"], sent_at))


@cache
def _due() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![^\W_])(?P<limit>{FIXED}|{END_OF})(?![^\W_])(?=\W*$|[,.!:]| {ELSE}\b| و|\n| (?:فهمت\w?|سامع\w?|مفهوم|"
        rf"واضح|ف|في|عند|علي|ع|يم|"
        rf"قدام)\b| ب(?:ال)?[^\W\d_]{{4}})(?!\W{{0,3}}[؟?])"
    )


def find_named(text: Folded, sent_at: datetime | None) -> Iterator[Entity]:
    """Every day, hour, part of a day and length that opens a clause, today's own name left out.

    In a threat or a demand each is a limit, but for what is past, asked about or the day of a forbidden act.
    """
    for match in _named().finditer(text.letters):
        name = match.lastgroup or ""
        start, end = match.span(name)
        before, words = text.letters[max(0, start - 60) : start], match[name]
        if _TODAY.fullmatch(words) or _NO_LIMIT.search(before) or _IS_ASKED.match(text.letters, end):
            continue
        due = due_after(words, sent_at) if name in {"length", "after", "left"} else due_at(words, sent_at)
        yield Entity(KIND, text.span(start, end), words, f"{KIND}.named", due=due)


_NO_LIMIT: Final = re.compile(
    r"(?<!\w)(?:البارحه|ا?مبارح|امس|ذي?ا?ك|هداك|اخر ظهور|[ei]mbar[ei7]7?|"
    r"(?:كل|k[ou]l+) (?:\w?ال)?(?:يوم|ليل|شهر|اسبوع|مره|صبح|صباح|ظهر|عصر|مغرب|فجر|خميس|جمعه|سبت|ا?حد|راس|"
    r"اول|yo|shah|l[ae]y?l))"
    r"(?: [^\s.,!؟?]+){0,5} (?:\w?ل?ل)?$|"
    r"(?<!\w)(?:كل|k[ou]l+|مو|مش|ماشي|موش|مب|mo|mu|mesh|mish) (?:\w?ل?ل)?$|لما \w+ت(?: [^\s.,!؟?]+){0,2} $|"
    r"(?<!\w)(?:لو|اذا|ان) ت(?:داوم|روح|طلع|شهد|حضر|سافر|شتكي|بلغ|خبر)[^\W\d_]{0,3}(?: [^\s.,!؟?]+){0,2} (?:\w?ل?ل)?$"
)
"""Before a time: what is past or comes back, and the condition of an act that is forbidden (`لو تداوم باچر`)."""
_IS_ASKED: Final = re.compile(
    r" (?:صح|مو|مش|هيك|موهيج)\s?[؟?]| (?:راح |رح )?[انب](?:مسح|حذف|سكت|نسي|ختفي)|"
    r" (?:شف(?:ت|نا)|لقي(?:ت|نا)|سمع(?:ت|نا)|[كج]ن(?:ت|ا)\b|[كج]ان(?:ت|و)?\b)"
)


_SIDE: Final = r"(?:ك|ج|كم|كي)"
_EVENT: Final = (
    rf"(?:يوم|ليله|نهار) (?:(?:عرس|زواج|خطوبت|ملكت|فرح|تخرج|تكليل|زفت|حفلت|حنت|مناقشت){_SIDE}|"
    rf"ال(?:عرس|زواج|خطوبه|زفه|حنه|حفله|تكريم|تخرج|عيد|مناقشه)|"
    rf"(?:عرس|زواج|زفاف|خطوبه|عقد|حنه|تخرج) (?:ابن|بنت|اخت|اخو|ولد){_SIDE})"
)
"""A day that a family keeps: `ليلة الحنة`, `يوم عرسك`."""
_PERIOD: Final = (
    r"(?:(?:ا?خر|نهايه|راس) (?:ال|ها?ل|هذا ال)(?:شهر|اسبوع)|"
    r"ال(?:شهر|اسبوع) (?:ال)?(?:جاي|ياي|قادم|جي)ه?)"
)
"""The end of a month or a week, or the next one."""


@cache
def _named() -> re.Pattern[str]:
    opens = r"(?:(?:^|[.,!؟?:\n])\W{0,3}(?:ترا |تره |بس |هسه )?|\bو|\bف)"
    return re.compile(
        rf"(?<![^\W_])[وف]?(?P<day>{FIXED}|{_PERIOD}|{_EVENT}|(?:يوم|نهار) {DAY_OF_MONTH}(?![\w/:]))(?![^\W_])|"
        rf"{opens}(?P<part>{LATER})(?![^\W_])|"
        rf"{opens}(?P<length>{LENGTH})(?: بس| فقط)?(?= و(?!ا?حد)[^\W\d_]| ت[^\W\d_]{{2,}}| w |"
        rf" (?:نشرت|نزلت|بع[تث]ت|دزيت|فضحت))|"
        rf"(?<!\w)(?:باقي|بقي|فاضل|ضايل)[كج]? (?:ل|علي |ع)[^\s.,!]+(?: [^\s.,!]+)? (?P<left>{LENGTH})(?![^\W_])|"
        rf"(?<![^\W_])(?P<mid>{LATER})(?= (?:راح |رح )?{HARM})|"
        rf"\b(?P<later>(?:بعد|عقب|ور[اه]) (?:صلاه )?ال(?:مغرب|عشاء?|[ظض]هر|عصر|فجر|صلاه|دوام|عيد|فطور|سحور))(?![^\W_])|"
        rf"\bبعد (?P<after>(?:ال)?{LENGTH})(?=\W*$|[,.!]| (?:راح |رح |غادي )?[انتيبهح][^\W\d_]{{2,}}| ما )"
    )
