"""How people hide and hurry: each disguise as a repeatable change of a text, for training and measuring.

A seed decides where a change falls, so that the same text under the same seed is always the same.
"""

import random
import re
from collections.abc import Callable
from typing import Final

_WORD = re.compile(r"[\u0621-\u064a\u0671-\u06d3]{3,}")
_TATWEEL: Final = "\N{ARABIC TATWEEL}"
_MARKS: Final = "\N{ARABIC FATHA}\N{ARABIC DAMMA}\N{ARABIC KASRA}\N{ARABIC SUKUN}\N{ARABIC SHADDA}"
_HIDDEN: Final = "\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NON-JOINER}\N{RIGHT-TO-LEFT MARK}"
_FORMS: Final = {"ك": "ک", "ي": "ی", "ه": "ہ", "ى": "ی"}
_DIGITS: Final = {"ع": "3", "ح": "7", "ا": "1", "و": "0", "خ": "5", "ط": "6", "ق": "8", "ص": "9"}
_LATIN: Final = {"ا": "a", "س": "s", "و": "w", "ر": "r", "م": "m", "ن": "n", "ي": "y", "ل": "l", "ب": "b", "ت": "t"}
_HASTE: Final = {"أ": "ا", "إ": "ا", "آ": "ا", "ة": "ه", "ى": "ي", "گ": "ك", "چ": "ج", "ؤ": "و", "ئ": "ي"}
_ARABIZI: Final = {
    "ا": "a", "أ": "a", "إ": "i", "آ": "a", "ب": "b", "پ": "p", "ت": "t", "ث": "th", "ج": "j", "چ": "ch", "ح": "7",
    "خ": "5", "د": "d", "ذ": "th", "ر": "r", "ز": "z", "س": "s", "ش": "sh", "ص": "9", "ض": "dh", "ط": "6", "ظ": "dh",
    "ع": "3", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "گ": "g", "ل": "l", "م": "m", "ن": "n", "ه": "h", "ة": "a",
    "و": "w", "ي": "y", "ى": "a", "ء": "2", "ؤ": "o2", "ئ": "2", "؟": "?", "،": ",",
}  # fmt: skip

Chance = random.Random


def _each_word(change: Callable[[str, Chance], str], share: float) -> Callable[[str, Chance], str]:
    """A change of about `share` of the Arabic words of three letters and more."""

    def changed(text: str, chance: Chance) -> str:
        return _WORD.sub(lambda m: change(m[0], chance) if chance.random() < share else m[0], text)

    return changed


def _inside(word: str, chance: Chance, added: str) -> str:
    place = chance.randrange(1, len(word))
    return word[:place] + added + word[place:]


def _lengthened(word: str, chance: Chance) -> str:
    place = chance.randrange(len(word))
    return word[:place] + word[place] * chance.randrange(3, 6) + word[place + 1 :]


def _swapped(word: str, chance: Chance) -> str:
    place = chance.randrange(len(word) - 1)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def _dropped(word: str, chance: Chance) -> str:
    place = chance.randrange(1, len(word))
    return word[:place] + word[place + 1 :]


def _doubled(word: str, chance: Chance) -> str:
    place = chance.randrange(len(word))
    return word[:place] + word[place] + word[place:]


def _one_replaced(word: str, chance: Chance, table: dict[str, str]) -> str:
    places = [place for place in range(1, len(word) - 1) if word[place] in table]
    if not places:
        return word
    place = chance.choice(places)
    return word[:place] + table[word[place]] + word[place + 1 :]


def _glued(text: str, chance: Chance) -> str:
    return "".join("" if piece == " " and chance.random() < 0.25 else piece for piece in re.split("( )", text))  # noqa: PLR2004


DISGUISES: Final[dict[str, Callable[[str, Chance], str]]] = {
    "elongation": _each_word(_lengthened, 0.4),
    "tatweel": _each_word(lambda w, c: _inside(w, c, _TATWEEL * c.randrange(1, 4)), 0.6),
    "diacritics": _each_word(lambda w, c: "".join(letter + c.choice(_MARKS) for letter in w), 0.7),
    "invisible marks": _each_word(lambda w, c: _inside(w, c, c.choice(_HIDDEN)), 0.6),
    "foreign forms": lambda text, _: "".join(_FORMS.get(letter, letter) for letter in text),
    "haste": lambda text, _: "".join(_HASTE.get(letter, letter) for letter in text),
    "dropped letters": _each_word(_dropped, 0.2),
    "doubled letters": _each_word(_doubled, 0.3),
    "swapped letters": _each_word(_swapped, 0.2),
    "glued words": _glued,
    "spaced letters": _each_word(lambda w, _: " ".join(w), 0.35),
    "dotted letters": _each_word(lambda w, c: c.choice(".*_-").join(w), 0.35),
    "emoji inside": _each_word(lambda w, c: _inside(w, c, c.choice("😂🙂🔥⭐")), 0.3),
    "digits for letters": _each_word(lambda w, c: _one_replaced(w, c, _DIGITS), 0.6),
    "latin letters": _each_word(lambda w, c: _one_replaced(w, c, _LATIN), 0.5),
    "arabizi": lambda text, _: "".join(_ARABIZI.get(letter, letter) for letter in text),
}
"""Every disguise by name. Arabizi here is letter by letter; the corpus holds the way people really type it."""


def disguise(name: str, text: str, *, seed: int) -> str:
    """The text under one disguise."""
    return DISGUISES[name](text, random.Random(f"{seed}:{name}"))  # noqa: S311 - repeatable, not secret
