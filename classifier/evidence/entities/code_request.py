"""Codes, passwords and numbers of cards that a message asks the reader to hand over."""

import re
from collections.abc import Iterator
from typing import Final

from classifier.evidence.entities.fold import Folded
from classifier.evidence.entities.rows import Row
from classifier.records import Entity

KIND: Final = "code_request"

_THEIR: Final = r"(?:ه|ها|هم|ك|ج|كم|ات)?"
_CARD: Final = (
    r"(?:ال)?(?:بطاقه(?: (?:ال)?بنكي?ه?)?|بطاقت[كج]|كارت|ماستر(?: ?كار[دت])?|كي كارد|"
    r"حساب[كج]? ?(?:ال)?بنكي?)"
)
_SHOWN: Final = r"(?:ال?لي|ال) ?(?:ا?يطلع|طلع|يجي|بيوصل|يوصل|وصل|راح|يدور|يتغير|تطلع|طالع)"
_AND_CARD: Final = r"\w{0,2}(?: (?:ال)?(?:كارت|بطاقه))?"

ROWS: Final = (
    Row(
        "pin",
        r"(?:ال)?(?:رقم|ركم)[كج]? (?:ال)?سري|(?:ال)?(?:كود|رمز) (?:ال)?سري|pin|cvv|سي في في|بي?ن كود",
        ("انطيني الرقم السري", "دز الرمز السري", "أدخل الرقم السري"),
        ("الرقم السري يوصلك برسالة",),
    ),
    Row(
        "code",
        r"(?:كوو?د|رمز) (?:ال ?)?otp|(?:ال)?كوو?د(?:ات|ه|ها)?(?: (?:ال)?(?:تحقق|تفعيل|واتساب|مكون|استلام|ايداع))?|"
        r"(?:ال)?رمز(?:ه|ها|هن|هم)?(?: (?:ال)?(?:تحقق|تفعيل|ا?لواتساب|واتساب|تاكيد|رساله|امان|استلام|ايداع))?|"
        rf"(?:ال)?ارقام ال(?:سته|ست|تسعه|اربعه)|(?:ال)?ست ارقام|(?:ال)?رقم(?: (?:ال)?تحقق|(?= {_SHOWN}|"
        r" (?:من|ابو|ام) ?(?:6|4|ست|اربع)))|"
        r"otp|code|ra?mz|(?:ال)?باركود",
        (
            "دزيلي الكود اللي وصلج",
            "اقرالي الكود",
            "ارسل رمز التحقق",
            "dzeeli el code",
            "ارسل الـ OTP",
            "كود؟ گليلياه",
        ),
        ("كود الخصم BINT10", "الكود وصل امس", "لا تنطي الرمز لأحد", "حطي رمز على تلفونج"),
    ),
    Row(
        "password",
        r"(?:ال)?باسوو?رد\w{0,2}|(?:ال)?باس(?= (?:مال|ال|وي|و)|[^\w\s]|\s*$)|كلمه (?:ال)?(?:سر|مرور)|password|pass",
        ("انطيني الباسورد", "اكتب كلمة السر هنا", "حطي الباسوورد"),
        ("نسيت الباسورد", "لا تدزين الباسورد لأحد"),
    ),
    Row(
        "card_number",
        rf"(?:رقم|ارقام|صوره) {_CARD}|كارت[كج]|(?:ال)?16 رقم|(?:رقم|ارقام) (?:ال ?)?(?:ورا|وره|"
        r"خلف) (?:ال)?(?:كارت|بطاقه)|"
        rf"(?:(?:ال)?(?:[ثت]لا?[ثت]ه?|3) )?(?:ال)?ارقام(?: ورا| وره| اللي ورا){_AND_CARD}|"
        r"(?:ال)?(?:[ثت]لا?[ثت]ه?|3) (?:ال)?ارقام|بطاقه (?:ال)?بنك(?:ي[هك]?)?|ra?qa?m (?:el "
        r")?(?:key ?card|kart|visa|master)",
        ("ارسل رقم البطاقة", "دز رقم الماستر", "مليني ال ١٦ رقم", "سجل رقم البطاقة"),
        ("رقم البطاقة مكتوب عليها",),
    ),
)
"""What is asked for, found only beside words that ask."""

_PAST: Final = r"(?!\w{0,2}ت(?:ك|ج|ي|ه|ها|لك|لج|و)?\b)"
_GIVE: Final = (
    r"(?:دز|ادز|ابع[تث]|بع[تث]|ارسل|رسل|انط|اعط|عط|هات|اقر|قر|اكتب|كتب|ملي|انسخ|دخل|ادخل|سجل|"
    r"زود|صيفط|سيفط|رجع|رد|خبرن|اسحب|عب|اكد|ثبت|حدث|"
    r"[يت]دز|تبع[تث]|ترسل|تنط|تعط|يعط|ينط|تكتب|تسجل|تجيب|جيب)"
)
_ASK: Final = (
    rf"(?:{_GIVE}{_PAST}\w{{0,5}}|"
    r"صور(?:ي|لي|يلي|لنا|يلنا|ولي)|صور(?= (?:ال)?(?:كوو?د|رقم|ارقام))|خبر\w{1,4}|[كق]ول\w{1,3}|[كق]ل[يل]\w{0,2}|تقول|"
    r"نريد|اريد|يريد|ابي|ابغي|اشتي|بدي|بدنا|بده|احتاج|نحتاج|محتاج\w{0,2}|يطلب|شنو (?:اخر|اول)|"
    r"di?gz?\w{0,4}|dz\w{0,5}|de+z\w{0,4}|dz?e+li|diz\w{0,4}|36[ie]\w{0,3}|a?36[ie]?n\w{0,2}|"
    r"a3t[iy]?n[iy]|[ie]b3at\w{0,4}|ib3ath\w{0,3}|b3ath\w{0,3}|9rah|send|"
    r"t?2ol\w{0,4}|goo?li|gull?i\w?|golil?i?|[ie]qr\w{0,4}|e8ri\w{0,4}|abi|arid|3tini|7[eu]t\w{0,3}|hut)"
)
_PUT: Final = rf"(?:{_ASK}|حط(?:ي|و|لي)?)"
"""To put a code may be to set a lock; to put a password or a card is to give it."""
_UP_TO_HERE: Final = r"(?: [^\s.!؟?]+){0,6}?[^\w]{0,3}(?:(?:ال|el|بال) ?)?[^\w]{0,3}$"
_ASKED: Final = re.compile(rf"(?:^|[^\w])[وف]?{_ASK}{_UP_TO_HERE}")
_PUT_IN: Final = re.compile(rf"(?:^|[^\w])[وف]?{_PUT}{_UP_TO_HERE}")
_AFTER: Final = re.compile(
    r"[^.!]{0,60}?\s(?:[\w ]{2,8}(?<!\w)ياه|\w+ياه|اياه|rdi\w*|زود\w{2,4}|صوره و|اقر[يا]\w{0,4}|"
    r"ترسله|تدزه|دز(?:ي|ه|ها|ي?لي|يه|يلنا)?|ابع[تث]\w{2,4}|ارسل\w{1,3}|انطين\w{1,3}|عطين\w{1,3}|"
    r"[كق]ول\w{2,4}|"
    r"رده|ردها|اكتب\w{2,3}|انسخ\w{2,3}|dz\w{1,4}|diz\w{1,3}|t?2ol\w{2,4}|ab3t\w*|b3ath\w*)\b"
)
_FORBIDDEN: Final = re.compile(
    r"(?:^|\s)(?:(?:لا|ما|ماراح|مو|محد|ماكو|احد يطلب|la|ma) (?:[^\s,.]+ ){0,3}|م\w{3,}ش (?:\S+ "
    r"){0,2}|لا(?=ت)\w+ (?:\S+ ){0,2}|"
    r"(?:لن|لم|غطي|تغطي|نسيت|شلون|كيف|ازاي|هل|اوعي?|اوعوا?|احذر\w*|انتبه\w*) (?:\S+ ){0,5})\S*\s?$"
)
_STOP: Final = re.compile(r"[.!؟?]")
_WITH_IT: Final = 40
"""What follows another thing asked for within so many letters is asked for with it."""
_ALONE: Final = frozenset({"code", "pin", "password"})
"""Kinds that a later word may ask for: `وصلك كود، دزه`."""

_WHAT: Final = "|".join(f"(?P<{row.name}>{row.words})" for row in ROWS)
_PATTERN: Final = re.compile(rf"(?<![^\W_])(?:[وف]?(?:بهل|هل|ب|ل)?|el|al|l)(?:{_WHAT})(?![^\W\d_])")

TRIGGER: Final = re.compile(
    r"(?:و|ف)?(?:بال|هال|لل|ال|ب|ل)?(?:كوو?د.{0,4}|رقم|رمز.{0,4}|باسوو?رد.{0,3}|باس|سر|مرور|"
    r"سري|باركود|بطاق(?:ه|ت[كج])|كارت[كج]?|ماستر|بنكي?|سته?|تسعه?|اربعه|ارقام)|"
    r"\w{0,2}pass|keycard|otp|ra?mz|codes?|password|pin|cvv|argam|ar9am|arqam|في"
)


def find(text: Folded) -> Iterator[Entity]:
    """Every code, password or card number that the text asks for; warnings not to give one are left out."""
    last = -_WITH_IT
    for match in _PATTERN.finditer(text.letters):
        name = match.lastgroup or ""
        start, end = match.span(name)
        before = text.letters[max(0, start - 60) : start]
        if _FORBIDDEN.search(before):
            continue
        along = start - last < _WITH_IT and not _STOP.search(text.letters, last, start)
        asked = (_ASKED if name == "code" else _PUT_IN).search(before)
        if along or asked or (name in _ALONE and _AFTER.match(text.letters, end)):
            last = end
            yield Entity(KIND, text.span(start, end), name, f"{KIND}.{name}")
