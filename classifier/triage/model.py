"""The small models that read a chat: logistic regressions kept as plain arrays."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from classifier.labels import CHAT_LABELS
from classifier.scoring.folder import Arrays, ModelFolder
from classifier.triage.features import ChatNumbers, message_features, sender_features

TRIAGE: Final = "triage.safetensors"
Values = NDArray[np.float64]


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
class ChatScores:
    """Probabilities of one chat: of each sender to be an offender, of each chat label, of each message's labels."""

    offender: Values
    labels: Values
    messages: Values


@dataclass(frozen=True, slots=True)
class TriageModel:
    """Senders first, then the chat by its likeliest offender, then its messages in that light."""

    senders: Logistic
    chats: Logistic
    messages: Logistic
    thresholds: Arrays

    @classmethod
    def of(cls, folder: ModelFolder) -> "TriageModel":
        """The chat models of a model folder."""
        arrays = folder.arrays(TRIAGE)
        thresholds = {name: arrays[name] for name in ("offender_above", "chat_above", "message_above")}
        senders, chats, messages = (Logistic.of(arrays, name) for name in ("senders", "chats", "messages"))
        return cls(senders, chats, messages, thresholds)

    def scores(self, chat: ChatNumbers) -> ChatScores:
        """What the models make of one chat; all zero where nobody speaks."""
        if not chat.spoken.any():
            return ChatScores(np.zeros(len(chat.names)), np.zeros(len(CHAT_LABELS)), np.zeros((len(chat.sender), 4)))
        features = sender_features(chat)
        offender = self.senders.probability(features)[:, 0]
        labels = self.chats.probability(chat_features(features, offender))[0]
        return ChatScores(offender, labels, self.messages.probability(message_features(chat, offender)))


def chat_features(senders: Values, offender: Values) -> Values:
    """The features of a whole chat (1, features): those of its likeliest offender, with that likelihood."""
    likeliest = int(np.argmax(offender))
    return np.append(senders[likeliest], np.log((offender[likeliest] + 1e-4) / (1.0001 - offender[likeliest])))[None]
