"""Labels that an out-of-fold model contradicts: where a reader should look again.

The idea is confident learning's (Northcutt, Jiang and Chuang 2021): a line is judged by models that
saw no line of its voice, and the lines that they contradict most are read by a person. Nothing is changed here.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import make_pipeline

from classifier.labels import LABELS
from classifier.learning.corpus import Example
from classifier.learning.tables import write_whole
from classifier.text import tokenise

FOLDS = 5
READ = 300
"""The most doubtful labels that a person reads."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A label of the example at `place` that its line may wrongly carry or wrongly lack."""

    place: int
    label: str
    carried: bool
    probability: float

    @property
    def surprise(self) -> float:
        """How far the out-of-fold probability lies from what is written, 0 to 1."""
        return 1 - self.probability if self.carried else self.probability


def doubts(examples: Sequence[Example], *, folds: int = FOLDS) -> list[Doubt]:
    """Every label of every example, the most doubtful first, judged by models that saw none of its voice."""
    texts = [" ".join(token.text for token in tokenise(example.text)) for example in examples]
    voices = [example.voice for example in examples]
    found = []
    for label in LABELS:
        carried = np.array([label in example.labels for example in examples])
        probability = _unseen(texts, carried, voices, folds)
        found += [
            Doubt(place, label, bool(carried[place]), float(probability[place])) for place in range(len(examples))
        ]
    return sorted(found, key=lambda doubt: -doubt.surprise)


def write_doubts(path: Path, examples: Sequence[Example], *, most: int = READ) -> None:
    """Put the most doubtful labels into a .jsonl file, worst first, each with its line, for a person to read."""
    worst = doubts(examples)[:most]
    rows = [
        asdict(doubt) | {"text": examples[doubt.place].text, "voice": examples[doubt.place].voice} for doubt in worst
    ]
    write_whole(path, "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))


def _unseen(texts: Sequence[str], carried: NDArray[np.bool_], voices: Sequence[str], folds: int) -> NDArray[np.float64]:
    """The probability of a label for each text, from a model fitted on other voices."""
    model = make_pipeline(
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), min_df=2, sublinear_tf=True),
        LogisticRegression(C=10, solver="liblinear"),
    )
    judged = cross_val_predict(model, texts, carried, groups=voices, cv=GroupKFold(folds), method="predict_proba")
    return np.asarray(judged[:, 1], np.float64)
