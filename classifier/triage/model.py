"""The small models that read a chat: regressions, trees and its words, kept as plain arrays."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from classifier.labels import CHAT_LABELS
from classifier.triage.features import ChatNumbers, log_odds, message_features, sender_features
from classifier.triage.trees import Trees

TRIAGE: Final = "triage.safetensors"
WORDS: Final = "chat_words.safetensors"
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
    """What a chat is: a regression and trees over its features, and its words, joined and calibrated."""

    features: Logistic
    trees: Trees
    words: Reads
    joined: Joins

    def odds(self, features: Values, words: str) -> tuple[Values, Values, Values]:
        """Log-odds of the chat labels (1, labels) by each, from a chat's features (1, features) and words."""
        return (
            log_odds(self.features.probability(features)),
            self.trees.odds(features[0])[None],
            self.words.logits([words]),
        )


@dataclass(frozen=True, slots=True)
class ChatScores:
    """Probabilities of one chat: of each sender to be an offender, of each chat label, of each message's labels."""

    offender: Values
    labels: Values
    messages: Values


@dataclass(frozen=True, slots=True)
class ChatParts:
    """As `ChatScores`, the chat labels still as the log-odds (1, labels) by each part of their model."""

    offender: Values
    odds: tuple[Values, Values, Values]
    messages: Values


@dataclass(frozen=True, slots=True)
class TriageModel:
    """Senders first, then the chat by its likeliest offender, its messages in that light, and how urgent it is."""

    senders: Logistic
    chats: WholeChat
    messages: Logistic
    urgency: Logistic
    thresholds: Arrays

    @classmethod
    def of(cls, arrays: Arrays, words: Reads, joined: Joins) -> "TriageModel":
        """The chat models stored as `arrays`, with what reads a chat's words and what joins both."""
        thresholds = {name: arrays[name] for name in THRESHOLDS}
        chats = WholeChat(Logistic.of(arrays, "chats"), Trees.of(arrays), words, joined)
        senders, messages, urgency = (Logistic.of(arrays, name) for name in ("senders", "messages", "urgency"))
        return cls(senders, chats, messages, urgency, thresholds)

    def scores(self, chat: ChatNumbers) -> ChatScores:
        """What the models make of one chat; all zero where nobody speaks."""
        if not chat.spoken.any():
            return ChatScores(np.zeros(len(chat.names)), np.zeros(len(CHAT_LABELS)), np.zeros((len(chat.sender), 4)))
        parts = self.parts(chat)
        return ChatScores(parts.offender, self.chats.joined.probability(*parts.odds)[0], parts.messages)

    def parts(self, chat: ChatNumbers) -> ChatParts:
        """What the models make of one chat in which somebody speaks."""
        features = sender_features(chat)
        offender = self.senders.probability(features)[:, 0]
        odds = self.chats.odds(chat_features(features, offender), chat.words)
        return ChatParts(offender, odds, self.messages.probability(message_features(chat, offender)))


def chat_features(senders: Values, offender: Values) -> Values:
    """The features of a whole chat (1, features): those of its likeliest offender, with that likelihood."""
    likeliest = int(np.argmax(offender))
    return np.append(senders[likeliest], np.log((offender[likeliest] + 1e-4) / (1.0001 - offender[likeliest])))[None]
