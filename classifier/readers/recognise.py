"""Which format a document is in, by its content: each module of this package may hold one `READER`."""

import importlib
import pkgutil
from functools import cache

import classifier.readers as package
from classifier.readers.reading import Document, Format, Sample
from classifier.readers.scan.lines import opening
from classifier.readers.scan.sheets import strings_of


@cache
def formats() -> tuple[Format, ...]:
    """Every format of this package, by name; a new file with a `READER` needs no other change."""
    modules = (importlib.import_module(f"{package.__name__}.{m.name}") for m in pkgutil.iter_modules(package.__path__))
    readers = (getattr(module, "READER", None) for module in modules)
    return tuple(sorted((r for r in readers if isinstance(r, Format)), key=lambda reader: reader.name))


def recognise(document: Document) -> tuple[Format | None, int]:
    """The format that is surest of the document, and how sure it is; None and 0 if none knows it."""
    words = strings_of(document) if document.head.startswith(b"PK") else ""
    sample = Sample(document.head, opening(document.head), document.options.columns, words, document.name)
    scores = [(reader.recognise(sample), reader) for reader in formats()]
    score, best = max(scores, key=lambda scored: scored[0])
    return (best, score) if score > 0 else (None, 0)
