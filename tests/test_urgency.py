"""How urgent a chat is, learnt from the signs of chats whose priority is known."""

import numpy as np
import pytest

from classifier.errors import CorpusError
from classifier.learning.urgency import SignedChat, fit_urgency


def chats(voices):
    """Chats whose first sign is clear where they are critical, of so many voices."""
    chance = np.random.default_rng(0)
    return [
        SignedChat(
            np.array([4.0 * (place % 2) - 2, 0.0]) + chance.normal(0, 1, 2), place % 2 == 1, f"v{place % voices}"
        )
        for place in range(60)
    ]


def test_clear_signs_are_learnt():
    """A chat with the sign is urgent, one without is not."""
    urgency, above = fit_urgency(chats(7))
    clear, faint = urgency.probability(np.array([[3.0, 0.0], [-3.0, 0.0]]))[:, 0]
    assert faint < above <= clear


@pytest.mark.parametrize("held", [chats(1), [chat for chat in chats(7) if chat.critical], []])
def test_it_needs_two_voices_and_both_kinds(held):
    """Without them there is one clear error."""
    with pytest.raises(CorpusError, match="critical chats and others"):
        fit_urgency(held)
