"""Which voices train, which choose, which test: whole voices, fixed in `splits.json`."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol, TypeVar

from classifier.errors import CorpusError

PARTS: Final = ("train", "validation", "test")
SPLITS: Final = "splits.json"


class Voiced(Protocol):
    """Anything that was written in a voice."""

    @property
    def voice(self) -> str:
        """The voice's name."""
        ...


V = TypeVar("V", bound=Voiced)


@dataclass(frozen=True, slots=True)
class Splits:
    """The voices of `messages`, `chats` or `cues` that are kept out of training."""

    validation: frozenset[str]
    test: frozenset[str]

    def part(self, voice: str) -> str:
        """The part that a voice belongs to; a voice named nowhere trains."""
        return "test" if voice in self.test else "validation" if voice in self.validation else "train"

    def pick(self, examples: Sequence[V], part: str) -> list[V]:
        """The examples of one part, in order."""
        return [example for example in examples if self.part(example.voice) == part]


def read_splits(corpus: Path, kind: str) -> Splits:
    """The splits of a corpus folder's `messages`, `chats` or `cues`; CorpusError when they overlap or are missing."""
    path = corpus / SPLITS
    try:
        named = json.loads(path.read_text(encoding="utf-8"))
        validation, test = (frozenset(named[part][kind]) for part in PARTS[1:])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CorpusError(f"{path}: give the voices of validation and test as JSON lists") from error
    if validation & test:
        raise CorpusError(f"{path}: a voice stands in both parts: {', '.join(sorted(validation & test))}")
    return Splits(validation, test)
