"""A scaled logistic regression for each of several outputs, as the chat models keep it."""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from classifier.triage.model import Logistic

STRENGTH: Final = 0.1
"""scikit-learn's C for the small regressions: few chats, many features."""


def fit_logistic(features: NDArray[np.float64], targets: NDArray[np.bool_]) -> Logistic:
    """The regression of `targets` (n, outputs) on `features` (n, features)."""
    scaler = StandardScaler().fit(features)
    models = [
        LogisticRegression(C=STRENGTH, max_iter=2000).fit(scaler.transform(features), column) for column in targets.T
    ]
    weights = np.stack([model.coef_[0] for model in models], axis=1)
    return Logistic(scaler.mean_, scaler.scale_, weights, np.array([model.intercept_[0] for model in models]))
