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
    Unit("IQD", r"دينار عراقي|iqd"),
    Unit("KWD", r"دينار كويتي|kwd|kd"),
    Unit("JOD", r"دينار اردني|jod"),
    Unit("SAR", r"(?:ريال )?سعودي|sar"),
    Unit("YER", r"ريال يمني|قعيطي"),
    Unit("QAR", r"ريال قطري"),
    Unit("OMR", r"ريال عماني"),
    Unit("AED", r"درهم اماراتي|aed"),
    Unit("MAD", r"درهم مغربي|dhs?|dirhams?"),
    Unit("EGP", r"جنيه مصري|egp"),
    Unit("SDG", r"جنيه سوداني"),
    Unit("TRY", r"ليره تركي[هي]?"),
    Unit("DZD", r"da(?!\w)|دج"),
    Unit("TND", r"dt"),
    Unit("USDT", r"usdt|يو ?اس ?دي ?تي|تيثر"),
    Unit("USD", r"دولار(?:ات|ا)?(?: امريكي)?|دولر|دولارين(?!\w)|dollars?|dolar|doolar|usd|\$|اخضر|fresh|فريش"),
    Unit("EUR", r"يورو|اورو|euros?|€"),
    Unit("ILS", r"شيك[لي]ل?|شواكل|shekel"),
    Unit("BTC", r"بيتكوين|bitcoin|btc"),
    Unit("USD", r"ور[قك](?:ات|ه|تين)|اورا[قك]|warqa|waraqa|awraq|war8a|wrqa", 100),
    Unit("USD", r"دفتر(?:ين)?|دفاتر|daftar|dafatir", 10_000),
    Unit("USD", r"شد(?:ه|ات|تين|د)|shadda|shaddat", 10_000),
    Unit("UC", r"uc|يو ?سي|جوهر(?:ه|ات)|جواهر|jawahr?a|shdh"),
    Unit("coins", r"كوين(?:ز|ات)?|coins?"),
    Unit("dinar", r"دينار(?:ين|ات|ا)?|دنانير|dinars?|denars?"),
    Unit("riyal", r"ريال(?:ات|ين|ا)?|riyals?|reyals?|rials?"),
    Unit("dirham", r"درهم(?:ين|ا)?|دراهم"),
    Unit("pound", r"جنيه(?:ات|ين|ا)?|جني|geneh|gneh|gineh"),
    Unit("lira", r"لير(?:ه|ات|تين)|lira|[نغ]يره"),
    Unit("million centimes", r"مليون سنتيم", 1),
    Unit("fils", r"فلس(?!\w)"),
)
"""Units, those with a country before those without."""

SCALES: Final = (
    (r"الف(?:ين)?|الاف|الوف|تالاف|تلاف|لاف(?!\w)|[كk](?!\w)|[2t]?al[ae]?[fp]|alaaf|2lf|elf|alfe?i?n", 1_000.0),
    (
        r"مل(?:يون(?:ين)?|ايين|اين)|mi?l(?:yo+u?n|lion|iou?n)e?i?n?|mal(?:ayeen|ayin)|[mم](?!\w)",
        1_000_000.0,
    ),
    (r"مليار(?:ين|ات)?|milyar", 1_000_000_000.0),
)
"""Words that multiply, with their values."""

GAME_CREDIT_FROM: Final = 30
"""A count of `شدة` from here on is game credit: nobody asks for thirty bundles of ten thousand dollars."""
