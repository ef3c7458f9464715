"""Places where a person can be shamed or found: their work, school, office, shop, home, mosque."""

import re
from collections.abc import Iterator
from typing import Final

from classifier.evidence.entities.fold import Folded
from classifier.evidence.entities.rows import GLUED, Row, searched
from classifier.records import Entity

KIND: Final = "place"

_THEIR: Final = r"(?:ك|ج|كم|كن|جن|كي|ه|ها|هم|هن|هه|ش)"
_YOUR: Final = r"(?:ك|ج|كم|كن|جن|كي|كوا?|ش)"
_LATIN_THEIR: Final = r"(?:[aei]?(?:k|ch)|[ei]?j|k[ou]?[mn]|ko|ha)"
_THE: Final = r"(?:ال|(?<=لل))"
_OF_YOURS: Final = (
    r"(?= (?:مال(?:ت)?|تبع|حق|بتاع(?:ت)?|متاع|ديال)(?:ك|ج|كم|كن|كي)(?!\w)| (?:d[iy]al|ta[3b]3?a|bta3|"
    r"mta3)[aeo]?(?:k|kom|kum)\b)"
)
"""What makes a place theirs from behind it: `المحل مالك`."""
_PRAISED: Final = (
    r"(?! (?:حلو|جميل|مرتب|نظيف|روع|فن|ممتاز|يجنن?|تحف|كويس|يخبل|ما عليه|رايع|راقي|بي?تسرق|فنان|يستاهل|"
    r"يستحق|كفو)\w{0,2})"
)
"""What is said of work that was made, not of where it is done: `شغلك حلو`."""

ROWS: Final = (
    Row(
        "work",
        rf"(?<!ه)(?<!مو )(?<!مش )(?<!مب )(?<!موب )(?<!معجب ب)(?<!معجبه ب)"
        rf"(?<!شوف )(?<!شوفي )(?<!شوفوا )(?<!شوفو )(?<!شبه )(?<!عن )"
        rf"شغل{_THEIR}(?!\w){_PRAISED}|{_THE}(?:شغل|دوام){_OF_YOURS}|kh[ei]?d[ei]?m[ei]?t[ei]?k(?:om|um)?|"
        rf"دوام{_THEIR}|وظيفت{_THEIR}|(?<!ه)(?<!ما )(?<!معجب ب)عمل{_YOUR}(?= )|"
        rf"(?:(?<=مقر )|(?<=مكان )|(?<=محل ))عمل{_YOUR}|sho?gh?l(?:[aei]?k|ch|kum|ha)|"
        rf"dawam{_LATIN_THEIR}|"
        rf"wa[zdth]+i?f[ae]?t{_LATIN_THEIR}",
        ("بشغله", "أخوك شغله بالعلوة", "دوامك", "الدوام مالكم", "nji l khdemtek", "وظيفتج", "3and shoghlak"),
        (
            "شغلة مهمة",
            "اكو شغلة",
            "مو شغلك وين اروح",
            "هعملك صفحة",
            "هشغلك عندي",
            "شغلج يجنن",
            "معجبة بشغلك",
            "ما عملش شي",
        ),
    ),
    Row(
        "school",
        rf"مدرست{_THEIR}|{_THE}مدرسه|m[ae]?dr[ae]?s[aei]?t{_LATIN_THEIR}|(?<=l )m[ae]?dr[ae]?s[ae]h?|ثانويت{_THEIR}|"
        rf"اعداديت{_THEIR}|روضت{_THEIR}|متوسطت{_THEIR}|{_THE}روضه(?! ال)|(?<=ب)ال(?:اعداديه|ابتدايي?ه)|"
        rf"{_THE}ليسي(?!\w)|ليسيت?{_YOUR}",
        (
            "مدرستها",
            "بنتك بالروضة",
            "ابنك بالابتدائية",
            "قدام الليسي",
            "بباب المدرسة",
            "أجي للمدرسة",
            "bel madrasa",
            "madrasatik",
        ),
        ("مدرسة بالبصرة", "madrasa jdida", "الروضة الحسينية"),
    ),
    Row(
        "university",
        rf"جامعت{_THEIR}|(?<!حي ){_THE}جامعه|كليت{_THEIR}|{_THE}كليه|kull?iya|kull?ya|koll?iya|"
        rf"[jg]am[ie]?3[aei]?t{_LATIN_THEIR}|"
        rf"(?<=l )(?<!mal )(?:jam[ie]?3a|gam3a|3i?mada)|k[ou]ll?i?y[ei]?t{_LATIN_THEIR}|معهد{_YOUR}|{_THE}معهد|"
        rf"عمادت{_THEIR}|"
        rf"{_THE}عماده|{_THE}فاك(?!\w)",
        ("جامعتك", "بالجامعة", "كليتج", "للكلية", "fil kulliya", "gam3etak", "bil jami3a", "bas l 3mada"),
        ("جامعة الدول", "ساكن بحي الجامعة"),
    ),
    Row(
        "office",
        rf"داي?رت{_THEIR}|{_THE}دا[يء]ره|مديريت{_THEIR}|قسم{_YOUR}|مكتب{_YOUR}|وزارت{_THEIR}|"
        rf"m[ae]?kt[ae]?b{_LATIN_THEIR}|d[ae][ie2]?[iy]?r[ae]?t{_LATIN_THEIR}",
        ("دائرتك", "بالدائرة", "مكتبك", "أوديها للدائرة"),
        ("دائرة الجوازات",),
    ),
    Row(
        "company",
        rf"شركت{_THEIR}|مطعم{_YOUR}|معمل{_YOUR}|ورشت{_THEIR}|متجر{_YOUR}|فندق{_YOUR}|مزرعت{_YOUR}|بستان{_YOUR}|"
        rf"مخزن{_YOUR}|معرض{_YOUR}|مصنع{_YOUR}|قاعت{_YOUR}|"
        rf"(?<!شرب )(?<!شربت )(?<!شربي )[كق]هوت{_YOUR}|مقها{_YOUR}|كافتيريت{_YOUR}|مخبزت?{_YOUR}|ملحمت{_YOUR}|"
        rf"مطبعت{_YOUR}|"
        rf"{_THE}(?:شركه|مطعم|مزرعه|فندق|معمل|ورشه){_OF_YOURS}|sh[aei]?r[ei]?k[ae]?t{_LATIN_THEIR}",
        ("شركتك", "مطعمك", "اسم فندقكم", "مخزنكم", "گهوتك", "الشركة مالتك", "bab sherkatk"),
        ("شركة سياحة", "اشرب قهوتك وتعال", "مزرعة الدواجن"),
    ),
    Row(
        "shop",
        rf"محل{_YOUR}|m[ae][7h]al+{_LATIN_THEIR}|محلات{_YOUR}|دكان{_YOUR}|صالون{_YOUR}|صيدليت{_THEIR}|{_THE}(?:محل|"
        rf"دكانه?|صالون|صيدليه){_OF_YOURS}|بسطت{_YOUR}",
        ("محلك", "دكانكم", "المحل تبعكم", "بسطتك"),
        ("محل حلويات",),
    ),
    Row("clinic", rf"عيادت{_THEIR}|مستشفا{_THEIR}|مختبر{_YOUR}", ("عيادتك",), ("عيادة اسنان",)),
    Row(
        "home",
        rf"بيت{_YOUR}|بيوت{_YOUR}|b[aeiy]{{1,2}}[iea]?t(?:k[ou]?[mn]|ko|ch|ak|ek|ich|ik|ech|j)|باب{_YOUR}|bab(?:kum|"
        rf"kom)|"
        rf"دار{_YOUR}(?=[ ,.!؟?]|$)|dark[ou]?m|عمارت{_YOUR}|(?<!ع)شقت{_YOUR}|حوش{_YOUR}|بنايت{_YOUR}|شاليه{_YOUR}|"
        rf"استراحت{_YOUR}|"
        rf"{_THE}(?:بيت|شقه|حوش){_OF_YOURS}",
        ("بيتكم", "لبيتك", "بابك", "حوشكم", "7da darkom", "الشقة مالتكم", "نقولو لدارك، اليوم", "beitkon", "bayitkum"),
        ("بيت الجيران", "عشقتك من زمان"),
    ),
    Row(
        "neighbourhood",
        rf"محلت{_THEIR}|{_THE}محله|منطقت{_THEIR}|حارت{_YOUR}|{_THE}حاره(?!\w)|شارع{_YOUR}|فرع{_YOUR}|"
        rf"حومت{_YOUR}|{_THE}حومه|فريج{_YOUR}|{_THE}فريج(?!\w)|ضيعت{_YOUR}|قريت{_YOUR}|"
        rf"{_THE}منطقه(?! (?:ال(?!كل)|حدود|صناع|خضر|شرق|غرب))|"
        rf"(?<!بث )(?<!الله )(?<!رب )(?<!صوت )(?<!لحم )(?<!كائن )(?<!كاين )ال(?:حي)(?!\w)(?! (?:ال(?!كل)|والميت|الذي))|"
        rf"(?<=l)7ou?ma|(?<=el )7ou?ma|(?<=el )7ara(?!\w)",
        ("منطقتكم", "ضيعتكم", "شباب الحي", "حريم الفريج", "wlad l7ouma", "بگروب المحلة", "حارتكن", "ملعب الحارة"),
        ("منطقة باردة", "البث الحي", "المنطقة الشرقية", "الشوربة الحارة"),
    ),
    Row(
        "mosque",
        rf"مسجد{_YOUR}|جامع{_YOUR}|حسينيت{_THEIR}|مجلس{_YOUR}|مضيف{_YOUR}|ديوان{_YOUR}|ديوانيت{_THEIR}",
        ("مسجدكم", "مضيفكم", "بمجلسكم"),
        ("مسجد الكوفة",),
    ),
)
"""Places by kind, with the suffix of the reader or of a third person."""

_NO_OWNER: Final = re.compile(
    r"(?<![^\W_])[وف]?(?:ب|ع|(?:(?:ب?باب|ب?كروب|[كق]دام|يم|ب?نص|حيطان|جدران|يوصل|توصل|علي|في|عند) ))"
    r"(?:(?P<mosque>ال(?:جامع|مسجد|حسينيه|مضيف|ديوان|ديوانيه))|(?P<company>الشرك[هة])|(?P<shop>ال(?:محل|دكان))|"
    r"(?P<neighbourhood>ال(?:منطقه|حي))|"
    r"(?P<work>ال(?:دوام|شغل|وظيفه))|(?P<clinic>ال(?:عياده|مستشفي)))"
    r"(?![^\W_])(?! (?:ال(?!كل)|مال|حق|تبع|بتاع|مالت))"
)
"""A place of shame without an owner, after a word of where; no name and no owner behind it."""
_SHAME: Final = re.compile(
    r"(?:صور|فيديو|فديو|تسجيل|مقطع|مقاطع|صوت|فضيح|اسم|رسايل|محادث|سمع|راس)[كجه]\w?|[انيت](?:علق|نشر|فضح|لصق|وزع|"
    r"عرض)\w*|"
    r"[يت](?:سمع|شوف|عرف|دري)ون"
)
_PATTERN: Final = searched(ROWS, before=GLUED)
TRIGGER: Final = re.compile(
    _PATTERN.pattern.replace("(?=", "(?:")
    .replace("[ ,.!؟?]|$)", "|$)")
    .replace(" |$)", "|$)")
    .replace("(?: )", "")
    .replace("(?<=l )", "")
    .replace("(?:(?<=مقر )|(?<=مكان )|(?<=محل ))", "")
    .replace("(?<!mal )", "")
    + rf"|{GLUED}(?:شغل|دوام|شركه|مطعم|مزرعه|فندق|معمل|ورشه|محل|دكانه?|صالون|صيدليه|بيت|شقه|حوش|7ou?ma|7ara)"
)
_HOT: Final = re.compile(r"(?:\bال[^\W\d_]+|\b(?:[^\W\d_]+(?:ات|ه))) ?$")
"""What `الحارة` after it says the heat of: `الشوربة الحارة`."""
_THING: Final = re.compile("شغله$")
_WHERE: Final = re.compile(
    r"(?:\b(?:ب|ل|وين|مكان|مدير|باب|يم|عن|علي|من|اعرف|اخذ|(?:اخو|ابو|رجل|زوج|ولد|ابن|خال|عم)(?:ك|ج|كم|كي))\s?)$"
)


def find(text: Folded) -> Iterator[Entity]:
    """Every such place named in the text; `شغله` only where it cannot be a thing (`شغلة`)."""
    for match in _PATTERN.finditer(text.letters):
        name = match.lastgroup or ""
        start, end = match.span(name)
        if _THING.match(match[name]) and not _is_his_work(text, start, end):
            continue
        if match[name].endswith("حاره") and _HOT.search(text.letters[max(0, match.start() - 20) : match.start()]):
            continue
        yield Entity(KIND, text.span(start, end), name, f"{KIND}.{name}")


def find_named(text: Folded) -> Iterator[Entity]:
    """Every mosque, hall, company or shop that is named without an owner as where a threat is carried out."""
    if not _SHAME.search(text.letters):
        return
    for match in _NO_OWNER.finditer(text.letters):
        name = match.lastgroup or ""
        yield Entity(KIND, text.span(*match.span(name)), name, f"{KIND}.{name}")


def _is_his_work(text: Folded, start: int, end: int) -> bool:
    return not text.as_written(start, end).endswith("ة") and _WHERE.search(text.letters[:start]) is not None
