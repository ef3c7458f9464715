"""The sentences in which a reason is told, in Arabic and in English."""

import re
from collections.abc import Mapping
from string import Formatter
from typing import Final

from classifier.errors import OutputError
from classifier.wording.channels import CHANNELS
from classifier.wording.titles import LANGS, title

SENTENCES: Final[Mapping[str, tuple[str, str]]] = {
    "tactic": ("{tactic} من {name}.", "{name}: {tactic}."),
    "drives": (
        "رسائل {name} هي التي تحمل التهديد أو الطلب أو الاستدراج.",
        "The messages of {name} carry the threat, demand or grooming.",
    ),
    "erases": (
        "حذف {name} رسائله، وأجوبة الطرف الآخر تدل على ما كان فيها.",
        "{name} deleted their messages, and the other side's answers tell of what they held.",
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
    "sounds_urgent": (
        "ما قيل كله معاً يشبه الحالات العاجلة، وإن لم تكن فيه علامة واضحة وحدها.",
        "All that is said, taken together, sounds like an urgent case, though no sign in it is clear by itself.",
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


def parts(key: str, values: Mapping[str, str], lang: str) -> tuple[tuple[str, bool], ...]:
    """The sentence `key` with its values in pieces, each with whether it is a value out of the chat.

    Raises:
        OutputError: there is no such sentence or language, or a value is lacking.
    """
    if key not in SENTENCES:
        raise OutputError(f"no reason is called '{key}'; give it words in classifier/wording/sentences.py")
    if lang not in LANGS:
        raise OutputError(f"no sentences in '{lang}'; choose one of {', '.join(LANGS)}")
    pieces = []
    for literal, name, _, _ in Formatter().parse(SENTENCES[key][LANGS.index(lang)]):
        pieces.append((literal, False))
        if name is not None:
            pieces.append(_value(key, name, values, lang))
    return tuple(piece for piece in pieces if piece[0])


def sentence(key: str, values: Mapping[str, str], lang: str) -> str:
    """The sentence `key` with its values, in one string; OutputError as `parts`."""
    return "".join(text for text, _ in parts(key, values, lang))


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
