"""What members of archives, and files beside an export, may do: be read, within bounds; damage is a ReadError."""

import io
import os
import posixpath
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from stat import S_ISLNK
from typing import IO, TypeVar

from classifier.errors import ReadError
from classifier.readers.reading import Document

SMALL = 1 << 20
"""A member below this size is no bomb, however tightly packed."""
SPOOL = 1 << 26
"""So much of a member is kept in memory; an archive that holds no more in all is no bomb."""
DAMAGE = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError,
)  # fmt: skip
"""What the standard library raises on a damaged archive."""
T = TypeVar("T")


def file_near(path: Path, name: str) -> bytes | None:
    """The content of a file at `name` from the folder of `path`; None where there is none or it is large."""
    found = Path(os.path.normpath(path.absolute().parent / name))
    try:
        return found.read_bytes() if found.is_file() and found.stat().st_size <= SPOOL else None
    except OSError:
        return None


def member_near(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> bytes | None:
    """The same for a member of a zip."""
    try:
        found = archive.getinfo(place_near(info.filename, name))
        return archive.read(found) if found.file_size <= SPOOL and not found.flag_bits & 1 else None
    except (KeyError, *DAMAGE):
        return None


def tarred_near(archive: tarfile.TarFile, found: tarfile.TarInfo | None) -> bytes | None:
    """The content of a file of a tar; None where there is none or it is large."""
    if found is None or found.size > SPOOL:
        return None
    try:
        stream = archive.extractfile(found)
        return None if stream is None else stream.read()
    except DAMAGE:
        return None


def place_near(member: str, name: str) -> str:
    """Where `name`, a path from the folder of a member, leads in its archive."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(member), name))


class Guarded(io.RawIOBase):
    """A member's bytes; what is raised on damage comes out as a ReadError."""

    def __init__(self, outer: Document, name: str, opened: Callable[[], IO[bytes]]) -> None:
        self._outer, self._name = outer, name
        self._stream = self._try(opened)

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        """As many bytes as were put into `buffer`."""
        piece = self._try(lambda: self._stream.read(len(buffer)))
        buffer[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        """Close the member too."""
        if not self.closed:
            self._stream.close()
        super().close()

    def _try(self, act: Callable[[], T]) -> T:
        try:
            return act()
        except DAMAGE as error:
            raise damaged(self._outer, self._name, error) from error


def check(outer: Document, info: zipfile.ZipInfo) -> None:
    """Raise ReadError for a member that is encrypted, leaves the archive, or is a bomb."""
    settings, name = outer.options.settings, info.filename
    if info.flag_bits & 1:
        raise outer.error(None, f"member '{name}' is encrypted; unpack it with its password first")
    check_place(outer, name, info.file_size)
    if info.file_size > SMALL and info.file_size > settings.largest_ratio * max(1, info.compress_size):
        raise outer.error(None, f"member '{name}' is packed like a zip bomb; unpack it by hand and check it")


def check_place(outer: Document, name: str, size: int) -> None:
    """Raise ReadError for a member that leaves the archive or is too large."""
    if name.startswith("/") or ".." in name.replace("\\", "/").split("/"):
        raise outer.error(None, f"member '{name}' points outside the archive; unpack it by hand and check it")
    largest = outer.options.settings.largest_member_bytes
    if size > largest:
        raise outer.error(None, f"member '{name}' is over {largest} bytes; unpack it by hand")


def damaged(document: Document, name: str | None, error: Exception) -> ReadError:
    """The error for an archive, or for the member called `name`, that cannot be unpacked."""
    what = "the archive" if name is None else f"member '{name}'"
    if isinstance(error, OSError) and error.errno is not None:  # the system's word, not the archive's
        return document.error(None, f"{what} cannot be unpacked ({error.strerror}); check the disks and try again")
    return document.error(None, f"{what} is damaged; ask for the file again")


def is_link(info: zipfile.ZipInfo) -> bool:
    """Whether a member is a link, which holds a path and no text."""
    return S_ISLNK(info.external_attr >> 16)
