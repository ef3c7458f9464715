"""How a word sounds, whichever letters write it: the common ground of Arabic script and Arabizi.

The skeleton keeps consonant classes and drops vowels, doubled consonants and a final `h`, so that
`صورچ`, `صورج` and `swrj` meet in `srj`. It is a phonetic key after the manner of Soundex, with
classes drawn from how Iraqi and neighbouring dialects interchange letters (گ ك ق غ; چ ج; ض ظ).
"""

import re
from functools import lru_cache
from typing import Final

from classifier.text.letters import SOUND

_LATIN: Final = {
    "kh": "k", "gh": "g", "sh": "x", "ch": "j", "th": "t", "dh": "z", "ph": "f", "ck": "g",
    "3": "3", "5": "k", "6": "t", "7": "h", "8": "g", "9": "g", "2": "",
    "b": "b", "c": "g", "d": "d", "f": "f", "g": "g", "h": "h", "j": "j", "k": "g", "l": "l", "m": "m", "n": "n",
    "p": "b", "q": "g", "r": "r", "s": "s", "t": "t", "v": "f", "x": "x", "z": "z",
}  # fmt: skip
_PARTS = re.compile("kh|gh|sh|ch|th|dh|ph|ck|.", re.DOTALL)
_DOUBLED = re.compile(r"(.)\1+", re.DOTALL)


@lru_cache(maxsize=100_000)
def skeleton(token: str) -> str:
    """The consonant classes of a normalised token; empty for numbers, signs and bare vowels."""
    if token.isdigit():
        return ""
    if token.isascii():
        sounds = "".join(_LATIN.get(part, "") for part in _PARTS.findall(token))
    else:
        sounds = "".join(SOUND.get(letter, "") for letter in token)
    sounds = _DOUBLED.sub(r"\1", sounds)
    return sounds[:-1] if len(sounds) > 1 and sounds.endswith("h") else sounds
