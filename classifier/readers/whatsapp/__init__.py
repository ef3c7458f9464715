"""WhatsApp's exported text, bare or inside the zip that the app writes."""

from itertools import islice

from classifier.readers.reading import Document, Format, Parsed, Sample
from classifier.readers.scan.chats import chat_of, order_warning
from classifier.readers.scan.lines import from_blocks
from classifier.readers.whatsapp.columns import headers_in, read_columns
from classifier.readers.whatsapp.headers import ANY, BARE, is_of_machine
from classifier.readers.whatsapp.messages import FORMAT, days_of, messages_of
from classifier.readers.whatsapp.names import mend_names
from classifier.readers.whatsapp.oddities import oddities
from classifier.readers.whatsapp.titles import title_of

_FEW = 5
_SURE = 80
_LIKELY = 40


def recognise(sample: Sample) -> int:
    """How surely the sample is WhatsApp text: it holds a header, and surest if it opens with one.

    Where a level or a score stands behind each of the first, a machine wrote them, or they list matches.
    """
    text = "\n" + sample.text.lstrip("\n")
    first = next(headers_in(text), None)
    if first is None or all(map(is_of_machine, islice(ANY.finditer(text), _FEW))):
        return 0
    style, place = first
    return (_LIKELY if place else _SURE) - (_LIKELY // 2 if style.frame == BARE else 0)


def read(document: Document) -> Parsed:
    """The one chat of a WhatsApp text."""
    (columns, foreign), encoding = from_blocks(document, read_columns)
    if not columns.stamps:
        raise document.error(1, "no WhatsApp message found; export the chat from the app again")
    mend_names(columns)
    days, orders = days_of(columns)
    messages = messages_of(document, columns, days)
    preamble = columns.preamble.count("\n")
    warnings = [warning for order in orders[:1] for warning in order_warning(order)]
    warnings += oddities(document, columns, messages, foreign)
    chat = chat_of(document, messages, platform=FORMAT, title=title_of(document, messages), warnings=warnings)
    unread = ((document.member, 1, preamble),) if preamble else ()
    return Parsed((chat,), messages[-1].source.last_line or 0, unread, encoding)


READER = Format(FORMAT, recognise, read)
