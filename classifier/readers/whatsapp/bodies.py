"""What a WhatsApp body is: speech, medium, deletion, call or notice."""

from collections.abc import Callable, Iterable
from typing import Final

from classifier.readers.scan.clock import MARKS, bare
from classifier.readers.whatsapp.phrases import (
    CALL,
    DELETED,
    EDITED,
    EVENT,
    MEDIA,
    NOTICE,
    OMITTED,
    OPENINGS,
    POLL,
    WITHHELD,
)

_FIRST: Final = frozenset(MARKS + "<")
ENDS: Final = (">", ")", "omitted", "المستند")
"""How a body may end that is more than speech and opens like any other."""
LAST: Final = frozenset(end[-1] for end in ENDS)
OPENING: Final = 3
"""So many first letters of a body tell whether it may be more than speech."""


def may_be_more(names: Iterable[str]) -> Callable[[str], bool]:
    """Tells of a body's first `OPENING` letters whether it may be more: a notice, or a deed of one of `names`.

    An empty body is more than speech.
    """
    deeds = {name[:OPENING] for name in names}

    def may(start: str) -> bool:
        if not start or start.lower() in OPENINGS or start[0] in _FIRST:
            return True
        return any(start[:size] in deeds for size in range(1, OPENING + 1))

    return may


def describe(sender: str, text: str) -> tuple[str, str, bool]:
    """The kind of a body, its text without the mark of an edit, and whether it was edited."""
    shown = bare(text)
    if shown.endswith(">") and EDITED.search(shown):
        words = text[: text.rindex("<")].rstrip(MARKS + " \n")
        return _kind(sender, words, bare(words)), words, True
    return _kind(sender, text, shown), text, False


def notice_kind(text: str) -> str:
    """The kind of a line that has no sender: a call or a notice."""
    return "call" if CALL.fullmatch(bare(text)) else "system"


def _kind(sender: str, text: str, shown: str) -> str:
    if not shown or _is_omitted(shown) or MEDIA.fullmatch(shown):
        return "media"
    if DELETED.fullmatch(shown):
        return "deleted"
    if CALL.fullmatch(shown):
        return "call"
    if POLL.match(shown):
        return "text"
    marked = text[:1] in MARKS or shown.startswith(f"{sender} ")
    return "system" if NOTICE.match(shown) or (marked and EVENT.match(shown)) else "text"


def _is_omitted(shown: str) -> bool:
    return shown.endswith(OMITTED) and WITHHELD.fullmatch(shown) is not None
