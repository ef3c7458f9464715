"""Messages from the columns of a WhatsApp text: times, senders, kinds and physical lines."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from itertools import groupby

from classifier.readers.reading import Document
from classifier.readers.scan.clock import bare, day_of, moments_of
from classifier.readers.scan.known import Known
from classifier.readers.scan.months import NAME, month_of
from classifier.readers.scan.order import YEAR_FIRST, Order, Parts, decide, parts_of
from classifier.readers.scan.quick import Row, messages_from
from classifier.readers.whatsapp.bodies import ENDS, LAST, OPENING, describe, may_be_more, notice_kind
from classifier.readers.whatsapp.columns import Columns
from classifier.readers.whatsapp.names import name_finder
from classifier.records import Message

FORMAT = "whatsapp"
_ARABIC = re.compile("[\N{ARABIC COMMA}\N{RIGHT-TO-LEFT MARK}٠-٩]")
_ATTACHED = re.compile(r"(?:IMG|VID|AUD|PTT|STK|DOC)-(\d{4})(\d\d)(\d\d)-WA\d|\d{8}-[A-Z]+-(\d{4})-(\d\d)-(\d\d)-")
_NAMED = re.compile(
    rf"(?:(\d{{1,2}})\.? (?:de )?)?({NAME})\.?(?: (\d{{1,2}})(?!\d))?(?:,? (?:de )?(\d{{4}}))?", re.IGNORECASE
)


def days_of(columns: Columns) -> tuple[list[date | None], list[Order]]:
    """The day of each row, and the orders that gave them: one for each style of header.

    A style whose dates could be read either way follows the other styles of its file.
    """
    if not columns.styles:
        order = _order(columns, columns.dates, columns.stamps)
        return list(map(_day_finder(order).__getitem__, columns.dates)), [order]
    rows = {style: [i for i, own in enumerate(columns.styles) if own == style] for style in set(columns.styles)}
    orders = {
        style: _order(columns, [columns.dates[i] for i in own], [columns.stamps[i] for i in own])
        for style, own in rows.items()
    }
    sure = {order.first for order in orders.values() if order.certain and order.reason != YEAR_FIRST}
    if len(sure) == 1:
        follow = Order(next(iter(sure)), "as in the rest of the file", certain=False)
        orders = {style: order if order.certain else follow for style, order in orders.items()}
    finders = {style: _day_finder(order) for style, order in orders.items()}
    days = [finders[style][written] for style, written in zip(columns.styles, columns.dates, strict=True)]
    return days, list(orders.values())


def _order(columns: Columns, dates: list[str], stamps: list[str]) -> Order:
    parts = [found for written, _ in groupby(dates) if (found := parts_of(written))]
    return decide(parts, fixed=_attached(columns), arabic=any(map(_ARABIC.search, stamps[:50])))


def _day_finder(order: Order) -> Known[str, date | None]:
    """The day of each written date."""

    def find(written: str) -> date | None:
        parts = parts_of(written)
        return _named_day(bare(written)) if parts is None else order.date_of(parts)

    return Known(find)


def messages_of(document: Document, columns: Columns, days: list[date | None]) -> list[Message]:
    """The messages, each on its physical lines; `days` stands beside the columns."""
    return messages_from(_rows(columns, moments_of(days, columns.times, document.options.timezone)), document, FORMAT)


def _rows(columns: Columns, moments: list[datetime | None]) -> Iterator[Row]:
    """What each message holds; `moments` stands beside the columns."""
    names = name_finder(columns)
    odd = Known(may_be_more(filter(None, names.values())))
    line = columns.preamble.count("\n") + 1
    for stamp, sent_at, raw, body in zip(columns.stamps, moments, columns.senders, columns.bodies, strict=True):
        if "\n" in body:
            last, text = line + body.count("\n"), body.rstrip("\n")
        else:
            last, text = line, body
        sender, edited, kind = names[raw], False, "text"
        if sender is None:
            text = text if raw is None else f"{raw}: {text}".rstrip()
            kind = notice_kind(text)
        elif odd[text[:OPENING]] or last > line or (text[-1] in LAST and text.endswith(ENDS)):
            kind, text, edited = describe(sender, text)
        yield sender, text, sent_at, stamp, kind, edited, line, last
        line = last + 1


def _attached(columns: Columns) -> Iterator[tuple[Parts, date]]:
    for written, body in zip(columns.dates, columns.bodies, strict=True):
        if "-" in body and (found := _ATTACHED.search(body)):
            year, month, day = (int(number) for number in found.groups() if number)
            known, parts = day_of(year, month, day), parts_of(written)
            if known and parts:
                yield parts, known


def _named_day(written: str) -> date | None:
    found = _NAMED.fullmatch(written)
    if found is None or found[4] is None:
        return None
    day = found[1] or found[3]
    return None if day is None else day_of(int(found[4]), month_of(found[2]), int(day))
