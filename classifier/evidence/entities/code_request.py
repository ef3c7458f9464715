"""Codes, passwords and numbers of cards that a message asks the reader to hand over."""

import re
from collections.abc import Iterator
from typing import Final

from classifier.evidence.entities.code_request_rows import ROWS
from classifier.evidence.entities.fold import Folded
from classifier.records import Entity

KIND: Final = "code_request"

_PAST: Final = r"(?!\w{0,2}ت(?:ك|ج|ي|ه|ها|هم|ني|نا|كم|لك|لج|و)?\b)"
_GIVE: Final = (
    r"(?:دز|ادز|ابع[تث]|بع[تث]|ارسل|رسل|انط|اعط|عط|هات|اقر|قر|اكتب|كتب(?=[يول])|ملي|انسخ|دخل(?!وا علي)|ادخل|سجل|"
    r"[يت]?زود|تزويد|[يت]?شارك|[يت]?مرر|وفر|سلم|[يت]?طرش|صيفط|سيفط|رجع|رد|خبرن|اسحب|عب(?=[يو])|اكد|ثبت|حدث|"
    r"[يت]دز|يكتب|تقرا|[ت]?قري|اد[يو]|امل[يا]|تبع[تث]|ترسل|تنط|تعط|يعط|ينط|تكتب|تسجل|تجيب|جيب)"
)
_ASK: Final = (
    rf"(?:(?!ا?[نع]طا[نه]|عطان){_GIVE}{_PAST}\w{{0,5}}|"
    r"صور(?:ي|لي|يلي|لنا|يلنا|ولي)|صور(?= (?:ال)?(?:كوو?د|رقم|ارقام|\S+ من (?:ال)?(?:وجهين|جهتين|طرفين)|$))|"
    r"خبر\w{1,4}|علمني|(?:شنو|شو|وش|"
    r"ايش)(?= (?:ال)?(?:رقم سري|رقم السري|باسوو?رد|كلمه))|[كق]ول\w{0,3}|ت?[كق]ل[يل]\w{0,2}|تقول|[ات]حكيل\w{1,2}|"
    r"راسل(?:ني|يني|نا)|الصق\w?|سكرين(?: ?شوت)?(?= لل)|"
    r"نريد|اريد|يريد(?:ون|وا)?|وري(?:ني|نا)|شوف(?:ني|لي|يلي)|بلغ(?:ني|يني|نا)|يطلبون|دير(?: لي|ليا)?|عا[يو]ز\w{0,2}|"
    r"بغيت|خاصني|ابي|"
    r"ابغي|اشتي|بدي|بدنا|بده|احتاج|نحتاج|محتاج\w{0,2}|يطلب|شنو (?:اخر|"
    r"اول)|"
    r"di?gz?\w{0,4}|[tie]?ba?3[ae]?th?\w{0,4}|(?:a?d+i|eddi) ?l[iy]|dz\w{0,5}|de+z\w{0,4}|dz?e+li|diz\w{0,4}|"
    r"36[ie]\w{0,3}|"
    r"[ta]?n[6t][ei]+n\w{0,2}|a?36[ie]?n\w{0,2}|"
    r"t?[aou]?3t[eiy]?n[iye]|[a]?6a?rs?sh\w{0,3}|tarr?[ie]sh\w{0,3}|[ie]?kt[ei]?b\w{0,2}|9[ao]?w+[ei]?r[iy]?|"
    r"d[ou]?[kh5]+[ou]l\w?|[eo]d[kh5]+[ou]l\w?|5alli|sora mn|hati?|[ie]b3at\w{0,4}|a?b3at\w{0,4}|[تي]دي(?:ني|لي|نا)|"
    r"(?:اعد|اعيدي?|باعاده) (?:ادخال|كتابه|ارسال)|"
    r"ib3ath\w{0,3}|b3ath\w{0,3}|9r[ae]\w{0,2}|gl[iy]|zid\w{2}|rasl[iy]|[ie]?3[ae]?t[iy]\w{0,5}|"
    r"7[ae]?w+[ei]?l\w{0,2}|قل لي|كل لي|ا?مل(?= علي)|(?:اجب|جاوب\w?)(?= ب)|صفت(?= ل)|"
    r"send|share|reply with|provide|submit|need|want|e6[ei]+\w*|[ea]?3a6\w{2,4}|3awza?|"
    r"t?2ol\w{0,4}|goo?li|gul li|gul\w{0,4}|[btn]?2ou?l\w{0,4}|3a?6[ei]+n?\w{0,2}|a?nt[ei]+n\w{0,2}|enter|type|insert|"
    r"give me|tell me|fill|verify|confirm|s[ae]j+[ei]l\w{0,2}|s[iy]f[6t]\w{0,4}|r[ae]s+[ei]l\w{0,3}|"
    r"[ae]rs[ei]l\w{0,3}|d(?:kh|5)+li|[ei]d[ie]+ni|يتطلب|مد(?=ي?لي|ي? (?:ال)?كود|ي? $)\w{0,3}|(?:يرجي|الرجاء|بعد|"
    r"عليك) (?:ادخال|ارسال|كتابه|تزويدنا)|بادخال|golil?i?|gil+i|[ie]qr\w{0,4}|e8ri\w{0,4}|abi|arid|3tini|"
    r"7[eu]t\w{0,3}|hut)"
)
_PUT: Final = rf"(?:{_ASK}|[يت]حتاج|[يت]ريد|حول\w{{0,3}}|[تي]?حط(?:ي|و|لي)?|خلي(?= )|[تي]دخل\w{{0,2}}|عبر (?:ال)?رابط)"
"""To put a code may be to set a lock; to put a password or a card is to give it."""
_UP_TO_HERE: Final = r"(?: [^\s.!؟?]+){0,6}?[^\w]{0,3}(?:(?:ال|el|بال) ?)?[^\w]{0,3}$"
_WHAT_IS: Final = re.compile(
    r"(?:^|[^\w])(?:شنو|شنهو|شني|شو|وش|ايش|ما|ايه|اشنو|شنية|شكو|كم|شكد|شقد|what is|what's|whats|shno|shnu|chno|shu) "
    r"(?:هو |هي |كان |كانت |يكون |your |ur |the |el |al )?$"
)
"""To ask what a password is; what a code is may be asked of anything."""
_WHAT_AFTER: Final = re.compile(r"(?: [^\s.!؟?,]+){0,3} (?:شنو|شنهو|شو|وش|ايش|ايه|شكو|شكد|shno|shnu)\s?(?:[؟?]|$)")
_OWN: Final = re.compile(
    r" (?:مال |حق |تبع |بتاع )?(?:ال)?(?:واي ?فاي|wifi|نت|شبكه|راوتر)(?![^\W\d_])|"
    r"(?: (?:mal|ta3|bta3|7ag))? (?:el |l |al )?(?:wifi|net)\b"
)
_POLITE: Final = re.compile(
    r"(?:^|[^\w])(?:ممكن|رجاءا?|لطفا|من فضل[كج]|يا ريت|ياريت|اذا ممكن|لو سمحت\w?|please|pls|plz|mumkin) (?:\S+ )?$"
)
_HERE: Final = re.compile(r"[^.!؟?]{0,30}?\s(?:هنا|هون|هنانه|بالرابط|بالموقع|بالصفحه|بالخانه|بالفراغ|بالاستماره)\b")
"""Where a code is put so that it is given: `حط الرمز هنا`."""
_ASKED: Final = re.compile(rf"(?:^|[^\w])[وف]?{_ASK}{_UP_TO_HERE}")
_PUT_IN: Final = re.compile(rf"(?:^|[^\w])[وف]?{_PUT}{_UP_TO_HERE}")
_AFTER: Final = re.compile(
    r"[ !,]{1,3}(?:بسرع\w*|فورا|حالا|يلا)\b|[^.!]{0,60}?\s[وف]?(?:[\w ]{2,8}(?<!\w)ياه|\w+ياه|اياه|rdi\w*|ت?زود\w{2,4}|"
    r"صوره و|ا[قك]ر[يا]\w{0,4}|"
    r"ترسله|تدزه|دز(?:ي|ه|ها|هم|هن|ي?لي|ي?لياه|يه|يها|يلنا|وه|وها)?|[ات]بع[تث]\w{1,6}|ا?[نع]طي(?:ه|ها)(?= (?:ل?نا|لي|"
    r"ليا|لينا|الي|النا|"
    r"هسه|بسرع\w*|حالا|هلق|دابا)\b|\W*$)|ا?[نع]طي(?:هولي|هالي|وهولي)|رجعه?ا? لي|"
    r"ا?ملي\w{2,5}|قله لي|ارسل\w{1,3}|انطين\w{1,3}|ا?عطين\w{1,3}|مقابل|"
    r"[كق]ول\w{2,4}|"
    r"رده|ردها|هات(?:و|ه|ها|يه|يها)|(?:حتي|لحتي|عشان|علشان|مشان|باش) [ان]\w{2,}(?:لك|لج|ها|ه)|9o?l\w{3,}|اكتب\w{2,3}|"
    r"انسخ\w{2,3}|dz\w{1,4}|diz\w{1,3}|t?2ol\w{2,4}|ab3t\w*|a?b3a?ta?h\w*|b3ath\w*|"
    r"6a?rsh\w*|a?36[ei]+n\w*|iqra\w*|e8ra\w*|6[ei]+n\w*|n6[ei]\w*|please|plz|adini|3[ae]?t[iy](?:n|h?o?ni|"
    r"h?li)\w{0,3}|9ra\w{0,2}|"
    r"(?<!never )(?<!not )(?<!t )send|بليز|[سص]يفط\w{0,5}|رسل(?:و|ه|ها|يه|وه|ي?لي)|كتبي?(?:لي)?|ا[قك]ره|"
    r"[كق]ول(?:ها?|يه|يها)?(?= (?:لي|ليا|الي|النا|هسه|بسرع\w*)\b)|لو سمحت\w?|يلا|"
    r"طرش\w{2,3})\b"
)
_FORBIDDEN: Final = re.compile(
    r"(?:^|[\s\"«(:])(?:(?:لا|ولا(?= ت)|"
    r"(?<!اذا )(?<!لو )(?<!كل )(?<!لحد )(?<!بعد )(?<!قبل )(?<!اول )"
    r"(?<!من غير )(?<!من دون )(?<!بدون )(?<!بلا )ما(?! (?:عرفت|شفت|لقيت|وصلت|قدرت|كدرت|فهمت|"
    r"سمعت) )|ماراح|"
    r"مو|محد|ماكو|احد يطلب|la|"
    r"ma) (?:[^\s,.]+ ){0,3}|"
    r"م\w{3,}ش (?:[^\s,.!؟?]+ ){0,2}|لا(?=ت)\w+ (?:[^\s,.!؟?]+ ){0,2}|"
    r"(?:لن|لم|غطي|تغطي|شلون|كيف|ازاي|هل|اوعي?|اوعوا?|احذر\w*|انتبه\w*) (?:[^\s,.!؟?]+ ){0,5}|"
    r"(?:بلا|بدون|من غير|من دون) ما )[^\s,.!؟?]*\s?$|"
    r"(?<!\w)(?:نسيت|بلا|بدون|من غير|من دون) (?:(?:اي|شنو|وين|رقم) |[^\s,.!؟?]+ (?:ولا |وبدون |وبلا |او |و))?(?:ال|ب)?$"
)
_ASKED_ANEW: Final = re.compile(
    r"\S \S+ (?:\S+ )*?[وف]?(?:ا?عطين\w|انطين\w|دزي?لي\w?|ابع[تث]\w*|ارسل\w*|[كق]ول\w?لي|اقر\w*لي|هات\w?) (?:ال)?$"
)
"""Words that ask after those that forbid something else: `باش ما يتبلوكاش الحساب عطيني الكود`."""
_CHANGED: Final = re.compile(r"(?<!\w)(?:غيري|غيروا|(?<=بس )غير|وغير|بدلي?|وبدلي?) (?:ال)?$")
"""To change a password is to keep it: `بس غير الرمز`."""
_REFUSED: Final = re.compile(r"\b(?:لا ت(?!عطل|ا?تاخر|اخر|نس|خاف)|(?<!اذا )(?<!لو )ما ت|م(?:ا)?ت\w+ش\b|la t)")
_NOT_TO_GIVE: Final = re.compile(
    r"(?:[ ,]{1,2}[^\s.!؟?,]+){0,1}[ ,]{1,2}(?:لا|ما) ?ت(?:عط(?!ل)|نط(?!ق)|دي(?!ر)|شارك|دز|رسل|بع[تث]|"
    r"(?:[كق]ول|حكي|خبر|كتب)\w{0,3}(?:ه|ها)\b)|"
    r"(?: \S+)? م(?:ا)?ت(?:(?:عط|دي|شارك|بع[تث])\w{0,6}|(?:قول|حك|كتب)\w{0,3}ه\w{0,3})ش\b"
)
"""Words after the thing that forbid to give it: `وصلك رمز لا تعطيه`; not `دز الكود لا تخبر احد`."""
_TOLD: Final = re.compile(
    r"(?:^|[^\w])[وف]?(?:يريد(?:ون|وا)?|يطلب(?:ون|وا)?|طلب(?:ت|وا)?|عايزين?|يبي|يبون|بدهم|بده|[كق]ال(?:وا|ت)?لي)"
    r" (?:مني|منا|من عندي|انطيه|اعطيه) (?:ال)?$|"
    r"(?:^|[^\w])(?:ال?لي|الي|حدا?|واحد|احد|شخص|من) [يت]طلب\w{0,2} من(?:ك|ج|كم) (?:ال)?$"
)
"""What another asked of the writer, who tells of it: `يريد مني كود`."""
_WARNED: Final = re.compile(
    r"[^.!؟?]{0,30}[\s,][وف]?(?:اوعي?|اوعوا?|احذر\w*|انتبه\w*|لا ترد\w*|لا تصدق\w*|لا تجاوب\w*|متصدق\w*|"
    r"(?:سديت|بلكت|حظرت|عملتل)(?:ه|ها|هم)|ما (?:انطيت|عطيت|دزيت|صدقت)\w*)(?![^\W\d_])"
)
"""Words after the thing that warn of who asks for it, or say that he got nothing."""
_TO_COURIER: Final = re.compile(r"(?:^|[^\w])[وف]?(?:ا?[نع]طي?(?:و)?ه|سلم(?:ي|و)?ه|وري(?:ي|و)?ه) (?:ال)?$")
_COURIER: Final = re.compile(r"مندوب|سايق|سواق|توصيل|دليفري|كابتن|طلبي[هة]|شحنه|طرد\b|courier|delivery")
"""A code that the reader is told to give to him who brings a parcel."""
_BESIDE_CARD: Final = re.compile(
    r"(?:رقم(?! (?:ال)?(?:غرف|شق|بيت|باب|طابق|شارع|صف|قاع|طلب))|ماستر|فيزا|بطاق|هوي|حساب)\w*[^.!؟?]{0,25}$"
)
"""What is put beside a number or a card is given with it: `حط رقم هويتك والرمز`."""
_ONLY: Final = re.compile(r"(?:^|[^\w])(?:بس|فقط|bas|bs) (?:ال|el )?$")
"""Words that leave one thing to give: `بس الكود`."""
_SENT: Final = re.compile(
    r" (?:ال?لي|ال|لي|يلي|الذي) ?(?:[يتبه]{0,2}|ا)(?:وصل|جي|جا|جت|طلع)\w{0,3}(?!\w)"
    r"(?=\W*$|\s?[.,!؟?\n]| (?:هسه|هسع|الان|الحين|شكد|شنو|شو|ب(?:ال)?رساله|(?:علي |ع )?(?:ال|عال|بال)?"
    r"(?:تلفون|موبايل|جوال|واتس|رقم[كج]|ايميل))\w*)"
)
"""What came to the reader, with no other place for it to come from or stand on: `الكود الي يجيج`."""
_STOP: Final = re.compile(r"[.!؟?]")
_WITH_IT: Final = 40
"""What follows another thing asked for within so many letters is asked for with it."""
_ALONE: Final = frozenset({"code", "pin", "password"})
"""Kinds that a later word may ask for: `وصلك كود، دزه`."""

_WHAT: Final = "|".join(f"(?P<{row.name}>{row.words})" for row in ROWS)
_ON_SCREEN: Final = r"ال(?:رقم|ارقام)(?: ال(?:تسعه|تسعي|عشره))?|(?:ال)?(?:تسع|عشر) ارقام|(?<=el )ra?[q29]a?m"
"""What a remote-control program shows, asked for where one is named: `افتح AnyDesk وانطيني الرقم`."""
_REMOTE: Final = re.compile(r"desk|viewer|quick ?support|نفاذ|ابشر|دي?سك|فيو+ي?ر|كويك ?سب?ورت")


def _pattern(more: str) -> re.Pattern[str]:
    what = _WHAT.replace("(?P<code>", f"(?P<code>{more}", 1)
    return re.compile(rf"(?<![^\W_])(?:[وف]?(?:بهل|هل|ال(?=[a-z])|لل|ب|ل)?|el|al|l)(?:{what})(?![^\W\d_])")


_PATTERN: Final = _pattern("")
_PATTERN_REMOTE: Final = _pattern(_ON_SCREEN + "|")

TRIGGER: Final = re.compile(
    r"(?:و|ف)?(?:بال|هال|لل|ال|ب|ل)?(?:كوو?د.{0,4}|اكواد|فيزا|فيز?ت[كج]|ماستر[كج]|مصرفيه|عبور|دخول|استرداد|استعاده|"
    r"تي|بي|باسكود|"
    r"رقم|رمز.{0,4}|باسوو?رد.{0,3}|باس[كج]?|سر|مرور|"
    r"سري|باركود|بطاق(?:ه|ت[كج])|كا?رت[كج]?|ماستر|بنكي?|سته?|تسعه?|اربعه|ارقام)|"
    r"\w{0,2}pass|keycard|(?:[wl]|el|al|il|و?ال)?(?:otp|ra?mz|r[ou]+m[ou]+z|codes?|kod|barcode|password|pin|cvv)|"
    r"login|digits|carte|number|"
    r"s[ie]rr?i?|remz|kode|cvc|passcode|phrase|key|[pb]a?ss?wo?rd\w{0,2}|"
    r"argam|ar9am|arqam|(?:el|al)?ra?[q829g]a?m|في"
)


def find(text: Folded) -> Iterator[Entity]:
    """Every code, password or card number that the text asks for; warnings not to give one are left out."""
    last = -_WITH_IT
    pattern = _PATTERN_REMOTE if _REMOTE.search(text.letters) else _PATTERN
    for match in pattern.finditer(text.letters):
        name = match.lastgroup or ""
        start, end = match.span(name)
        before = text.letters[max(0, start - 60) : start]
        if _is_kept(name, text.letters, before, end):
            continue
        along = start - last < _WITH_IT and not _STOP.search(text.letters, last, start)
        asked = _is_asked_before(name, text.letters, before, start, end)
        if along or asked or (name in _ALONE and _is_asked_after(text.letters, end)):
            last = end
            yield Entity(KIND, text.span(start, end), name, f"{KIND}.{name}")


def _is_kept(name: str, letters: str, before: str, end: int) -> bool:
    """Whether the words around the thing forbid to give it or tell of it, or it is a network's or a courier's."""
    if _TOLD.search(before) or _WARNED.match(letters, end):
        return True
    if _TO_COURIER.search(before) and _COURIER.search(letters):
        return True
    forbidden = _FORBIDDEN.search(before)
    if (
        (forbidden and not _ASKED_ANEW.search(forbidden[0]))
        or _CHANGED.search(before)
        or _NOT_TO_GIVE.match(letters, end)
    ):
        return True
    return name in {"password", "code"} and _OWN.match(letters, end) is not None


def _is_asked_before(name: str, letters: str, before: str, start: int, end: int) -> bool:
    """Whether words around the thing ask for it; to put a code is to give it only where the place is named."""
    if _POLITE.search(before):
        return True
    is_question = _WHAT_IS.search(before) is not None or _WHAT_AFTER.match(letters, end) is not None
    if name != "code" or letters[start:end] == "otp":
        return (name != "code" and is_question) or _PUT_IN.search(before) is not None
    if _SENT.match(letters, end) and (is_question or _ONLY.search(before)):
        return True
    if _ASKED.search(before):
        return True
    if not _PUT_IN.search(before):
        return False
    return _HERE.match(letters, end) is not None or _BESIDE_CARD.search(before) is not None


def _is_asked_after(letters: str, end: int) -> bool:
    """Whether words after the thing ask for it, none between that forbid it."""
    asked = _AFTER.match(letters, end)
    return asked is not None and not _REFUSED.search(asked[0])
