"""Figures find their place before the work that makes them, and never half a file."""

import pytest

from classifier.errors import OutputError
from classifier.learning.tables import check_writable, write_between_marks, write_whole
from tests.conftest import script

MARKED = "# Title\n\n<!-- figures: labels -->\nold\n<!-- /figures: labels -->\n\nrest\n"


def test_table_takes_the_place_between_its_marks(tmp_path):
    """What stands around the marks stays, byte for byte."""
    path = tmp_path / "README.md"
    path.write_text(MARKED, encoding="utf-8")
    write_between_marks(path, {"labels": "| new |\n"})
    assert path.read_text(encoding="utf-8") == MARKED.replace("\nold", "\n\n| new |\n")
    with pytest.raises(OutputError, match="no marks for the table 'chats'"):
        write_between_marks(path, {"chats": ""})


def test_file_is_written_whole_or_not_at_all(tmp_path):
    """A file that cannot be written is an error that names it; nothing is left beside it."""
    write_whole(tmp_path / "a.json", "{}")
    with pytest.raises(OutputError, match=r"b\.json: cannot be written"):
        write_whole(tmp_path / "none" / "b.json", "{}")
    (tmp_path / "folder").mkdir()
    with pytest.raises(OutputError, match="folder: cannot be written"):
        write_whole(tmp_path / "folder", "{}")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.json", "folder"]


@pytest.mark.parametrize("name", ["", "none/figures.json"])
def test_figures_without_a_place_are_refused(tmp_path, name):
    """A folder, and a file in a folder that does not exist, are no place for figures."""
    with pytest.raises(OutputError, match="cannot be written"):
        check_writable(new=tmp_path / name)


@pytest.mark.parametrize(
    ("name", "argument"),
    [
        ("evaluate", "--readme"), ("benchmark", "--readme"), ("check_corpus", "--card"), ("learning_curve", "--card"),
        ("compare_arabizi", "--readme"), ("evaluate", "--json"), ("benchmark", "--json"), ("count_words", "--out"),
    ],
)  # fmt: skip
def test_scripts_refuse_before_they_work(tmp_path, capsys, name, argument):
    """A script whose figures would have no place ends at once with one line."""
    assert script(name).main([argument, str(tmp_path / "none" / "file")]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
