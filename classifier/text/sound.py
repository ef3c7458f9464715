"""How words sound, whichever letters write them: the common ground of Arabic script and Arabizi.

The skeleton keeps consonant classes and drops vowels, doubled consonants and a final `h`, so that
`صورچ`, `صورج` and `swrj` meet in `srj`. It is a phonetic key after the manner of Soundex, with
classes drawn from how Iraqi and neighbouring dialects interchange letters (گ ك ق غ; چ ج; ض ظ).
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from classifier.text.letters import SOUND

_LATIN: Final = {
    "3": "3", "5": "k", "6": "t", "7": "h", "8": "g", "9": "g",
    "b": "b", "c": "g", "d": "d", "f": "f", "g": "g", "h": "h", "j": "j", "k": "g", "l": "l", "m": "m", "n": "n",
    "p": "b", "q": "g", "r": "r", "s": "s", "t": "t", "v": "f", "x": "x", "z": "z",
}  # fmt: skip
_LATIN_PAIRS: Final = {
    "ck": "ق", "kh": "خ", "gh": "غ", "sh": "ش", "ch": "ج", "th": "ت", "dh": "ظ", "ph": "ف",
}  # fmt: skip
"""What two Latin letters stand for together; the first pair first, for its last letter may begin another."""
_LINE_END: Final = np.uint8(ord("\n"))
_SILENT: Final = np.uint8(255)

Classes = NDArray[np.uint8]
"""The consonant class of each code point, and of all behind the last; `_SILENT` where there is none."""


def _classes_of(sounds: dict[str, str]) -> Classes:
    classes = np.full(0x700, _SILENT)
    for letter, sound in sounds.items():
        classes[ord(letter)] = ord(sound) if sound else _SILENT
    return classes


_ARABIC_CLASSES: Final = _classes_of({**SOUND, "\n": "\n"})
_SIGNS: Final = {sign: sign for sign in map(chr, range(0x80))}
_SILENT_LETTERS: Final = dict.fromkeys("0124aeiouwy", "")
_LATIN_CLASSES: Final = _classes_of({**SOUND, **_SIGNS, **_SILENT_LETTERS, **_LATIN})


def skeletons(tokens: Sequence[str]) -> list[str]:
    """The consonant classes of normalised tokens, in order; empty for numbers and bare vowels."""
    if not tokens:
        return []
    sounds = _heard("\n".join(tokens), _ARABIC_CLASSES)
    if latin := [place for place, token in enumerate(tokens) if token.isascii()]:
        spelt = "\n".join(["" if tokens[place].isdigit() else tokens[place] for place in latin])
        for pair, letter in _LATIN_PAIRS.items():
            spelt = spelt.replace(pair, letter)
        for place, sound in zip(latin, _heard(spelt, _LATIN_CLASSES), strict=True):
            sounds[place] = sound
    return [sound[:-1] if len(sound) > 1 and sound[-1] == "h" else sound for sound in sounds]


def _heard(lines: str, classes: Classes) -> list[str]:
    """The consonant classes of words, one a line, a doubled one once; all are heard in one pass."""
    codes = np.frombuffer(lines.encode("utf-32-le", "surrogatepass"), np.uint32)
    sounds = classes[np.minimum(codes, len(classes) - 1)]
    sounds = sounds[sounds != _SILENT]
    once = sounds == _LINE_END
    once[:1] = True
    once[1:] |= sounds[1:] != sounds[:-1]
    heard: str = sounds[once].tobytes().decode("ascii")
    return heard.split("\n")


def skeleton(token: str) -> str:
    """The consonant classes of one normalised token."""
    return skeletons((token,))[0]
