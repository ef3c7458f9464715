"""Places where a person can be shamed or found: their work, school, office, shop, home, mosque."""

import re
from collections.abc import Iterator
from typing import Final

from classifier.evidence.entities.fold import Folded
from classifier.evidence.entities.rows import GLUED, Row, searched
from classifier.records import Entity

KIND: Final = "place"

_THEIR: Final = r"(?:ك|ج|كم|كن|جن|كي|ه|ها|هم|هن|هه|ش)"
_YOUR: Final = r"(?:ك|ج|كم|كن|جن|كي|ش)"

ROWS: Final = (
    Row(
        "work",
        rf"شغل{_THEIR}|دوام{_THEIR}|وظيفت{_THEIR}|عمل{_YOUR}(?= )",
        ("بشغله", "دوامك", "وظيفتج"),
        ("شغلة مهمة", "اكو شغلة"),
    ),
    Row(
        "school",
        rf"مدرست{_THEIR}|المدرسه|madrast(?:k|ch|ak|ek|ich|ha)|mdrst(?:k|ch|ha)|ثانويت{_THEIR}|"
        rf"اعداديت{_THEIR}|روضت{_THEIR}|متوسطت{_THEIR}",
        ("مدرستها", "بباب المدرسة"),
        ("مدرسة بالبصرة",),
    ),
    Row(
        "university",
        rf"جامعت{_THEIR}|الجامعه|كليت{_THEIR}|الكليه|kull?iya|kull?ya|koll?iya|jam3t(?:k|ch|ak|ek|"
        rf"ich|ha)|معهد{_YOUR}|المعهد|عمادت{_THEIR}|العماده",
        ("جامعتك", "بالجامعة", "كليتج"),
        ("جامعة الدول",),
    ),
    Row(
        "office",
        rf"داي?رت{_THEIR}|الدا[يء]ره|مديريت{_THEIR}|قسم{_YOUR}|مكتب{_YOUR}|وزارت{_THEIR}",
        ("دائرتك", "بالدائرة", "مكتبك"),
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
        rf"بيت{_YOUR}|b[aeiy]{{1,2}}t(?:kum|kom|ch|ak|ek|ich|ik|ech|j)|باب{_YOUR}|دار{_YOUR}(?= |"
        rf"$)|عمارت{_YOUR}|شقت{_YOUR}",
        ("بيتكم", "لبيتك", "بابك"),
        ("بيت الجيران",),
    ),
    Row(
        "neighbourhood",
        rf"محلت{_THEIR}|المحله|منطقت{_THEIR}|حارت{_YOUR}|شارع{_YOUR}|فرع{_YOUR}|حومت{_YOUR}",
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
TRIGGER: Final = re.compile(_PATTERN.pattern.replace("(?=", "(?:").replace(" |$)", "|$)").replace("(?: )", ""))
_THING: Final = re.compile("شغله$")
_WHERE: Final = re.compile(r"(?:\b(?:ب|ل|وين|مكان|مدير|باب|يم|عن|علي|من|يعرف|اعرف|اخذ)\s?)$")


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
