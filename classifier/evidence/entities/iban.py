"""International bank account numbers whose length and own check are right."""

import re
from collections.abc import Iterator
from typing import Final

from classifier.evidence.entities.checksums import mod_97
from classifier.evidence.entities.fold import Folded
from classifier.evidence.entities.rows import Row
from classifier.records import Entity

KIND: Final = "iban"

LENGTHS: Final = {
    "IQ": 23, "SA": 24, "AE": 23, "KW": 30, "BH": 22, "QA": 29, "OM": 23, "JO": 30, "LB": 28, "PS": 29,
    "EG": 29, "SD": 18, "LY": 25, "TN": 24, "DZ": 26, "MA": 28, "MR": 27, "DJ": 27, "SO": 23, "YE": 30,
    "TR": 26, "DE": 22, "SE": 24, "GB": 22, "NL": 18, "FR": 27, "IT": 27, "ES": 24, "BE": 16, "AT": 20,
    "CH": 21, "DK": 18, "NO": 15, "FI": 18, "GE": 22, "CY": 28,
}  # fmt: skip
"""Letters of an account number by country (SWIFT IBAN Registry): the Arab world, Turkey and where its people live."""

ROWS: Final = (
    Row(
        "iso_13616",
        r"(?P<iban>[a-z]{2}\d{2}(?: ?[a-z0-9]){11,30})",
        fires=("IQ20CBIQ861800101010500", "IBAN: SA03 8000 0000 6080 1016 7519"),
        silent=("IQ21CBIQ861800101010500", "ab12cdefghijklmn", "sa67 t7chi wya el jeeran, w enti"),
    ),
)
"""How account numbers are written."""

TRIGGER: Final = re.compile(r"[a-z]{2}\d{2}[a-z0-9]*")
_PATTERN: Final = re.compile(rf"(?<![a-z0-9]){ROWS[0].words}")


def find(text: Folded) -> Iterator[Entity]:
    """Every account number in the text, its value in capitals without spaces."""
    for match in _PATTERN.finditer(text.letters):
        start, length = match.start("iban"), LENGTHS.get(match["iban"][:2].upper(), 0)
        end = _end(text.letters, start, length)
        value = text.letters[start:end].replace(" ", "").upper()
        if length and len(value) == length and value.isascii() and value.isalnum() and mod_97(value):
            yield Entity(KIND, text.span(start, end), value, f"{KIND}.iso_13616")


def _end(letters: str, start: int, length: int) -> int:
    """The place after `length` letters and figures from `start`, spaces not counted."""
    end = start
    while end < len(letters) and length:
        length -= letters[end] != " "
        end += 1
    return end
