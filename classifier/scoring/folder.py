"""A model folder: plain arrays, text and JSON, sealed by digests that are checked before use.

`model.json` names every other file with its SHA-256 and carries, as `seal`, the SHA-256 of itself
without that field. Nothing in the folder can run code.
"""

import hashlib
import json
from collections.abc import Mapping
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
from classifier.text import words_digest

FORMAT_VERSION: Final = 9
FACTS: Final = "model.json"
_REMEDY: Final = "Take the folder again from where it came, or train one with scripts/train.py."

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
            raise ModelError(f"{self.path}: the model has no {name}. {_REMEDY}")
        return self._contents[name]

    def arrays(self, name: str) -> Arrays:
        """The arrays of a safetensors file."""
        try:
            return load_arrays(self.bytes(name))
        except SafetensorError as error:
            raise ModelError(f"{self.path / name}: not a safetensors file ({error}). {_REMEDY}") from error


def open_folder(path: Path) -> ModelFolder:
    """The model at `path`, every digest checked; ModelError says what is missing or changed."""
    try:
        facts = json.loads((path / FACTS).read_bytes())
    except FileNotFoundError as error:
        raise ModelError(
            f"{path}: no model here ({FACTS} is missing). Name a folder made by scripts/train.py."
        ) from error
    except (OSError, ValueError, RecursionError) as error:
        raise ModelError(f"{path / FACTS}: cannot be read as JSON. {_REMEDY}") from error
    if not isinstance(facts, dict) or facts.get("seal") != _seal(facts):
        raise ModelError(f"{path / FACTS}: changed since the model was made. {_REMEDY}")
    if facts.get("format") != FORMAT_VERSION:
        raise ModelError(
            f"{path}: model format {facts.get('format')}, this version reads {FORMAT_VERSION}. Train the model again."
        )
    if facts.get("columns") != list(COLUMNS):
        raise ModelError(f"{path}: the model's labels and cues are not those of this version. Train the model again.")
    if facts.get("words") != words_digest():
        raise ModelError(f"{path}: made with other word tables than this version's. Train the model again.")
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
    """Write a sealed model folder; `path` must be new or hold an older model, which is replaced file by file."""
    contents = {
        name: save_arrays({k: np.ascontiguousarray(v) for k, v in group.items()}) for name, group in arrays.items()
    }
    contents |= {name: text.encode("utf-8") for name, text in texts.items()} | dict(blobs or {})
    whole = {**facts, "format": FORMAT_VERSION, "columns": list(COLUMNS), "words": words_digest()}
    whole["files"] = {name: hashlib.sha256(content).hexdigest() for name, content in sorted(contents.items())}
    whole["seal"] = _seal(whole)
    path.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(content)
    (path / FACTS).write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _verified(path: Path, digest: str) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ModelError(f"{path}: missing or unreadable. {_REMEDY}") from error
    if hashlib.sha256(content).hexdigest() != digest:
        raise ModelError(f"{path}: changed since the model was made. {_REMEDY}")
    return content


def _seal(facts: Mapping[str, Any]) -> str:
    unsealed = {name: value for name, value in facts.items() if name != "seal"}
    written = json.dumps(unsealed, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()
