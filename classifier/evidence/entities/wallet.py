"""Addresses of crypto wallets whose own check is right."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from classifier.evidence.entities.checksums import base58, bech32, eip_55
from classifier.evidence.entities.fold import Folded
from classifier.evidence.entities.rows import Row
from classifier.records import Entity, Span

KIND: Final = "wallet"

ROWS: Final = (
    Row(
        "btc",
        r"[13][1-9A-HJ-NP-Za-km-z]{25,34}",
        fires=("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",),
        silent=("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb",),
    ),
    Row(
        "btc_segwit",
        r"(?:bc1|BC1)[02-9ac-hj-np-zAC-HJ-NP-Z]{11,71}",
        fires=("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",),
        silent=("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5",),
    ),
    Row(
        "eth",
        r"0x[0-9a-fA-F]{40}",
        fires=("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed"),
        silent=("0x5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",),
    ),
    Row(
        "trc20",
        r"T[1-9A-HJ-NP-Za-km-z]{33}",
        fires=("TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t",),
        silent=("TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6u",),
    ),
    Row(
        "ltc",
        r"[LM][1-9A-HJ-NP-Za-km-z]{26,33}",
        fires=("LM2WMpR1Rp6j3Sa59cMXMs1SPzj9eXpGc1",),
        silent=("LM2WMpR1Rp6j3Sa59cMXMs1SPzj9eXpGc2",),
    ),
)
"""Addresses by chain, as written; published examples of the chains' own documents prove the checks."""

_CHECKS: Final[dict[str, Callable[[str], bool]]] = {
    "btc": lambda address: base58(address, frozenset({0, 5})),
    "btc_segwit": bech32,
    "eth": eip_55,
    "trc20": lambda address: base58(address, frozenset({0x41})),
    "ltc": lambda address: base58(address, frozenset({48, 50})),
}
_ONE_CASE: Final = frozenset({"eth", "btc_segwit"})

TRIGGER: Final = re.compile(r"[a-z0-9]{26,90}")
_PATTERN: Final = re.compile(
    r"(?<![^\W_])(?:" + "|".join(f"(?P<{row.name}>{row.words})" for row in ROWS) + r")(?![^\W_])"
)


def find(text: Folded) -> Iterator[Entity]:
    """Every address in the text, as its chain compares it."""
    written = text.written
    for match in _PATTERN.finditer(written):
        name = match.lastgroup or ""
        if _CHECKS[name](match[name]):
            value = match[name].lower() if name in _ONE_CASE else match[name]
            yield Entity(KIND, Span(*match.span(name)), value, f"{KIND}.{name}")
