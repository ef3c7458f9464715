"""A model proves itself before it is used."""

import json
import shutil

import numpy as np
import pytest

import classifier
from classifier.detector import shipped_model
from classifier.scoring.folder import FACTS, _seal, open_folder, write_folder


@pytest.fixture
def folder(tmp_path):
    write_folder(
        tmp_path / "m", facts={"name": "m"}, arrays={"a.safetensors": {"x": np.arange(3)}}, texts={"t.txt": "one\ntwo"}
    )
    return tmp_path / "m"


def test_what_is_written_is_read(folder):
    """Arrays and lines come back as they were."""
    model = open_folder(folder)
    assert model.bytes("t.txt") == b"one\ntwo"
    assert model.arrays("a.safetensors")["x"].tolist() == [0, 1, 2]


@pytest.mark.parametrize("name", ["a.safetensors", "t.txt", FACTS])
def test_a_changed_byte_is_refused(folder, name):
    """One byte changed in any file is named, and the model is not used."""
    content = bytearray((folder / name).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / name).write_bytes(bytes(content))
    with pytest.raises(classifier.ModelError, match=name):
        open_folder(folder)


@pytest.mark.parametrize("name", ["a.safetensors", FACTS])
def test_a_missing_file_is_named(folder, name):
    """A file that is not there is an error that names it."""
    (folder / name).unlink()
    with pytest.raises(classifier.ModelError, match=name):
        open_folder(folder)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"format": 99}, "model format 99, this version reads"),
        ({"columns": ["threat"]}, "labels and cues are not those of this version"),
        ({"columns": None}, "labels and cues are not those of this version"),
        ({"words": "0" * 64}, "other word tables"),
    ],
)
def test_another_version_is_refused(folder, changed, said):
    """A model of another format version, other labels or other word tables says to train again; sealed or not."""
    facts = json.loads((folder / FACTS).read_text(encoding="utf-8")) | changed
    (folder / FACTS).write_text(json.dumps(facts), encoding="utf-8")
    with pytest.raises(classifier.ModelError, match="changed"):
        open_folder(folder)
    (folder / FACTS).write_text(json.dumps(facts | {"seal": _seal(facts)}), encoding="utf-8")
    with pytest.raises(classifier.ModelError, match=said):
        open_folder(folder)


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff", b"null", b"[" * 100_000, b'{"name": "\\ud83d", "seal": "0"}'],
    ids=["empty", "no UTF-8", "null", "deep", "half a pair"],
)
def test_facts_that_are_none_are_refused(folder, content):
    """Whatever stands in the place of the facts, the folder is refused by name."""
    (folder / FACTS).write_bytes(content)
    with pytest.raises(classifier.ModelError, match=FACTS):
        open_folder(folder)


def test_a_model_that_lacks_an_array_is_refused(tmp_path):
    """A folder whose digests are right but which holds no whole model is an error that names what it lacks."""
    arrays = {"linear.safetensors": {"keys": np.arange(3)}}
    write_folder(tmp_path / "m", facts={"name": "m"}, arrays=arrays, texts={})
    with pytest.raises(classifier.ModelError, match="lacks 'token_columns'"):
        classifier.load(tmp_path / "m")


def test_the_shipped_model_refuses_a_changed_byte(tmp_path):
    """The model that comes with the package is checked too."""
    copy = tmp_path / "copy"
    shutil.copytree(shipped_model(), copy)
    with (copy / "card.md").open("ab") as stream:
        stream.write(b"\nx")
    with pytest.raises(classifier.ModelError, match=r"card\.md"):
        classifier.load(copy)
