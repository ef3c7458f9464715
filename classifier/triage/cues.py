"""Words that decide urgency: self-harm, a child, material already sent.

A cue is a table of wordings with what cancels them; each is read in one spelling, with letters that were
spaced out, dotted or written as digits put together again.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from classifier.evidence.entities.fold import fold
from classifier.evidence.entities.rows import Row, searched
from classifier.triage.cue_needs import ASKS_AGE_NEEDS, CHILD_NEEDS, SELF_HARM_NEEDS, SENT_NEEDS
from classifier.triage.cue_rows import ASKS_AGE, CHILD, NAMES_AGE, NOT_CHILD, NOT_SELF_HARM, NOT_SENT, SELF_HARM, SENT

_SPACED: Final = re.compile(r"(?<!\S)[ء-ي](?: [ء-ي]){2,}(?!\S)")
_DIGIT_LETTERS: Final = {"7": "ح", "3": "ع", "9": "ص", "6": "ط"}
_DIGIT_LETTER: Final = re.compile(r"(?<=[ء-ي])[7396](?=[ء-ي])")
_ASKS_AGE: Final = re.compile(ASKS_AGE)
_NAMES_AGE: Final = re.compile(NAMES_AGE)
_ASKS_AGE_NEEDS: Final = re.compile(ASKS_AGE_NEEDS)
_NOT_CHILD: Final = re.compile(NOT_CHILD)
_LONGEST: Final = 20_000


class Cue:
    """Wordings of one meaning, and the words that cancel them; `names` tells which were met.

    `needed` finds something wherever a wording stands: a quick look before the slow one.
    """

    def __init__(self, rows: Sequence[Row], unless: str, needed: str) -> None:
        self._pattern = searched(rows, after="")
        self._unless = re.compile(unless)
        self._needed = re.compile(needed)

    def name(self, text: str) -> str | None:
        """The name of the first wording met in the text; None where there is none or something cancels it."""
        return self.name_in(_plain(text))

    def name_in(self, letters: str) -> str | None:
        """The same for a text in one spelling."""
        match = self._pattern.search(letters) if self._needed.search(letters) else None
        return None if match is None or self._unless.search(letters) else match.lastgroup


_SELF_HARM: Final = Cue(SELF_HARM, NOT_SELF_HARM, SELF_HARM_NEEDS)
_CHILD: Final = Cue(CHILD, NOT_CHILD, CHILD_NEEDS)
_SENT: Final = Cue(SENT, NOT_SENT, SENT_NEEDS)
ROWS: Final = {"self_harm": (_SELF_HARM, SELF_HARM), "child": (_CHILD, CHILD), "sent": (_SENT, SENT)}
"""For each of `labels.CUES` its wordings as they are searched, and their rows."""


def mentions_self_harm(text: str) -> bool:
    """Whether a wish to die or to harm oneself is spoken, by the writer or of one concerned; no joke or film."""
    return _SELF_HARM.name(text) is not None


def mentions_child(text: str) -> bool:
    """Whether the person concerned is said to be under eighteen; not where adults speak of their children's school."""
    return _CHILD.name(text) is not None


def says_material_sent(text: str) -> bool:
    """Whether the writer says that material has already been sent, published or seen."""
    return _SENT.name(text) is not None


def asks_age(text: str) -> bool:
    """Whether a message asks for the reader's age: `شكد عمرج؟`."""
    return _asks_age(_plain(text))


def names_childs_age(text: str) -> bool:
    """Whether a message, as an answer to that, opens with an age under eighteen: `١٣ وماما بالدوام`."""
    letters = _plain(text)
    return _NAMES_AGE.search(letters) is not None and not _NOT_CHILD.search(letters)


WORDINGS: Final[Mapping[str, Callable[[str], bool]]] = {
    "self_harm": mentions_self_harm,
    "child": mentions_child,
    "sent": says_material_sent,
}
"""For each of `labels.CUES`, whether one of its wordings stands in a text."""


def met(text: str, cues: Iterable[str]) -> frozenset[str]:
    """Those of `cues` of which a wording stands in a text, and `asks_age` where it asks for an age."""
    letters = _plain(text)
    worded = [cue for cue in cues if ROWS[cue][0].name_in(letters)]
    return frozenset([*worded, "asks_age"] if _asks_age(letters) else worded)


def _asks_age(letters: str) -> bool:
    return _ASKS_AGE_NEEDS.search(letters) is not None and _ASKS_AGE.search(letters) is not None


def _plain(text: str) -> str:
    letters = fold(text[:_LONGEST]).letters
    letters = _SPACED.sub(lambda spaced: spaced[0].replace(" ", ""), letters)
    return _DIGIT_LETTER.sub(lambda digit: _DIGIT_LETTERS[digit[0]], letters)
