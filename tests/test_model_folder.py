"""A model proves itself before it is used."""

import json
import os
import shutil
import subprocess
import sys

import numpy as np
import pytest

import classifier
from classifier.detector import shipped_model
from classifier.labels import LABELS
from classifier.scoring.encoder import MODEL, TOKENIZER, Encoder
from classifier.scoring.folder import FACTS, _seal, check_place, open_folder, write_folder
from classifier.scoring.scorer import LINEAR


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


def reseal(path, **changed):
    """Change a model's facts as somebody would who makes the seal anew."""
    facts = json.loads((path / FACTS).read_text(encoding="utf-8"))
    facts = {name: value for name, value in (facts | changed).items() if value is not ABSENT}
    (path / FACTS).write_text(json.dumps(facts | {"seal": _seal(facts)}), encoding="utf-8")


ABSENT = object()
EVEN = dict.fromkeys(LABELS, 0.5)
WRONG = {
    "no name": {"name": ABSENT},
    "a name that is none": {"name": None},
    "an empty name": {"name": " "},
    "half a letter in the name": {"name": "\ud83d"},
    "no files": {"files": ABSENT},
    "a list of files": {"files": [1]},
    "null for files": {"files": None},
    "a digest that is none": {"files": {"t.txt": None}},
    "a way out": {"files": {"../../../etc/passwd": "0" * 64}},
    "a way out further on": {"files": {"a/../../t.txt": "0" * 64}},
    "this folder": {"files": {"./t.txt": "0" * 64}},
    "a root": {"files": {"/proc/self/environ": "0" * 64}},
    "a device": {"files": {"/dev/zero": "0" * 64}},
    "a drive": {"files": {"C:\\t.txt": "0" * 64}},
    "no file at all": {"files": {"": "0" * 64}},
    "null for thresholds": {"thresholds": None},
    "a threshold of text": {"thresholds": {"default": EVEN | {"threat": "0.5"}}},
    "a threshold that is no number": {"thresholds": {"default": EVEN | {"threat": float("nan")}}},
    "a threshold above all": {"thresholds": {"default": EVEN | {"threat": 10**400}}},
    "a threshold that is missing": {"thresholds": {"default": {"threat": 0.5}}},
    "text for unsure_above": {"unsure_above": "x"},
}


@pytest.mark.parametrize("changed", WRONG.values(), ids=WRONG)
def test_sealed_facts_that_cannot_be_are_refused(folder, monkeypatch, changed):
    """A right seal is no licence: what the facts say must be possible, and no file but the facts is opened."""
    reseal(folder, **changed)
    opened = []
    read = type(folder).read_bytes
    monkeypatch.setattr(type(folder), "read_bytes", lambda path: opened.append(path.name) or read(path))
    with pytest.raises(classifier.ModelError, match=FACTS):
        open_folder(folder)
    assert opened == [FACTS]


@pytest.mark.skipif(os.name != "posix", reason="only POSIX has devices in its folders")
@pytest.mark.parametrize("name", ["t.txt", FACTS])
def test_a_device_in_the_place_of_a_file_is_not_read(folder, name):
    """A link to what never ends is refused by its kind."""
    (folder / name).unlink()
    (folder / name).symlink_to("/dev/zero")
    with pytest.raises(classifier.ModelError, match=name):
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


def test_an_older_model_is_replaced_whole(folder):
    """A new model takes the place of an older one, of which no file stays, and leaves nothing beside it."""
    write_folder(folder, facts={"name": "new"}, arrays={"b.safetensors": {"y": np.arange(2)}}, texts={})
    assert sorted(path.name for path in folder.iterdir()) == ["b.safetensors", FACTS]
    assert open_folder(folder).facts["name"] == "new"
    assert [path.name for path in folder.parent.iterdir()] == ["m"]


def test_a_run_that_dies_leaves_the_older_model(folder, monkeypatch):
    """When a file cannot be written the older model stays as it was; one set aside by a killed run comes back."""

    def full(*_args, **_keywords):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("pathlib.Path.write_bytes", full)
        with pytest.raises(classifier.ModelError, match="No space left"):
            write_folder(folder, facts={}, arrays={"b.safetensors": {"y": np.arange(2)}}, texts={})
    assert open_folder(folder).facts["name"] == "m"
    assert [path.name for path in folder.parent.iterdir()] == ["m"]
    with monkeypatch.context() as patch:
        rename = type(folder).rename
        patch.setattr(
            type(folder), "rename", lambda path, to: full() if "unfinished" in path.name else rename(path, to)
        )
        with pytest.raises(classifier.ModelError, match="No space left"):
            write_folder(folder, facts={}, arrays={"b.safetensors": {"y": np.arange(2)}}, texts={})
    assert open_folder(folder).facts["name"] == "m"
    folder.rename(folder.with_name(".m.old"))
    check_place(folder)
    assert open_folder(folder).facts["name"] == "m"


@pytest.mark.parametrize(
    ("made", "said"),
    [
        ({"m/notes.txt": "mine"}, r"holds notes\.txt, which is no part of a model"),
        ({"m": "a file"}, "holds m, which is no part"),
        ({"n": "a file"}, None),
    ],
    ids=["strange file", "a file", "new"],
)
def test_only_a_new_place_or_an_older_model_is_written(tmp_path, made, said):
    """What is no model is not written over, and is said before any training."""
    for name, text in made.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    if said is None:
        check_place(tmp_path / "m")
        assert not (tmp_path / "m").exists()
    else:
        with pytest.raises(classifier.ModelError, match=said):
            check_place(tmp_path / "m")


def test_a_place_under_a_file_is_refused(tmp_path):
    """Where no folder can be made, one line says so before any work."""
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(classifier.ModelError, match="no model can be written there"):
        check_place(tmp_path / "file" / "m")


def test_a_model_that_lacks_an_array_is_refused(tmp_path):
    """A folder whose digests are right but which holds no whole model is an error that names what it lacks."""
    arrays = {"linear.safetensors": {"keys": np.arange(3)}}
    write_folder(tmp_path / "m", facts={"name": "m"}, arrays=arrays, texts={})
    with pytest.raises(classifier.ModelError, match="lacks 'token_columns'"):
        classifier.load(tmp_path / "m")


@pytest.mark.parametrize("name", ["weights", "met_rows", "met_ends"])
@pytest.mark.parametrize("wrong", [np.arange(3), np.zeros((2, 2), np.float32), np.zeros(0)])
def test_a_model_with_an_array_of_another_shape_is_refused(tmp_path, name, wrong):
    """Sealed arrays that are no model's are a ModelError at once, and not an error of numpy at the first message."""
    shipped = open_folder(shipped_model())
    arrays = {LINEAR: shipped.arrays(LINEAR) | {name: wrong}}
    facts = {name: value for name, value in shipped.facts.items() if name not in {"seal", "files"}}
    write_folder(tmp_path / "m", facts=facts, arrays=arrays, texts={})
    with pytest.raises(classifier.ModelError, match="no model of this version"):
        classifier.load(tmp_path / "m")


def test_the_shipped_model_refuses_a_changed_byte(tmp_path):
    """The model that comes with the package is checked too."""
    copy = tmp_path / "copy"
    shutil.copytree(shipped_model(), copy)
    with (copy / "card.md").open("ab") as stream:
        stream.write(b"\nx")
    with pytest.raises(classifier.ModelError, match=r"card\.md"):
        classifier.load(copy)


@pytest.mark.parametrize("name", [MODEL, TOKENIZER])
@pytest.mark.parametrize("kept", [0, 1000])
def test_an_encoder_that_is_cut_is_refused(tmp_path, name, kept):
    """Half a network or half a table of pieces, sealed or not, is an error of ours."""
    blobs = {part: (shipped_model() / part).read_bytes() for part in (MODEL, TOKENIZER)}
    blobs[name] = blobs[name][:kept]
    write_folder(tmp_path / "m", facts={"name": "m"}, arrays={}, texts={}, blobs=blobs)
    with pytest.raises(classifier.ModelError, match="no encoder of this version"):
        Encoder.of(open_folder(tmp_path / "m"))


def test_pieces_without_ends_are_no_encoder(tmp_path):
    """A tokenizer that can be read and lacks what every window begins with is refused when the model is opened."""
    blobs = {MODEL: (shipped_model() / MODEL).read_bytes()}
    blobs[TOKENIZER] = b'{"version": "1.0", "added_tokens": [], "model": {"type": "BPE", "vocab": {}, "merges": []}}'
    write_folder(tmp_path / "m", facts={"name": "m"}, arrays={}, texts={}, blobs=blobs)
    with pytest.raises(classifier.ModelError, match="no encoder of this version"):
        Encoder.of(open_folder(tmp_path / "m"))


def test_nothing_is_told_of_a_run(tmp_path):
    """The library that runs the encoder, which can keep a log to send to its makers, writes nothing at home."""
    environment = {**os.environ, "HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    environment.pop("ORT_DISABLE_TELEMETRY", None)
    command = [sys.executable, "-c", "import classifier; classifier.load()"]
    subprocess.run(command, env=environment, check=True)  # noqa: S603
    assert list(tmp_path.iterdir()) == []
