"""Month names of the languages in which exports write their dates, as a table and as a pattern."""

import re
from typing import Final

from classifier.readers.scan.clock import MONTHS

_FURTHER: Final = (
    "januar januari jänner gennaio gen janeiro janv ene ocak oca stycznia sty января янв ژانویه",
    "februar februari febbraio fevereiro fev fév févr şubat şub lutego lut февраля февр фев فوریه",
    "märz mär mrz maart mrt março mart marca марта мар",
    "aprile avr abr nisan nis kwietnia kwi апреля апр آوریل",
    "maggio mag maio mei maj mayıs maja мая",
    "juni giugno giu junho haziran haz czerwca cze июня июн ژوئن",
    "juli luglio lug julho juil temmuz tem lipca lip июля июл ژوئیه",
    "augustus augusti ago ağustos ağu sierpnia sie августа авг",
    "settembre set setembro eylül eyl września wrz сентября сент سپتامبر",
    "oktober okt ottobre ott outubro out ekim eki października paź октября окт اکتبر",
    "novembro kasım kas ноября нояб ноя نوامبر",
    "dezember dez dicembre dic dezembro desember des déc aralık ara grudnia gru декабря дек دسامبر",
)
"""German, Italian, Portuguese, Turkish, Polish, Russian, Persian, Dutch and Nordic, month by month.

A name that two languages give to different months, such as `listopada`, is in none.
"""
_TWO_WORDS: Final = {name.replace("_", " "): month for name, month in MONTHS.items() if "_" in name}
_ALL: Final = {
    **MONTHS,
    **_TWO_WORDS,
    **{name: month for month, names in enumerate(_FURTHER, start=1) for name in names.split()},
}

NAME: Final = "|".join(map(re.escape, sorted(_ALL, key=len, reverse=True)))
"""A pattern for any of the names, to be matched without regard to case."""


def month_of(name: str) -> int:
    """The number of the month that `NAME` matched."""
    return _ALL[name.casefold()]
