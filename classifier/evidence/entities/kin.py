"""The reader's kin, named to them: `أبوج`, `أخوك`, `مرتك`, `عمامج`, in all dialects and in Arabizi."""

import re
from collections.abc import Iterator
from typing import Final

from classifier.evidence.entities.fold import Folded
from classifier.evidence.entities.rows import Row, searched
from classifier.records import Entity

KIND: Final = "kin"

_YOUR: Final = r"(?:كو?ي?|ج|كم|كن|جن|كو|كوا|ش)"
_LATIN_YOUR: Final = r"(?:[aeiou]{0,2}(?:k|ch|j|sh)|kum|kom|[aeiou]?ki)"
_SALUTE: Final = re.compile(
    r"(?:^|[^\w])(?:بداعه|بروح|برحمه|رحم الله|الله يرحم|يرحم|وداعه|وحياه|بحيات|بجاه|اني|انا|"
    r"انه|يا|اسمي|معك|وياك|معاك|معاج|وياج|ana|ani) ?$"
)

ROWS: Final = (
    Row(
        "father",
        rf"ا?بوو?{_YOUR}|ابي{_YOUR}|بوي{_YOUR}|والد{_YOUR}|باب[اه]{_YOUR}|l?[au]?bo+u?{_LATIN_YOUR}|"
        rf"[au]bu{_LATIN_YOUR}|baba{_LATIN_YOUR}|bbak|walda?{_LATIN_YOUR}|bab[ae]?(?:k|ki)",
        ("لأبوج", "بيد أبوك", "بباباكي", "lubooch", "abook"),
        ("باب البيت", "بوكيه ورد"),
    ),
    Row(
        "mother",
        rf"ام(?:كي?|ج|كم|جن|كو|ش)|مام[ات]?{_YOUR}|امهات{_YOUR}|والدت{_YOUR}|[uo]m+[iaeu]?(?:k|ch|j|"
        r"ik|ek)|ummi?ch|mam[at]+(?:k|ek|ik|ki|ak)",
        ("أمك تشوفهن", "لأمج", "مامتك", "ommik"),
        ("امكن اشوفه", "ام علي"),
    ),
    Row("parents", rf"والدي{_YOUR}|ابوي?{_YOUR} وام{_YOUR}", ("لوالديك",), ("والدي العزيز",)),
    Row(
        "brother",
        rf"اخو+{_YOUR}|خو(?:ك|ج|كم|كي)|اخي{_YOUR}|ا?خوي{_YOUR}|ا?خوان{_YOUR}|ا?خوت{_YOUR}|اخ{_YOUR}|"
        rf"a?(?:kh|5)o+u?{_LATIN_YOUR}|a?(?:kh|5)u(?:k|ch|j)|a?(?:kh|5)w?an(?:k|ch|j|ak)|"
        r"khayy?[ia]?k|5awat?k",
        ("لأخوج", "اخوانك", "وأخوكي", "akhoch"),
        ("اخي العزيز", "اني اخوك الكبير"),
    ),
    Row(
        "sister",
        rf"ا?خت{_YOUR}|ا?خوات{_YOUR}|خيت{_YOUR}|خويت{_YOUR}|[oue]?(?:kh|5)t{_LATIN_YOUR}|"
        rf"a?[ou](?:kh|5)t{_LATIN_YOUR}|a(?:kh|5)t(?:k|ch|j|ak|ek|ik)|[e3]?ekht[ie]k|(?:kh|"
        r"5)wat(?:k|ch|j|ak|ek|ik)",
        ("أختك", "خواتج", "ukhtich"),
        ("اختي العزيزة",),
    ),
    Row(
        "husband",
        rf"زوج(?:ك|ج|كي|ش)|جوز{_YOUR}|رجلج|رجليكي|راجل{_YOUR}|بعل{_YOUR}|خطيب(?:ج|كي|ش)|"
        r"z[aou]*w?j(?:k|ch|ek|ich|ik|j)|zoujk|rajl(?:j|ch|ich|ik|ek)|gou?z(?:ik|ek)|jo?w?z(?:ik|"
        r"ek)|khatib(?:ch|j|ik)|(?:kh|5)a[6t]i?e*b(?:j|ch|ek|ik)",
        ("لزوجج", "جوزك", "rajlch", "خطيبج"),
        ("زوجان", "راجل كبير"),
    ),
    Row(
        "wife",
        rf"زوجت{_YOUR}|[ما]?مرا?ت(?:ك|كم|ج)|مر[اه]?تك|حرمت(?:ك|كم)|خطيبت{_YOUR}|زوجات{_YOUR}|"
        r"خطيب(?:ك|كم)|mart?(?:ak|k|ek)|zo+jtk|zaw?jt(?:k|ak|ek)|(?:kh|5)a?[6t]+i?bt(?:k|ak|ek)",
        ("مرتك", "لزوجتك", "مراتك", "martak"),
        ("مرتبك", "حرمت منها"),
    ),
    Row(
        "son",
        rf"ابن{_YOUR}|ولد{_YOUR}|وليد{_YOUR}|وليدات{_YOUR}|اولاد{_YOUR}|ولاد{_YOUR}|ابناء?{_YOUR}|"
        rf"جهال{_YOUR}|عيال{_YOUR}|اطفال{_YOUR}|طفل{_YOUR}|[ie]bn(?:k|ch|j|ak|ek|ik|ich)|"
        r"wal?ad(?:k|ak|ek|ik)|wld(?:k|ch|j)|w?a?wlad(?:k|ak|ch|ek|ik)|wlyd(?:ch|j|k)|3yal(?:k|ak|"
        r"ch)",
        ("ابنك", "ولدج", "عيالك", "ibnich"),
        ("ولد عمي", "بنك الدم"),
    ),
    Row(
        "daughter",
        rf"ا?بنت{_YOUR}|ابنت{_YOUR}|بنات{_YOUR}|بني?ت{_YOUR}|طفلت{_YOUR}|bi?nt(?:k|ch|j|ak|ek|ik|"
        r"ich)|banat(?:k|ak|ek|ik)|bnat(?:k|ch)",
        ("بنتك", "بناتكم", "bintik"),
        ("بنات الصف",),
    ),
    Row(
        "uncle",
        rf"عم{_YOUR}|ا?عمام{_YOUR}|عموم[هت]{_YOUR}|خال{_YOUR}|ا?خوال{_YOUR}|اعمام{_YOUR}|3a?m+{_LATIN_YOUR}|"
        r"3mam(?:k|ch|j|ak)|a?3mam(?:k|ch)|(?:kh|5)al(?:ak|ek|k|ch|ik)",
        ("عمامج", "لعمك", "خوالج", "3amk"),
        ("عم يحكي", "خالي"),
    ),
    Row(
        "aunt",
        rf"عم[هات]{{1,2}}{_YOUR}|خال[هات]{{1,2}}{_YOUR}|خالات{_YOUR}|3am[ai]?t(?:k|ch|j|ak|ek)|"
        r"(?:kh|5)al[ai]?t(?:k|ch|j|ak|ek|ik|ich)",
        ("خالتك", "عماتج", "5altch"),
        ("خالتي",),
    ),
    Row(
        "grandparent",
        rf"جد(?:ك|ج|كم|كي)|جدت{_YOUR}|حبوبت{_YOUR}|بيبيت{_YOUR}|ست{_YOUR}(?= )|تيت[ات]{_YOUR}|"
        r"jidd?(?:k|ak|ek|ik|ch)|jiddt(?:k|ak|ek)|bebet(?:k|ch)",
        ("جدك", "جدتج"),
        ("جدي الغالي",),
    ),
    Row(
        "in_laws",
        rf"حما(?:ك|ج|كي|ت{_YOUR})|نسيب{_YOUR}|نسايب{_YOUR}|انسب[اي]+{_YOUR}|بيت حما{_YOUR}|سلف[هت]{_YOUR}|"
        rf"كنت{_YOUR}|7amat(?:k|ek|ik|ak)|nsib(?:k|ak|ek)|anseb",
        ("حماتك", "نسيبك"),
        ("حماتي",),
    ),
    Row(
        "family",
        rf"اهلي?{_YOUR}|اهالي{_YOUR}|عا[يي]لت{_YOUR}|عوا[يي]ل{_YOUR}|قرايب{_YOUR}|اقارب{_YOUR}|"
        rf"اقربا{_YOUR}|هل{_YOUR}(?=\W|$)|اسرت{_YOUR}|ahal?{_LATIN_YOUR}|ahl[aie]?(?:k|ch|j|kum|"
        r"kom)|a?hal(?:k|ch)|(?:3a|3e)[iy]l[ae]?t(?:k|ak|ek|ik|ch)",
        ("أهلج", "عائلتك", "قرايبك", "ahlk"),
        ("اهلي", "اهلا"),
    ),
    Row(
        "tribe",
        rf"عشيرت{_YOUR}|عشاي?ر{_YOUR}|قبيلت{_YOUR}|شيخ{_YOUR}|شيوخ{_YOUR}|3ashirt?(?:k|ak|j|ch|"
        r"kum)|3ashirat(?:k|kum)",
        ("عشيرتكم", "قبيلتك"),
        ("عشيرة كبيرة",),
    ),
)
"""Kin by relation, each with the reader's suffix."""

_ALL: Final = searched(ROWS, before=r"\b(?:[وف]?(?:ك|ال|ب|ل)?)(?:l|w|b|l2|le|la|el|li|3a|wl)?")
_WORD: Final = re.compile(_ALL.pattern.removeprefix(r"\b"))
TRIGGER: Final = re.compile(_WORD.pattern + r"$")


def find(text: Folded) -> Iterator[Entity]:
    """Every relative of the reader that the text names, greetings in which the writer calls himself one left out."""
    for match in _ALL.finditer(text.letters):
        name = match.lastgroup or ""
        start, end = match.span(name)
        if not _SALUTE.search(text.letters[max(0, start - 16) : start]):
            yield Entity(KIND, text.span(start, end), name, f"{KIND}.{name}")
