"""How many harmless lines share their words with the others, so that no word list can tell them apart."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from classifier.learning.corpus import Example
from classifier.text import tokenise

_LEANS: Final = 1.5
"""A word this many times as frequent in labelled lines as in harmless ones leans to a label."""
_SEEN: Final = 20
"""Labelled lines that must hold it."""
_SHORTEST: Final = 3


def hard_share(examples: Sequence[Example], asked: Sequence[Example]) -> float:
    """The share of the harmless lines in `asked` with a word that leans, over all `examples`, to a label."""
    leaning = leaning_words(examples)
    harmless = [_words(example.text) for example in asked if not example.labels]
    return sum(not leaning.isdisjoint(words) for words in harmless) / max(len(harmless), 1)


def leaning_words(examples: Sequence[Example]) -> frozenset[str]:
    """The words, in normal form, that labelled lines hold clearly oftener than harmless ones."""
    labelled: Counter[str] = Counter()
    harmless: Counter[str] = Counter()
    for example in examples:
        (labelled if example.labels else harmless).update(_words(example.text))
    many = sum(bool(example.labels) for example in examples)
    few = len(examples) - many
    return frozenset(
        word for word, seen in labelled.items() if seen >= _SEEN and seen * few >= _LEANS * (harmless[word] + 1) * many
    )


def _words(text: str) -> set[str]:
    return {token.text for token in tokenise(text) if len(token.text) >= _SHORTEST}
