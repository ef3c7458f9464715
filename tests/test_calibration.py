"""Calibration: several sources of log-odds joined, a label's surest tactic among them."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from classifier.labels import COLUMNS, OUTPUTS, TACTICS, label_of
from classifier.scoring.calibration import calibrate, with_tactics

LOGITS = arrays(np.float64, st.tuples(st.integers(0, 5), st.just(len(COLUMNS))), elements=st.floats(-20, 20))


@given(LOGITS)
def test_the_second_source_is_each_labels_surest_tactic(logits):
    """The first source is the log-odds as they are; the second says nothing of tactics and cues."""
    same, surest = with_tactics(logits)
    np.testing.assert_array_equal(same, logits)
    for place, name in enumerate(COLUMNS):
        under = [OUTPUTS.index(tactic) for tactic in TACTICS if label_of(tactic) == name]
        expected = logits[:, under].max(axis=1) if under else np.zeros(len(logits))
        np.testing.assert_array_equal(surest[:, place], expected)


def test_what_one_source_misses_another_tells():
    """A source that says nothing gets no weight, and one that tells the truth decides."""
    truth = np.tile([[True], [False]], (50, 1))
    told, silent = np.where(truth, 3.0, -3.0), np.zeros((100, 1))
    made = calibrate(silent, told, truth=truth)
    assert made.slope[0, 0] == 0
    np.testing.assert_array_equal(made.probability(silent, told) > 0.5, truth)
