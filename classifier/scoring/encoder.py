"""The encoder at run time: onnxruntime and a tokenizer, no torch.

Every window is run alone, on one thread: so a text meets the same arithmetic whatever it is scored
with, and its log-odds are equal to the last bit. Windows run side by side on `jobs` threads.
"""

import os
import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from classifier.errors import ModelError
from classifier.labels import COLUMNS
from classifier.records import Span
from classifier.scoring.folder import REMEDY, ModelFolder
from classifier.scoring.readings import with_reading
from classifier.text import PREFIXES, Token, reading, tokenise

os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # it keeps a log of its runs to send away, unless told before its import
import onnxruntime

MODEL: Final = "encoder/model.onnx"
TOKENIZER: Final = "encoder/tokenizer.json"

BOS: Final = "<s>"
PAD: Final = "<pad>"
EOS: Final = "</s>"
UNK: Final = "<unk>"
SPECIAL: Final = (BOS, PAD, EOS, UNK)
"""The first pieces of the vocabulary, in number order."""

WINDOW: Final = 94
"""Pieces of text read together; with both ends, what the encoder was trained on."""
OVERLAP: Final = 30
"""Pieces that neighbouring windows of a long message share."""
DECIMALS: Final = 4
"""Places that log-odds are rounded to."""
_HALVES: Final = re.compile("[\ud800-\udfff]")
"""Halves of surrogate pairs, which the tokenizer refuses."""


class Encoder:
    """Log-odds of every column, outputs and cues, from a fine-tuned encoder.

    A message longer than one window is as much of each column as its strongest window: one threat in
    a long message is one threat.

    Args:
        model: the bytes of an ONNX file with inputs `numbers` (1, pieces) and output `logits` (1, columns).
        tokenizer: the bytes of the tokenizer's JSON.
    """

    def __init__(self, model: bytes, tokenizer: bytes) -> None:
        self._files = model, tokenizer
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        # weights leave their eight bits once, when the session is made, not in every run
        options.add_session_config_entry("session.disable_quant_qdq", "1")
        self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self._tokenizer = Tokenizer.from_str(tokenizer.decode("utf-8"))
        self._bos, self._eos = (self._tokenizer.token_to_id(piece) for piece in (BOS, EOS))

    def __reduce__(self) -> tuple[type["Encoder"], tuple[bytes, bytes]]:
        return Encoder, self._files

    @classmethod
    def of(cls, folder: ModelFolder) -> "Encoder":
        """The encoder of a model folder, which has read a line; ModelError when the model has none that can."""
        files = folder.bytes(MODEL), folder.bytes(TOKENIZER)
        try:
            encoder = cls(*files)
            encoder.logits([""])
        except Exception as error:  # the libraries raise dozens of kinds, a bare Exception among them
            raise ModelError(
                f"{folder.path / MODEL}: no encoder of this version, or its {TOKENIZER} is none"
                f" ({type(error).__name__}). {REMEDY}"
            ) from error
        return encoder

    def logits(self, texts: Sequence[str], *, jobs: int = 1) -> NDArray[np.float64]:
        """Log-odds (n texts, n columns) of the texts as written, rounded; the same for any batch, order and `jobs`."""
        return self._read([spoken(text) for text in texts], jobs)

    def heard(self, texts: Sequence[str], *, jobs: int = 1) -> NDArray[np.float64]:
        """As `logits`; where words are read as others, the mean of a text as written and the higher of both."""
        odds = self.logits(texts, jobs=jobs)
        read = {place: line for place, text in enumerate(texts) if (line := spoken_as_read(text)) is not None}
        if read:
            which = list(read)
            odds[which] = with_reading(odds[which], self._read(list(read.values()), jobs)).round(DECIMALS)
        return odds

    def contributions(
        self, text: str, columns: Sequence[int], *, jobs: int = 1
    ) -> tuple[list[Span], NDArray[np.float64]]:
        """The tokens' places in the text and what each adds to the `columns` (n tokens, n columns).

        A token adds what the log-odds lose when it is left out (occlusion; Zeiler and Fergus 2014) of
        the window that speaks strongest for the column, so that a long message costs no more than a window.
        """
        tokens = tokenise(text)
        words = _said(tokens)
        line = self._tokenizer.encode("".join(words))
        owners = _owners(words, [start for start, _ in line.offsets])
        cut = windows(range(len(line.ids)))
        rows = self._rows([[line.ids[place] for place in window] for window in cut], jobs)[:, list(columns)]
        weights = np.zeros((len(tokens), len(columns)))
        strongest = rows.argmax(axis=0)
        for number in dict.fromkeys(strongest.tolist()):
            spoken_here = list(dict.fromkeys(owners[place] for place in cut[number]))
            left_out = [[line.ids[place] for place in cut[number] if owners[place] != token] for token in spoken_here]
            own = strongest == number
            without = self._rows(left_out, jobs)[:, list(columns)]
            weights[np.ix_(spoken_here, own)] = rows[number, own] - without[:, own]
        return [token.span for token in tokens], weights.round(DECIMALS)

    def _read(self, lines: Sequence[str], jobs: int) -> NDArray[np.float64]:
        cut = [windows(line.ids) for line in self._tokenizer.encode_batch_fast(list(lines))]
        if not cut:
            return np.empty((0, len(COLUMNS)))
        starts = np.cumsum([0, *map(len, cut)])[:-1]
        rows = self._rows([window for line in cut for window in line], jobs)
        strongest: NDArray[np.float64] = np.maximum.reduceat(rows, starts)
        return strongest.round(DECIMALS)

    def _rows(self, cut: Sequence[Sequence[int]], jobs: int) -> NDArray[np.float64]:
        """Log-odds of each window (n windows, n columns)."""
        if jobs > 1 and len(cut) > 1:
            with ThreadPoolExecutor(jobs) as pool:
                rows = list(pool.map(self._window, cut))
        else:
            rows = [self._window(window) for window in cut]
        return np.array(rows, np.float64).reshape(len(cut), len(COLUMNS))

    def _window(self, window: Sequence[int]) -> NDArray[np.float32]:
        numbers = np.array([[self._bos, *window, self._eos]], np.int64)
        (logits,) = self._session.run(None, {"numbers": numbers})
        return np.asarray(logits[0], np.float32)


def spoken(text: str) -> str:
    """What the encoder reads of a message: its tokens in normal form, each before what it is read as, if it is."""
    return "".join(_said(tokenise(text)))


def spoken_as_read(text: str) -> str | None:
    """What is `spoken` of a message with what its words are read as in their place; None where none is."""
    tokens = tokenise(text)
    words = [reading(token.text) for token in tokens]
    if not any(words):
        return None
    others = [Token(word, t.span) for t, read in zip(tokens, words, strict=True) for word in read or (t.text,)]
    return "".join(_said(others))


def _said(tokens: Sequence[Token]) -> list[str]:
    """Each token's part of what is read, with the space before it.

    A prefix that Arabizi parts (`el swar`) is read with its word (`el swar الصور`).
    """
    said = []
    for place, token in enumerate(tokens):
        read = "" if token.text in PREFIXES else " ".join(reading(token.text))
        before = PREFIXES.get(tokens[place - 1].text, "") if place and token.text.isascii() else ""
        part = f"{' ' if place else ''}{token.text}{f' {before}{read}' if read else ''}"
        said.append(_HALVES.sub("\N{REPLACEMENT CHARACTER}", part))
    return said


def windows(numbers: Sequence[int]) -> list[Sequence[int]]:
    """A message's pieces in windows of `WINDOW` that overlap by `OVERLAP`; one, perhaps empty, when short."""
    last = max(len(numbers) - OVERLAP, 1)
    return [numbers[start : start + WINDOW] for start in range(0, last, WINDOW - OVERLAP)]


def _owners(words: Sequence[str], starts: Sequence[int]) -> list[int]:
    """For each piece, by where it starts in the words joined, its word."""
    ends = np.cumsum([len(word) for word in words])
    places: list[int] = np.searchsorted(ends, starts, side="right").tolist()
    return places
