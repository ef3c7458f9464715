"""The files that may be exports."""

from pathlib import Path

from classifier.errors import ReadError
from classifier.readers.scan.filenames import is_hidden, natural


def find_exports(path: Path) -> tuple[Path, ...]:
    """The file itself, or a folder's files in sorted order, those of folders inside it included.

    Hidden files, media and a Mac's shadow copies are passed over. ReadError for a path that is not
    there and for a folder without any other file.
    """
    if path.is_file():
        return (path,)
    if not path.is_dir():
        raise ReadError(f"{path}: no such file or folder; check the path")
    found = (p for p in path.rglob("*") if p.is_file() and not is_hidden(str(p.relative_to(path))))
    files = tuple(sorted(found, key=lambda p: natural(str(p.relative_to(path)))))
    if not files:
        raise ReadError(f"{path}: the folder holds no export; give the folder that the exports are in")
    return files
