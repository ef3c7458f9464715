"""Places where a person can be shamed or found: their work, school, office, shop, home, mosque."""

import re
from collections.abc import Iterator
from typing import Final

from classifier.evidence.entities.fold import Folded
from classifier.evidence.entities.rows import GLUED, Row, searched
from classifier.records import Entity

KIND: Final = "place"

_THEIR: Final = r"(?:ك|ج|كم|كن|جن|كي|ه|ها|هم|هن|هه|ش)"
_YOUR: Final = r"(?:ك|ج|كم|كن|جن|كي|كو|ش)"
_LATIN_THEIR: Final = r"(?:[aei]?(?:k|ch)|[ei]?j|k[ou]?[mn]|ko|ha)"
_THE: Final = r"(?:ال|(?<=لل))"

ROWS: Final = (
    Row(
        "work",
        rf"(?<!ه)شغل{_THEIR}|دوام{_THEIR}|وظيفت{_THEIR}|(?<!ه)عمل{_YOUR}(?= )|sho?gh?l(?:[aei]?k|ch|kum|ha)|"
        rf"dawam{_LATIN_THEIR}|"
        rf"wa[zdth]+i?f[ae]?t{_LATIN_THEIR}",
        ("بشغله", "أخوك شغله بالعلوة", "دوامك", "وظيفتج", "3and shoghlak"),
        ("شغلة مهمة", "اكو شغلة", "هعملك صفحة", "هشغلك عندي"),
    ),
    Row(
        "school",
        rf"مدرست{_THEIR}|{_THE}مدرسه|m[ae]?dr[ae]?s[aei]?t{_LATIN_THEIR}|(?<=l )m[ae]?dr[ae]?s[ae]h?|ثانويت{_THEIR}|"
        rf"اعداديت{_THEIR}|روضت{_THEIR}|متوسطت{_THEIR}",
        ("مدرستها", "بباب المدرسة", "أجي للمدرسة", "bel madrasa", "madrasatik"),
        ("مدرسة بالبصرة", "madrasa jdida"),
    ),
    Row(
        "university",
        rf"جامعت{_THEIR}|{_THE}جامعه|كليت{_THEIR}|{_THE}كليه|kull?iya|kull?ya|koll?iya|"
        rf"[jg]am[ie]?3[aei]?t{_LATIN_THEIR}|"
        rf"(?<=l )(?<!mal )(?:jam[ie]?3a|gam3a|3i?mada)|k[ou]ll?i?y[ei]?t{_LATIN_THEIR}|معهد{_YOUR}|{_THE}معهد|"
        rf"عمادت{_THEIR}|"
        rf"{_THE}عماده",
        ("جامعتك", "بالجامعة", "كليتج", "للكلية", "fil kulliya", "gam3etak", "bil jami3a", "bas l 3mada"),
        ("جامعة الدول",),
    ),
    Row(
        "office",
        rf"داي?رت{_THEIR}|{_THE}دا[يء]ره|مديريت{_THEIR}|قسم{_YOUR}|مكتب{_YOUR}|وزارت{_THEIR}",
        ("دائرتك", "بالدائرة", "مكتبك", "أوديها للدائرة"),
        ("دائرة الجوازات",),
    ),
    Row(
        "company",
        rf"شركت{_THEIR}|مطعم{_YOUR}|معمل{_YOUR}|ورشت{_THEIR}|متجر{_YOUR}",
        ("شركتك", "مطعمك"),
        ("شركة سياحة",),
    ),
    Row(
        "shop",
        rf"محل{_YOUR}|محلات{_YOUR}|دكان{_YOUR}|صالون{_YOUR}|صيدليت{_THEIR}",
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
        rf"محلت{_THEIR}|{_THE}محله|منطقت{_THEIR}|حارت{_YOUR}|شارع{_YOUR}|فرع{_YOUR}|حومت{_YOUR}",
        ("منطقتكم", "بگروب المحلة", "حارتكن"),
        ("منطقة باردة",),
    ),
    Row(
        "mosque",
        rf"مسجد{_YOUR}|جامع{_YOUR}|حسينيت{_THEIR}|مضيف{_YOUR}|ديوان{_YOUR}|ديوانيت{_THEIR}",
        ("مسجدكم", "مضيفكم"),
        ("مسجد الكوفة",),
    ),
)
"""Places by kind, with the suffix of the reader or of a third person."""

_PATTERN: Final = searched(ROWS, before=GLUED)
TRIGGER: Final = re.compile(
    _PATTERN.pattern.replace("(?=", "(?:")
    .replace("[ ,.!؟?]|$)", "|$)")
    .replace(" |$)", "|$)")
    .replace("(?: )", "")
    .replace("(?<=l )", "")
    .replace("(?<!mal )", "")
)
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
        yield Entity(KIND, text.span(start, end), name, f"{KIND}.{name}")


def _is_his_work(text: Folded, start: int, end: int) -> bool:
    return not text.as_written(start, end).endswith("ة") and _WHERE.search(text.letters[:start]) is not None
