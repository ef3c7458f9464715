"""Frames: the skeletons of function words that a corpus repeats when its writers ran out of ways to say it.

«إذا ما … راح …» is one. A model may learn such a frame in place of a meaning.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from classifier.text import tokenise

_WORDS: Final = (
    "اذا واذا لو ولو ان وان لما كل وكل بس ما وما لا ولا مو ومو مش ومش راح رح والا قبل بعد وبعد وبعدها حتي",
    "لحد لازم غير بلا بدون لان يا اللي الي ترا اما او عشان علشان مثل لين يلا خلي بلكي يمكن",
    "ma la lo law iza ila ida bs bas w walla wla 7atta rah ra7 qabl ba3d b3d lazim lazm",
)
FRAME_WORDS: Final = frozenset(word for line in _WORDS for word in line.split())
"""Words that build sentences, in normal form: conditions, negations, times, reasons, choices. No prepositions."""

LONGEST: Final = 4
"""Words in a frame, at most."""
GAP: Final = 4
"""Other words between two words of a frame, at most."""
_CROWDED: Final = 30


def commonest_frames(texts: Sequence[str], *, shown: int = 10) -> list[tuple[str, float]]:
    """The frames that most texts hold, written with … between words, each with its share of the texts."""
    counts = Counter(frame for text in texts for frame in set(_frames(text)))
    return [(" … ".join(frame), count / len(texts)) for frame, count in counts.most_common(shown)]


def _frames(text: str) -> Iterator[tuple[str, ...]]:
    """Every run of 2 to `LONGEST` frame words of a text whose neighbours stand near each other."""
    words = [(at, token.text) for at, token in enumerate(tokenise(text)) if token.text in FRAME_WORDS]
    for start in range(len(words)):
        yield from _longer((words[start][1],), start, words[: start + _CROWDED])


def _longer(frame: tuple[str, ...], last: int, words: list[tuple[int, str]]) -> Iterator[tuple[str, ...]]:
    """The frame, if it is one yet, and all that go on from its last word."""
    if len(frame) > 1:
        yield frame
    if len(frame) == LONGEST:
        return
    for following in range(last + 1, len(words)):
        if words[following][0] - words[last][0] > GAP + 1:
            return
        yield from _longer((*frame, words[following][1]), following, words)
