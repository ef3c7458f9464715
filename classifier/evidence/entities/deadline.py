"""Deadlines: lengths of time and moments that are used as a limit, resolved against the message's time."""

import re
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import Final

from classifier.evidence.entities.deadline_words import (
    ACT,
    DAY_TRIGGER,
    ELSE,
    GIVEN,
    HARM,
    PAY,
    PRESSING,
    SINGLE,
    TRIGGER,
)
from classifier.evidence.entities.due import due_after, due_at
from classifier.evidence.entities.fold import Folded
from classifier.evidence.entities.rows import Row
from classifier.evidence.entities.times import FIXED, HOUR, HOUR_WORD, LENGTH, MOMENT
from classifier.records import Entity

KIND: Final = "deadline"
__all__ = ["DAY_TRIGGER", "KIND", "PRESSING", "ROWS", "TRIGGER", "find"]

_OF_DAY: Final = r"(?: (?:ليلا|مساءا?|مسا|المسا|صباحا|ظهرا|عصرا|فجرا|بالليل|الصبح|الظهر|العصر|المغرب))?"

ROWS: Final = (
    Row(
        "before",
        r"\b(?<!من )(?P<limit>(?:(?:اليوم|الليله|باجر|بكر[هاي]) )?(?:قبل|كبل|قبيل|gabl|qabl|2abl|9b[ae]?l|abl|gbl|qbl|"
        r"[h7]ta l ?|"
        rf"avant|gabl|lhad|la7ad) (?:ما )?(?:{MOMENT}|{HOUR}{_OF_DAY}))(?! ب(?:يوم|شهر|ساع|اسبوع|سن))",
        fires=(
            "حول قبل المغرب",
            "قبل باچر الساعة ٩",
            "قبل صلاة الجمعة",
            "قبل الخميس لو ننشر",
            "توصلني گبل الأذان",
            "قبل الـ 10",
            "واذا حولتي قبل الساعة ٩ احذفها",
            "اريده بالبيت قبل الساعة ٩",
        ),
        silent=(
            "قبل سنة شفتك",
            "قبل يومين وصلت",
            "قبل الامتحان بيومين",
            "من قبل رمضان",
            "ترى احچي لرجلج شسويتي قبل العرس",
            "قبل أربعة أشهر اخترقت جهازك",
        ),
    ),
    Row(
        "before_event",
        r"\b(?P<limit>(?:قبل|كبل) (?:(?:انتهاء|نهايه|اغلاق|اكتمال|طلوع|طلعه|شروق|غياب) ال[^\W\d_]+|"
        r"(?:(?:[^\W\d_]+ )?ال[^\W\d_]+|(?:عرس|زواج|خطوبت|خطبت|سفر|امتحان)(?:ك|ج|كم|ها?))"
        r"(?=[ ,]{1,3}(?:والا|و الا|لو|او)\b)))",
        fires=(
            "بادروا قبل اكتمال العدد",
            "ترجع الكتب قبل الجرد وإلا غرامة",
            "سلّم قبل گعدة الشيوخ، لو ننشر",
            "قبل عرسج لو ماكو عرس",
        ),
        silent=("شفتك قبل الجرد بالمخزن",),
    ),
    Row(
        "until",
        rf"\b(?P<limit>(?:لحد|لغايه|الين|لين|لحتي|حتي|الي|لوقت|لعند) "
        rf"(?!اليوم(?! (?:ال|ساعه)))(?:{MOMENT}|{HOUR}{_OF_DAY}))",
        fires=("عندك لحد باچر", "لغاية الساعة ٩ مساء", "لحد آخر الشهر"),
        silent=("لحد هسه ما وصل", "مشكلة ما تعرفها لحد اليوم"),
    ),
    Row(
        "to",
        r"\b[وف]?(?P<limit>(?:ل(?=ل|[ابق]|غ|صلا|ي?وم|س|نص|منتصف|نهايه)|lel |la |lal |l )(?!ا?حد\b|l? ?a[7h]ad)"
        r"(?:(?<=ل)ل(?:(?:خميس|جمعه|سبت|احد|حد|اثنين|اتنين|ثلاثاء?|تلات|اربعاء?|مغرب|عشاء?|عصر|"
        r"ظهر|ضهر|فجر|صبح|ليل|ساعه (?:\d{1,2}|\w+)|"
        rf"عيد|راتب)(?![^\W\d_])|(?!\d){HOUR}{_OF_DAY})|(?<=ل)(?:بعد|بين|"
        rf"قبل) {MOMENT}|{MOMENT}))",
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
        rf"\b(?<!صار )(?<!صارله )[وف]?{GIVEN} (?:بس |فقط |كلها |اقل من |لك |لج |الك |الج |من |المدير |مهله |"
        rf"bas )?(?P<limit>{LENGTH})(?! (?:ال)?(?:خميس|جمعه|سبت|احد|اثنين|ثلاثاء?|اربعاء?)\b)",
        fires=(
            "عندك ٢٤ ساعة",
            "خلال ساعتين",
            "مهلة يومين",
            "باقي ٢٠ دقيقة",
            "المتبقي 37 ساعة",
            "معاك ربع ساعة",
            "انطيني يومين وأجمعلك المبلغ",
            "ما بقى للمناقشة غير أسبوعين",
            "تنزلين للشارع بظرف دقيقة",
        ),
        silent=("صار لك ساعة تصور", "الساعة بعيدة", "مهلتك يوم الخميس"),
    ),
    Row(
        "or_else",
        rf"\b{SINGLE}(?P<limit>{LENGTH})(?:[ ,.!:]{{1,3}}{ELSE}\b| و(?:{HARM})| (?:باقيه|متبقيه|وتنتهي|وينتهي|"
        rf"وتخلص المهله)\b)",
        fires=(
            "ساعة وأنزلهن",
            "١٠ دقايق وارسل لأبوج",
            "ثلاث ساعات باقية من المهلة",
            "٢٤ ساعة وتنتهي المهلة",
            "٢٤ ساعة والا انشر",
            "ساعتين وبعدها اهلك يشوفون",
            "٣ ايام وبعدها الحچي يصير بديوان",
            "عشر دقايق واولعها",
        ),
        silent=("انتظرتك ساعتين بالكراج", "ساعة واحدة ونرجع", "ساعات العمل باقية"),
    ),
    Row(
        "after",
        rf"\bبعد (?P<limit>{LENGTH}) (?:\S+ )?{HARM}",
        fires=("بعد ساعة أنشر الباقي", "بعد ١٠ دقايق راح توصل لأبوج"),
        silent=("بعد ساعة نتعشي",),
    ),
    Row(
        "alone",
        rf"^\W*(?P<limit>{LENGTH})(?: بس| فقط| يا \S+)?\W*(?:$|[.!,:] )",
        fires=("٣ ساعات", "ساعتين ⏰", "٢٤ ساعة.", "٤٨ساعة يا دكتور، وإلا"),
        silent=("ساعة حلوة",),
    ),
    Row(
        "asked_by",
        rf"\b{PAY}(?: (?!ال?لي\b)[^\s.!؟?]+){{0,5}}? (?<!من )(?<!هذا )(?<!نفس )(?P<limit>{FIXED})(?=\W*$|"
        rf"[,.!?]| {ELSE}\b| اخر | و)",
        fires=(
            "حول المبلغ اليوم",
            "7awel 2000 bokra",
            "ادفع باچر والا انشر",
            "التسليم الخميس ١١:٥٩",
            "دز ٢٠٠ الف الليلة",
            "عشان ولدج تعالي الخميس",
            "نص المبلغ هسه ونص الخميس وما تشوف وجهي",
            "افتح الكام المسا الساعة ٨",
        ),
        silent=("شفتك اليوم بالسوگ", "اليوم عيد ميلادي", "الدفاتر تجي وياك نفس اليوم"),
    ),
    Row(
        "day_or_else",
        rf"\b(?<!من )(?P<limit>{FIXED})[ ,.!]{{1,3}}(?:(?:والا|و الا)\b|(?:لو|ولا|lo|we?lla|willa|wala|aw) "
        r"(?!باجر|بكر|باكر|بعد|اليوم|الليله|ال)(?:[انتيهب]\w{2,}|راح|رح|[antybh]\w{3,})\b)",
        fires=(
            "باب المستودع مفتوح الليلة لو أطلع سالفتك",
            "اليوم والا انشر",
            "باچر لو تنزل الصور",
            "الليلة، وإلا الـ audio يوصل",
        ),
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
        rf"\b[وف]?(?:اذا|لو|ان) (?:ما|لم|مو)\w*(?: \S+){{1,4}}? (?P<limit>{FIXED})(?![^\W_])",
        fires=("اذا ما وصل المبلغ اليوم أنشر", "لو ما جيت باچر تشوف", "وإذا ما اتفقنا الليلة ينشر"),
        silent=("اذا رحت اليوم سلم",),
    ),
    Row(
        "or_this",
        rf"\bيا (?:ت|ا?ن|"
        rf"ال)\w+(?: (?!يا\b)[^\s.!؟?]+){{0,4}}? (?P<limit>{FIXED})(?: (?!يا\b)[^\s.!؟?]+){{0,2}}[ ,]{{1,2}}يا ",
        fires=("يا تفتحي الكاميرا الليلة يا صورك تفتح", "يا القعدة بكرة في العجمي يا أبوكي ياخد الهدية"),
        silent=("يا حبيبي الليلة يا هلا",),
    ),
    Row(
        "due_after",
        rf"\b(?:deadline|الديدلاين|التسليم|الموعد|المهله|تنتهي|ينتهي|[يت](?:ن|ت)(?:قفل|جمد|وقف|حذف|مسح|قطع|فصل|لغي|"
        rf"غلق|نشر|عطل|سكر)\w{{0,2}}|"
        rf"بيتقفل|والا|لو)(?: \S+){{0,2}} بعد (?P<limit>{LENGTH})",
        fires=(
            "الـ deadline مال البروجكت بعد ٤٨ ساعة",
            "الرابط ينتهي بعد ساعتين",
            "حول الحين والا امك بعد ١٥ دقيقة",
            "حسابك ح يتجمد بعد عشر دقايق",
        ),
        silent=("الدوام ينتهي بعد الظهر",),
    ),
    Row(
        "told",
        rf"\b(?<!من )(?P<limit>{FIXED}) (?:{ACT})(?![^\W\d_])(?![^.!\n؟?]{{0,80}}[؟?])",
        fires=("باچر تجين عالشقة", "بكرة تجيبي الخاتم وما تكلمي احد", "باكر العصر تجين نحكي"),
        silent=("باچر تجين للعزيمة؟", "اليوم رحنا للسوگ"),
    ),
)
"""Ways in which words of time are made a limit."""

_NEEDED: Final = (
    (
        re.compile(r"[a-z]|ساع|سوايع|ثوان|د[قك]|يوم|ايام|اسبوع|اسابيع|شه|نهار|جمعتين|سمانه|\bس\b|\dس"),
        frozenset({"given", "or_else", "after", "alone", "due_after"}),
    ),
    (
        re.compile(r"[a-z\d]|باجر|باكر|بكر|غد|يوم|نهارد|ليل|عشي|خميس|جمع|سبت|حد|[ثت]نين|[ثت]لا[ثت]|اربع|ساع"),
        frozenset({"asked_by", "told", "day_or_else", "last", "unless", "if_not_by", "or_this"}),
    ),
    (re.compile("[a-z]|[قك]ب"), frozenset({"before", "before_event"})),
)
"""What a text must hold for a row to find anything in it: a quick look before the slow ones."""
_LENGTH: Final = re.compile(LENGTH)
_SPANS: Final = frozenset({"until", "to"})
_DAYS: Final = "اثنين|اتنين|ثلاثا|تلات|اربعا|خميس|جمعه|سبت|احد"
_LASTING: Final = re.compile(
    r"\bن?عد(?:ي|وا)?(?: و\S+)? $|"
    rf"\bمن (?:ال|يوم |ساعه ){{0,2}}(?:\d[\d:]*|{HOUR_WORD}|سبع|ثمان|تسع|عشر|ست|خمس|{_DAYS}|صبح|ظهر|عصر|مغرب|عشا|فجر|"
    rf"ليل|عيد|هون)(?: \S+){{0,2}} $|"
    r"(?:مفتوح|دوام|ضحك|جلس|يجلس|نجلس|تجلس|[ايتن]قعد|\bخليكي? فاتح\S*(?: \S+){0,3}|مختبي|يفرفح|اغلق|تحشر|نام|نمت|نايم|"
    r"سهر|صاحي|ضل|لعب|نلعب|تلعب|"
    r"يلعب|نحجي|نحكي|ندردش|بقي[تن]|تاخر|كاعد|قاعد|"
    r"ندرس|ناكل)\w*(?: \S+){0,2} $|(?:البارحه|امبارح|امس)(?: \S+){0,6} $"
)
"""Words of what lasts until then; no limit is set."""
_DONE: Final = re.compile(
    r"^(?!.*\b[وف]?(?:اذا|لو|ان|ما|لم|من|حتي)\b)(?:.*\s)?(?!ال|بال|عال|لل|انت|كنتي? )[^\W\d_]{3,}تي $", re.DOTALL
)
"""What the reader did before then, with no condition in sight: `شسويتي قبل العرس`."""


def find(text: Folded, sent_at: datetime | None) -> Iterator[Entity]:
    """Every limit in the text, each once."""
    taken: list[tuple[int, int]] = []
    absent = {row for words, rows in _NEEDED if not words.search(text.letters) for row in rows}
    for name, pattern in _patterns():
        if name in absent:
            continue
        for match in pattern.finditer(text.letters):
            start, end = match.span("limit")
            if name == "before" and _DONE.search(text.letters[max(0, start - 200) : start]):
                continue
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
