"""The choices of a training run."""

from dataclasses import dataclass
from typing import Final

RECORD: Final = "training.json"
"""How an encoder was made, beside it in the folder that scripts/train_encoder.py writes."""


@dataclass(frozen=True, slots=True)
class TrainingPlan:
    """The choices of a training run, written into the model card."""

    strength: float = 10.0
    """Inverse regularisation, scikit-learn's C."""
    min_messages: int = 3
    """A feature seen in fewer training messages is not learnt."""
    disguised_share: float = 0.8
    """Copies of training messages under a disguise, as a share of them."""
    disguises: tuple[str, ...] = (
        "dropped letters", "dropped letters", "swapped letters", "swapped letters", "doubled letters", "glued words",
        "haste", "arabizi", "arabizi",
    )  # fmt: skip
    """The disguises that cleaning cannot undo; a name given twice is chosen twice as often."""
    background_per_file: int = 6_000
    """Harmless lines taken from the training part of each background file, at most."""
    quiet_lines: int = 6_000
    """Lines of chats of which nothing is critical that stand beside the cue lines as silence, at most."""
    joined_quiet: int = 4_000
    """Harmless background lines that weigh in when the linear model and the encoder are joined, at most."""
    default_alarms: float = 4.0
    """Alarms allowed in 1,000 lines of each background file, the four labels together."""
    strict_alarms: float = 1.0
    """The same at the strict operating point."""
    encoder_share: float = 0.05
    """The share of harmless background lines that the encoder may read at depth standard."""
    unsure_above: float = 0.05
    """The likeliest label above which it reads, where no background is given."""
    seed: int = 7
    jobs: int = 2
