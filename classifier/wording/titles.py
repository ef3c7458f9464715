"""The title of every label, stage, entity and so on that a person reads, in Arabic and in English."""

from collections.abc import Mapping
from typing import Final

from classifier.errors import OutputError
from classifier.wording.channels import CHANNELS

LANGS: Final = ("ar", "en")
"""The languages of all that people read, the first being the one that a report opens in."""

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
        "counted_once": ("نسخة ثانية لم تُحسب مرة أخرى", "a second copy that is not counted again"),
        "counted_twice": ("رسائل محسوبة مرتين لوجودها في تصدير آخر", "messages that another export holds too"),
        "exports_differ": ("ملفات التصدير تختلف في هذه الرسائل", "the exports differ in these messages"),
        "encoding_guessed": ("ترميز الملف مُخمَّن", "the encoding was guessed"),
        "sender_guessed": ("أسماء المرسلين مُخمَّنة", "the senders were guessed"),
        "unknown_layout": ("شكل الملف غير معروف", "the layout is of no known app"),
        "sorted_by_time": ("رُتِّبت الرسائل حسب الوقت", "the messages were put in order of time"),
        "unsent": ("رسائل لم تُرسل", "messages that were not sent"),
    },
}
"""Title by family and name: first Arabic, then English."""


def title(family: str, name: str, lang: str) -> str:
    """The title of `name` in `lang`; a link may also be named like the kind of thing it shares."""
    words = TITLES[family]
    if family == "link":
        words = TITLES["entity"] | words  # type: ignore[operator]
    if name not in words:
        raise OutputError(f"no {family} is called '{name}'; give it words in classifier/wording/titles.py")
    return words[name][LANGS.index(lang)]


def channel_title(value: str, lang: str) -> str:
    """A payment channel by its title; any other way to pay, such as a number, as it is."""
    return title("channel", value, lang) if value in CHANNELS else value
