"""Trees kept as plain arrays say what scikit-learn's say."""

import numpy as np
import pytest
from safetensors.numpy import load, save

from classifier.learning.trees import boosted, grow_trees
from classifier.triage.trees import Trees


@pytest.fixture(scope="module")
def rows():
    chance = np.random.default_rng(0)
    features = chance.normal(size=(900, 6))
    return features, np.stack([features[:, 0] > 0.2, features[:, 1] * features[:, 2] > 0], axis=1)


def test_arrays_say_what_the_model_says(rows):
    features, targets = rows
    grown = grow_trees(features, targets)
    for output, column in enumerate(targets.T):
        model = boosted().fit(features.astype(np.float32), column)
        expected = model.decision_function(features.astype(np.float32))
        np.testing.assert_allclose([grown.odds(row)[output] for row in features], expected, atol=1e-9)


def test_stored_trees_are_the_same(rows):
    features, targets = rows
    grown = grow_trees(features, targets)
    again = Trees.of(load(save(grown.arrays("grown"))), "grown")
    assert all((grown.odds(row) == again.odds(row)).all() for row in features)


def test_trees_learn_what_comes_together(rows):
    features, targets = rows
    grown = grow_trees(features[:800], targets[:800])
    found = np.array([grown.odds(row)[1] > 0 for row in features[800:]])
    assert (found == targets[800:, 1]).mean() > 0.8
