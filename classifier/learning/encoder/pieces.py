"""The vocabulary, folded into the normal form of our text and cut to what chat needs.

Chat reaches the encoder normalised: no hamza, no vowel signs, one letter for its Persian and Kurdish
forms, lower case. So every piece is folded the same way (`▁المدرسة` becomes `▁المدرسه`) and pieces
that meet share one row: probabilities add, embeddings average by probability. Words then keep the
pieces, and the meaning, that pretraining gave them.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer
from tokenizers.models import Unigram
from tokenizers.pre_tokenizers import Metaspace

from classifier.learning.encoder.start import Start
from classifier.scoring.encoder import SPECIAL, UNK, spoken
from classifier.text import normalise_all

MOST_PIECES: Final = 32_000
"""Pieces kept: all that training text uses, then all Arabic ones, then the likeliest of Latin, digits and signs."""

_MARK: Final = "▁"
_CHAT = re.compile(r"▁?(?:[\u0621-\u06d3]+|[a-z]+|\d+|\W+)")
_ARABIC = re.compile(r"▁?[\u0621-\u06d3]+")


@dataclass(frozen=True, slots=True)
class Pieces:
    """The vocabulary in number order: each piece, its log-probability and its embedding."""

    texts: tuple[str, ...]
    scores: NDArray[np.float64]
    rows: NDArray[np.float32]

    def tokenizer(self) -> Tokenizer:
        """A tokenizer of normalised text."""
        scored = list(zip(self.texts, self.scores.tolist(), strict=True))
        tokenizer = Tokenizer(Unigram(scored, unk_id=SPECIAL.index(UNK), byte_fallback=False))
        tokenizer.pre_tokenizer = Metaspace(replacement=_MARK, prepend_scheme="always")
        return tokenizer


def cut_pieces(start: Start, texts: Sequence[str], *, most: int = MOST_PIECES) -> Pieces:
    """The vocabulary for chat: folded, then cut to `most` pieces; every character of `texts` has one."""
    folded = _with_letters(fold_pieces(start), texts)
    tokenizer = folded.tokenizer()
    used: set[int] = set(range(len(SPECIAL)))
    for line in tokenizer.encode_batch_fast([spoken(text) for text in texts], add_special_tokens=False):
        used.update(line.ids)
    likely = np.argsort(-folded.scores, kind="stable").tolist()
    letters = [n for n in likely if len(folded.texts[n]) == 1 and _CHAT.fullmatch(folded.texts[n])]
    arabic = [n for n in likely if _ARABIC.fullmatch(folded.texts[n])]
    others = [n for n in likely if _CHAT.fullmatch(folded.texts[n])]
    kept = list(dict.fromkeys([*sorted(used), *letters, *arabic, *others]))[: max(most, len(used))]
    order = [*range(len(SPECIAL)), *sorted(set(kept) - set(range(len(SPECIAL))))]
    return Pieces(tuple(folded.texts[n] for n in order), folded.scores[order], folded.rows[order])


def fold_pieces(start: Start) -> Pieces:
    """Every piece in normal form; those that meet add their probabilities and average their embeddings."""
    special = [start.bos, start.pad, start.eos, start.unk]
    plain = [n for n in range(len(start.pieces)) if n not in special and start.scores[n] < 0]
    bodies = [start.pieces[n].removeprefix(_MARK) for n in plain]
    normal = normalise_all([_one_line(body) for body in bodies])
    groups: dict[str, list[int]] = {}
    for number, body, text in zip(plain, bodies, normal, strict=True):
        mark = start.pieces[number][: len(start.pieces[number]) - len(body)]
        if text or not body:
            groups.setdefault(mark + text, []).append(number)
    texts, lists = list(groups), list(groups.values())
    sizes = np.array([len(members) for members in lists])
    members = np.concatenate([np.array(numbers) for numbers in lists])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    chance = np.exp(start.scores[members].astype(np.float64))
    whole = np.add.reduceat(chance, starts)
    share = (chance / np.repeat(whole, sizes)).astype(np.float32)
    rows = np.add.reduceat(start.rows[members] * share[:, None], starts)
    return Pieces(
        (*SPECIAL, *texts),
        np.concatenate([np.zeros(len(special)), np.log(whole)]),
        np.concatenate([start.rows[special], rows]),
    )


def _with_letters(pieces: Pieces, texts: Iterable[str]) -> Pieces:
    """The pieces and, for each character of `texts` that none spells, one that begins as `<unk>` does."""
    met = {letter for text in texts for letter in spoken(text) if not letter.isspace()}
    new = sorted(met - set(pieces.texts))
    rows = np.repeat(pieces.rows[[SPECIAL.index(UNK)]], len(new), axis=0)
    scores = np.full(len(new), pieces.scores.min())
    return Pieces((*pieces.texts, *new), np.concatenate([pieces.scores, scores]), np.concatenate([pieces.rows, rows]))


def _one_line(body: str) -> str:
    """The piece without line breaks, which would part it from its neighbours while it is folded."""
    return "".join(body.split())
