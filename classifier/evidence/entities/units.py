"""Units of money and what one of each is worth in a named currency.

Iraqi market slang, as traders use it: a `ورقة` is one hundred US dollars, a `دفتر` and a `شدة` are a bundle of a
hundred such notes, ten thousand US dollars. A `شدة` in the tens or hundreds is game credit (PUBG UC). A riyal,
dinar, pound, lira or dirham is given a country only when the words name one; which one is meant is not guessed.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: its name, the pattern of its words on folded text, and how many of it one word is."""

    name: str
    words: str
    times: float = 1


UNITS: Final = (
    Unit("IQD", r"دينار عراقي|iqd|د\.?ع(?!\w)"),
    Unit("KWD", r"دينار كويتي|kwd|kd"),
    Unit("JOD", r"دينار اردني|jod|jd"),
    Unit("BHD", r"دينار بحريني|bhd|(?:(?<=\d)|(?<=\d ))bd(?!\w)"),
    Unit("LYD", r"دينار ليبي|lyd"),
    Unit("TND", r"دينار تونسي"),
    Unit("DZD", r"دينار جزا[يء]ري"),
    Unit("SAR", r"(?:ريال )?سعودي|sar|(?:(?<=\d\d)|(?<=\d ))sr(?!\w)|ر\.?س(?!\w)|s[ao]?3[ou]+d[iy]|saudi"),
    Unit("YER", r"ريال يمني|قعيطي"),
    Unit("QAR", r"ريال قطري|qar|qr(?!\w)"),
    Unit("OMR", r"ريال عماني|(?:(?<=\d\d)|(?<=\d ))omr"),
    Unit("AED", r"درهم اماراتي|aed"),
    Unit("MAD", r"درهم مغربي|dhs?|dirhams?"),
    Unit("EGP", r"جنيه مصري|egp|(?:(?<=\d)|(?<=\d ))ج(?!\w)"),
    Unit("EGP", r"باكو(?:هات)?|بواكي", 1_000),
    Unit("SDG", r"جنيه سوداني"),
    Unit("TRY", r"ليره تركي[هي]?"),
    Unit("SYP", r"ليره سوري[هي]?|syp"),
    Unit("LBP", r"ليره لبناني[هي]?|lbp"),
    Unit("DZD", r"da(?!\w)|دج|د ا ج(?!\w)"),
    Unit("TND", r"dt"),
    Unit("USDT", r"usdt|\$ ?usdt|يو ?اس ?دي ?تي|تيثر"),
    Unit("USD", r"دولار(?:ات|ا)?(?: امريكي)?|دولر|دولارين(?!\w)|dollars?|dolar|doolar|usd|\$|اخضر|fresh|فريش"),
    Unit("krone", r"كرون(?:ه|ات|ا)?|kron[ae]?r?"),
    Unit("GBP", r"(?:جنيه |باوند )?استرليني|باوند(?:ات)?"),
    Unit("toman", r"تومان"),
    Unit("EUR", r"يورو|اورو|euros?|€"),
    Unit("ILS", r"شيك[لي]ل?|شواكل|shekel"),
    Unit("BTC", r"بي?ت ?كوين|bitcoin|btc"),
    Unit(
        "USD",
        r"ور[قك](?:ات|ه|تين)(?! (?:امتحان|اسئله|بيضه?|عنب|سدر|غار|شجر|من (?:ال)?(?:كتاب|دفتر)))|اورا[قك](?! (?:ناقص|"
        r"رسمي|ثبوت|معامل|امتحان|مهم|طلاق|قضي|القضي|بيضا))|"
        r"warqa|waraqa|awraq|wara?[q289]a+t|wara?[289]a|wr[q289]a",
        100,
    ),
    Unit("USD", r"دفتر(?:ين)?|دفاتر|daftar|dafatir", 10_000),
    Unit(
        "USD",
        r"شد(?:ه|ات|تين|د)(?! (?:بصل|ورد|كرفس|نعناع|خضر|فجل|رشاد|جرجير|معدنوس|بقدونس|كراث|ورق))|shadda|shaddat",
        10_000,
    ),
    Unit("UC", r"uc|يو ?سي|جوهر(?:ه|ات)|جواهر|jawahr?a|shdh"),
    Unit("coins", r"كوين(?:ز|ات)?|coins?"),
    Unit("dinar", r"دينار(?:ين|ات|ا)?|دنانير|dinars?|denars?|(?:(?<=\d)|(?<=\d ))den(?!\w)"),
    Unit("riyal", r"ريال(?:ات|ين|ا)?|riyals?|reyals?|rials?"),
    Unit("dirham", r"درهم(?:ين|ا)?|دراهم"),
    Unit("pound", r"جنيه(?:ات|ين|ا)?|جني|pounds?|g[ei]?n[ei]{1,2}h"),
    Unit("lira", r"لير(?:ه|ات|تين)|lira|[نغ]يره"),
    Unit("million centimes", r"مليون سنتيم", 1),
    Unit("fils", r"فلس(?!\w)"),
)
"""Units, those with a country before those without."""

_THOUSAND: Final = (
    r"الف(?:ين|ان(?!\w)|ا(?!\w)|ي(?= (?:دولار|دينار|ريال|درهم|جنيه|يورو|لير)))?|الاف|الوف|تالاف|تلاف|"
    r"لاف(?!\w)|(?:(?<=\d)|"
    r"(?<=\d ))[كk](?!\w)|[2t]?a?al[ae]?a?[fp]|2lf|"
    r"elf|alf[aei]{0,2}y?n"
)
_MILLION: Final = (
    r"مل(?:يون(?:ين|ان(?!\w)|ا(?!\w)|ي(?= (?:دولار|دينار|ريال|درهم|جنيه|يورو|لير)))?|ايين|اين)|"
    r"m[aei]?l(?:yo+u?n|lion|iou?n|"
    r"yun)e?i?n?|m[ae]lay+[ei]{1,2}n|"
    r"(?<=\d)(?<!\b3)[mم](?!\w)"
)
SCALES: Final = ((_THOUSAND, 1_000.0), (_MILLION, 1_000_000.0), (r"مليار(?:ين|ات)?|milyar", 1_000_000_000.0))
"""Words that multiply, with their values."""

GAME_CREDIT_FROM: Final = 30
"""A count of `شدة` from here on is game credit: nobody asks for thirty bundles of ten thousand dollars."""
