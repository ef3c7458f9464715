import pytest
import report_cases
from hypothesis import given
from hypothesis import strategies as st

from classifier.report.pieces import Piece, cut

spans = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(sorted)


@given(
    st.text(max_size=30),
    st.lists(st.tuples(st.sampled_from(["threat", "demand"]), spans), max_size=4),
    st.lists(spans, max_size=3),
)
def test_pieces_joined_are_the_text(text, evidence, entities):
    """However findings overlap or overrun, the pieces joined are the text as written."""
    found = report_cases.message_verdict(
        text, [(label, *span) for label, span in evidence], [("money", *span) for span in entities]
    )
    assert "".join(piece.text for piece in cut(found)) == text
    assert all(piece.text for piece in cut(found))


@pytest.mark.parametrize(
    ("text", "evidence", "entities", "pieces"),
    [
        ("سلام", [], [], [Piece("سلام")]),
        (
            "😭 انشرها هسه",
            [("threat", 2, 8)],
            [],
            [Piece("😭 "), Piece("انشرها", ("threat",)), Piece(" هسه")],
        ),
        (
            "ادفع 500 الف",
            [("demand", 0, 12)],
            [("money", 5, 12)],
            [Piece("ادفع ", ("demand",)), Piece("500 الف", ("demand",), "money")],
        ),
        (
            "ab",
            [("threat", 0, 2), ("demand", 1, 2)],
            [],
            [Piece("a", ("threat",)), Piece("b", ("threat", "demand"))],
        ),
        ("", [], [], []),
    ],
    ids=["nothing found", "after an emoji", "entity inside evidence", "labels overlap", "empty"],
)
def test_cut(text, evidence, entities, pieces):
    """A piece holds the labels and the entity that cover it, labels in the guidelines' order."""
    assert list(cut(report_cases.message_verdict(text, evidence, entities))) == pieces


def test_numbers_keep_their_order():
    """A piece that names a phone number is told to read from left to right."""
    (piece,) = cut(report_cases.message_verdict("0770 000 0012", [], [("phone", 0, 13)]))
    assert piece.tone == "entity ltr"
