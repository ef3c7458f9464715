"""Documents of a file: the file itself, or the members of a zip or a tar, nested zips one level deep.

No member is ever written under its own name. A member that unpacks to more than the settings allow,
or that is packed tighter than they allow, is refused before a byte of it is read.
"""

import gzip
import hashlib
import io
import os
import posixpath
import shutil
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import IO

from classifier.errors import ReadError
from classifier.readers.reading import Document, Options
from classifier.readers.scan.filenames import is_hidden, natural
from classifier.readers.scan.members import (
    DAMAGE,
    SMALL,
    SPOOL,
    Guarded,
    check,
    check_place,
    damaged,
    file_near,
    is_link,
    member_near,
    place_near,
    tarred_near,
)

HEAD_BYTES = 1 << 16
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_GZIP = b"\x1f\x8b\x08"
_TAR, _TAR_AT = b"ustar", 257


def documents(path: Path, options: Options) -> Iterator[Document]:
    """The document that a file is, or those that it holds; ReadError where it cannot be opened."""
    file = str(path)
    try:
        mode = path.stat().st_mode
        if S_ISDIR(mode):
            raise _folder(path)
        if not S_ISREG(mode):
            raise ReadError(f"{file}: a device or a pipe, not a file; give the export itself")
        size, digest = _told(path)
        head = _head(lambda: path.open("rb"))
    except OSError as error:
        raise ReadError(f"{file}: cannot be opened ({error.strerror}); check the path and your rights") from error
    if not size:
        raise ReadError(f"{file}: the file is empty; hand over the export again")
    outer = Document(
        file, None, digest, size, head, lambda: path.open("rb"), options, near=lambda name: file_near(path, name)
    )
    yield from _bounded(outer)


def unchanged_size(path: Path, digest: str) -> int:
    """The size in bytes of a file that was read; ReadError where it no longer has the digest it was opened with."""
    size, now = _told(path)
    if now != digest:
        raise ReadError(f"{path}: changed while it was read; give a copy that nothing writes to")
    return size


def _bounded(outer: Document) -> Iterator[Document]:
    """The document or its members; ReadError where these unpack to more in all than the settings allow for its size."""
    most = max(SPOOL, outer.options.settings.largest_ratio * outer.size_bytes)
    unpacked = 0
    for document in _inside(outer, depth=0):
        unpacked += document.size_bytes if document.member is not None else 0
        if unpacked > most:
            raise outer.error(None, f"its members unpack to over {most} bytes; unpack it by hand and check it")
        yield document


def _folder(path: Path) -> ReadError:
    """What to do about a folder where a file should be: mostly it is one that could not be listed."""
    try:
        os.scandir(path).close()
    except OSError as error:
        return ReadError(f"{path}: the folder cannot be read ({error.strerror}); check your rights")
    return ReadError(f"{path}: is a folder; give the files in it")


def _inside(outer: Document, depth: int) -> Iterator[Document]:
    """The members of `outer` if it is an archive, itself otherwise."""
    if outer.member is None and outer.head.startswith(_GZIP):
        with _unpacked(outer) as inner:
            yield from _inside(inner, depth)
        return
    if depth == 0 and outer.head.startswith(_TAR, _TAR_AT):
        yield from _in_tar(outer)
        return
    if not outer.head.startswith((_ZIP, _EMPTY_ZIP)):
        yield outer
        return
    with _opened(outer) as archive:
        infos = archive.infolist()
        if any(info.filename == "xl/workbook.xml" for info in infos):
            for info in infos:
                check(outer, info)
            yield outer
            return
        for info in sorted(filter(_may_be_read, infos), key=lambda info: natural(info.filename)):
            check(outer, info)
            member = _member(outer, archive, info)
            if depth == 0:
                yield from _inside(member, depth=1)
            elif not member.head.startswith(_ZIP):
                yield member


def _may_be_read(info: zipfile.ZipInfo) -> bool:
    """Whether a member of a zip is a file that may hold words; most of a phone's copy is media."""
    return not (info.filename.endswith("/") or is_hidden(info.filename) or is_link(info))


def _in_tar(outer: Document) -> Iterator[Document]:
    """The files of a tar, and those of zips among them."""
    with _seekable(outer) as stream:
        try:
            archive = tarfile.open(fileobj=stream, mode="r:")  # noqa: SIM115 - the stream below it is closed
            infos = sorted(filter(tarfile.TarInfo.isfile, archive.getmembers()), key=lambda info: natural(info.name))
        except DAMAGE as error:
            raise damaged(outer, None, error) from error
        places = {posixpath.normpath(info.name): info for info in infos}
        for info in infos:
            if is_hidden(info.name):
                continue
            check_place(outer, info.name, info.size)
            yield from _inside(_file_of(outer, archive, info, places), depth=1)


def _file_of(
    outer: Document, archive: tarfile.TarFile, info: tarfile.TarInfo, places: Mapping[str, tarfile.TarInfo]
) -> Document:
    def opened() -> IO[bytes]:
        return io.BufferedReader(Guarded(outer, info.name, lambda: archive.extractfile(info) or io.BytesIO()))  # type: ignore[type-var]

    name = info.name if outer.member is None else f"{outer.member}!{info.name}"
    document = replace(
        outer, member=name, size_bytes=info.size, head=b"", open=opened,
        near=lambda name: tarred_near(archive, places.get(place_near(info.name, name))),
    )  # fmt: skip
    return replace(document, head=_head(opened))


@contextmanager
def _unpacked(outer: Document) -> Iterator[Document]:
    """What a gzip holds, kept aside: one that unpacks to more than the settings allow is refused."""
    settings = outer.options.settings
    largest = min(settings.largest_member_bytes, max(SMALL, settings.largest_ratio * outer.size_bytes))
    with tempfile.NamedTemporaryFile(prefix="unpacked-") as spool:
        try:
            with outer.open() as packed, gzip.open(packed) as stream:
                while piece := stream.read(SMALL):
                    spool.write(piece)
                    if spool.tell() > largest:
                        raise outer.error(None, f"unpacks to over {largest} bytes; unpack it by hand and check it")
        except DAMAGE as error:
            raise damaged(outer, None, error) from error
        spool.flush()
        size, path = spool.tell(), Path(spool.name)
        yield replace(outer, size_bytes=size, head=_head(lambda: path.open("rb")), open=lambda: path.open("rb"))


def _member(outer: Document, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Document:
    name = info.filename if outer.member is None else f"{outer.member}!{info.filename}"

    def opened() -> IO[bytes]:
        return io.BufferedReader(Guarded(outer, info.filename, lambda: archive.open(info)))  # type: ignore[type-var]

    document = replace(
        outer, member=name, size_bytes=info.file_size, head=b"", open=opened,
        near=lambda name: member_near(archive, info, name),
    )  # fmt: skip
    return replace(document, head=_head(opened))


@contextmanager
def _seekable(document: Document) -> Iterator[IO[bytes]]:
    """A document's bytes, a nested one's copied to where they can be sought in."""
    with tempfile.SpooledTemporaryFile(max_size=SPOOL) as spool, document.open() as stream:
        if document.member is None:
            yield stream
        else:
            shutil.copyfileobj(stream, spool)
            spool.seek(0)
            yield spool


@contextmanager
def _opened(document: Document) -> Iterator[zipfile.ZipFile]:
    """The zip in a document."""
    with _seekable(document) as stream:
        try:
            archive = zipfile.ZipFile(stream)
        except DAMAGE as error:
            raise damaged(document, None, error) from error
        with archive:
            yield archive


def _head(opened: Callable[[], IO[bytes]]) -> bytes:
    with opened() as stream:
        return stream.read(HEAD_BYTES)


def _told(path: Path) -> tuple[int, str]:
    """How many bytes a file holds, and their digest."""
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
        return stream.tell(), digest
