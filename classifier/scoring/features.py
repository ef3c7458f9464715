"""What the linear model sees of a token, and of two tokens side by side.

A token gives its word, its character n-grams, its sound skeleton and the skeleton's n-grams. Two
neighbours give pairs of their ends: both words, both skeletons, and the last letters of one with
the first letters of the next (character n-grams across the gap).
"""

from typing import Final

from classifier.text import EDGE, skeleton

SHORTEST_GRAM: Final = 2
LONGEST_GRAM: Final = 5
LONGEST_SOUND_GRAM: Final = 4
LONGEST_END: Final = 3
LONGEST_ACROSS: Final = 5

WORD: Final = "="
SOUND: Final = "~"
ENDS: Final = ("word", "sound", "one", "two", "three")
"""The ends of a token that pair with its neighbour's: whole word, whole skeleton, 1 to 3 letters."""

PAIRINGS: Final = (
    (0, 0),
    (1, 1),
    *((i + 1, j + 1) for i in range(1, 4) for j in range(1, 4) if i + j <= LONGEST_ACROSS),
)
"""Which end of the left token pairs with which end of the right one, as indices of `ENDS`."""


def token_features(token: str) -> list[str]:
    """The features of one normalised token; the edge of a message has none."""
    if token == EDGE:
        return []
    features = [WORD + token]
    if len(token) > 1:
        features += _grams(f"<{token}>", LONGEST_GRAM)
    if sound := skeleton(token):
        features.append(SOUND + sound)
        features += [SOUND + gram for gram in _grams(f"<{sound}>", LONGEST_SOUND_GRAM)]
    return features


def left_ends(token: str) -> tuple[str, ...]:
    """The ends that a token shows to the token after it, in the order of `ENDS`."""
    return (WORD + token, SOUND + (skeleton(token) or token), token[-1:], token[-2:], token[-3:])


def right_ends(token: str) -> tuple[str, ...]:
    """The ends that a token shows to the token before it, in the order of `ENDS`."""
    return (WORD + token, SOUND + (skeleton(token) or token), token[:1], token[:2], token[:3])


def _grams(text: str, longest: int) -> list[str]:
    return [
        text[start : start + size]
        for size in range(SHORTEST_GRAM, longest + 1)
        for start in range(len(text) - size + 1)
    ]
