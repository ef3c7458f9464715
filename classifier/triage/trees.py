"""Boosted decision trees as plain arrays (Friedman 2001, "Greedy function approximation")."""

from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
Places = NDArray[np.int32]
Arrays = dict[str, NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Trees:
    """All nodes of all trees, one after the other.

    From a node the way goes to `left` where the feature is at most the threshold, else to `right`; a leaf leads to
    itself. `roots` are the trees' first nodes, `outputs` what each tree speaks for, `steps` how deep the deepest is.
    """

    feature: Places
    threshold: Values
    left: Places
    right: Places
    value: Values
    roots: Places
    outputs: Places
    bias: Values
    steps: int

    def odds(self, features: NDArray[np.floating]) -> Values:
        """Log-odds (outputs,) of one row of features, read in single precision as they were learnt."""
        row = features.astype(np.float32)
        place = self.roots
        for _ in range(self.steps):
            place = np.where(row[self.feature[place]] <= self.threshold[place], self.left[place], self.right[place])
        odds: Values = self.bias + np.bincount(self.outputs, weights=self.value[place], minlength=len(self.bias))
        return odds

    def arrays(self, name: str) -> Arrays:
        """The arrays under which the trees are stored."""
        return {f"{name}.{held.name}": np.array(getattr(self, held.name)) for held in fields(self)}

    @classmethod
    def of(cls, arrays: Arrays, name: str) -> "Trees":
        """The trees stored as `name`."""
        nodes = {held.name: arrays[f"{name}.{held.name}"] for held in fields(cls) if held.name != "steps"}
        return cls(**nodes, steps=arrays[f"{name}.steps"].item())
