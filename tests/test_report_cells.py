import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from classifier.report import read_table
from classifier.report.cells import STARTERS, guard, unguard, write_table

texts = st.text(alphabet=st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("=+-@'\t\r\n \",;")))


@given(texts)
def test_guard_is_taken_back_exactly(text):
    """A guarded cell, read back, is the cell that was given."""
    assert unguard(guard(text)) == text


@given(texts)
def test_no_written_cell_starts_a_formula(text):
    """What a spreadsheet sees never starts with a sign that starts a formula."""
    written = guard(text)
    assert written.startswith("'") or written.lstrip(" ")[:1] not in set(STARTERS)


@given(st.lists(st.tuples(texts, texts), max_size=5))
def test_table_reads_back_exactly(tmp_path_factory, rows):
    """A table that was written is read back cell for cell, whatever its cells hold."""
    path = tmp_path_factory.mktemp("table") / "table.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        write_table(stream, ("a", "b"), rows)
    assert [(row["a"], row["b"]) for row in read_table(path)] == rows


def test_a_text_of_any_length_reads_back(tmp_path):
    """A cell longer than Python's own limit is read, and that limit is as it was for everyone else."""
    path, before = tmp_path / "table.csv", csv.field_size_limit()
    with path.open("w", encoding="utf-8", newline="") as stream:
        write_table(stream, ("a",), [("x" * (before + 1),)])
    assert len(read_table(path)[0]["a"]) == before + 1
    assert csv.field_size_limit() == before


def test_table_opens_as_utf8_in_excel():
    """The file starts with a byte order mark, without which Excel garbles Arabic."""
    stream = io.StringIO()
    write_table(stream, ("اسم",), [("نور",)])
    assert stream.getvalue().encode().startswith(b"\xef\xbb\xbf")
    assert stream.getvalue()[1:].splitlines() == ["اسم", "نور"]


def test_half_of_a_surrogate_pair_is_shown_as_a_replacement():
    """A broken emoji cannot stop a table from being written."""
    stream = io.StringIO()
    write_table(stream, ("a",), [("x\ud83dy",)])
    assert "x\N{REPLACEMENT CHARACTER}y" in stream.getvalue()
