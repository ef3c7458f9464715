"""Checks that a number or an address carries in itself: Luhn, mod 97, Base58Check, Bech32 and EIP-55."""

from functools import reduce
from hashlib import sha256
from typing import Final

_BASE58: Final = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_BECH32: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_BECH32_STEPS: Final = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_BECH32_ENDS: Final = frozenset({1, 0x2BC830A3})
_MASK: Final = (1 << 64) - 1
_RATE: Final = 136


def luhn(digits: str) -> bool:
    """Whether the figures of a card number carry the check of ISO/IEC 7812-1."""
    doubled = (int(d) * (2 if place % 2 else 1) for place, d in enumerate(reversed(digits)))
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0  # noqa: PLR2004


def mod_97(iban: str) -> bool:
    """Whether an account number carries the check of ISO 13616."""
    return int("".join(str(int(letter, 36)) for letter in iban[4:] + iban[:4])) % 97 == 1


def base58(address: str, versions: frozenset[int]) -> bool:
    """Whether an address is Base58Check of one of these version bytes and 20 bytes."""
    if any(letter not in _BASE58 for letter in address):
        return False
    value = reduce(lambda total, letter: total * 58 + _BASE58.index(letter), address, 0)
    if value >= 1 << 200:
        return False
    raw = value.to_bytes(25, "big")
    return raw[0] in versions and sha256(sha256(raw[:21]).digest()).digest()[:4] == raw[21:]


def bech32(address: str) -> bool:
    """Whether an address carries the check of BIP 173 or BIP 350."""
    prefix, _, rest = address.lower().rpartition("1")
    if not prefix or any(letter not in _BECH32 for letter in rest):
        return False
    head = [ord(letter) >> 5 for letter in prefix] + [0] + [ord(letter) & 31 for letter in prefix]
    check = 1
    for value in head + [_BECH32.index(letter) for letter in rest]:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        check ^= reduce(lambda total, step: total ^ step[1] * (top >> step[0] & 1), enumerate(_BECH32_STEPS), 0)
    return check in _BECH32_ENDS


def eip_55(address: str) -> bool:
    """Whether the capitals of an Ethereum address are right; true where it has letters of one case only."""
    body = address[2:]
    if body in {body.lower(), body.upper()}:
        return True
    digest = keccak_256(body.lower().encode()).hex()
    return all(a == (a.upper() if int(d, 16) > 7 else a.lower()) for a, d in zip(body, digest, strict=False))  # noqa: PLR2004


def keccak_256(message: bytes) -> bytes:
    """The Keccak-256 digest as Ethereum uses it (the submission's padding, not that of FIPS 202)."""
    padded = message + b"\x01" + bytes(-(len(message) + 1) % _RATE)
    padded = padded[:-1] + bytes([padded[-1] | 0x80])
    lanes = [[0] * 5 for _ in range(5)]
    for start in range(0, len(padded), _RATE):
        for place in range(_RATE // 8):
            word = padded[start + 8 * place : start + 8 * place + 8]
            lanes[place % 5][place // 5] ^= int.from_bytes(word, "little")
        lanes = _keccak_f(lanes)
    return b"".join(lanes[place % 5][place // 5].to_bytes(8, "little") for place in range(4))


def _keccak_f(lanes: list[list[int]]) -> list[list[int]]:
    shift = 1
    for _ in range(24):
        column = [reduce(int.__xor__, lanes[x]) for x in range(5)]
        mixed = [column[(x + 4) % 5] ^ _turned(column[(x + 1) % 5], 1) for x in range(5)]
        lanes = [[lane ^ mixed[x] for lane in lanes[x]] for x in range(5)]
        x, y, current = 1, 0, lanes[1][0]
        for turn in range(24):
            x, y = y, (2 * x + 3 * y) % 5
            current, lanes[x][y] = lanes[x][y], _turned(current, (turn + 1) * (turn + 2) // 2)
        lanes = [[lanes[x][y] ^ (~lanes[(x + 1) % 5][y] & lanes[(x + 2) % 5][y]) for y in range(5)] for x in range(5)]
        for bit in range(7):
            shift = ((shift << 1) ^ ((shift >> 7) * 0x71)) % 256
            lanes[0][0] ^= (shift >> 1 & 1) << ((1 << bit) - 1)
    return lanes


def _turned(lane: int, places: int) -> int:
    places %= 64
    return ((lane << places) | (lane >> (64 - places))) & _MASK if places else lane & _MASK
