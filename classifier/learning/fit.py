"""The linear model from labelled messages: one logistic regression an output."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from tqdm import tqdm

from classifier.learning.plan import TrainingPlan
from classifier.scoring.linear import LinearModel, in_eight_bits
from classifier.scoring.processes import shared
from classifier.scoring.vectoriser import ChatVectoriser
from classifier.scoring.vocabulary import Vocabulary

SMALLEST_WEIGHT = 0.05
"""A feature whose largest part in any log-odds (weight times idf) is smaller is left out of the model."""

_TOLERANCE = 0.01
"""Where the solver of the dual problem stops, scikit-learn's tol."""


def fit_linear(texts: Sequence[str], targets: NDArray[np.floating[Any]], plan: TrainingPlan) -> LinearModel:
    """The model that predicts `targets` (n texts, outputs); a text whose target is NaN says nothing of that output."""
    vectoriser = ChatVectoriser(min_messages=plan.min_messages).fit(texts)
    vectors = vectoriser.transform(texts)
    columns = tqdm(targets.T, desc="fitting", unit="output")
    fitted = shared(_fit, ((vectors, column, plan) for column in columns), jobs=plan.jobs)
    weights = np.stack([coefficients for coefficients, _ in fitted], axis=1)
    bias = np.array([intercept for _, intercept in fitted], np.float32)
    return LinearModel(*_pruned(vectoriser.vocabulary_, weights), bias)


def _fit(
    vectors: Any,  # noqa: ANN401 - scipy has no types
    target: NDArray[np.floating[Any]],
    plan: TrainingPlan,
) -> tuple[NDArray[np.float64], float]:
    known = ~np.isnan(target)
    model = LogisticRegression(C=plan.strength, solver="liblinear", dual=True, tol=_TOLERANCE, random_state=plan.seed)
    model.fit(vectors if known.all() else vectors[known], target[known] > 0)
    return model.coef_[0], model.intercept_[0]


def _pruned(vocabulary: Vocabulary, weights: NDArray[np.float64]) -> tuple[Vocabulary, NDArray[np.float32]]:
    """The vocabulary without features that move nothing; weights in eight bits, as they are stored.

    A feature left out still counted in a message's length while fitting; its part there is small.
    """
    kept = np.abs(weights * vocabulary.idf[:, None]).max(axis=1) >= SMALLEST_WEIGHT
    token_columns = int(kept[: vocabulary.token_columns].sum())
    smaller = Vocabulary(vocabulary.keys[kept], token_columns, vocabulary.idf[kept])
    return smaller, in_eight_bits(weights[kept].astype(np.float32))
