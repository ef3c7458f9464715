"""How words sound, whichever letters write them: the common ground of Arabic script and Arabizi.

The skeleton keeps consonant classes and drops vowels, doubled consonants and a final `h`, so that
`صورچ`, `صورج` and `swrj` meet in `srj`. It is a phonetic key after the manner of Soundex, with
classes drawn from how Iraqi and neighbouring dialects interchange letters (گ ك ق غ; چ ج; ض ظ).
"""

import re
from collections.abc import Sequence
from typing import Final

from classifier.text.letters import SOUND

_LATIN: Final = {
    "kh": "k", "gh": "g", "sh": "x", "ch": "j", "th": "t", "dh": "z", "ph": "f", "ck": "g",
    "3": "3", "5": "k", "6": "t", "7": "h", "8": "g", "9": "g",
    "b": "b", "c": "g", "d": "d", "f": "f", "g": "g", "h": "h", "j": "j", "k": "g", "l": "l", "m": "m", "n": "n",
    "p": "b", "q": "g", "r": "r", "s": "s", "t": "t", "v": "f", "x": "x", "z": "z",
}  # fmt: skip
_LATIN_PARTS = re.compile(r"kh|gh|sh|ch|th|dh|ph|ck|[0-9a-z]")
_NUMBER = re.compile(r"^\d+$", re.MULTILINE)
_DOUBLED = re.compile(r"([^\n])\1+")
_FINAL_H = re.compile(r"(?<=[^\n])h$", re.MULTILINE)


class _Sounds(dict[int, str | None]):
    """A translation table in which every letter without a consonant class is silent."""

    def __missing__(self, code: int) -> str | None:
        self[code] = None
        return None


_ARABIC: Final = _Sounds({ord(letter): sound for letter, sound in SOUND.items()} | {ord("\n"): "\n"})


def skeletons(tokens: Sequence[str]) -> list[str]:
    """The consonant classes of normalised tokens, in order; empty for numbers, signs and bare vowels."""
    if not tokens:
        return []
    latin = [place for place, token in enumerate(tokens) if token.isascii()]
    sounds = "\n".join(tokens).translate(_ARABIC).split("\n")
    if latin:
        spelt = _NUMBER.sub("", "\n".join(tokens[place] for place in latin))
        heard = _LATIN_PARTS.sub(lambda part: _LATIN.get(part[0], ""), spelt)
        for place, sound in zip(latin, heard.split("\n"), strict=True):
            sounds[place] = sound
    return _FINAL_H.sub("", _DOUBLED.sub(r"\1", "\n".join(sounds))).split("\n")


def skeleton(token: str) -> str:
    """The consonant classes of one normalised token."""
    return skeletons((token,))[0]
