"""The files that may be exports."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from classifier.errors import ReadError
from classifier.readers.earlier_results import MANIFEST, earlier_results
from classifier.readers.scan.filenames import is_hidden, natural

_NOT_THERE = (errno.ENOENT, errno.ENOTDIR)


def find_exports(path: Path) -> tuple[Path, ...]:
    """The file itself, or a folder's files in sorted order, those of folders inside it included.

    Hidden files, media, a Mac's shadow copies and the results of an earlier run are passed over. A folder that
    cannot be listed stands among the files, so that whoever reads them is told. ReadError for a path that is not
    there or cannot be looked at, and for a folder without any other file.
    """
    mode = _mode(path)
    if S_ISREG(mode):
        return (path,)
    if not S_ISDIR(mode):
        raise ReadError(f"{path}: a device or a pipe, not a file; give the export itself, or its folder")
    files = tuple(sorted(_files(path), key=lambda p: natural(str(p.relative_to(path)))))
    if not files:
        raise ReadError(f"{path}: the folder holds no export; give the folder that the exports are in")
    return files


def _mode(path: Path) -> int:
    try:
        return path.stat().st_mode
    except ValueError as error:
        raise _not_there(path) from error
    except OSError as error:
        if error.errno in _NOT_THERE:
            raise _not_there(path) from error
        raise ReadError(f"{path}: cannot be opened ({error.strerror}); check the path and your rights") from error


def _not_there(path: Path) -> ReadError:
    return ReadError(f"{path}: no such file or folder; check the path")


def _files(start: Path) -> Iterator[Path]:
    """The files below a folder that are not hidden, and the folders that cannot be listed; no linked folder."""
    waiting = [start]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(folder) as listed:
                entries = list(listed)
        except OSError:
            yield folder
            continue
        ours = earlier_results(folder) if any(entry.name == MANIFEST for entry in entries) else frozenset()
        for entry in entries:
            if entry.name in ours:
                continue
            if entry.is_dir(follow_symlinks=False):
                if not is_hidden(f"{entry.name}/"):
                    waiting.append(folder / entry.name)
            elif not is_hidden(entry.name) and _may_be_file(entry):
                yield folder / entry.name


def _may_be_file(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a file, or cannot be looked at, as a link to nothing: reading it will say why."""
    try:
        return entry.is_file() or (entry.is_symlink() and not Path(entry).exists())
    except OSError:
        return True
