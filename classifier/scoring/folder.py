"""A model folder: plain arrays, text and JSON, sealed by digests that are checked before use.

`model.json` names every other file with its SHA-256 and carries, as `seal`, the SHA-256 of itself
without that field. Nothing in the folder can run code.
"""

import errno
import hashlib
import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load as load_arrays
from safetensors.numpy import save as save_arrays

from classifier.errors import ModelError
from classifier.labels import COLUMNS
from classifier.scoring.facts import fault
from classifier.text import words_digest

FORMAT_VERSION: Final = 13
FACTS: Final = "model.json"
REMEDY: Final = "Take the folder again from where it came, or train one with scripts/train.py."

Arrays = dict[str, NDArray[Any]]


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """The verified contents of a model folder; bytes are read once, so what was checked is what is used."""

    path: Path
    facts: Mapping[str, Any]
    digest: str
    _contents: Mapping[str, bytes]

    def __contains__(self, name: str) -> bool:
        return name in self._contents

    def bytes(self, name: str) -> bytes:
        """The contents of a file; ModelError when the model lacks it."""
        if name not in self._contents:
            raise ModelError(f"{self.path}: the model has no {name}. {REMEDY}")
        return self._contents[name]

    def arrays(self, name: str) -> Arrays:
        """The arrays of a safetensors file."""
        try:
            return load_arrays(self.bytes(name))
        except SafetensorError as error:
            raise ModelError(f"{self.path / name}: not a safetensors file ({error}). {REMEDY}") from error


def open_folder(path: Path) -> ModelFolder:
    """The model at `path`, every digest checked; ModelError says what is missing or changed."""
    try:
        facts = json.loads(_content(path / FACTS))
    except FileNotFoundError as error:
        raise ModelError(
            f"{path}: no model here ({FACTS} is missing). Name a folder made by scripts/train.py."
        ) from error
    except (OSError, ValueError, RecursionError) as error:
        raise ModelError(f"{path / FACTS}: cannot be read as JSON. {REMEDY}") from error
    if not isinstance(facts, dict) or facts.get("seal") != _seal(facts):
        raise ModelError(f"{path / FACTS}: changed since the model was made. {REMEDY}")
    if facts.get("format") != FORMAT_VERSION:
        raise ModelError(
            f"{path}: model format {facts.get('format')}, this version reads {FORMAT_VERSION}. Train the model again."
        )
    if facts.get("columns") != list(COLUMNS):
        raise ModelError(f"{path}: the model's labels and cues are not those of this version. Train the model again.")
    if facts.get("words") != words_digest():
        raise ModelError(f"{path}: made with other word tables than this version's. Train the model again.")
    if wrong := fault(facts):
        raise ModelError(f"{path / FACTS}: {wrong}. {REMEDY}")
    contents = {name: _verified(path / name, digest) for name, digest in facts["files"].items()}
    return ModelFolder(path, facts, facts["seal"], contents)


def write_folder(
    path: Path,
    *,
    facts: Mapping[str, Any],
    arrays: Mapping[str, Arrays],
    texts: Mapping[str, str],
    blobs: Mapping[str, bytes] | None = None,
) -> None:
    """Write a sealed model folder, whole or not at all; an older model at `path` is replaced.

    Raises:
        ModelError: as `check_place`.
    """
    contents = {
        name: save_arrays({k: np.ascontiguousarray(v) for k, v in group.items()}) for name, group in arrays.items()
    }
    contents |= {name: text.encode("utf-8") for name, text in texts.items()} | dict(blobs or {})
    whole = {**facts, "format": FORMAT_VERSION, "columns": list(COLUMNS), "words": words_digest()}
    whole["files"] = {name: hashlib.sha256(content).hexdigest() for name, content in sorted(contents.items())}
    whole["seal"] = _seal(whole)
    check_place(path)
    with _unfinished(path) as new:
        for name, content in contents.items():
            (new / name).parent.mkdir(parents=True, exist_ok=True)
            (new / name).write_bytes(content)
        (new / FACTS).write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def check_place(path: Path) -> None:
    """Nothing; ModelError when no model can be written at `path`: only at a new place, or over an older model."""
    strange = sorted(_held(path) - _of_model(path))
    if strange:
        raise ModelError(f"{path}: holds {strange[0]}, which is no part of a model. Name a new folder with --out.")
    with _unfinished(path):
        pass  # the empty folder beside it shows that one can be written


@contextmanager
def _unfinished(path: Path) -> Iterator[Path]:
    """A new folder beside `path` that takes its place once something was written into it; else it goes."""
    path = path.absolute()
    new, old = (path.with_name(f".{path.name}.{state}") for state in ("unfinished", "old"))
    try:
        _put_back(old, path)
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(parents=True)
        yield new
        if any(new.iterdir()):
            if path.exists():
                shutil.rmtree(old, ignore_errors=True)
                path.rename(old)
            new.rename(path)
            shutil.rmtree(old, ignore_errors=True)
    except OSError as error:
        _put_back(old, path)
        raise ModelError(f"{path}: no model can be written there ({error.strerror}). Name another folder.") from error
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _put_back(old: Path, path: Path) -> None:
    """Give an older model that was set aside its place again, if nothing took it: a run failed or was killed there."""
    if old.exists() and not path.exists():
        old.rename(path)


def _held(path: Path) -> set[str]:
    """The files under a folder; of a file itself, its name."""
    files = [path] if path.is_file() else path.rglob("*")
    return {file.relative_to(path).as_posix() if file != path else path.name for file in files if file.is_file()}


def _of_model(path: Path) -> set[str]:
    """The files that a model folder names, whole or damaged; none where there is no model."""
    try:
        return {FACTS, *json.loads(_content(path / FACTS))["files"]}
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return set()


def _content(path: Path) -> bytes:
    """The bytes of a file; OSError where it is none, as a device is, which might never end."""
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "not a file")
    return path.read_bytes()


def _verified(path: Path, digest: str) -> bytes:
    try:
        content = _content(path)
    except (OSError, ValueError) as error:
        raise ModelError(f"{path}: missing or unreadable. {REMEDY}") from error
    if hashlib.sha256(content).hexdigest() != digest:
        raise ModelError(f"{path}: changed since the model was made. {REMEDY}")
    return content


def _seal(facts: Mapping[str, Any]) -> str:
    unsealed = {name: value for name, value in facts.items() if name != "seal"}
    written = json.dumps(unsealed, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()
