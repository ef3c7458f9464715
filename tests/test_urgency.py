"""How urgent a chat is, learnt from chats whose priority is known."""

import numpy as np
import pytest
from safetensors.numpy import load, save

from classifier.errors import CorpusError
from classifier.learning.plan import TrainingPlan
from classifier.learning.urgency import SignedChat, fit_urgency
from classifier.scoring.calibration import Calibration
from classifier.scoring.linear import linear_of
from classifier.settings import Settings
from classifier.triage.model import TRIAGE, WORDS, WholeChat
from classifier.triage.sayings import PARTS

PLAN = TrainingPlan(min_messages=2, jobs=1)
PRESSING, CALM = "باچر الصبح يشوفوها كلهم", "على راحتك ماكو استعجال"


def said(words, answer="شنو صار"):
    """A chat's words by side."""
    return (words, answer, words, answer)


def chats(voices):
    """Chats that are critical where their first feature is large and their words press, of so many voices."""
    chance = np.random.default_rng(0)
    return [
        SignedChat(
            np.array([4.0 * (place % 2) - 2, 0.0]) + chance.normal(0, 1, 2),
            said(PRESSING if (place + (place % 10 == 0)) % 2 else CALM),
            place % 2 == 1,
            f"v{place % voices}",
        )
        for place in range(80)
    ]


@pytest.fixture(scope="module")
def arrays():
    """What is stored of a model of urgency, by file."""
    return {name: load(save(arrays)) for name, arrays in fit_urgency(chats(7), PLAN).items()}


@pytest.fixture(scope="module")
def model(arrays):
    stored = arrays[TRIAGE]
    joined = Calibration(stored["urgency.slope"], stored["urgency.offset"])
    reads = tuple(linear_of(arrays[file], Settings()) for file in WORDS["urgency"])
    return WholeChat.of(stored, "urgency", reads, joined)


def test_a_side_that_says_nothing_tells_nothing(model):
    """Its parts are 0, where those of a side that speaks are not."""
    words = model.odds(np.zeros((1, 2)), (PRESSING, "", PRESSING, ""))[-len(PARTS) :]
    assert [bool(odds.any()) for odds in words] == [True, False, True, False]


def test_signs_and_words_are_learnt(arrays, model):
    """A chat with the sign and the words is urgent, one without is not; each of them moves it."""

    def urgency(sign, words):
        return model.probability(np.array([[sign, 0.0]]), said(words))[0]

    assert urgency(-3, CALM) < arrays[TRIAGE]["urgent_above"][0] <= urgency(3, PRESSING)
    assert urgency(0.1, CALM) < urgency(0.1, PRESSING)
    assert urgency(-3, PRESSING) < urgency(3, PRESSING)


@pytest.mark.parametrize("held", [chats(1), [chat for chat in chats(7) if chat.critical], []])
def test_it_needs_two_voices_and_both_kinds(held):
    """Without them there is one clear error."""
    with pytest.raises(CorpusError, match="critical chats and others"):
        fit_urgency(held, PLAN)
