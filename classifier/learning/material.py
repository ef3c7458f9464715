"""What a model is made from, and the lines that its message model learns from."""

import hashlib
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from classifier.labels import COLUMNS, LABELS, OUTPUTS, TACTICS
from classifier.learning.background import Background
from classifier.learning.chats import as_chat
from classifier.learning.corpus import (
    ChatExample,
    CueExample,
    Example,
    read_corpus_chats,
    read_cue_lines,
    read_messages,
)
from classifier.learning.cues import cues_of
from classifier.learning.disguise import disguise
from classifier.learning.plan import TrainingPlan
from classifier.learning.splits import Splits, read_splits
from classifier.scoring.passages import passages
from classifier.triage.cues import WORDINGS

SPEAKS_ALONE: Final = 4
"""Words from which a line of a labelled chat is taken to carry its labels without its chat."""


@dataclass(frozen=True, slots=True)
class TrainingSet:
    """What a model is made from."""

    messages: Splits
    chats: Splits
    examples: list[Example]
    chat_examples: list[ChatExample]
    background: list[Background]
    cues: Splits
    cue_examples: list[CueExample]

    @classmethod
    def of(cls, corpus: Path, background: list[Background], own: Iterable[Example] = ()) -> "TrainingSet":
        """A corpus folder, harmless text, and an agency's `own` cases; CorpusError names what is wrong."""
        return cls(
            messages=read_splits(corpus, "messages"),
            chats=read_splits(corpus, "chats"),
            examples=[*read_messages(corpus / "messages"), *own],
            chat_examples=read_corpus_chats(corpus / "chats"),
            background=background,
            cues=read_splits(corpus, "cues"),
            cue_examples=read_cue_lines(corpus / "cues"),
        )


def truth(examples: Sequence[Example]) -> NDArray[np.bool_]:
    """Which outputs each message carries (n, outputs)."""
    return np.array([[name in e.labels or name in e.tactics for name in OUTPUTS] for e in examples], bool).reshape(
        len(examples), len(OUTPUTS)
    )


def training_lines(material: TrainingSet, plan: TrainingPlan) -> tuple[list[str], NDArray[np.bool_]]:
    """The texts to learn from, and what each carries.

    Corpus messages of training voices, lines and passages that some training chats lend, and background
    lines, in a shuffled order fixed by the seed.
    """
    labelled = material.messages.pick(material.examples, "train")
    lending = _lending(material)
    labelled += [*_lent(lending), *_passages_lent(lending)]
    harmless: list[str] = []
    chance = random.Random(plan.seed)  # noqa: S311 - repeatable, not secret
    for background in material.background:
        lines = background.part("train")
        harmless += chance.sample(lines, min(plan.background_per_file, len(lines)))
    hidden = _hidden(labelled, plan, chance)
    texts = [example.text for example in labelled] + hidden.texts + harmless
    carried = truth(labelled)
    nothing = np.zeros((len(harmless), carried.shape[1]), bool)
    targets = np.concatenate([carried, carried[hidden.of], nothing])
    order = np.random.default_rng(plan.seed).permutation(len(texts))
    return [texts[place] for place in order], targets[order]


def heard_lines(
    material: TrainingSet, plan: TrainingPlan, *, cue_repeats: int
) -> tuple[list[str], NDArray[np.float32]]:
    """The training lines and, `cue_repeats` times, the cue lines of training voices; what each carries (n, columns).

    NaN stands where nobody said: for the outputs of a cue line, and for the cues of a line that is neither harmless nor
    of a chat of which nothing is critical.
    """
    texts, targets = training_lines(material, plan)
    harmless = {e.text for e in material.messages.pick(material.examples, "train") if not e.labels}
    harmless |= {line for file in material.background for line in file.part("train")}
    harmless |= {m.text for chat in _lending(material) if chat.priority != "critical" for m in chat.lines}
    silent = [text in harmless and not _worded(text) for text in texts]
    cues = material.cues.pick(material.cue_examples, "train") * cue_repeats
    known = np.full((len(texts) + len(cues), len(COLUMNS)), np.nan, np.float32)
    known[: len(texts), : len(OUTPUTS)] = targets
    known[np.flatnonzero(silent), len(OUTPUTS) :] = 0
    known[len(texts) :, len(OUTPUTS) :] = cues_of(cues)
    whole = [*texts, *(line.text for line in cues)]
    order = np.random.default_rng(plan.seed).permutation(len(whole))
    return [whole[place] for place in order], known[order]


def _worded(text: str) -> bool:
    """Whether a wording of some cue stands in a text."""
    return any(worded(text) for worded in WORDINGS.values())


@dataclass(frozen=True, slots=True)
class _Hidden:
    """Disguised copies, and which example each is a copy of."""

    texts: list[str]
    of: list[int]


def _hidden(labelled: Sequence[Example], plan: TrainingPlan, chance: random.Random) -> _Hidden:
    """Copies of a share of the examples, each under one disguise, so that the model learns to read them."""
    of = [place for place in range(len(labelled)) if chance.random() < plan.disguised_share]
    texts = [disguise(chance.choice(plan.disguises), labelled[place].text, seed=place) for place in of]
    return _Hidden(texts, of)


def quiet_lines(material: TrainingSet, most: int) -> list[str]:
    """What is said in chats of which nothing is critical, and which train no message model: `most` lines at most.

    A cue only tells how urgent a chat is, so these are the lines in which it must not be heard. Those in which a
    wording of a cue stands are left out.
    """
    chats = [
        *material.chats.pick(material.chat_examples, "validation"),
        *(chat for chat in material.chats.pick(material.chat_examples, "train") if not lends_lines(chat)),
    ]
    said = [m.text for chat in chats if chat.priority != "critical" for m in as_chat(chat).messages if m.spoken]
    chance = random.Random(0)  # noqa: S311 - repeatable, not secret
    return [line for line in chance.sample(said, min(most, len(said))) if not _worded(line)]


def lends_lines(chat: ChatExample) -> bool:
    """Whether a chat's lines and passages train the message model: about one chat in three.

    Such a chat does not train the chat models, which must see messages scored as unseen ones are.
    """
    return hashlib.sha256(chat.id.encode()).digest()[0] % 3 == 0


def _lending(material: TrainingSet) -> list[ChatExample]:
    return [chat for chat in material.chats.pick(material.chat_examples, "train") if lends_lines(chat)]


def _lent(chats: Sequence[ChatExample]) -> list[Example]:
    """Lines of chats as messages; of a labelled chat those of some length, which say by themselves what they are.

    A text that carries other labels in another chat does not, and is left out.
    """
    lines = [
        Example(line.text, line.labels, line.tactics, chat.dialect, "clean", chat.voice)
        for chat in chats
        for line in chat.lines
        if not chat.labels or len(line.text.split()) >= SPEAKS_ALONE
    ]
    said: dict[str, set[tuple[str, ...]]] = {}
    for line in lines:
        said.setdefault(line.text, set()).add(line.labels)
    return list({line.text: line for line in lines if len(said[line.text]) == 1}.values())


def _passages_lent(chats: Sequence[ChatExample]) -> list[Example]:
    """The passages of chats as messages, each with all that its bubbles carry."""
    found = []
    for chat in chats:
        for passage in passages(as_chat(chat).messages):
            lines = [chat.lines[place] for place in passage.places]
            labels = tuple(label for label in LABELS if any(label in line.labels for line in lines))
            tactics = tuple(tactic for tactic in TACTICS if any(tactic in line.tactics for line in lines))
            found.append(Example(passage.text, labels, tactics, chat.dialect, "clean", chat.voice))
    return found
