"""The reader's kin, named to them: `أبوج`, `أخوك`, `مرتك`, `عمامج`, in all dialects and in Arabizi."""

import re
from collections.abc import Iterator
from typing import Final

from classifier.evidence.entities.fold import Folded
from classifier.evidence.entities.rows import Row, searched
from classifier.records import Entity

KIND: Final = "kin"

_YOUR: Final = r"(?:كو?ي?|ج|كم|كن|جن|كو|كوا|ش)"
_LATIN_YOUR: Final = r"(?:[aeiou]{0,2}(?:k|ch|j|sh)|k[aou]?[mn]|koum|ko|[aeiou]?k[iy])"
_LATIN_HER: Final = r"(?:[aei]?(?:k|ch)|[ei]?j|ki|kum|kom)"
_WANTED: Final = r"(?! (?:انت|ت\w\w|بالحلال|بحلال|حلال|ليل|نايب|اول|معا?ي|ويا|ضروري|زوج))"
"""What follows `ابيك` where it is no father but `I want you`."""
_SALUTE: Final = re.compile(
    r"(?:^|[^\w])(?:بداعه|بروح|بقبر|بتراب|بشرف|براس|برحمه|رحم الله|الله يرحم|يرحم|وداعه|وحياه|بحيات|بجاه|و?اني|و?انا|"
    r"(?:اني|انا) (?:مثل|متل|زي|بمقام)|"
    r"انه|يا|اسمي|معك|وياك|معاك|معاج|وياج|ana|ani) ?$"
)

ROWS: Final = (
    Row(
        "father",
        rf"ابوو?{_YOUR}|بوو?(?:كي?|ج|كم|كن)|(?:(?<=ل)ابي|(?<!ما )ابي(?!ش)){_YOUR}{_WANTED}|(?<!ب)ابا(?:كي?|ج|كم|"
        rf"كن){_WANTED}|"
        rf"بوي{_YOUR}|والد{_YOUR}|"
        rf"باب[اه]{_YOUR}|(?:(?<=\bل)|(?<=مع )|(?<=عند )|(?<=قدام ))باك(?!\w)|ab(?:ch|uch|uk)\b|"
        rf"[2aou]{{1,2}}b[ou]+{_LATIN_YOUR}|bou?y?(?:k|j|ki)|bayy?[aei]?k(?<!baik)(?<!bayak)|"
        rf"baba{_LATIN_YOUR}|bab[ae]?(?:k|ki)|bbak|wal(?:[ie]d|da?){_LATIN_YOUR}",
        (
            "لأبوج",
            "بيد أبوك",
            "بباباكي",
            "lubooch",
            "abook",
            "يد أبيك",
            "obok",
            "3and bayyik",
            "نقولها لباك",
            "wsl abch",
        ),
        ("باب البيت", "بوكيه ورد", "بقبر امج وابوي", "أبيك بالحلال", "أبيك تجين", "أباش تشوفي القمر", "a book"),
    ),
    Row(
        "mother",
        rf"ام(?:كي?|ج|كم|جن|كو|ش(?! (?:علي|عافيه|من|ورا|دغري|سوا)(?!\w)))|مام[ات]{{0,3}}{_YOUR}|يما(?:ك|ج|كم|ش)|"
        rf"امهات{_YOUR}|والدت{_YOUR}|"
        rf"[2uo]{{1,2}}m+[iaeu]?(?:k|ch|j|ki|sh|kum|kom)|em+[aei]k|mok|(?<!3a)(?<!3)mm[ae]k|mam[aet]+{_LATIN_YOUR}|"
        rf"walid[ai]?t{_LATIN_YOUR}",
        ("أمك تشوفهن", "لأمج", "مامتك", "ommik", "l mok", "wla mmak", "ماماتچ"),
        ("3ammak", "امكن اشوفه", "امش على مهلك", "ام علي", "يمك"),
    ),
    Row("parents", rf"والدي{_YOUR}|ابوي?{_YOUR} وام{_YOUR}", ("لوالديك",), ("والدي العزيز",)),
    Row(
        "brother",
        rf"اخو+{_YOUR}|خو(?:ك|ج|كم|كي)|اخي{_YOUR}|اخا(?:ك|كم)|خي(?:ك|كي)|ا?خوي{_YOUR}|ا?خوان{_YOUR}|ا?خوت{_YOUR}|"
        rf"اخ{_YOUR}|"
        rf"شقيق{_YOUR}|[2aoue]{{1,2}}(?:kh|5)w?[ou]+{_LATIN_YOUR}|(?:kh|5)ou?(?:k|j|ki)|(?:kh|5)ou?t{_LATIN_YOUR}|"
        rf"[ae]?(?:kh|5)wan{_LATIN_YOUR}|(?:kh|5)[ae]yy[aie]?(?:k|ch|kum)|khayk",
        ("لأخوج", "اخوانك", "وأخوكي", "akhoch", "خيّك", "5ayyak", "3la khoutek"),
        ("اخي العزيز", "اني اخوك الكبير", "اني مثل اخوك", "khosh fikra", "5osh"),
    ),
    Row(
        "sister",
        rf"ا?خت{_YOUR}|ا?خوات{_YOUR}|خيات{_YOUR}|خيت{_YOUR}|خويت{_YOUR}|شقيقت{_YOUR}|"
        rf"2?[oue]{{0,2}}(?:kh|5)t{_LATIN_YOUR}|(?<!b)aw?(?:kh|5)t{_LATIN_YOUR}|[a3][oue](?:kh|5)t{_LATIN_YOUR}|"
        rf"[aeu]?(?:kh|5)[au]?wat{_LATIN_YOUR}",
        ("أختك", "خواتج", "ukhtich", "2ekhtek", "khawatch"),
        ("اختي العزيزة", "dakhil bakhtak"),
    ),
    Row(
        "husband",
        rf"زوج(?:ك|ج|كي|ش)|جوز{_YOUR}|طليق(?:ج|كي|ش|ك)|رجلج|ريل(?:ج|جن)|رجليكي|راجل{_YOUR}|بعل{_YOUR}|خطيب(?:ج|كي|ش)|"
        r"z[aou]*w?j(?:k|ch|ek|ak|ich|ik|j)|zoujk|r[ae]?[jg][ie]?l(?:j|ch|ich|ik|ek|ech)|[jg](?:[ou]{1,2}|aw)z(?:ik|ek|"
        r"ak|k|ich|ch)|"
        rf"(?:kh|5)(?:a[6t]+[ie]*|[6t]+[ie]+)b{_LATIN_HER}",
        ("لزوجج", "جوزك", "rajlch", "طليقك", "خطيبج", "khateebj", "ragelek"),
        ("زوجان", "راجل كبير", "akhtbj"),
    ),
    Row(
        "wife",
        rf"زوجت{_YOUR}|(?<!ك)[ما]?مرا?ت(?:ك|كم|ج|كو)|مر[اه]?تك|حرمت(?:ك|كم)|خطيبت{_YOUR}|زوجات{_YOUR}|"
        rf"خطيب(?:ك|كم)|m[ae]?r+[ae]*t(?:[aei]?k|kum|kom)|z[ao]*[uw]?jt(?:k|ak|ek|ik)|(?:kh|"
        rf"5)a?[6t]+[ie]*bt{_LATIN_HER}",
        ("مرتك", "لزوجتك", "مراتك", "martak", "mratek", "مرتكو"),
        ("مرتبك", "حرمت منها", "كامرتك مفتوحة"),
    ),
    Row(
        "son",
        rf"ابن{_YOUR}|ولد{_YOUR}|وليد{_YOUR}|وليدات{_YOUR}|اولاد{_YOUR}|ولاد{_YOUR}|ابنا[ءيو]?{_YOUR}|صغار{_YOUR}|"
        rf"دراري{_YOUR}|"
        rf"جهال{_YOUR}|عيال{_YOUR}|اطفال{_YOUR}|طفل{_YOUR}|[iea]bn{_LATIN_YOUR}|w[ie]?l[aeiy]*d(?:at)?{_LATIN_YOUR}|"
        rf"walad{_LATIN_YOUR}|[auw]?wlad{_LATIN_YOUR}|3[iy]+al{_LATIN_YOUR}|j[iu]?h+al{_LATIN_YOUR}",
        ("ابنك", "ولدج", "عيالك", "ibnich", "أبنائكم", "wlidatek", "jihalak"),
        ("ولد عمي", "بنك الدم"),
    ),
    Row(
        "daughter",
        rf"ا?بنت{_YOUR}|ابنت{_YOUR}|بنات{_YOUR}|بني?ت{_YOUR}|طفلت{_YOUR}|b[aie]?n[aei]*t{_LATIN_YOUR}",
        ("بنتك", "بناتكم", "bintik", "bentek", "bnitech"),
        ("بنات الصف",),
    ),
    Row(
        "uncle",
        rf"عم{_YOUR}|ا?عمام{_YOUR}|عموم[هت]{_YOUR}|خال{_YOUR}|ا?خوال{_YOUR}|اعمام{_YOUR}|3a?m+{_LATIN_YOUR}|"
        rf"[a2]?3a?m+am{_LATIN_YOUR}|(?:kh|5)al(?:ak|ek|ich(?! (?:int|gr|co|bank|air))|k|ch|j|kum)|[a2]?(?:kh|"
        rf"5)wal{_LATIN_YOUR}",
        ("عمامج", "لعمك", "خوالج", "3amk", "3ammamak"),
        ("عم يحكي", "خالي", "khalik hek", "khalich international group"),
    ),
    Row(
        "aunt",
        rf"عم[هات]{{1,2}}{_YOUR}|خال[هات]{{1,2}}{_YOUR}|خالات{_YOUR}|3am+[aei]?t{_LATIN_YOUR}|3mt{_LATIN_YOUR}|"
        rf"(?:kh|5)al[aei]?t{_LATIN_YOUR}",
        ("خالتك", "عماتج", "5altch", "3ametk"),
        ("خالتي",),
    ),
    Row(
        "grandparent",
        rf"جد(?:ك|ج|كم|كي)|جدت{_YOUR}|حبوبت{_YOUR}|بيبيت{_YOUR}|ست(?:ك|كي)(?!\w)|تيت[ات]{_YOUR}|"
        rf"[jg][aie]d+(?:[aei]?k|i?ch)|[jg][aie]d+[aei]?t{_LATIN_YOUR}|t[ei]+ta?t?(?:[aei]k)|bebet(?:k|ch)",
        ("جدك", "جدتج", "gedek", "موبايل ستك"),
        ("جدي الغالي", "ست بيوت"),
    ),
    Row(
        "in_laws",
        rf"حما(?:ك|ج|كي|ت{_YOUR})|نسيب[هت]?{_YOUR}|نسايب{_YOUR}|انسب[اي]+{_YOUR}|سلف[هت]{_YOUR}|"
        rf"صهر(?:ك|ج|كم)|"
        rf"كنت{_YOUR}|[7h]am(?:aw?|o)[aeo]?t{_LATIN_YOUR}|7ama(?:k|ki)|na?si+bt?{_LATIN_YOUR}|anseb",
        ("حماتك", "نسيبك", "نسيبتك", "hamatk", "la 7amak"),
        ("حماتي",),
    ),
    Row(
        "family",
        rf"اهلي?{_YOUR}|اهالي{_YOUR}|عا[يي]لت{_YOUR}|عيلت{_YOUR}|عوا[يي]ل{_YOUR}|قرايب{_YOUR}|اقارب{_YOUR}|"
        rf"اقربا[ءيو]?{_YOUR}|هل{_YOUR}(?=\W|$)|اسرت{_YOUR}|2?[ae]ha?l[aie]?{_LATIN_YOUR}|a?hal(?:k|ch)|"
        rf"3[aei]{{1,2}}[iy]?l[ae]?t{_LATIN_YOUR}|famill?[ei]?t(?:k|ak|ek|ik)",
        ("أهلج", "عائلتك", "قرايبك", "ahlk", "عيلتك", "3eltak", "ahlish"),
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
