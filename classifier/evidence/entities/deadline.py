"""Deadlines: lengths of time and moments that are used as a limit, resolved against the message's time."""

import re
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import Final

from classifier.evidence.entities.due import due_after, due_at
from classifier.evidence.entities.fold import Folded
from classifier.evidence.entities.rows import Row
from classifier.evidence.entities.times import FIXED, HOUR, LENGTH, MOMENT
from classifier.records import Entity

KIND: Final = "deadline"

_GIVEN: Final = (
    r"(?:خلال|في غضون|بغضون|معك|معاكي?|معج|معاج|معكم|معاكم|عندك|عندج|عندكم|عندش|وياك|وياج|"
    r"لديك|لديكم|امامك|امامكم|[قك]دامكم?|[قك]دامج|قدامكي?|جدامك|"
    r"مهل[هت]ك?ج?|باقي|باقيلك|باقيلج|بقالك|ضايل|ضل|المتبقي|متبقي|فاضل|فاضلك|الك|الج|لك|لج|"
    r"انطيتك|انطيك|انطيج|اعطيك|اعطيكم|اعطيتك|امهلتك|امهلك|امهلكم|"
    r"3[aei]?nd[aei]?(?:k|ch|j)|m3ak|ma3[ai]k|baqi|ba2i|b2i|khlal|5lal|3t[ei]k|a3tik)"
)
_HARM: Final = (
    r"(?:انشر|انزل|ننشر|ننزل|ينزل|تنزل|ادز|ارسل|نرسل|ابعت|ابعث|يوصل|توصل|تصير|يصير|افضح|تنتشر|"
    r"ينتشر|اشيل|ارفع|اطبع|اكلم|احجي|اخبر|تطلع|يطلع|اطلع|هنزل|هبعت|هنشر|حنزل|حرسل)"
)
_PAY: Final = (
    r"(?:ادفع\w{0,2}|تدفع\w{0,2}|حول\w{0,3}|تحول\w{0,3}|دز\w{0,4}|تدز\w{0,3}|ارسل\w{0,3}|ترسل\w{0,2}|"
    r"ابع[تث]\w{0,3}|تبع[تث]\w{0,3}|جيب\w{0,3}|تجيب\w{0,3}|سدد\w{0,2}|تسدد\w{0,2}|ترد\w{0,2}|"
    r"تجي\w{0,2}|"
    r"توصل\w{0,2}|التسليم|تسليم|الموعد|موعدنا|موعدك|المهله|مهلتك|مهلتج|تنتهي|ينتهي|اخر "
    r"(?:مهله|موعد|ميعاد|معاد|يوم|فرصه|وقت|اجل)|akhir mw3d|المبلغ|الفلوس|يوصل\w{0,3}|تكون|خلص\w?|"
    r"سلم\w{0,2}|احذف\w?|تحذف\w{0,2}|امسح\w?|وقع\w?|اسحب|تسحب\w?|تخلص|رسل\w?|deadline|"
    r"الديدلاين|[يت]ندفع|[يت]ندز|كارت)"
)
_SINGLE: Final = r"(?<!كل )(?<!يوم )(?<!صار )(?<!صارله )(?<!قبل )(?<!من )"
_ELSE: Final = (
    r"(?:والا|و الا|والله|ولا|لو|او|وبعدها|وبعدين|وبعده|واذا|ثم|w illa|willa|wella|walla|aw|w "
    r"ba3d\w*|lo|w el wa[kq]t|w ila|wila)"
)

ROWS: Final = (
    Row(
        "before",
        r"\b(?P<limit>(?:(?:اليوم|الليله|باجر|بكر[هاي]) )?(?:قبل|قبيل|gabl|qabl|2abl|abl|gbl|qbl|"
        rf"avant|gabl|lhad|la7ad) (?:ما )?(?:{MOMENT}|{HOUR}))",
        fires=("حول قبل المغرب", "قبل باچر الساعة ٩", "قبل صلاة الجمعة", "قبل الخميس لو ننشر"),
        silent=("قبل سنة شفتك", "قبل يومين وصلت"),
    ),
    Row(
        "until",
        rf"\b(?P<limit>(?:لحد|لغايه|لين|حتي|الي|لوقت|لعند) (?:{MOMENT}|{HOUR}))",
        fires=("عندك لحد باچر", "لغاية الساعة ٩ مساء", "لحد آخر الشهر"),
        silent=("لحد هسه ما وصل",),
    ),
    Row(
        "to",
        r"\b[وف]?(?P<limit>(?:ل(?=ل|[ابق]|غ|صلا|ي?وم|س|نص|منتصف|نهايه)|lel |la |lal |l )(?!ا?حد\b|l? ?a[7h]ad)"
        r"(?:(?<=ل)ل(?:(?:خميس|جمعه|سبت|احد|حد|اثنين|اتنين|ثلاثاء?|تلات|اربعاء?|مغرب|عشاء?|عصر|"
        r"ظهر|ضهر|فجر|صبح|ليل|ساعه (?:\d{1,2}|\w+)|"
        rf"عيد|راتب)(?![^\W\d_])|(?!\d){HOUR})|(?<=ل)(?:بعد|بين|قبل) {MOMENT}|{MOMENT}))",
        fires=(
            "للخميس لو أنشر",
            "لباچر",
            "لصلاة الظهر",
            "عندك لآخر الشهر",
            "للمغرب وبعدها",
            "وكدامك للساعة تسعة",
        ),
        silent=("لبسي زين", "للبيت", "للمدرسة"),
    ),
    Row(
        "given",
        rf"(?<!صار )(?<!صارله )\b[وف]?{_GIVEN} (?:بس |فقط |كلها |اقل من |لك |لج |الك |الج |من )?(?P<limit>{LENGTH})",
        fires=(
            "عندك ٢٤ ساعة",
            "خلال ساعتين",
            "مهلة يومين",
            "باقي ٢٠ دقيقة",
            "المتبقي 37 ساعة",
            "معاك ربع ساعة",
        ),
        silent=("صار لك ساعة تصور", "الساعة بعيدة"),
    ),
    Row(
        "or_else",
        rf"{_SINGLE}\b(?P<limit>{LENGTH})[ ,.!:]{{1,3}}{_ELSE}\b",
        fires=("٢٤ ساعة والا انشر", "ساعتين وبعدها اهلك يشوفون", "٣ ايام وبعدها الحچي يصير بديوان"),
        silent=("انتظرتك ساعتين بالكراج",),
    ),
    Row(
        "and_then",
        rf"{_SINGLE}\b(?P<limit>{LENGTH}) و(?:{_HARM})",
        fires=("ساعة وأنزلهن", "١٠ دقايق وارسل لأبوج"),
        silent=("ساعة واحدة ونرجع",),
    ),
    Row(
        "after",
        rf"\bبعد (?P<limit>{LENGTH}) (?:\S+ )?{_HARM}",
        fires=("بعد ساعة أنشر الباقي", "بعد ١٠ دقايق راح توصل لأبوج"),
        silent=("بعد ساعة نتعشي",),
    ),
    Row(
        "alone",
        rf"^\W*(?P<limit>{LENGTH})(?: بس| فقط)?\W*(?:$|[.!,:] )",
        fires=("٣ ساعات", "ساعتين ⏰", "٢٤ ساعة."),
        silent=("ساعة حلوة",),
    ),
    Row(
        "asked_by",
        rf"\b{_PAY}(?: (?!ال?لي\b)[^\s.!؟?]+){{0,5}}? (?<!من )(?<!هذا )(?P<limit>{FIXED})(?=\W*$|"
        rf"[,.!?]| {_ELSE}\b| اخر | و[ات])",
        fires=("حول المبلغ اليوم", "ادفع باچر والا انشر", "التسليم الخميس ١١:٥٩", "دز ٢٠٠ الف الليلة"),
        silent=("شفتك اليوم بالسوگ", "اليوم عيد ميلادي"),
    ),
    Row(
        "day_or_else",
        rf"\b(?<!من )(?P<limit>{FIXED})[ ,.!]{{1,3}}(?:لو|والا|و الا|ولا) (?!باجر|بكر|باكر|بعد|"
        r"اليوم|الليله|ال)(?:[انتيهب]\w{2,}|راح|رح)\b",
        fires=("افتح باب المستودع الليلة لو أطلع سالفتك", "اليوم والا انشر", "باچر لو تنزل الصور"),
        silent=("نلتقي اليوم لو الجمعة",),
    ),
    Row(
        "last",
        rf"\b(?P<limit>{FIXED}) (?:هو |هي )?(?:اخر|تنتهي|ينتهي|يخلص|تخلص) (?:مهله|موعد|يوم|فرصه|"
        r"وقت|اجل|المهله|الوقت|وقتك|وقتج)\b",
        fires=("اليوم آخر يوم", "باچر الساعة ٩ تنتهي المهلة"),
        silent=("اليوم اول يوم دوام",),
    ),
    Row(
        "unless",
        rf"\b(?P<limit>{FIXED})[, ](?:[^\s.!؟?]+ ){{0,3}}(?:اذا|لو|ان|ايذا) (?:ما|لم|مو|مش)",
        fires=("بكره الساعه ٩ اذا ما حولت", "الليلة تنزل اذا ما دفعت"),
        silent=("اليوم اذا رحت السوگ",),
    ),
    Row(
        "if_not_by",
        rf"\b(?:اذا|لو|ان) (?:ما|لم|مو)\w*(?: \S+){{1,4}}? (?P<limit>{FIXED})(?![^\W_])",
        fires=("اذا ما وصل المبلغ اليوم أنشر", "لو ما جيت باچر تشوف"),
        silent=("اذا رحت اليوم سلم",),
    ),
)
"""Ways in which words of time are made a limit."""

_LENGTH_WORD: Final = (
    r"(?:ثوان|ثواني|ساع(?:ه|ات|تين)|د[قك](?:ي[قك](?:ه|تين)|اي[قك])|يوم(?:ين)?|ايام|"
    r"اسبوع(?:ين)?|اسابيع|شهر(?:ين)?|س|\w*sa3a|sa3at|yom(?:ain|ein)?|da2i2a|dkika|dqayq|d8i8a|"
    r"ayam|days?|hours?|h|\d+(?:h|min|س|ساعه|يوم))"
)
_LIMIT_WORD: Final = r"(?:[وف]?(?:قبل|قبيل|لحد|لغايه|لين|لعند)|gabl|qabl|2abl|abl|gbl|qbl|avant)"
_TO_WORD: Final = (
    r"(?:و|ف)?(?:ل(?:باجر|باكر|بكر[هاي]|غدا|غدوه|صلاه|ساعه|يوم|اخر|نهايه|نص|منتصف|عقب|بعد)|لل\w{2,7})|lel|la"
)
_DAY_WORD: Final = (
    r"(?:و|ف)?(?:ه?ال)?(?:باجر|باكر|بكر[هاي]|غدا?|غدوه|يوم|ليله|ليلادي|نهارده|خميس|جمعه|سبت|"
    r"احد|اثنين|اتنين|ثلاثاء?|اربعاء?|ساعه|تسعه|عشره|ثمانيه|سبعه|سته|خمسه)|\w*bacher|bokra|"
    r"bukra|lyoum|lyom|elyoum|alyom|lila|\d{1,2}"
)
TRIGGER: Final = re.compile(f"{_LENGTH_WORD}|{_LIMIT_WORD}|{_TO_WORD}")
DAY_TRIGGER: Final = re.compile(_DAY_WORD)
"""A day or an hour is a limit only beside one of `PRESSING`."""
PRESSING: Final = re.compile(
    r"[وف]?(?:ادفع|تدفع|حول|تحول|دز|تدز|ارسل|ترسل|ابع[تث]|تبع[تث]|جيب|تجيب|سدد|تسدد|ترد|تجي|"
    r"توصل|التسليم|تسليم|الموعد|موعد|مهله|المهله|مهلت|تنتهي|ينتهي|اخر|لو|والا|ولا|المبلغ|"
    r"الفلوس|يوصل|تكون|خلص|سلم|احذف|تحذف|امسح|وقع|اسحب|تسحب|تخلص|رسل|deadline|يندفع|تندفع|"
    r"يندز|تندز|كارت|اذا|لو|ان)\w{0,4}"
)

_LENGTH: Final = re.compile(LENGTH)
_SPANS: Final = frozenset({"until", "to"})
_LASTING: Final = re.compile(
    r"(?:نام|نمت|نايم|سهر|صاحي|ضل|لعب|نلعب|تلعب|يلعب|نحجي|نحكي|ندردش|بقي[تن]|تاخر|كاعد|قاعد|"
    r"ندرس|ناكل)\w*(?: \S+){0,2} $|(?:البارحه|امبارح|امس)(?: \S+){0,6} $"
)
"""Words of what lasts until then; no limit is set."""


def find(text: Folded, sent_at: datetime | None) -> Iterator[Entity]:
    """Every limit in the text, each once."""
    taken: list[tuple[int, int]] = []
    for name, pattern in _patterns():
        for match in pattern.finditer(text.letters):
            start, end = match.span("limit")
            if name in _SPANS and _LASTING.search(text.letters[max(0, start - 60) : start]):
                continue
            if all(end <= begin or start >= stop for begin, stop in taken):
                taken.append((start, end))
                words = match["limit"]
                due = due_after(words, sent_at) if _LENGTH.fullmatch(words) else due_at(words, sent_at)
                yield Entity(KIND, text.span(start, end), words, f"{KIND}.{name}", due=due)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The compiled rows; made when first needed, for they take a quarter of a second."""
    return tuple((row.name, re.compile(row.words)) for row in ROWS)
