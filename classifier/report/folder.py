"""A folder that appears whole or not at all."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from classifier.errors import OutputError


@contextmanager
def whole_folder(out: Path) -> Iterator[Path]:
    """A hidden folder beside `out` that becomes `out` once the block has ended well, and is gone if not."""
    target = out.resolve()
    refuse_filled(target)
    try:
        hidden = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    except OSError as error:
        raise OutputError(f"{out}: cannot be written ({error.strerror}); choose another folder") from error
    try:
        yield hidden
        for path in (*hidden.iterdir(), hidden):
            _flush(path)
        if target.exists():
            target.rmdir()
        hidden.rename(target)
        _flush(target.parent)
    except OSError as error:
        raise OutputError(f"{out}: cannot be written ({error.strerror}); free the disk or choose another") from error
    finally:
        shutil.rmtree(hidden, ignore_errors=True)


def refuse_filled(target: Path) -> None:
    """Nothing; OutputError when `target` is no place for new results."""
    if not target.parent.is_dir():
        raise OutputError(f"{target}: its folder does not exist; create {target.parent} first")
    if target.exists() and not (target.is_dir() and not any(target.iterdir())):
        raise OutputError(f"{target}: exists and is not an empty folder; name a new one with --out")


def _flush(path: Path) -> None:
    """Nothing; what was written is on the disk itself. Only POSIX can say that of a folder."""
    if path.is_dir() and os.name != "posix":
        return
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
