"""What a token that is not written as a known word is read as, beside its own letters."""

from classifier.text.arabizi import arabic_reading
from classifier.text.slips import meant


def reading(token: str) -> tuple[str, ...]:
    """The Arabic words that a normalised token most likely stands for: Arabizi, a slip, or words glued together.

    Empty where it stands for itself.
    """
    if token.isascii():
        word = arabic_reading(token)
        return () if word is None else (word,)
    return meant(token)
