"""The batch script: whole results or none, and one clear line for each mistake."""

import hashlib
import json
import shutil

import pytest
from conftest import script

score = script("score")

BAD = {
    "no such path": ("missing.txt", None),
    "an empty file": ("empty.txt", b""),
    "a picture": ("picture.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(64)),
    "a damaged JSON": ("result.json", b'{"name": "x", "type": "personal_chat", "id": 1, "messages": [{"id": 1, '),
    "a CSV without a text column": ("rows.csv", "السعر,الكمية\n5,3\n6,2\n".encode()),
}


@pytest.mark.parametrize(("name", "content"), BAD.values(), ids=BAD)
def test_a_bad_input_is_one_line_and_writes_nothing(tmp_path, capsys, name, content):
    """The line names the file; the exit code is 2; no output folder appears."""
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    assert score.main([str(path), "--out", str(tmp_path / "out")]) == score.MISTAKE
    said = capsys.readouterr().err.strip()
    assert name in said
    assert "\n" not in said
    assert not (tmp_path / "out").exists()


def test_an_empty_folder_and_a_zip_without_a_chat_are_mistakes(tmp_path, capsys):
    """A folder or an archive that holds no export is said in one line."""
    (tmp_path / "folder").mkdir()
    shutil.make_archive(str(tmp_path / "photos"), "zip", tmp_path / "folder")
    for name in ("folder", "photos.zip"):
        assert score.main([str(tmp_path / name), "--out", str(tmp_path / "out")]) == score.MISTAKE
        said = capsys.readouterr().err.strip()
        assert name in said
        assert "\n" not in said
    assert not (tmp_path / "out").exists()


def test_one_bad_file_among_good_ones_is_named(tmp_path, samples, capsys):
    """The good ones are scored, the exit code is 3, the bad one stands on stderr and in the manifest."""
    folder = tmp_path / "in"
    shutil.copytree(samples, folder)
    (folder / "broken.json").write_bytes(b'{"messages": [')
    assert score.main([str(folder), "--out", str(tmp_path / "out")]) == score.PARTLY
    assert "broken.json" in capsys.readouterr().err
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert "broken.json" in json.dumps(manifest["unreadable"])


def test_a_run_leaves_six_files_and_untouched_inputs(tmp_path, samples):
    """The manifest's digests are those of the outputs, and of the inputs before and after."""
    before = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in samples.iterdir()}
    out = tmp_path / "out"
    assert score.main([str(samples), "--out", str(out)]) == score.DONE
    names = {"report.html", "chats.csv", "messages.csv", "triage.xlsx", "findings.jsonl", "manifest.json"}
    assert {p.name for p in out.iterdir()} == names
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    for name, fact in manifest["outputs"].items():
        assert hashlib.sha256((out / name).read_bytes()).hexdigest() == fact["sha256"]
    assert {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in samples.iterdir()} == before
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_results_are_never_overwritten(tmp_path, samples, capsys):
    """A folder that holds something is left as it is."""
    out = tmp_path / "out"
    out.mkdir()
    (out / "notes.txt").write_text("mine", encoding="utf-8")
    assert score.main([str(samples), "--out", str(out)]) == score.MISTAKE
    assert capsys.readouterr().err.strip()
    assert [p.name for p in out.iterdir()] == ["notes.txt"]
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_a_stopped_run_is_resumed(tmp_path, samples, monkeypatch):
    """What was scored before a run was killed is not scored again, and the results are the same."""
    calls = []
    original = score.classifier.Detector.score_chat

    def counted(self, chat, **options):
        calls.append(chat.id)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return original(self, chat, **options)

    monkeypatch.setattr("classifier.detector.Detector.score_chat", counted)
    with pytest.raises(KeyboardInterrupt):
        score.main([str(samples), "--out", str(tmp_path / "out")])
    assert not (tmp_path / "out").exists()
    assert score.main([str(samples), "--out", str(tmp_path / "out"), "--resume"]) == score.DONE
    assert len(calls) == len(set(calls)) + 1
