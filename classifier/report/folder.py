"""A folder that appears whole or not at all."""

import errno
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from classifier.errors import OutputError

if sys.platform != "win32":
    import fcntl

_NO_ROOM: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@contextmanager
def whole_folder(out: Path) -> Iterator[Path]:
    """A hidden folder beside `out` that becomes `out` once the block has ended well, and is gone if not."""
    target = place_of(out)
    make_room(target)
    try:
        hidden = Path(tempfile.mkdtemp(prefix=f".{target.name}.unfinished-", dir=target.parent))
    except OSError as error:
        raise OutputError(f"{out}: cannot be written ({error.strerror}); choose another folder") from error
    try:
        with held(hidden):
            yield hidden
            for path in (*hidden.iterdir(), hidden):
                _flush(path)
            if target.exists():
                target.rmdir()
            hidden.rename(target)
            _flush(target.parent)
    except OSError as error:
        remedy = "free the disk or choose another" if error.errno in _NO_ROOM else "choose another folder"
        raise OutputError(f"{out}: cannot be written ({error.strerror}); {remedy}") from error
    finally:
        shutil.rmtree(hidden, ignore_errors=True)


def place_of(out: Path) -> Path:
    """Where `out` lies once links are followed; OutputError where they lead round in a loop or cannot be followed."""
    try:
        return out.resolve()
    except (OSError, RuntimeError, ValueError) as error:
        raise OutputError(f"{out}: leads to no place (a loop of links); choose another folder") from error


def make_room(target: Path) -> None:
    """Nothing; what a run that was killed left beside `target` is gone.

    OutputError when `target` is no place for new results.
    """
    try:
        _check(target)
    except OSError as error:
        raise OutputError(f"{target}: cannot be written ({error.strerror}); choose another folder") from error
    ours = re.compile(re.escape(f".{target.name}.unfinished-") + r"\w{8}").fullmatch
    with suppress(OSError):  # a parent that may be written to but not listed
        for path in target.parent.iterdir():
            if ours(path.name) and path.is_dir() and not path.is_symlink() and _is_left(path):
                shutil.rmtree(path, ignore_errors=True)


def _check(target: Path) -> None:
    """Nothing where `target` may become new results; OutputError, or the system's own error, where not."""
    if target.parent.exists() and not target.parent.is_dir():
        raise OutputError(f"{target}: cannot be written ({target.parent} is a file); choose another folder")
    if not target.parent.is_dir():
        raise OutputError(f"{target}: its folder does not exist; create {target.parent} first")
    if target.exists() and not (target.is_dir() and not any(target.iterdir())):
        raise OutputError(f"{target}: exists and is not an empty folder; name a new one with --out")
    if os.path.ismount(target):
        raise OutputError(f"{target}: a disk is mounted there, so it cannot appear whole; name a folder in it")


@contextmanager
def held(folder: Path) -> Iterator[bool]:
    """Whether no other process holds a folder, locked while this one writes; the system unlocks when it dies."""
    if sys.platform == "win32":
        yield True
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        yield _locked(descriptor) and os.path.samestat(os.fstat(descriptor), folder.stat())
    finally:
        os.close(descriptor)


def _locked(descriptor: int) -> bool:
    """Whether this process, or none at all, now holds the lock."""
    if sys.platform != "win32":
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:  # a file system without locks, on which no remainder is taken for left either
            return True
    return True


def _is_left(folder: Path) -> bool:
    """Whether nobody writes a folder any more. Only POSIX can say; elsewhere a remainder is left alone."""
    if sys.platform == "win32":
        return False
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    finally:
        os.close(descriptor)
    return True


def _flush(path: Path) -> None:
    """Nothing; what was written is on the disk itself. Only POSIX can say that of a folder."""
    if path.is_dir() and os.name != "posix":
        return
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
