"""The headers and bodies of a WhatsApp text, as columns that stand side by side."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from classifier.readers.whatsapp.headers import ANY, BRACKET, Style, fields_of, locked

_LOCK_SHARE = 0.75
_OWN_SHARE = 0.2
_OWN_COUNT = 100
_HEAD_HEADERS = 1000
_PERIOD = 5


@dataclass(slots=True)
class Columns:
    """One entry a header, in file order; `bodies` run to the next header, newlines kept."""

    stamps: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    senders: list[str | None] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    styles: list[Style] = field(default_factory=list)
    """Filled only where a file has more styles than one."""
    framed: bool = False
    """Whether stamps stand in brackets, as on an iPhone, which names a sender on every line."""
    preamble: str = ""
    """What stands before the first header, each line with a newline before it."""

    def carry(self, text: str) -> None:
        """Give `text`, which begins with a newline or is empty, to the last body or to the preamble."""
        if self.bodies:
            self.bodies[-1] += text
        else:
            self.preamble += text

    def foreign(self) -> Counter[Style]:
        """Headers of other styles that stand inside bodies and the preamble, counted by style."""
        found: Counter[Style] = Counter()
        for body in (self.preamble, *self.bodies):
            if "\n" in body:
                found.update(style for style, _ in headers_in(body))
        return found


def headers_in(text: str) -> Iterator[tuple[Style, int]]:
    """Each header in `text`, as its style and the place of the newline before it."""
    for found in ANY.finditer(text):
        style, _ = fields_of(found)
        if style is not None:
            yield style, found.start()


def own_styles(tally: Counter[Style]) -> frozenset[Style]:
    """The styles that are the file's own; the others are lines that only look like headers.

    A file has one style, so one that holds three quarters is alone, unless another holds over a
    fifth or a hundred lines: then two exports were put together. Without such a style all are believed.
    """
    total = tally.total()
    if not total:
        return frozenset()
    best, count = tally.most_common(1)[0]
    if count < _LOCK_SHARE * total:
        return frozenset(tally)
    return frozenset(style for style, n in tally.items() if style == best or n > _OWN_SHARE * total or n >= _OWN_COUNT)


def collect(blocks: Iterable[str], style: Style) -> Columns:
    """The columns of a text that keeps to one style."""
    columns, pattern = Columns(framed=style.frame == BRACKET), locked(style)
    first, second = (2, 3) if not style.time_first else (3, 2)
    for block in blocks:
        parts = pattern.split("\n" + block.removesuffix("\n"))
        columns.carry(parts[0])
        columns.stamps += parts[1::_PERIOD]
        columns.dates += parts[first::_PERIOD]
        columns.times += parts[second::_PERIOD]
        columns.senders += parts[4::_PERIOD]
        columns.bodies += parts[5::_PERIOD]
    return columns


def collect_mixed(blocks: Iterable[str], own: frozenset[Style]) -> Columns:
    """The columns of a text in which several styles are the file's own."""
    columns = Columns(framed=all(style.frame == BRACKET for style in own))
    for block in blocks:
        text = "\n" + block.removesuffix("\n")
        end, carry = 0, columns.carry
        for found in ANY.finditer(text):
            style, (stamp, date, time, sender) = fields_of(found)
            if style is None or style not in own:
                continue
            carry(text[end : found.start()])
            columns.stamps.append(stamp)
            columns.dates.append(date)
            columns.times.append(time)
            columns.senders.append(sender)
            columns.bodies.append("")
            columns.styles.append(style)
            end = found.end()
        carry(text[end:])
    return columns


def read_columns(blocks: Callable[[], Iterator[str]]) -> tuple[Columns, Counter[Style]]:
    """The columns of a text, and the headers of other styles that stand inside its bodies.

    `blocks` gives the text anew at each call.
    """
    head = headers_in("\n" + next(blocks(), ""))
    tally = Counter(style for style, _ in islice(head, _HEAD_HEADERS))
    own = own_styles(tally)
    if len(own) == 1:
        columns = collect(blocks(), next(iter(own)))
        foreign = columns.foreign()
        own = own_styles(foreign + Counter({next(iter(own)): len(columns.stamps)}))
        if len(own) == 1:
            return columns, foreign
    whole = Counter(style for block in blocks() for style, _ in headers_in("\n" + block))
    own = own_styles(whole)
    return collect_mixed(blocks(), own), whole - Counter({style: whole[style] for style in own})
