"""Cues of urgency: each wording proves itself, jokes and plans do not fire, disguises do."""

import time

import pytest
from conftest import cases
from hypothesis import given
from hypothesis import strategies as st

from classifier.triage import cues
from classifier.triage.cues import mentions_child, mentions_self_harm, says_material_sent

ASKS = {"self_harm": mentions_self_harm, "child": mentions_child, "sent": says_material_sent}
ROWS = [
    (cue, row.name, text, fires)
    for cue, (_, rows) in cues.ROWS.items()
    for row in rows
    for fires, texts in ((True, row.fires), (False, row.silent))
    for text in texts
]


@pytest.mark.parametrize(("cue", "name", "text", "fires"), ROWS)
def test_row(cue, name, text, fires):
    """Every wording is met in the texts it carries for that, and the cue is silent on the others."""
    met = cues.ROWS[cue][0].name(text)
    assert met == name if fires else met is None


@pytest.mark.parametrize("case", cases("cues"))
def test_case(case):
    """A cue is found where a person would see it and nowhere else."""
    assert ASKS[case["cue"]](case["input"]) == case["expected"]


@given(st.text())
def test_any_text_has_an_answer(text):
    """Each cue answers yes or no on any text."""
    assert {ask(text) for ask in ASKS.values()} <= {True, False}


@pytest.mark.parametrize("unit", ["راح ", "ا ن ت ", "عمري ", "دزيت ", "اني ", "وصل "])
def test_hostile_text_costs_no_more_than_its_length(unit):
    """A message of a hundred thousand characters made to be slow is answered within two seconds."""
    began = time.process_time()
    for ask in ASKS.values():
        ask(unit * (100_000 // len(unit)))
    assert time.process_time() - began < 2
