"""Places where a person can be shamed or found: their work, school, office, shop, home, mosque."""

import re
from collections.abc import Iterator
from typing import Final

from classifier.evidence.entities.fold import Folded
from classifier.evidence.entities.rows import GLUED, Row, searched
from classifier.records import Entity

KIND: Final = "place"

_THEIR: Final = r"(?:ك|ج|كم|كن|جن|كي|ه|ها|هم|هن|هه|ش)"
_YOUR: Final = r"(?:ك|ج|كم|كن|جن|كي|كو|ش)"
_LATIN_THEIR: Final = r"(?:[aei]?(?:k|ch)|[ei]?j|k[ou]?[mn]|ko|ha)"
_THE: Final = r"(?:ال|(?<=لل))"
_OF_KIN: Final = (
    r"(?= (?:[ا]?ب[او]?|ا?هل|ا?خوان|ا?خو|ا?خت|خال|خالت|عم|عمت|عمام|جد|جدت|حما|نسيب|زوج|رجل|مرت|بنت|ابن|ولد)"
    r"(?:ك|ج|كم|كن|كي)(?![^\W\d_]))"
)
"""Before a relative of the reader, whose place it is: `محل ابوج`."""
_ALONE: Final = r"(?= (?:ل?وحد|لحال)(?:ك|ج|كي)(?![^\W\d_]))"
_ASKED: Final = r"(?= (?:ايه|شنو|اي)(?![^\W\d_]))"

ROWS: Final = (
    Row(
        "work",
        rf"(?<!ه)شغل{_THEIR}|دوام{_THEIR}|وظيفت{_THEIR}|(?<!ه)عمل{_YOUR}(?= )|(?:دوام|شغل){_OF_KIN}|"
        rf"(?:(?<=يرجع من )|(?<=يطلع من )|(?<=رجعين من )|(?<=طلعين من ))الدوام|sho?gh?l(?:[aei]?k|ch|kum|ha)|"
        rf"dawam{_LATIN_THEIR}|"
        rf"wa[zdth]+i?f[ae]?t{_LATIN_THEIR}",
        ("بشغله", "دوام ابوج", "شوكت يرجع من الدوام", "دوامك", "وظيفتج", "3and shoghlak"),
        ("شغلة مهمة", "اكو شغلة", "هعملك صفحة", "هشغلك عندي"),
    ),
    Row(
        "school",
        rf"مدرست{_THEIR}|{_THE}مدرسه|m[ae]?dr[ae]?s[aei]?t{_LATIN_THEIR}|(?<=l )m[ae]?dr[ae]?s[ae]h?|ثانويت{_THEIR}|"
        rf"اعداديت{_THEIR}|روضت{_THEIR}|متوسطت{_THEIR}|(?:(?<=اي )مدرسه|مدرسه(?:{_OF_KIN}|{_ASKED}))",
        (
            "مدرستها",
            "مدرسة اختج",
            "في أي مدرسة؟",
            "بباب المدرسة",
            "أجي للمدرسة",
            "bel madrasa",
            "madrasatik",
            "نفضحه بالمدرسة كلها خلي الكل يشوف الفيديو",
            "اوزع الفيديو بالمدرسة كلها حتى يعرفون",
        ),
        (
            "مدرسة بالبصرة",
            "madrasa jdida",
            "المدرسة التركمانية مسوية معرض للرسم",
            "برنامج التعليم الجديد في المدرسة ممتاز ويستحق الاشادة",
        ),
    ),
    Row(
        "university",
        rf"جامعت{_THEIR}|{_THE}جامعه|كليت{_THEIR}|{_THE}كليه|kull?iya|kull?ya|koll?iya|"
        rf"[jg]am[ie]?3[aei]?t{_LATIN_THEIR}|"
        rf"(?<=l )(?:jam[ie]?3a|gam3a)|k[ou]ll?i?y[ei]?t{_LATIN_THEIR}|معهد{_YOUR}|{_THE}معهد|عمادت{_THEIR}|"
        rf"{_THE}عماده",
        (
            "جامعتك",
            "بالجامعة",
            "كليتج",
            "للكلية",
            "fil kulliya",
            "gam3etak",
            "bil jami3a",
            "راح افضحها بالجامعة وكل الناس يعرفون شسوت",
        ),
        (
            "جامعة الدول",
            "ندوة عن الابتزاز بالجامعة حضرناها كلنا",
            "نتائج الطلاب معلقة على الجدار في الجامعة منذ يومين",
            "last week the exams at the kulliya were very long",
        ),
    ),
    Row(
        "office",
        rf"داي?رت{_THEIR}|{_THE}دا[يء]ره|مديريت{_THEIR}|قسم{_YOUR}|مكتب{_YOUR}|وزارت{_THEIR}",
        ("دائرتك", "بالدائرة", "مكتبك", "أوديها للدائرة"),
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
        rf"محل{_YOUR}|(?:محل|دكان|صالون){_OF_KIN}|محلات{_YOUR}|دكان{_YOUR}|صالون{_YOUR}|صيدليت{_THEIR}",
        ("محلك", "محل ابوج", "دكانكم"),
        ("محل حلويات",),
    ),
    Row("clinic", rf"عيادت{_THEIR}|مستشفا{_THEIR}|مختبر{_YOUR}", ("عيادتك",), ("عيادة اسنان",)),
    Row(
        "home",
        rf"بيت{_YOUR}|(?:بيت|شقه){_OF_KIN}|(?<=باب )البيت|البيت{_ALONE}|بيوت{_YOUR}|"
        rf"b[aeiy]{{1,2}}t(?:k[ou]?[mn]|ko|ch|ak|ek|ich|ik|ech|j)|باب{_YOUR}|bab(?:kum|kom)|"
        rf"دار{_YOUR}(?= |$)|dark[ou]?m|عمارت{_YOUR}|(?<!ع)شقت{_YOUR}|حوش{_YOUR}|بنايت{_YOUR}",
        ("بيتكم", "بيت ابوج", "بباب البيت", "بالبيت وحدج", "لبيتك", "بابك", "حوشكم", "7da darkom", "beitkon"),
        ("بيت الجيران", "رجعت البيت", "عشقتك من زمان"),
    ),
    Row(
        "neighbourhood",
        rf"محلت{_THEIR}|{_THE}محله|منطقت{_THEIR}|حارت{_YOUR}|شارع{_YOUR}|فرع{_YOUR}|حومت{_YOUR}",
        ("منطقتكم", "بگروب المحلة", "حارتكن"),
        ("منطقة باردة",),
    ),
    Row(
        "mosque",
        rf"مسجد{_YOUR}|جامع{_YOUR}|{_THE}(?:جامع|مسجد)|حسينيت{_THEIR}|مضيف{_YOUR}|ديوان{_YOUR}|ديوانيت{_THEIR}",
        ("مسجدكم", "جدك يعبر للجامع", "انشر انت شنو سويت بصندوق الجامع", "مضيفكم"),
        ("مسجد الكوفة", "صلينا بالجامع", "هناك بالجامع صلينا المغرب", "ذلك المسجد قديم جدا وجميل"),
    ),
)
"""Places by kind, with the suffix of the reader or of a third person."""

_PATTERN: Final = searched(ROWS, before=GLUED)
_BEHIND: Final = re.compile(r"\(\?<=[^)]* \)")
"""What stands before a place, which a word alone does not show."""
TRIGGER: Final = re.compile(
    _BEHIND.sub("", _PATTERN.pattern.replace(_OF_KIN, "").replace(_ASKED, "").replace(_ALONE, ""))
    .replace("(?=", "(?:")
    .replace(" |$)", "|$)")
    .replace("(?: )", "")
)
_THING: Final = re.compile("شغله$")
_MOSQUE: Final = re.compile("(?:ال)?(?:جامع|مسجد)$")
_COMMON: Final = (
    r"(?:[وفبلكع]{0,2}(?:ال)?(?:هناك|هنالك|كذلك|كذالك|ذالك|اولئك|اوليك|هذيك|هذاك|هديك|هداك|شباك|اسماك|شريك|مشترك|"
    r"اشتراك|"
    r"مشارك|مبارك|مبروك|تبارك|سلوك|ملوك|بنوك|املاك|اسلاك|شكوك|فيسبوك|تيك ?توك|محرك|يتحرك|تحرك|[يتن](?:ملك|ضحك|ترك|درك|"
    r"شترك)|"
    r"خليج|زواج|ازواج|دراج|برنامج|برامج|نتا[يء]ج|خارج|علاج|منهج|مناهج|انتاج|منتج|ا?حتياج|احتجاج|اخراج|ادراج|امواج|"
    r"ابراج|"
    r"افواج|انزعاج|ازدواج|دجاج|زجاج|نسيج|مزيج|ضجيج|حجاج|سراج|[مايتن]حتاج|مزدوج|مدرج|مدارج|مخرج|خريج|تخريج|[ايتنم]ت?خرج|"
    r"تدرج|ديباج|تاج|حج|ثلج|مسرج|ساذج|نموذج|نماذج|هيج|[ايتنم]?م[مت]?كن|ولكن|لكن|اماكن|مساكن|[يتنا]?سا?كن|داكن|"
    r"محاكم|حاكم|محكم|[يتن]?تحكم|تراكم|متراكم|تركي|امريكي|اميركي|ملكي|اشتراكي|بلجيكي|مكسيكي|كلاسيكي|ميكانيكي|"
    r"ديناميكي|اوتوماتيكي|تكتيكي|سلوكي|بنكي|شركي)"
    r"|[وف]?(?:ال|بال|عال|هال|لل)(?!د|عند|وصل)[^\W\d_]{3,})(?![^\W\d_])"
)
"""Words that end as if the reader were spoken of, and words with an article, which bear no suffix."""
_READERS: Final = re.compile(
    rf"(?<![^\W\d_])(?<!سلام )(?!{_COMMON})(?:(?:ام|اب|عم|جد|خو|من|عن|مع|بي|ال|يم|ست|خت|سر)|[^\W\d_]{{3,}})"
    r"(?:ك|ج|كم|كي|كن)(?![^\W\d_])"
)
"""A word with the suffix of the reader, who is spoken of: `جدك يعبر للجامع`."""
_ADDRESSED: Final = re.compile(_READERS.pattern + r"|\bانت[يوم]?\b")
"""The reader named in any way: `انت شنو سويت بصندوق الجامع`."""
_ENGLISH: Final = (
    r"(?!(?:week|work|book|facebook|tiktok|look|back|black|bank|park|link|click|check|ask|task|talk|walk|think|thank|"
    r"drink|"
    r"speak|break|quick|each|such|much|which|teach|reach|watch|match|search|research|march|lunch|branch|speech|tech)\b)"
)
"""Common words that end like a Latin suffix of the reader."""
_NOUN_IN: Final = r"(?!ت(?:مار|شر|ام|كو|دو|حس|مك|عي|لو|سع|لات|خز|زي|لق|دخ|قن)ين\b)"
"""Nouns that are written like a verb of the woman addressed: `تمارين`."""
_INSTITUTION: Final = re.compile(
    "(?:ال)?(?:مدرسه|جامعه|كليه|معهد|محله|دا[يء]ره|عماده)$|k[ou]l+i?ya$|[jg]am[ie]?3a$|m[ae]?dr[ae]?s[ae]h?$"
)
_TIED: Final = re.compile(
    _READERS.pattern + r"|(?<![^\W\d_])(?!ال|بال|لل|معاش|نقاش)[^\W\d_]{3,}ش(?![^\W\d_])|"
    rf"\b(?:[ei]nt[aiy]|lo|{_ENGLISH}[a-z\d]{{2,}}(?:ak|ek|ik|ich|ch|j|k|kum|kom))\b|"
    rf"\b{_NOUN_IN}ت[^\W\d_]{{2,}}ين\b|"
    r"\b(?:[وبل]{0,2})(?:انت[يوم]?|تدري|تجي|نلتقي|نتقابل|"
    r"[انهحبيت]{0,2}فضح\w{0,3}|[انهحب]{1,2}وزع\w{0,3}|[يت]وزعو?(?:ها|ه|هم|هن)|[انهح]علق\w{0,2}|الفيديو\w{0,3}|"
    r"(?:ال)?مقطع|"
    r"(?:ا?بن|بنت|بنات|بنتين|بني?ه|ا?خت|ا?خو|اخ|ولد|ولاد|اولاد|طفل|اطفال|ام|ابو|مرت|خطيب|زوج|راجل)(?:ي|ه|ها|هم|نا|هن)?|"
    r"رسوم|ا?قسا?ط|مصروف\w*|(?:ال)?فلوس|اسمها?|باب|قدام|كدام|[انه]{0,2}نشر\w{0,2}|والا|[تا]?دفع\w?|"
    r"[ان]?دز\w{0,3}|(?:ال)?صور)\b"
)
"""Words that tie an institution to somebody: the reader, kin, a fee, a name, a door, what would be shown there."""
_FEW_WORDS: Final = 24
"""So few letters hold no other word to tie it."""
_WHERE: Final = re.compile(r"(?:\b(?:ب|ل|وين|مكان|مدير|باب|يم|عن|علي|من|يعرف|اعرف|اخذ)\s?)$")


def find(text: Folded) -> Iterator[Entity]:
    """Every such place named in the text that is somebody's; an institution only beside words that tie it to one."""
    tied: bool | None = None
    for match in _PATTERN.finditer(text.letters):
        name = match.lastgroup or ""
        start, end = match.span(name)
        if _INSTITUTION.match(match[name]):
            tied = _is_tied(text.letters) if tied is None else tied
            if not tied:
                continue
        if _is_somebodys(match[name], text, start, end):
            yield Entity(KIND, text.span(start, end), name, f"{KIND}.{name}")


def _is_somebodys(words: str, text: Folded, start: int, end: int) -> bool:
    """False for `شغلة`, a thing, written as `شغله`, his work; and for a mosque after no word of the reader."""
    if _THING.match(words):
        return not text.as_written(start, end).endswith("ة") and _WHERE.search(text.letters[:start]) is not None
    return not _MOSQUE.match(words) or _ADDRESSED.search(text.letters, max(0, start - 40), start) is not None


def _is_tied(letters: str) -> bool:
    return len(letters) <= _FEW_WORDS or _TIED.search(letters) is not None
