"""Real harmless text, one message a line: negatives for training, and false alarms for choosing and reporting."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from classifier.errors import CorpusError

UNSTATED: Final = "not stated"
_NOTHING: Final = (UNSTATED, UNSTATED)
_FEWEST_CELLS: Final = 2
_SHARES: Final = {"train": range(5), "validation": range(5, 7), "test": range(7, 10)}


@dataclass(frozen=True, slots=True)
class Background:
    """One file of harmless lines."""

    name: str
    sha256: str
    lines: tuple[str, ...]
    source: str = UNSTATED
    licence: str = UNSTATED

    def part(self, part: str) -> tuple[str, ...]:
        """The lines of train (half), validation (a fifth) or test (three tenths), fixed by each line's digest."""
        tenths = _SHARES[part]
        return tuple(line for line in self.lines if hashlib.sha256(line.encode()).digest()[0] % 10 in tenths)


def read_background(path: Path) -> list[Background]:
    """The background of a .txt file or of every one in a folder; CorpusError when there is none."""
    files = sorted(path.glob("*.txt")) if path.is_dir() else [path]
    if not files or not all(file.is_file() for file in files):
        raise CorpusError(
            f"{path}: no .txt file here. Name a file of harmless text, one message a line, or its folder."
        )
    return [_read(file) for file in files]


def _read(file: Path) -> Background:
    content = file.read_bytes()
    try:
        lines = content.decode("utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise CorpusError(f"{file}: not UTF-8 at byte {error.start}. Save it as UTF-8.") from error
    kept = tuple(dict.fromkeys(line.strip() for line in lines if line.strip()))
    source, licence = _stated(file)
    return Background(file.name, hashlib.sha256(content).hexdigest(), kept, source, licence)


def _stated(file: Path) -> tuple[str, str]:
    """Source and licence of a file, from the row that names it in a README.md beside it: its last two cells."""
    readme = file.parent / "README.md"
    text = readme.read_text(encoding="utf-8") if readme.is_file() else ""
    rows = ([cell.strip() for cell in line.strip().strip("|").split("|")] for line in text.splitlines())
    return next(((row[-2], row[-1]) for row in rows if row[0] == file.name and len(row) > _FEWEST_CELLS), _NOTHING)
