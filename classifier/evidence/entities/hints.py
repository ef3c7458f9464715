"""Which kinds of entity a message may hold, told from its words one by one."""

import re
from collections.abc import Sequence
from typing import Final

_WORD: Final = re.compile(r"[\w$€]+")
_MOST: Final = 200_000


class Hints(dict[str, int]):
    """For each word met, the kinds that it may begin, as bits; forgotten and begun again when there are too many."""

    def __init__(self, triggers: Sequence[re.Pattern[str]]) -> None:
        super().__init__()
        self._triggers = tuple(enumerate(triggers))

    def __missing__(self, word: str) -> int:
        if len(self) >= _MOST:
            self.clear()
        self[word] = sum(1 << place for place, trigger in self._triggers if trigger.fullmatch(word))
        return self[word]

    def kinds(self, letters: str) -> int:
        """The kinds that any word of the text may begin, as bits; 0 for none."""
        kinds = 0
        for word in _WORD.findall(letters):
            kinds |= self[word]
        return kinds
