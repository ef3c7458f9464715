"""Documents of a file: the file itself, or the members of an archive, nested archives one level deep.

No member is ever written under its own name. A member that unpacks to more than the settings allow,
or that is packed tighter than they allow, is refused before a byte of it is read.
"""

import hashlib
import io
import re
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import IO, TypeVar

from classifier.errors import ReadError
from classifier.readers.reading import Document, Options

HEAD_BYTES = 1 << 16
_SMALL = 1 << 20
"""A member below this size is no bomb, however tightly packed."""
_SPOOL = 1 << 26
_DAMAGE = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError)
T = TypeVar("T")
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_MEDIA = frozenset(
    [
        ".jpg",
        ".jpeg",
        ".png",
        ".gif",
        ".webp",
        ".heic",
        ".bmp",
        ".svg",
        ".ico",
        ".mp4",
        ".mov",
        ".3gp",
        ".avi",
        ".mkv",
        ".webm",
        ".opus",
        ".ogg",
        ".oga",
        ".mp3",
        ".m4a",
        ".aac",
        ".amr",
        ".wav",
        ".caf",
        ".tgs",
        ".pdf",
        ".vcf",
        ".css",
        ".js",
        ".ttf",
        ".woff",
        ".woff2",
        ".thumb",
        ".db",
        ".sqlite",
        ".db-wal",
        ".db-shm",
        ".plist",
        ".apk",
        ".doc",
        ".docx",
        ".ppt",
        ".pptx",
        ".html~",
        ".crypt14",
        ".crypt15",
    ]
)


_MESSAGES_IN_A_SCRIPT = re.compile(r"direct[-_]messages?(?:[-_]group)?(?:[-_]part\d+)?\.js")
"""The scripts in the archive of an app that hold its messages."""


def documents(path: Path, options: Options) -> Iterator[Document]:
    """The document that a file is, or those that it holds; ReadError where it cannot be opened."""
    file = str(path)
    try:
        size, digest = path.stat().st_size, _digest(path)
        head = _head(lambda: path.open("rb"))
    except OSError as error:
        raise ReadError(f"{file}: cannot be opened ({error.strerror}); check the path and your rights") from error
    if not size:
        raise ReadError(f"{file}: the file is empty; hand over the export again")
    outer = Document(file, None, digest, size, head, lambda: path.open("rb"), options)
    yield from _inside(outer, depth=0)


def is_hidden(name: str) -> bool:
    """Whether a path holds a hidden part, a Mac's shadow copies, or names a medium."""
    parts = name.replace("\\", "/").split("/")
    return any(part == "__MACOSX" or (part.startswith(".") and part not in (".", "..")) for part in parts) or (
        Path(parts[-1]).suffix.lower() in _MEDIA and not _MESSAGES_IN_A_SCRIPT.fullmatch(parts[-1])
    )


def _inside(outer: Document, depth: int) -> Iterator[Document]:
    """The members of `outer` if it is an archive, itself otherwise."""
    if not outer.head.startswith((_ZIP, _EMPTY_ZIP)):
        yield outer
        return
    with _opened(outer) as archive:
        names = tuple(info.filename for info in archive.infolist())
        if "xl/workbook.xml" in names:
            for info in archive.infolist():
                _check(outer, info)
            yield outer
            return
        for info in sorted(archive.infolist(), key=lambda info: natural(info.filename)):
            if info.filename.endswith("/") or is_hidden(info.filename):
                continue
            _check(outer, info)
            member = _member(outer, archive, info, names)
            if depth == 0:
                yield from _inside(member, depth=1)
            elif not member.head.startswith(_ZIP):
                yield member


def _member(outer: Document, archive: zipfile.ZipFile, info: zipfile.ZipInfo, names: tuple[str, ...]) -> Document:
    name = info.filename if outer.member is None else f"{outer.member}!{info.filename}"

    def opened() -> IO[bytes]:
        return io.BufferedReader(_Guarded(outer, archive, info))  # type: ignore[type-var]

    document = replace(outer, member=name, size_bytes=info.file_size, head=b"", open=opened, beside=names)
    return replace(document, head=_head(opened))


class _Guarded(io.RawIOBase):
    """A member's bytes; what zipfile raises on damage comes out as a ReadError."""

    def __init__(self, outer: Document, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
        self._outer, self._name = outer, info.filename
        self._stream = self._try(lambda: archive.open(info))

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        piece = self._try(lambda: self._stream.read(len(buffer)))
        buffer[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        if not self.closed:
            self._stream.close()
        super().close()

    def _try(self, act: Callable[[], T]) -> T:
        try:
            return act()
        except _DAMAGE as error:
            raise _damaged(self._outer, self._name) from error


@contextmanager
def _opened(document: Document) -> Iterator[zipfile.ZipFile]:
    """The archive in a document, a nested one copied to where it can be sought in."""
    with tempfile.SpooledTemporaryFile(max_size=_SPOOL) as spool, document.open() as stream:
        if document.member is not None:
            shutil.copyfileobj(stream, spool)
        try:
            archive = zipfile.ZipFile(spool if document.member is not None else stream)
        except _DAMAGE as error:
            raise _damaged(document, None) from error
        with archive:
            yield archive


def _check(outer: Document, info: zipfile.ZipInfo) -> None:
    """Raise ReadError for a member that is encrypted, leaves the archive, or is a bomb."""
    settings, name = outer.options.settings, info.filename
    if info.flag_bits & 1:
        raise outer.error(None, f"member '{name}' is encrypted; unpack it with its password first")
    if name.startswith("/") or ".." in name.replace("\\", "/").split("/"):
        raise outer.error(None, f"member '{name}' points outside the archive; unpack it by hand and check it")
    if info.file_size > settings.largest_member_bytes:
        raise outer.error(None, f"member '{name}' is over {settings.largest_member_bytes} bytes; unpack it by hand")
    if info.file_size > _SMALL and info.file_size > settings.largest_ratio * max(1, info.compress_size):
        raise outer.error(None, f"member '{name}' is packed like a zip bomb; unpack it by hand and check it")


def _damaged(document: Document, name: str | None) -> ReadError:
    what = "the archive" if name is None else f"member '{name}'"
    return document.error(None, f"{what} is damaged; ask for the file again")


def natural(name: str) -> list[tuple[int, str]]:
    """A sorting key that puts `message_2` before `message_10`, and `messages.html` before `messages2.html`."""
    parts = re.split(r"(\d+|\.[^./\\]*$)", name)
    return [(int(part[:18]), "") if part.isdecimal() else (-1, part) for part in parts]


def _head(opened: Callable[[], IO[bytes]]) -> bytes:
    with opened() as stream:
        return stream.read(HEAD_BYTES)


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
