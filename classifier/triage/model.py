"""The small models that read a chat: regressions, trees and its words, kept as plain arrays."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from classifier.labels import CHAT_LABELS, LABELS
from classifier.triage.features import ChatNumbers, log_odds, message_features, sender_features
from classifier.triage.sayings import PARTS, words_by_side
from classifier.triage.trees import Trees

TRIAGE: Final = "triage.safetensors"
WHOLE: Final = ("chats", "urgency")
"""What is said of whole chats: their labels, and how urgent they are."""
WORDS: Final = {name: tuple(f"{name}/{part}.safetensors" for part in PARTS) for name in WHOLE}
"""For each the files of the models that read a chat's words, in the order of `PARTS`."""
THRESHOLDS: Final = ("offender_above", "chat_above", "message_above", "urgent_above")
Values = NDArray[np.float64]
Arrays = dict[str, NDArray[Any]]


class Reads(Protocol):
    """A model that reads texts."""

    def logits(self, texts: Sequence[str], /) -> Values:
        """Log-odds (n texts, outputs)."""
        ...


class Joins(Protocol):
    """What makes one probability of several models' log-odds."""

    def probability(self, *logits: Values) -> Values:
        """Probabilities (n, outputs) from each model's log-odds (n, outputs)."""
        ...


@dataclass(frozen=True, slots=True)
class Logistic:
    """A scaled logistic regression: sigmoid(((x - mean) / scale) W + b), one column an output."""

    mean: Values
    scale: Values
    weights: Values
    bias: Values

    def probability(self, features: Values) -> Values:
        """Probabilities (n, outputs), rounded to six places."""
        odds = (features - self.mean) / self.scale @ self.weights + self.bias
        return np.round(1 / (1 + np.exp(-np.clip(odds, -50, 50))), 6)

    def arrays(self, name: str) -> Arrays:
        """The arrays under which the regression is stored."""
        parts = {"mean": self.mean, "scale": self.scale, "weights": self.weights, "bias": self.bias}
        return {f"{name}.{part}": value for part, value in parts.items()}

    @classmethod
    def of(cls, arrays: Arrays, name: str) -> "Logistic":
        """The regression stored as `name`."""
        return cls(*(arrays[f"{name}.{part}"] for part in ("mean", "scale", "weights", "bias")))


@dataclass(frozen=True, slots=True)
class WholeChat:
    """What is said of a whole chat: a regression and trees over its features, and the words of each side, joined."""

    features: Logistic
    trees: Trees
    words: tuple[Reads, ...]
    joined: Joins

    def odds(self, features: Values, words: Sequence[str]) -> "Odds":
        """Log-odds of each output (1, outputs) by each part, from a chat's features (1, features) and `PARTS`.

        A side that says nothing tells nothing: its log-odds are 0.
        """
        silent = np.zeros((1, len(self.features.bias)))
        return (
            log_odds(self.features.probability(features)),
            self.trees.odds(features[0])[None],
            *(reads.logits([said]) if said else silent for reads, said in zip(self.words, words, strict=True)),
        )

    def probability(self, features: Values, words: Sequence[str]) -> Values:
        """The probability of each output (outputs,)."""
        probability: Values = self.joined.probability(*self.odds(features, words))[0]
        return probability

    def arrays(self, name: str) -> Arrays:
        """The arrays under which the regression and the trees are stored; those of the words stand in files apart."""
        return {**self.features.arrays(name), **self.trees.arrays(f"{name}.trees")}

    @classmethod
    def of(cls, arrays: Arrays, name: str, words: tuple[Reads, ...], joined: Joins) -> "WholeChat":
        """What is stored as `name`, with what reads a chat's words and what joins the parts."""
        return cls(Logistic.of(arrays, name), Trees.of(arrays, f"{name}.trees"), words, joined)


Odds = tuple[Values, ...]


@dataclass(frozen=True, slots=True)
class ChatScores:
    """Probabilities of one chat: of each sender to be an offender, of each chat label, of each message's labels.

    With them come the features (1, features) and the words, by side, that the chat was judged by.
    """

    offender: Values
    labels: Values
    messages: Values
    features: Values
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChatParts:
    """As `ChatScores`, the chat labels still as the log-odds (1, labels) by each part of their model."""

    offender: Values
    odds: Odds
    messages: Values
    features: Values
    words: tuple[str, ...]

    def scores(self, joined: Joins) -> ChatScores:
        """With the parts of the chat labels joined."""
        return ChatScores(self.offender, joined.probability(*self.odds)[0], self.messages, self.features, self.words)


@dataclass(frozen=True, slots=True)
class ChatModels:
    """Senders first, then the chat by its likeliest offender, and its messages in that light."""

    senders: Logistic
    chats: WholeChat
    messages: Logistic
    thresholds: Arrays

    def scores(self, chat: ChatNumbers) -> ChatScores:
        """What the models make of one chat; all zero where nobody speaks."""
        if not chat.spoken.any():
            nothing = np.zeros((len(chat.sender), len(LABELS)))
            return ChatScores(np.zeros(len(chat.names)), np.zeros(len(CHAT_LABELS)), nothing, np.zeros((1, 0)), ())
        return self.parts(chat).scores(self.chats.joined)

    def parts(self, chat: ChatNumbers) -> ChatParts:
        """What the models make of one chat in which somebody speaks."""
        senders = sender_features(chat)
        offender = self.senders.probability(senders)[:, 0]
        features = chat_features(senders, offender)
        messages = self.messages.probability(message_features(chat, offender))
        words = words_by_side(chat.said, int(np.argmax(offender)))
        return ChatParts(offender, self.chats.odds(features, words), messages, features, words)


@dataclass(frozen=True, slots=True)
class TriageModel(ChatModels):
    """What a chat is and who drives it, and then how urgent it is."""

    urgency: WholeChat

    @classmethod
    def of(cls, arrays: Arrays, words: Sequence[tuple[Reads, ...]], joined: Sequence[Joins]) -> "TriageModel":
        """The models stored as `arrays`; for each of `WHOLE`, with what reads the words and what joins the parts."""
        chats, urgency = map(partial(WholeChat.of, arrays), WHOLE, words, joined)
        senders, messages = (Logistic.of(arrays, name) for name in ("senders", "messages"))
        return cls(senders, chats, messages, {name: arrays[name] for name in THRESHOLDS}, urgency)

    def urgent(self, signs: Values, scores: ChatScores) -> tuple[float, bool]:
        """How likely a chat that carries a label is critical, by its signs (features,), and whether that is enough."""
        urgency = float(self.urgency.probability(urgency_features(signs, scores.features), scores.words)[0])
        return urgency, bool(urgency >= self.thresholds["urgent_above"][0])


def chat_features(senders: Values, offender: Values) -> Values:
    """The features of a whole chat (1, features): those of its likeliest offender, with that likelihood."""
    likeliest = int(np.argmax(offender))
    return np.append(senders[likeliest], np.log((offender[likeliest] + 1e-4) / (1.0001 - offender[likeliest])))[None]


def urgency_features(signs: Values, features: Values) -> Values:
    """What tells how urgent a chat is (1, features): its signs (features,), and its features (1, features)."""
    return np.append(signs, features[0])[None]
