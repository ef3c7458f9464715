"""What a token that is not written as a known word is read as, beside its own letters."""

from collections.abc import Sequence

from classifier.text.arabizi import arabic_reading
from classifier.text.slips import meant
from classifier.text.words import word_counts


def reading(token: str) -> tuple[str, ...]:
    """The Arabic words that a normalised token most likely stands for: Arabizi, a slip, or words glued together.

    Empty where it stands for itself.
    """
    if token.isascii():
        word = arabic_reading(token)
        return () if word is None else (word,)
    return meant(token)


def readings(tokens: Sequence[str]) -> dict[int, tuple[str, ...]]:
    """What those tokens that stand for other words are read as, by place."""
    known = word_counts()
    return {place: read for place, token in enumerate(tokens) if token not in known and (read := reading(token))}
