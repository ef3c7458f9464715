"""WhatsApp's exported text, bare or inside the zip that the app writes."""

from classifier.readers.reading import Document, Format, Parsed, Sample
from classifier.readers.scan.chats import chat_of, order_warning
from classifier.readers.scan.lines import blocks, encoding_of
from classifier.readers.whatsapp.columns import headers_in, read_columns
from classifier.readers.whatsapp.headers import BARE
from classifier.readers.whatsapp.messages import FORMAT, days_of, messages_of
from classifier.readers.whatsapp.names import mend_names
from classifier.readers.whatsapp.oddities import oddities
from classifier.readers.whatsapp.titles import title_of

_SURE = 80
_LIKELY = 40


def recognise(sample: Sample) -> int:
    """How surely the sample is WhatsApp text: it holds a header, and surest if it opens with one."""
    styles = [style for style, _ in headers_in("\n" + sample.text)]
    if not styles:
        return 0
    opens = next(headers_in("\n" + sample.text.lstrip("\n")))[1] == 0
    return (_SURE if opens else _LIKELY) - (_LIKELY // 2 if styles[0].frame == BARE else 0)


def read(document: Document) -> Parsed:
    """The one chat of a WhatsApp text."""
    encoding = encoding_of(document)
    columns, foreign = read_columns(lambda: blocks(document, encoding))
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
