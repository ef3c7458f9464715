"""The linear model: the fast way equals the plain way, in any batch and order."""

import pickle
import random
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import islice

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.base import clone

from classifier.scoring.linear import LinearModel, linear_of
from classifier.scoring.readings import with_reading
from classifier.scoring.scorer import LINEAR
from classifier.scoring.vectoriser import ChatVectoriser
from classifier.settings import Settings
from classifier.text.words import word_counts

TEXTS = [
    "راح انشر صورج اذا ما تدفعين", "دزيلي صورة الكيك", "شلونك اليوم شلونك", "rah anshr swrj", "ادفع لو انشر",
    "صورج عندي", "الصور عند ابوج باچر", "ادفع ٢٠٠ الف", "حبيبتي دزيلي صورتج", "", "😂😂 راح اذبحك", "ادفع ادفع ادفع",
]  # fmt: skip
OUTPUTS = 3


@pytest.fixture(scope="module")
def vectoriser():
    return ChatVectoriser(min_messages=1).fit(TEXTS)


@pytest.fixture(scope="module")
def weights(vectoriser):
    return np.random.default_rng(0).normal(size=(vectoriser.vocabulary_.size, OUTPUTS)).astype(np.float32)


@pytest.fixture(scope="module")
def model(vectoriser, weights):
    return LinearModel(vectoriser.vocabulary_, weights, np.zeros(OUTPUTS, np.float32))


def test_the_vectoriser_keeps_the_estimator_contract(vectoriser):
    """A clone has the same parameters, knows nothing yet, and fit gives itself back."""
    copy = clone(vectoriser)
    assert copy.get_params() == vectoriser.get_params() == {"min_messages": 1}
    assert not hasattr(copy, "vocabulary_")
    assert copy.fit(TEXTS) is copy


def test_scoring_by_token_equals_scoring_by_vector(model, vectoriser, weights):
    """C(TW) is (CT)W."""
    np.testing.assert_allclose(model.logits(TEXTS), vectoriser.transform(TEXTS) @ weights, atol=1e-4)


@settings(deadline=None)
@given(st.permutations(range(len(TEXTS))), st.integers(1, len(TEXTS)))
def test_scores_do_not_depend_on_batch_or_order(model, order, size):
    """Any batch size and any order give the very same numbers."""
    whole = model.logits(TEXTS)
    texts = [TEXTS[place] for place in order]
    parts = np.concatenate([model.logits(texts[start : start + size]) for start in range(0, len(texts), size)])
    assert (parts == whole[list(order)]).all()


def test_a_text_is_heard_as_written_and_as_read(model):
    """The mean of what is written and the higher of both, in any batch; known words are heard as they are written."""
    known = [text for text in TEXTS if not text.isascii()]
    others = ["راحانشر صورج", "دزيلي انرش", "😂 صوج", "rah انشر swrj"]
    read = ["راح انشر صورج", "دزيلي انشر", "😂 صورج", "راح انشر صورج"]
    heard = model.heard([*known, *others])
    assert (heard[: len(known)] == model.logits(known)).all()
    assert (heard[len(known) :] == with_reading(model.logits(others), model.logits(read))).all()
    assert (np.concatenate([model.heard([text]) for text in [*known, *others]]) == heard).all()


def test_contributions_sum_to_the_score(model):
    """What the tokens add makes the log-odds, nothing more."""
    for text in TEXTS:
        if text:
            tokens, parts = model.contributions(text)
            assert len(tokens) == len(parts)
            np.testing.assert_allclose(parts.sum(axis=0) + model.bias, model.logits([text])[0], atol=1e-4)


def test_a_copy_in_another_process_scores_the_same(vectoriser, weights):
    """A model that has met words goes on from them after it was pickled, whatever it meets then."""
    met = LinearModel(vectoriser.vocabulary_, weights, np.zeros(OUTPUTS, np.float32))
    whole = met.logits(TEXTS)
    half = LinearModel(vectoriser.vocabulary_, weights, np.zeros(OUTPUTS, np.float32))
    half.logits(TEXTS[:3])
    copy = pickle.loads(pickle.dumps(half))  # noqa: S301 - our own
    assert (copy.logits(TEXTS) == whole).all()
    assert (copy.logits(TEXTS[::-1]) == whole[::-1]).all()


def test_words_met_beforehand_change_nothing(vectoriser, weights, model):
    """A model that begins with scored words, also when it forgets, gives the very same numbers."""
    beforehand = model.met(200)
    assert beforehand.words == 200
    early = LinearModel(vectoriser.vocabulary_, weights, np.zeros(OUTPUTS, np.float32), met=beforehand, token_cache=3)
    texts = [*TEXTS, "ما من لا", "راحانشر swrj", "مَا ؟"]
    for _ in range(2):
        assert (early.heard(texts) == model.heard(texts)).all()
    assert (early.contributions("ما تدفعين")[1] == model.contributions("ما تدفعين")[1]).all()


def test_the_shipped_model_has_scored_its_words(detector):
    """What it stores of words is what it would learn of them."""
    linear = detector.scorer.linear
    stored, learnt = linear_of(detector.folder.arrays(LINEAR), Settings()), linear.met(2_000)
    words = learnt.words + 1
    assert (stored._met.rows[:words] == learnt.rows).all()
    assert (stored._met.ends[:words] == learnt.ends).all()


def test_a_few_words_are_scored_as_many_are(detector):
    """Words by themselves have the very rows that they have in a matrix of many, whatever repeats inside them."""
    words = [*islice(word_counts(), 300), "اب" * 20, "ههه", "swrj", "راحانشر", "x", "\N{FACE WITH TEARS OF JOY}"]
    linear = detector.scorer.linear
    rows, ends = linear._scored(words)
    for start in range(0, len(words), 3):
        few = slice(start, start + 3)
        own_rows, own_ends = linear._scored(words[few])
        assert (own_rows == rows[few]).all()
        assert (own_ends == ends[few]).all()


def test_threads_change_nothing(vectoriser, weights):
    """Several threads that share a model, and meet its words together, score as one does."""
    chance = random.Random(0)  # noqa: S311 - repeatable, not secret
    words = [f"{a}{b}{c}" for a in "ابتصور" for b in "نشلكمح" for c in "دزيلعق"]
    texts = [" ".join(chance.choices(words, k=30)) for _ in range(400)]
    alone = LinearModel(vectoriser.vocabulary_, weights, np.zeros(OUTPUTS, np.float32))
    shared = LinearModel(vectoriser.vocabulary_, weights, np.zeros(OUTPUTS, np.float32), token_cache=100)
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(lambda text: shared.heard([text])[0], texts))
            told = list(pool.map(lambda text: shared.contributions(text)[1].sum(axis=0), texts))
    finally:
        sys.setswitchinterval(interval)
    assert (np.array(found) == alone.heard(texts)).all()
    np.testing.assert_allclose(told, alone.logits(texts), atol=1e-3)


def test_memory_is_begun_again_and_changes_nothing(vectoriser, weights):
    """A model whose memory is full forgets and scores the same."""
    small = LinearModel(vectoriser.vocabulary_, weights, np.zeros(OUTPUTS, np.float32), token_cache=3)
    first = small.logits(TEXTS)
    assert (small.logits(TEXTS) == first).all()
