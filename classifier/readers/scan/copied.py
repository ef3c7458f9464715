"""Chats that somebody copied out of an app's window: what each of them becomes once its messages are cut apart."""

from collections.abc import Iterable, Sequence

from classifier.readers.reading import Document, Draft, Parsed
from classifier.readers.scan.chats import chat_of, numbered, order_warning, parsed
from classifier.readers.scan.dates import date_drafts
from classifier.records import ChatWarning


def copied_chat(  # noqa: PLR0913 - a copy has this many sides, all named
    document: Document,
    drafts: Sequence[Draft],
    *,
    format_name: str,
    lines: int,
    encoding: str,
    platform: str = "text",
    warnings: Iterable[ChatWarning] = (),
) -> Parsed:
    """The one chat of a copy, in file order, each message at the moment that it states; ReadError where none is."""
    if not drafts:
        raise document.error(1, "no message found; copy the chat again")
    order = date_drafts(drafts)
    chat = chat_of(
        document, numbered(document, format_name, drafts), platform=platform, title=document.stem,
        warnings=(*warnings, *order_warning(order)),
    )  # fmt: skip
    return parsed(document, (chat,), lines, encoding)
