"""The whole system, in one read: exported chats in, ranked verdicts out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from classifier.errors import ModelError
from classifier.evidence.attribution import evidence_of
from classifier.evidence.entities import with_named_times
from classifier.evidence.verdict import verdict_of
from classifier.labels import LABELS, OUTPUTS
from classifier.records import Chat, ChatVerdict, Evidence, Message, MessageVerdict, Source
from classifier.scoring.bursts import Burst, bursts, score_messages
from classifier.scoring.calibration import Calibration
from classifier.scoring.folder import REMEDY, ModelFolder, open_folder
from classifier.scoring.linear import linear_of
from classifier.scoring.passages import passages, score_passages
from classifier.scoring.scorer import Scorer
from classifier.settings import Settings
from classifier.triage import PassageScores, TriageModel, judge_chats
from classifier.triage.model import TRIAGE, WHOLE, WORDS

if TYPE_CHECKING:
    import pandas as pd


Scores = NDArray[np.float64]


class Detector:
    """A model with everything that is done with it.

    Args:
        folder: a verified model folder, as `open_folder` gives it.
        settings: the movable numbers.
    """

    def __init__(self, folder: ModelFolder, settings: Settings) -> None:
        self.folder = folder
        self.settings = settings
        self.scorer = Scorer.of(folder, settings)
        self._triage = _triage_of(folder, settings)

    @property
    def thresholds(self) -> Mapping[str, float]:
        """For each label, the probability at and above which it applies."""
        return dict(self.scorer.thresholds)

    def score(self, texts: Iterable[str], *, depth: str = "standard", jobs: int = 1) -> "pd.DataFrame":
        """Calibrated probabilities 0..1, one row a text, in order: the four labels, then the tactics.

        A series is read in its order, whatever its index. TypeError for one text by itself, for a table or a mapping,
        and for what is no text.
        """
        import pandas as pd  # noqa: PLC0415 - importing the package stays quick

        return pd.DataFrame(self.scorer.probabilities(_listed(texts), depth=depth, jobs=jobs), columns=list(OUTPUTS))

    def classify(self, text: str, *, depth: str = "standard") -> MessageVerdict:
        """The verdict on one text judged alone, with the words that moved it.

        In a threat or a demand the days and hours that it names are deadlines too, and any place of shame is a place.
        """
        message = Message(1, None, text, None, None, "text", edited=False, source=Source("", "", "text"))
        verdict = self._judge(message, self.scorer.heard(_listed([text]), depth=depth)[0], depth=depth)
        if {"threat", "demand"}.isdisjoint(verdict.labels):
            return verdict
        return replace(verdict, entities=with_named_times(text, None, verdict.entities))

    def triage(self, chats: Iterable[Chat], *, depth: str = "standard", jobs: int = 1) -> list[ChatVerdict]:
        """Every chat judged as a whole, most urgent first; TypeError for what is no chat, as a path is."""
        self.scorer.heard([], depth=depth, jobs=jobs)  # so that no chats are refused what chats would be
        listed = list(chats)
        for place, chat in enumerate(listed):
            if not isinstance(chat, Chat):
                raise TypeError(f"chat {place} is a {type(chat).__name__}; give what classifier.read_chats returns")
        return self.judge(listed, [self.score_chat(chat, depth=depth, jobs=jobs) for chat in listed])

    def score_chat(self, chat: Chat, *, depth: str = "standard", jobs: int = 1) -> Scores:
        """What is heard in a chat: its messages (n, columns), zero where nobody speaks, and behind them its passages.

        A message is judged alone or with the bubbles of its burst.
        """
        messages = score_messages(self.scorer, chat.messages, depth=depth, jobs=jobs)
        return np.concatenate([messages, score_passages(self.scorer, chat.messages, depth=depth, jobs=jobs)])

    def judge(self, chats: Sequence[Chat], scores: Sequence[Scores]) -> list[ChatVerdict]:
        """The verdicts on chats that `score_chat` scored, most urgent first."""
        judged, told = [], []
        for chat, rows in zip(chats, scores, strict=True):
            count = len(chat.messages)
            judged.append(self._judged(chat, rows[:count]))
            places = tuple(passage.places for passage in passages(chat.messages))
            told.append(PassageScores(places, rows[count:]))
        return judge_chats(chats, judged, told, self._triage, self.settings)

    def _judged(self, chat: Chat, scores: Scores) -> list[MessageVerdict]:
        """The verdicts on a chat's messages; bubbles of one burst are explained by their words together."""
        verdicts = [self._judge(message, row) for message, row in zip(chat.messages, scores, strict=True)]
        for burst in bursts(chat.messages):
            self._explain(burst, verdicts)
        return verdicts

    def _explain(self, burst: Burst, verdicts: list[MessageVerdict]) -> None:
        """Give each bubble of a burst the words of the whole that speak for its labels and lie in it."""
        labels = [label for label in LABELS if any(label in verdicts[place].labels for place in burst.places)]
        tactics = list(dict.fromkeys(tactic for place in burst.places for tactic in verdicts[place].tactics))
        evidence = self._evidence(burst.text, labels, tactics)
        for place in burst.places:
            verdict = verdicts[place]
            shared = [found for found in burst.of(place, evidence) if found.label in verdict.labels]
            shown = {found.label for found in shared}
            alone = [found for found in verdict.evidence if found.label not in shown]
            verdicts[place] = replace(verdict, evidence=tuple(sorted([*shared, *alone], key=_in_order)))

    def _judge(self, message: Message, scores: Scores, *, depth: str | None = None) -> MessageVerdict:
        """The verdict on a message of these scores; at depth quick they are known to be the linear model's alone."""
        plain = verdict_of(message, scores, self.scorer.label_thresholds)
        alone = scores if depth == "quick" else None
        return replace(plain, evidence=self._evidence(message.text, plain.labels, plain.tactics, alone=alone))

    def _evidence(
        self, text: str, labels: Sequence[str], tactics: Sequence[str], *, alone: Scores | None = None
    ) -> tuple[Evidence, ...]:
        most = self.settings.evidence_spans
        return evidence_of(self.scorer, text, labels, tactics, most=most, alone=alone) if labels else ()


def _triage_of(folder: ModelFolder, settings: Settings) -> TriageModel:
    arrays = folder.arrays(TRIAGE)
    words = [tuple(linear_of(folder.arrays(file), settings) for file in WORDS[name]) for name in WHOLE]
    joined = [Calibration(arrays[f"{name}.slope"], arrays[f"{name}.offset"]) for name in WHOLE]
    return TriageModel.of(arrays, words, joined)


def load(path: str | Path | None = None, *, settings: Settings | None = None) -> Detector:
    """The detector of a model folder, the shipped one unless `path` names another.

    ModelError when the folder is missing, damaged or changed, SettingError when it has no such operating point,
    TypeError for settings that are no `Settings`.
    """
    if not isinstance(settings, Settings | None):
        raise TypeError(f"the settings are a {type(settings).__name__}; give Settings(...), or Settings.of(a mapping)")
    folder = open_folder(Path(path) if path is not None else shipped_model())
    try:
        return Detector(folder, settings or Settings())
    except KeyError as error:
        raise ModelError(f"{folder.path}: the model lacks {error}. Train it again with scripts/train.py.") from error
    except (ValueError, IndexError, TypeError) as error:  # arrays of other shapes or kinds than a model's
        raise ModelError(f"{folder.path}: no model of this version ({error}). {REMEDY}") from error


def shipped_model() -> Path:
    """Where the model that comes with the package lies: beside it when installed, in `models/` of a checkout."""
    installed = Path(__file__).parent / "default_model"
    return installed if installed.is_dir() else Path(__file__).parent.parent / "models" / "default"


def _listed(texts: Iterable[str]) -> list[str]:
    if isinstance(texts, str):
        raise TypeError("one text is given where a list of texts is read; give [text], or use classify")
    if isinstance(texts, Mapping) or getattr(texts, "ndim", 1) != 1:
        raise TypeError(f"a {type(texts).__name__} is no list of texts; give one column of it, as table['text']")
    listed = list(texts)
    for place, text in enumerate(listed):
        if not isinstance(text, str):
            raise TypeError(f"text {place} is a {type(text).__name__}; give a str, empty where nothing was written")
    return listed


def _in_order(evidence: Evidence) -> tuple[int, int]:
    return LABELS.index(evidence.label), evidence.span.start
