"""The words that people write, as two tables beside this file.

`words.tsv` holds normal forms of Arabic-script words and how often the training corpus holds each; it is written by
`scripts/count_words.py`, and voices kept out for testing are not counted. `foreign.txt` holds English and French words
common in chat that also read as some Arabic word by accident.
"""

import hashlib
import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def word_counts() -> Mapping[str, int]:
    """Every known word, the commonest first, and how often it was counted."""
    lines = _table("words.tsv").splitlines()
    return {word: int(count) for word, _, count in (line.partition("\t") for line in lines)}


@cache
def foreign_words() -> frozenset[str]:
    """Latin words that stay as they are written."""
    return frozenset(_table("foreign.txt").split())


@cache
def total_count() -> int:
    """How many words were counted in all."""
    return sum(word_counts().values())


def surprise(word: str) -> float:
    """How unlikely a known word is, in nats."""
    return math.log(total_count() / word_counts()[word])


@cache
def words_digest() -> str:
    """The SHA-256 of both tables: a model reads as it was trained only with the tables that it was trained with."""
    return hashlib.sha256("\0".join(map(_table, ("words.tsv", "foreign.txt"))).encode("utf-8")).hexdigest()


def _table(name: str) -> str:
    return files("classifier.text").joinpath(name).read_text(encoding="utf-8")
