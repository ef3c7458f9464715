"""Messages written one field a line, as `From: …`, `Date: …`, `Message: …`: a table whose rows stand upright."""

import re
from collections.abc import Iterable, Iterator, Mapping

from classifier.readers.reading import Document, Format, Parsed, Sample
from classifier.readers.scan.chats import parsed
from classifier.readers.scan.lines import encoding_of, lines_in
from classifier.readers.scan.tables import Cells, chats_of, columns_of

FORMAT = "fields"
_FIELD = re.compile(r"\N{ZERO WIDTH NO-BREAK SPACE}?([^:：\n\d]{1,30}) ?[:：] ?(.*)")
_RULE = re.compile(r"\s*+[-=_*]*+\s*+")
_SAMPLED = 60
_FEWEST = 2
_PREAMBLE = 3
_SURE = 55


def recognise(sample: Sample) -> int:
    """How surely the sample is such a text: the same fields recur, a text and its sender or time among them."""
    lines = sample.start.split("\n")[:_SAMPLED]
    keys = _keys(lines)
    roles = columns_of(keys, {})
    first = sum(match[1] == keys[0] for line in lines if (match := _FIELD.fullmatch(line))) if keys else 0
    return _SURE if "text" in roles and {"sender", "time", "date"} & set(roles) and first >= _FEWEST else 0


def _keys(lines: Iterable[str]) -> list[str]:
    """The names of the first record's fields; none where the text opens otherwise, but for a line or two."""
    keys: list[str] = []
    for place, line in enumerate(lines):
        found = _FIELD.fullmatch(line)
        if (found and found[1] in keys) or (keys and _RULE.fullmatch(line)):
            break
        if found:
            keys.append(found[1])
        elif not keys and place >= _PREAMBLE and not _RULE.fullmatch(line):
            break
    return keys


def read(document: Document) -> Parsed:
    """The chats of the records, in file order."""
    encoding = encoding_of(document)
    lines = lines_in(document, encoding)
    keys = _keys(lines)
    rows = list(_rows(lines, keys))
    chats = chats_of(document, rows, columns_of(keys, {}), format_name=FORMAT, platform="text")
    if not chats:
        raise document.error(1, "no message found; export the messages again, or as a table")
    return parsed(document, chats, len(lines), encoding)


def _rows(lines: Iterable[str], keys: list[str]) -> Iterator[Cells]:
    """Each record, from its first field to the next one; a line that is no field goes on with the field before it."""
    values: dict[str, list[str]] = {}
    first = last = key = None
    for place, line in enumerate(lines, start=1):
        found = _FIELD.fullmatch(line)
        if found and found[1] in keys:
            if found[1] == keys[0] and values:
                yield _cells(values, keys, first, last)
                values, first = {}, None
            key = found[1]
            values[key] = [found[2]]
        elif _RULE.fullmatch(line) or key is None:
            continue
        else:
            values[key].append(line)
        first, last = first or place, place
    if values:
        yield _cells(values, keys, first, last)


def _cells(values: Mapping[str, list[str]], keys: Iterable[str], first: int | None, last: int | None) -> Cells:
    return Cells(["\n".join(values.get(key, ())) for key in keys], first, last)


READER = Format(FORMAT, recognise, read)
