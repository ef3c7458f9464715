"""Strings whose UTF-8 bytes were each written as one character, as Meta's downloads do."""

from typing import Final

_LAST_BYTE: Final = "\N{LATIN SMALL LETTER Y WITH DIAERESIS}"


def repaired(text: str) -> str:
    """The text as it was meant; as it stands where it is no such string.

    Each string is judged alone, and changed only if all of it decodes: a guess has no place in evidence.
    """
    if text.isascii() or max(text) > _LAST_BYTE:
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return text
