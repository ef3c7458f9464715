"""Whose a number, account or link in an offender's message is: how the demand is paid, or what leads to a person.

`حول ٥٠٠ على 0770… والا ادزها لاخوج 0780…` holds one of each. What stands nearest before it tells them apart: a word
or a channel of paying, or kin, a place, or a number called the reader's own; else kin close behind it (`0780… مال
اخوج`).
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from classifier.evidence.entities import LONGEST
from classifier.records import Entity, MessageVerdict, Span
from classifier.report.spellings import plain

LEADS_TO_A_PERSON: Final = frozenset({"phone", "handle", "email", "link"})
"""Kinds that are masked in an offender's message, save where they are how a demand is paid."""
ACCOUNTS: Final = frozenset({"card", "iban", "wallet"})
"""Kinds that are kept, save where they are said to be another's."""

_PAID: Final = re.compile(
    r"(?<![^\W\d_])(?:و|ف)?(?:[اتيسن]{0,2}حول\w*|تحويل\w*|[اتين]?دفع\w*|فلوس\w*|المبلغ|رصيد|(?:ب|ل|ع|عل)?(?:رقم|حساب|محفظت)[يى])"
    r"(?!\w)|\b(?:pay|deposit|transfer|money|my (?:number|account|wallet))\b"
)
_OWNED: Final = re.compile(
    r"(?:رقام|رقم|نمرت|تلفون|تلفونات|موبايل|جوال|حساب|بطاقت|كارت|صفحت|ايميل|سناب|انستا|صاحب|صاحبت|صديق|صديقت|صديقات|"
    r"اصدقاي|مدير|مديرت|زميل|زميلت|استاذ|جيران)(?:ك|ج|كم|كن|كي|ها|هم|هن)(?![^\W\d_])|(?:ن|ت|ا|ي)نشر\w*|فضح\w*|"
    r"\byour\b|\b(?:his|her|their) (?:number|account|page|phone)\b"
)
_PERSON: Final = frozenset({"kin", "place"})
_PAYS: Final = frozenset({"money", "channel"}) | ACCOUNTS
_BEHIND: Final = re.compile(r"\s*(?:(?:هذا|هاي|رقم|حساب|مال|تبع|هو|is)\s+){0,3}(?:ل|ب|ال)?$")
_LONG_NUMBER: Final = re.compile(r"(?<![\w+])\+?\d(?:[\s\-./()_ـ]{0,3}\d){8,}(?!\w)")


def unsearched(text: str) -> Span:
    """What of a text lies behind the letters in which entities are looked for, from the start of a word on."""
    if len(text) <= LONGEST:
        return Span(len(text), len(text))
    return Span(max(text.rfind(" ", LONGEST // 2, LONGEST), 0), len(text))


def numbers_beside(found: MessageVerdict) -> Iterator[Entity]:
    """Long numbers that are no entity, as phones: a redaction doubts for the person and not for the reader."""
    named = {place for entity in found.entities for place in range(entity.span.start, entity.span.end)}
    for number in _LONG_NUMBER.finditer(plain(found.message.text)):
        if named.isdisjoint(range(*number.span())):
            yield Entity("phone", Span(*number.span()), "".join(re.findall(r"\d", number[0])), "phone.redacted")


def whose(found: MessageVerdict, names: Sequence[Span]) -> Callable[[Entity], bool | None]:
    """Whether an entity is said to be a person's: False where it is said to be paid to, None where nothing is said.

    Args:
        found: the message, with all its entities.
        names: where the message names people of the victim's side.
    """
    text = plain(found.message.text)
    persons = sorted((*names, *(e.span for e in found.entities if e.kind in _PERSON)), key=lambda span: span.start)
    cues = sorted(
        [
            *((span.end, True) for span in persons),
            *((entity.span.end, False) for entity in found.entities if entity.kind in _PAYS),
            *((word.end(), True) for word in _OWNED.finditer(text)),
            *((word.end(), False) for word in _PAID.finditer(text)),
        ]
    )

    def of_a_person(entity: Entity) -> bool | None:
        behind = bisect_left(persons, entity.span.end, key=lambda span: span.start)
        if behind < len(persons) and _BEHIND.fullmatch(text, entity.span.end, persons[behind].start):
            return True
        before = bisect_right(cues, (entity.span.start, True))
        return cues[before - 1][1] if before else None

    return of_a_person
