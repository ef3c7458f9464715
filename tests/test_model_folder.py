"""A model proves itself before it is used."""

import json
import shutil

import numpy as np
import pytest

import classifier
from classifier.detector import shipped_model
from classifier.scoring.folder import FACTS, open_folder, write_folder


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


def test_another_version_is_refused(folder):
    """A model of another format version says to train again."""
    facts = json.loads((folder / FACTS).read_text(encoding="utf-8"))
    facts["format"] = 99
    (folder / FACTS).write_text(json.dumps(facts), encoding="utf-8")
    with pytest.raises(classifier.ModelError, match="changed"):
        open_folder(folder)


def test_the_shipped_model_refuses_a_changed_byte(tmp_path):
    """The model that comes with the package is checked too."""
    copy = tmp_path / "copy"
    shutil.copytree(shipped_model(), copy)
    with (copy / "card.md").open("ab") as stream:
        stream.write(b"\nx")
    with pytest.raises(classifier.ModelError, match=r"card\.md"):
        classifier.load(copy)
