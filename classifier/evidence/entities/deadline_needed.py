"""What a text must hold for a row to find a deadline in it: a quick look before the slow ones.

A row is looked for only where each pattern that it stands beside finds something; each is a part of the row that no
match goes without.
"""

import re
from typing import Final

from classifier.evidence.entities.deadline_words import ACT, WILL_HARM

NEEDED: Final = (
    (
        re.compile(r"[a-z]|ساع|سوايع|ثوان|د[قك]|يوم|[ات]يام|سبوع|اسابيع|شه|نهار|جمعتين|سي?مانه|\bس\b|\dس"),
        frozenset({"given", "or_else", "after", "harm_after", "alone", "due_after", "granted"}),
    ),
    (
        re.compile(
            r"[a-z\d]|باجر|باكر|بكر|غد|يوم|نهار|ليل|عشي|راس|اخر|اول|شهر|سبوع|نهاي|خميس|جمع|سبت|حد|[ثت]نين|[ثت]لا[ثت]|"
            r"اربع|ساع|"
            r"مغرب|عصر|[ظض]هر|ضحي|فجر|صبح|مسا|بعد|عقب|ور[اه]"
        ),
        frozenset(
            {
                "asked_by",
                "told",
                "day_or_else",
                "last",
                "unless",
                "if_not_by",
                "or_this",
                "demand_at",
                "comes",
                "never_but",
                "if_at",
                "pledged",
                "else_at",
                "else_by",
                "promised",
                "harm_at",
                "harm_by",
                "shown_by",
                "from_then",
                "go_or_else",
                "this_or_else",
                "not_late",
                "if_by",
            }
        ),
    ),
    (re.compile("[a-z]|[قك]ب"), frozenset({"before", "before_event", "before_publishing"})),
    (re.compile("[قك]بل [لم]ا"), frozenset({"before_it"})),
    (re.compile("نصه|باقي|مبلغ|دفعه|قسط|اول"), frozenset({"rest"})),
    (re.compile("راتب|معاش|قبض"), frozenset({"on_payday"})),
    (re.compile("اخر|جاوز|اقص"), frozenset({"at_most"})),
    (re.compile("(?:حد|اخر|فرصت|مهلت)[كج]"), frozenset({"your_limit", "is_your_limit"})),
    (re.compile("تحق"), frozenset({"owed"})),
    (re.compile(r"\b(?:by|until|till)\b"), frozenset({"english"})),
    (re.compile("خلال|بظرف|غضون"), frozenset({"within"})),
    (re.compile(rf" (?:{ACT})"), frozenset({"told"})),
    (
        re.compile(r"[ ,.!](?:و ?الا|يا ?اما|ya ?2?[ei]?mm?a|w ?[ie]?lla|لو|ولا|lo|we?lla|willa|wala|aw)\b"),
        frozenset({"day_or_else"}),
    ),
    (re.compile(r"[ ,](?:و ?الا|w ?[ie]lla|wella) "), frozenset({"this_or_else"})),
    (re.compile(" (?:و ?الا|ولا|لو) "), frozenset({"go_or_else"})),
    (
        re.compile("موعد|ميعاد|a(?:kh|5)[ei]r |(?:اخر|[تي]نتهي|[يت]خلص) (?:م|ي|ف|و|اجل|ال)"),
        frozenset({"last"}),
    ),
    (re.compile("[, ](?:اي?ذا|لو|ان) (?:ما|لم|مو|مش)"), frozenset({"unless"})),
    (
        re.compile(
            " (?:ال(?:فلوس|مبلغ|مصاري|حواله|تحويل|جواب|رد|دفعه|كود|رمز|قسط)|[ان]?ريد|بد[ين]|اب[يغ]|عايز|اشتي|نحب|"
            "(?:ال)?(?:اول|ثاني) [ودق])"
        ),
        frozenset({"demand_at"}),
    ),
    (re.compile("الاكثر|بالك[تث]ير|اقصي|ماكس|max"), frozenset({"at_longest"})),
    (re.compile("لا ت(?:تاخر|ا?خر|خلف|طول)"), frozenset({"not_late"})),
    (re.compile(" (?:[ان][نع]طي|عند[كج]|مهل[هت]|عطوه)"), frozenset({"granted"})),
    (re.compile(rf" {WILL_HARM}"), frozenset({"harm_at"})),
    (
        re.compile("[انهبح]ا?(?:دفع|سدد|حول|رجع|نطي|عطي|وفي|دبر|بع[تث])(?:ها|هم|هن|هو)?ل?[كج]"),
        frozenset({"pledged"}),
    ),
)


def absent(letters: str) -> set[str]:
    """The names of the rows that find nothing in a folded text."""
    return {row for needed, rows in NEEDED if not needed.search(letters) for row in rows}
