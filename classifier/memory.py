"""Scores kept while a run goes on, so that a killed run can be resumed without scoring again."""

import hashlib
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from classifier.errors import OutputError
from classifier.records import Chat
from classifier.report.folder import held, place_of

_KEPT: Final = re.compile(r"[0-9a-f]{40}-[0-9a-f]+-[a-z]+\.(?:npy|part)")


@dataclass(frozen=True, slots=True)
class ScoreMemory:
    """A hidden folder beside the output: one array a chat, named by its contents, model and depth."""

    folder: Path
    key: str

    @classmethod
    @contextmanager
    def beside(cls, out: Path, model_digest: str, depth: str, *, resume: bool) -> Iterator[Self]:
        """The memory for a run into `out`, held by this run alone; begun anew unless the user resumes.

        OutputError where it cannot be written, and where another run into `out` goes on.
        """
        place = place_of(out)
        folder = place.parent / f".{place.name}.scores"
        memory = cls(folder, f"{model_digest[:16]}-{depth}")
        with ExitStack() as stack:
            try:
                folder.mkdir(parents=True, exist_ok=True)
                alone = stack.enter_context(held(folder))
            except OSError as error:
                raise OutputError(f"{out}: cannot be written here ({error.strerror}); name another folder") from error
            if not alone:
                raise OutputError(f"{out}: another run is writing there; wait for its end or name another folder")
            if not resume:
                memory.forget()
            stack.callback(memory._leave, place)
            yield memory

    def recall(self, chat: Chat) -> NDArray[np.float64] | None:
        """The scores of a chat from the run before; None where none were kept whole, as when the power failed."""
        path = self._path(chat)
        if not path.is_file():
            return None
        try:
            with path.open("rb") as stream:
                scores: NDArray[np.float64] = np.lib.format.read_array(stream, allow_pickle=False)
        except (ValueError, EOFError, OSError):
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
        """Remove what was kept."""
        with suppress(OSError):  # a disk that fails loses no report: the next run there tries again
            for path in self.folder.iterdir():
                if _KEPT.fullmatch(path.name):
                    path.unlink()

    def _leave(self, place: Path) -> None:
        """Remove what was kept once results stand in `place`, and the folder where it keeps nothing."""
        with suppress(OSError):  # where no results stand, `place` is not there
            if any(place.iterdir()):
                self.forget()
        with suppress(OSError):
            self.folder.rmdir()

    def _path(self, chat: Chat) -> Path:
        told = hashlib.sha256(chat.id.encode("utf-8", "surrogatepass"))
        for message in chat.messages:
            # sender and time decide which bubbles are read as one
            seen = (message.source.sha256, message.kind, message.sender, message.sent_at, message.text)
            told.update(repr(seen).encode("utf-8", "surrogatepass"))
        return self.folder / f"{told.hexdigest()[:40]}-{self.key}.npy"
