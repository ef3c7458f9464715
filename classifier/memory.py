"""Scores kept while a run goes on, so that a killed run can be resumed without scoring again."""

import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from classifier.errors import OutputError
from classifier.records import Chat


@dataclass(frozen=True, slots=True)
class ScoreMemory:
    """A hidden folder beside the output: one array a chat, named by its contents, model and depth."""

    folder: Path
    key: str

    @classmethod
    def beside(cls, out: Path, model_digest: str, depth: str, *, resume: bool) -> Self:
        """The memory for a run into `out`; begun anew unless the user resumes."""
        place = out.resolve()
        folder = place.parent / f".{place.name}.scores"
        if not resume:
            shutil.rmtree(folder, ignore_errors=True)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(f"{out}: cannot be written here ({error.strerror}); name another folder") from error
        return cls(folder, f"{model_digest[:16]}-{depth}")

    def recall(self, chat: Chat) -> NDArray[np.float64] | None:
        """The scores of a chat from the run before; None where none were kept whole, as when the power failed."""
        path = self._path(chat)
        if not path.is_file():
            return None
        try:
            scores: NDArray[np.float64] = np.load(path, allow_pickle=False)
        except (ValueError, EOFError):
            return None
        return scores

    def keep(self, chat: Chat, scores: NDArray[np.float64]) -> None:
        """Keep scores; a file is whole or not there."""
        path = self._path(chat)
        unfinished = path.with_suffix(".part")
        try:
            with unfinished.open("wb") as stream:
                np.save(stream, scores, allow_pickle=False)
            unfinished.replace(path)
        except OSError as error:
            raise OutputError(
                f"{self.folder}: cannot be written ({error.strerror}); free the disk, then --resume"
            ) from error

    def forget(self) -> None:
        """Remove what was kept, once the run is published."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _path(self, chat: Chat) -> Path:
        told = hashlib.sha256(chat.id.encode("utf-8"))
        for message in chat.messages:
            # sender and time decide which bubbles are read as one
            seen = (message.source.sha256, message.kind, message.sender, message.sent_at, message.text)
            told.update(repr(seen).encode("utf-8", "surrogatepass"))
        return self.folder / f"{told.hexdigest()[:40]}-{self.key}.npy"
