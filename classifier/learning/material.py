"""What a model is made from, and the lines that its message model learns from."""

import hashlib
import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from classifier.labels import OUTPUTS
from classifier.learning.background import Background
from classifier.learning.corpus import ChatExample, Example
from classifier.learning.disguise import disguise
from classifier.learning.plan import TrainingPlan
from classifier.learning.splits import Splits


@dataclass(frozen=True, slots=True)
class TrainingSet:
    """What a model is made from."""

    messages: Splits
    chats: Splits
    examples: list[Example]
    chat_examples: list[ChatExample]
    background: list[Background]


def truth(examples: Sequence[Example]) -> NDArray[np.bool_]:
    """Which outputs each message carries (n, outputs)."""
    return np.array([[name in e.labels or name in e.tactics for name in OUTPUTS] for e in examples], bool).reshape(
        len(examples), len(OUTPUTS)
    )


def training_lines(material: TrainingSet, plan: TrainingPlan) -> tuple[list[str], NDArray[np.bool_]]:
    """The texts to learn from, and what each carries.

    Corpus messages of training voices, lines of some harmless training chats (none by themselves
    too), and background lines, in a shuffled order fixed by the seed.
    """
    labelled = material.messages.pick(material.examples, "train")
    harmless = _harmless_chat_lines(material.chats.pick(material.chat_examples, "train"))
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


def lends_lines(chat: ChatExample) -> bool:
    """Whether a harmless chat's lines train the message model: about one chat in three.

    Such a chat does not train the chat models, which must see messages scored as unseen ones are.
    """
    return not chat.labels and hashlib.sha256(chat.id.encode()).digest()[0] % 3 == 0


def _harmless_chat_lines(chats: Sequence[ChatExample]) -> list[str]:
    return list(dict.fromkeys(line.text for chat in chats if lends_lines(chat) for line in chat.lines))
