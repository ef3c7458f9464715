"""Every word that a person reads in place of a name of the program, in Arabic and in English."""

import re
from collections.abc import Mapping
from string import Formatter
from typing import Final

from classifier.errors import OutputError
from classifier.records import Reason
from classifier.report.channels import CHANNELS

LANGS: Final = ("ar", "en")
"""The languages of the report, the first being the one it opens in."""

TITLES: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "label": {
        "threat": ("تهديد", "threat"),
        "demand": ("طلب بالإكراه", "demand"),
        "grooming": ("استدراج", "grooming"),
        "victim": ("صوت الضحية", "victim's voice"),
    },
    "chat_label": {
        "extortion": ("ابتزاز", "extortion"),
        "grooming": ("استدراج", "grooming"),
        "threat": ("تهديد", "threat"),
    },
    "tactic": {
        "threat.exposure": ("تهديد بالنشر", "threat to expose"),
        "threat.violence": ("تهديد بالعنف", "threat of violence"),
        "threat.retaliation": ("تهديد بالانتقام", "threat of retaliation"),
        "demand.money": ("طلب مال", "demand for money"),
        "demand.sexual": ("طلب صور أو لقاء", "demand for pictures or a meeting"),
        "demand.recruit": ("طلب الإيقاع بشخص آخر", "demand to bring another victim"),
        "demand.service": ("طلب عمل أو خدمة", "demand for a service"),
        "demand.compliance": ("أمر بالطاعة والسكوت", "demand to obey"),
        "grooming.romance": ("غزل أو وعد بالزواج", "romance or a marriage promise"),
        "grooming.images": ("طلب صور شخصية", "asking for pictures"),
        "grooming.secrecy": ("طلب الكتمان", "asking for secrecy"),
        "grooming.contact": ("نقل التواصل أو طلب لقاء", "moving the contact"),
        "grooming.probing": ("استقصاء عن الشخص", "probing"),
        "grooming.bait": ("إغراء بهدية أو عمل", "bait"),
        "grooming.phishing": ("تصيّد رمز أو حساب", "phishing"),
        "victim.plea": ("توسّل أو رفض", "plea or refusal"),
        "victim.disclosure": ("إخبار طرف ثالث", "telling a third person"),
    },
    "stage": {
        "none": ("لا شيء", "none"),
        "contact": ("تواصل", "contact"),
        "trust": ("كسب الثقة", "trust"),
        "material": ("الحصول على مواد", "material"),
        "leverage": ("امتلاك ورقة ضغط", "leverage"),
        "demand": ("طلب صريح", "demand"),
    },
    "priority": {
        "none": ("بلا أولوية", "none"),
        "medium": ("متوسطة", "medium"),
        "high": ("عالية", "high"),
        "critical": ("حرجة", "critical"),
    },
    "kind": {
        "text": ("نص", "text"),
        "media": ("وسائط", "media"),
        "deleted": ("رسالة محذوفة", "deleted message"),
        "system": ("إشعار النظام", "system notice"),
        "call": ("مكالمة", "call"),
    },
    "entity": {
        "money": ("مبلغ", "sum"),
        "deadline": ("مهلة", "deadline"),
        "phone": ("رقم هاتف", "phone number"),
        "channel": ("طريقة دفع", "payment channel"),
        "card": ("رقم بطاقة", "card number"),
        "iban": ("حساب مصرفي", "bank account (IBAN)"),
        "wallet": ("محفظة رقمية", "crypto wallet"),
        "email": ("بريد إلكتروني", "e-mail"),
        "link": ("رابط", "link"),
        "handle": ("حساب تواصل", "account handle"),
        "code_request": ("طلب رمز", "code asked for"),
        "remote_app": ("برنامج تحكم عن بُعد", "remote-control app"),
        "kin": ("صلة قرابة", "kin named"),
        "place": ("مكان", "place named"),
    },
    "answer": {
        "yes": ("نعم", "yes"),
        "no": ("لا", "no"),
        "none": ("لا شيء", "none"),
    },
    "channel": CHANNELS,
    "link": {
        "script": ("نص شبه متطابق", "near-identical script"),
        "sender": ("المرسل نفسه", "same sender"),
        "lure": ("حساب ضحية قد يكون استُعمل للاستدراج", "a victim's account that may be used to lure"),
        "earlier_case": ("قضية سابقة", "earlier case"),
    },
    "warning": {
        "date_ambiguous": ("ترتيب اليوم والشهر غير محسوم", "the order of day and month is not certain"),
        "time_backwards": ("الوقت يعود إلى الوراء", "the time runs backwards"),
        "deleted_messages": ("رسائل محذوفة", "deleted messages"),
        "edited_messages": ("رسائل معدّلة", "edited messages"),
        "view_once": ("وسائط تُعرض مرة واحدة", "view-once media"),
        "forged_header": ("سطر داخل نص يشبه رأس رسالة", "a line inside a text looks like a message head"),
        "id_gap": ("فجوة في أرقام الرسائل", "a gap in the message ids"),
        "history_cleared": ("مُسح سجل المحادثة", "the history was cleared"),
        "disappearing_on": ("الرسائل ذاتية الاختفاء مفعّلة", "disappearing messages are on"),
        "screenshot": ("أُخذت لقطة شاشة", "a screenshot was taken"),
        "unread_lines": ("أسطر لم تُقرأ", "lines that were not read"),
        "encoding_guessed": ("ترميز الملف مُخمَّن", "the encoding was guessed"),
        "sender_guessed": ("أسماء المرسلين مُخمَّنة", "the senders were guessed"),
        "unknown_layout": ("شكل الملف غير معروف", "the layout is of no known app"),
        "sorted_by_time": ("رُتِّبت الرسائل حسب الوقت", "the messages were put in order of time"),
        "unsent": ("رسائل لم تُرسل", "messages that were not sent"),
    },
}
"""Title by family and name: first Arabic, then English."""

SENTENCES: Final[Mapping[str, tuple[str, str]]] = {
    "tactic": ("{tactic} من {name}.", "{name}: {tactic}."),
    "drives": (
        "رسائل {name} هي التي تحمل التهديد أو الطلب أو الاستدراج.",
        "The messages of {name} carry the threat, demand or grooming.",
    ),
    "threat_and_demand": (
        "تهديد وطلب معاً من {name}.",
        "{name} both threatens and demands.",
    ),
    "climb": (
        "عدة خطوات استدراج من {name}.",
        "{name} takes several steps of grooming.",
    ),
    "deadline_running": (
        "المهلة لم تنتهِ بعد عند آخر رسالة: {deadline}.",
        "A deadline is still running at the last message: {deadline}.",
    ),
    "deadline_late": (
        "مهلة قرب نهاية المحادثة، ولا أوقات في التصدير تبيّن إن كانت قد انتهت: {deadline}.",
        "A deadline near the end of the chat; the export holds no times to tell whether it has passed: {deadline}.",
    ),
    "self_harm": (
        "كلام قد يدل على نية إيذاء النفس. يجب التواصل مع قائله الآن.",
        "Words that may mean self-harm. Reach the person now.",
    ),
    "child": ("قد يكون أحد الأطراف طفلاً أو طفلة.", "One of the people may be a child."),
    "violence": ("تهديد بالعنف من {name}.", "{name} threatens violence."),
    "material_sent": (
        "في كلام {name} ما قد يدل على أن مواد خاصة أُرسلت أو نُشرت.",
        "The words of {name} may mean that private material was already sent or published.",
    ),
    "victim_pleads": (
        "توسّل أو رفض أو مساومة من {name}.",
        "{name} pleads, refuses or bargains.",
    ),
    "victim_discloses": (
        "إخبار شخص آخر بما يحدث، من {name}.",
        "{name} tells someone else what is happening.",
    ),
    "sum_demanded": ("المبلغ المطلوب: {sum}.", "Sum demanded: {sum}."),
    "channel": ("طريقة الدفع المطلوبة: {channel}.", "Payment demanded through {channel}."),
    "recruits": (
        "طلب الوصول إلى شخص آخر، من {name}.",
        "{name} asks for a way to another person.",
    ),
    "deletes": ("رسائل محذوفة من {name}. العدد: {count}.", "{name} deleted messages. Count: {count}."),
    "repeats": (
        "تكرار الرسالة نفسها من {name}. العدد: {count}.",
        "{name} sends the same message again and again. Count: {count}.",
    ),
    "lure_from_victim": (
        "استدراج من {name} مع كلام ضحية من الحساب نفسه: قد يكون الحساب مسروقاً أو صاحبه مُجبَراً.",
        "{name} lures and also speaks as a victim: the account may be stolen or its owner forced.",
    ),
    "also_presses": (
        "في كلام {name} أيضاً ما يُقرأ تهديداً أو طلباً أو استدراجاً: إما نقل لكلام شخص آخر وإما مشاركة.",
        "The words of {name} read as a threat, demand or grooming as well: a quotation, or {name} takes part.",
    ),
    "raised_in_context": (
        "رسائل لا تكفي وحدها، ورفعها سياق المحادثة.",
        "Messages that say little alone are raised by their chat.",
    ),
}
"""Sentence of a reason by its key: first Arabic, then English; braces hold the reason's values."""
GROUPED: Final = re.compile(r"^[0-9]{4,}")
"""The whole part of a sum, which is shown with its thousands apart, as everywhere in the report."""
UNNAMED: Final = ("مرسل بلا اسم", "an unnamed sender")
"""Stands for a sender that the export does not name."""


def title(family: str, name: str, lang: str) -> str:
    """The title of `name` in `lang`; a link may also be named like the kind of thing it shares."""
    words = TITLES[family]
    if family == "link":
        words = TITLES["entity"] | words  # type: ignore[operator]
    if name not in words:
        raise OutputError(f"no {family} is called '{name}'; give it words in classifier/report/words.py")
    return words[name][LANGS.index(lang)]


def channel_title(value: str, lang: str) -> str:
    """A payment channel by its title; any other way to pay, such as a number, as it is."""
    return title("channel", value, lang) if value in CHANNELS else value


def parts(reason: Reason, lang: str) -> tuple[tuple[str, bool], ...]:
    """The sentence of a reason in pieces, each with whether it is a value out of the chat."""
    if reason.key not in SENTENCES:
        raise OutputError(f"no reason is called '{reason.key}'; give it words in classifier/report/words.py")
    values = dict(reason.values)
    pieces = []
    for literal, name, _, _ in Formatter().parse(SENTENCES[reason.key][LANGS.index(lang)]):
        pieces.append((literal, False))
        if name is not None:
            pieces.append(_value(reason.key, name, values, lang))
    return tuple(piece for piece in pieces if piece[0])


def sentence(reason: Reason, lang: str) -> str:
    """The sentence of a reason in one string."""
    return "".join(text for text, _ in parts(reason, lang))


def _value(key: str, name: str, values: Mapping[str, str], lang: str) -> tuple[str, bool]:
    if name not in values:
        raise OutputError(f"reason '{key}' lacks its value '{name}'; give it where the reason is made")
    if name == "name" and not values[name]:
        return UNNAMED[LANGS.index(lang)], False
    if name == "tactic":
        return title("tactic", values[name], lang), False
    if name == "channel" and values[name] in CHANNELS:
        return title("channel", values[name], lang), False
    if name == "sum":
        return GROUPED.sub(lambda digits: f"{int(digits[0]):,}", values[name]), True
    return values[name], True
