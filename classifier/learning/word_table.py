"""The table of words that Arabizi and slips are read as, counted from the corpus without test voices."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from classifier.learning.corpus import read_corpus_chats, read_messages
from classifier.learning.splits import read_splits
from classifier.text import tokenise

SHORTEST: Final = 2
LONGEST: Final = 16
_FIRST: Final = "\N{ARABIC LETTER HAMZA}"
_LAST: Final = "\N{ARABIC LETTER YEH BARREE}"


def word_table(corpus: Path) -> str:
    """The lines `word, tab, count` of every Arabic-script word of training voices, the commonest first.

    Lines in noisy spelling are left out, so that their slips do not become words.
    """
    counts = Counter(_words(_training_texts(corpus)))
    ordered = sorted(counts.items(), key=lambda held: (-held[1], held[0]))
    return "".join(f"{word}\t{count}\n" for word, count in ordered)


def _training_texts(corpus: Path) -> Iterator[str]:
    for example in read_splits(corpus, "messages").pick(read_messages(corpus / "messages"), "train"):
        if example.style != "noisy":
            yield example.text
    for chat in read_splits(corpus, "chats").pick(read_corpus_chats(corpus / "chats"), "train"):
        yield from (line.text for line in chat.lines)


def _words(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for token in tokenise(text):
            if token.text.isalpha() and _FIRST <= token.text[0] <= _LAST and SHORTEST <= len(token.text) <= LONGEST:
                yield token.text
