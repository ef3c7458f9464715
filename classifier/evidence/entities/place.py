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

ROWS: Final = (
    Row(
        "work",
        rf"(?<!ه)(?<!مو )(?<!مش )(?<!مب )(?<!موب )شغل{_THEIR}|دوام{_THEIR}|وظيفت{_THEIR}|(?<!ه)عمل{_YOUR}(?= )|"
        rf"(?:(?<=مقر )|(?<=مكان )|(?<=محل ))عمل{_YOUR}|sho?gh?l(?:[aei]?k|ch|kum|ha)|"
        rf"dawam{_LATIN_THEIR}|"
        rf"wa[zdth]+i?f[ae]?t{_LATIN_THEIR}",
        ("بشغله", "أخوك شغله بالعلوة", "دوامك", "وظيفتج", "3and shoghlak"),
        ("شغلة مهمة", "اكو شغلة", "مو شغلك وين اروح", "هعملك صفحة", "هشغلك عندي"),
    ),
    Row(
        "school",
        rf"مدرست{_THEIR}|{_THE}مدرسه|m[ae]?dr[ae]?s[aei]?t{_LATIN_THEIR}|(?<=l )m[ae]?dr[ae]?s[ae]h?|ثانويت{_THEIR}|"
        rf"اعداديت{_THEIR}|روضت{_THEIR}|متوسطت{_THEIR}|{_THE}ليسي(?!\w)|ليسيت?{_YOUR}",
        ("مدرستها", "قدام الليسي", "بباب المدرسة", "أجي للمدرسة", "bel madrasa", "madrasatik"),
        ("مدرسة بالبصرة", "madrasa jdida"),
    ),
    Row(
        "university",
        rf"جامعت{_THEIR}|{_THE}جامعه|كليت{_THEIR}|{_THE}كليه|kull?iya|kull?ya|koll?iya|"
        rf"[jg]am[ie]?3[aei]?t{_LATIN_THEIR}|"
        rf"(?<=l )(?<!mal )(?:jam[ie]?3a|gam3a|3i?mada)|k[ou]ll?i?y[ei]?t{_LATIN_THEIR}|معهد{_YOUR}|{_THE}معهد|"
        rf"عمادت{_THEIR}|"
        rf"{_THE}عماده|{_THE}فاك(?!\w)",
        ("جامعتك", "بالجامعة", "كليتج", "للكلية", "fil kulliya", "gam3etak", "bil jami3a", "bas l 3mada"),
        ("جامعة الدول",),
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
        rf"شركت{_THEIR}|مطعم{_YOUR}|معمل{_YOUR}|ورشت{_THEIR}|متجر{_YOUR}|sh[aei]?r[ei]?k[ae]?t{_LATIN_THEIR}",
        ("شركتك", "مطعمك", "bab sherkatk"),
        ("شركة سياحة",),
    ),
    Row(
        "shop",
        rf"محل{_YOUR}|m[ae][7h]al+{_LATIN_THEIR}|محلات{_YOUR}|دكان{_YOUR}|صالون{_YOUR}|صيدليت{_THEIR}",
        ("محلك", "دكانكم"),
        ("محل حلويات",),
    ),
    Row("clinic", rf"عيادت{_THEIR}|مستشفا{_THEIR}|مختبر{_YOUR}", ("عيادتك",), ("عيادة اسنان",)),
    Row(
        "home",
        rf"بيت{_YOUR}|بيوت{_YOUR}|b[aeiy]{{1,2}}[iea]?t(?:k[ou]?[mn]|ko|ch|ak|ek|ich|ik|ech|j)|باب{_YOUR}|bab(?:kum|"
        rf"kom)|"
        rf"دار{_YOUR}(?=[ ,.!؟?]|$)|dark[ou]?m|عمارت{_YOUR}|(?<!ع)شقت{_YOUR}|حوش{_YOUR}|بنايت{_YOUR}",
        ("بيتكم", "لبيتك", "بابك", "حوشكم", "7da darkom", "نقولو لدارك، اليوم", "beitkon", "bayitkum"),
        ("بيت الجيران", "عشقتك من زمان"),
    ),
    Row(
        "neighbourhood",
        rf"محلت{_THEIR}|{_THE}محله|منطقت{_THEIR}|حارت{_YOUR}|{_THE}حاره(?!\w)|شارع{_YOUR}|فرع{_YOUR}|"
        rf"حومت{_YOUR}|{_THE}حومه|فريج{_YOUR}",
        ("منطقتكم", "بگروب المحلة", "حارتكن", "ملعب الحارة"),
        ("منطقة باردة", "الشوربة الحارة"),
    ),
    Row(
        "mosque",
        rf"مسجد{_YOUR}|جامع{_YOUR}|حسينيت{_THEIR}|مضيف{_YOUR}|ديوان{_YOUR}|ديوانيت{_THEIR}",
        ("مسجدكم", "مضيفكم"),
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
)
_HOT: Final = re.compile(r"(?:\bال[^\W\d_]+|\b(?:[^\W\d_]+(?:ات|ه))) ?$")
"""What `الحارة` after it says the heat of: `الشوربة الحارة`."""
_THING: Final = re.compile("شغله$")
_WHERE: Final = re.compile(
    r"(?:\b(?:ب|ل|وين|مكان|مدير|باب|يم|عن|علي|من|يعرف|اعرف|اخذ|(?:اخو|ابو|رجل|زوج|ولد|ابن|خال|عم)(?:ك|ج|كم|كي))\s?)$"
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
