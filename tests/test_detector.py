"""The public contract, with the shipped model."""

import subprocess
import sys
import threading

import numpy as np
import pandas as pd
import pytest

import classifier
from classifier.labels import LABELS, OUTPUTS, PRIORITIES
from classifier.scoring.encoder import Encoder

TEXTS = ["راح انشر صورج لاهلج اذا ما تدفعين ٥٠٠ الف لباچر", "شلونك اليوم، رايح للسوگ؟", ""]


def test_a_score_table_has_a_row_a_text_and_a_column_an_output(detector):
    """Labels first, then tactics, all between 0 and 1, in the order of the texts."""
    table = detector.score(TEXTS)
    assert isinstance(table, pd.DataFrame)
    assert list(table.columns) == list(OUTPUTS)
    assert len(table) == len(TEXTS)
    assert table.to_numpy().min() >= 0
    assert table.to_numpy().max() <= 1
    assert detector.score([]).shape == (0, len(OUTPUTS))


@pytest.mark.parametrize("depth", ["quick", "standard", "thorough"])
def test_every_depth_finds_the_plain_case(detector, depth):
    """An open threat with a demand is found at every depth, small talk at none."""
    table = detector.score(TEXTS, depth=depth)
    assert table["threat"][0] >= detector.thresholds["threat"]
    assert table["demand"][0] >= detector.thresholds["demand"]
    assert not (table.loc[1, list(LABELS)] >= pd.Series(detector.thresholds)).any()


def test_an_unknown_depth_is_named(detector):
    """A depth that does not exist is an error with the known ones."""
    with pytest.raises(classifier.SettingError, match="quick, standard, thorough"):
        detector.score(TEXTS, depth="deep")


def test_a_series_is_read_in_its_order(detector):
    """The index of a series moves no text to another's row; an iterator and an array are texts as well."""
    rows = detector.score(TEXTS).to_numpy()
    for texts in (pd.Series(TEXTS, index=[2, 0, 1]), pd.Series(TEXTS, index=[7, 8, 9]), iter(TEXTS), np.array(TEXTS)):
        assert np.array_equal(detector.score(texts).to_numpy(), rows)


@pytest.mark.parametrize(
    "texts",
    [
        "نص واحد", ["نص", None], [float("nan")], [b"x"], {"text": "نص"}, pd.DataFrame({"text": TEXTS}),
        np.array([TEXTS]), np.array("نص"),
    ],
    ids=["one", "none", "nan", "bytes", "mapping", "table", "rows", "scalar"],
)  # fmt: skip
def test_what_is_no_list_of_texts_is_refused(detector, texts):
    """One text would be read letter by letter, a table by the names of its columns; a gap in a table is no text."""
    with pytest.raises(TypeError, match="text"):
        detector.score(texts)


def test_no_jobs_and_an_unknown_operating_point_are_named(detector):
    """Settings that cannot be are errors that say what can."""
    with pytest.raises(classifier.SettingError, match="1 or more"):
        detector.score(TEXTS, jobs=0)
    for jobs in (1.5, "2", None):
        with pytest.raises(classifier.SettingError, match="whole number"):
            detector.score(TEXTS, jobs=jobs)
    with pytest.raises(classifier.SettingError, match="default, strict"):
        classifier.load(settings=classifier.Settings(operating_point="strikt"))


def test_half_a_surrogate_pair_is_read_and_keeps_places(detector):
    """A text out of broken JSON is judged like any other, its words where they stand."""
    text = "\ud83d راح أنشر صورج \ude02 إذا ما تدفعين"
    verdict = detector.classify(text, depth="thorough")
    assert "threat" in verdict.labels
    assert all(0 <= e.span.start < e.span.end <= len(text) for e in verdict.evidence)


def test_jobs_change_nothing(detector):
    """Scores are the same however many processes score."""
    many = TEXTS * 12_000
    one, two = detector.score(many, depth="quick"), detector.score(many, depth="quick", jobs=2)
    assert np.array_equal(one.to_numpy(), two.to_numpy())


def test_jobs_share_the_encoders_work(detector, monkeypatch):
    """The slow part of a chat, however short, is done on so many threads; scores are the same."""
    threads = set()
    window = Encoder._window

    def noted(self, cut):
        threads.add(threading.get_ident())
        return window(self, cut)

    monkeypatch.setattr(Encoder, "_window", noted)
    one = detector.score(TEXTS, depth="thorough")
    assert threads == {threading.get_ident()}
    threads.clear()
    two = detector.score(TEXTS, depth="thorough", jobs=2)
    assert threads
    assert threading.get_ident() not in threads
    assert np.array_equal(one.to_numpy(), two.to_numpy())


def test_a_verdict_shows_its_words(detector):
    """Each label that applies points to words of the text as written."""
    text = "راح أنشـــر صورچ   لأهلچ اذا ما تدفعين"
    verdict = detector.classify(text)
    assert "threat" in verdict.labels
    assert {e.label for e in verdict.evidence} == set(verdict.labels)
    for found in verdict.evidence:
        assert text[found.span.start : found.span.end].strip()
        assert found.weight > 0
    assert any(
        "نش" in text[e.span.start : e.span.end] or "صور" in text[e.span.start : e.span.end] for e in verdict.evidence
    )


@pytest.mark.parametrize(("text", "due"), [("باچر صورچ عند ابوچ", ["باچر"]), ("باچر عرس اختي", [])])
def test_a_threat_names_its_time(detector, text, due):
    """The day that a threat names is a deadline; in other words it is a day."""
    found = [e for e in detector.classify(text).entities if e.kind == "deadline"]
    assert [text[e.span.start : e.span.end] for e in found] == due


def test_the_samples_are_ranked(detector, samples):
    """Two extortions come first, the grooming is found, and no harmless chat is above medium."""
    ranked = detector.triage(classifier.read_chats(samples))
    assert [v.priority for v in ranked[:2]] == ["critical", "critical"]
    assert "grooming" in next(v for v in ranked if v.chat.title == "سيف").labels
    assert all(v.priority in {"none", "medium"} for v in ranked[2:])
    order = [PRIORITIES.index(v.priority) for v in ranked]
    assert order == sorted(order, reverse=True)


def test_chats_may_come_one_by_one(detector, samples):
    """An iterator of chats is judged as a list is; no chats are no verdicts, and what is no chat is named."""
    chats = classifier.read_chats(samples)
    assert detector.triage(iter(chats), depth="quick") == detector.triage(chats, depth="quick")
    assert detector.triage([], depth="quick") == []
    for asked in ({"depth": "deep"}, {"jobs": 0}):
        with pytest.raises(classifier.SettingError):
            detector.triage([], **asked)
    with pytest.raises(TypeError, match="read_chats"):
        detector.triage(str(samples))


def test_reasons_name_messages_of_their_chat(detector, samples):
    """Every message number in a verdict stands in its chat, and offenders are its senders."""
    for verdict in detector.triage(classifier.read_chats(samples)):
        numbers = {message.number for message in verdict.chat.messages}
        for reason in verdict.reasons:
            assert set(reason.messages) <= numbers
            assert reason.messages
        assert {o.name for o in verdict.offenders} <= set(verdict.chat.participants)
        assert bool(verdict.labels) == bool(verdict.offenders)


def test_importing_is_quick_and_loads_no_torch():
    """`import classifier` takes under half a second and imports neither torch nor transformers; the best of three."""
    program = (
        "import sys, time; started = time.perf_counter(); import classifier; taken = time.perf_counter() - started;"
        "assert not {'torch', 'transformers'} & set(sys.modules); print(taken)"
    )
    command = [sys.executable, "-c", program]
    runs = [subprocess.run(command, check=True, capture_output=True) for _ in range(3)]  # noqa: S603
    assert min(float(run.stdout) for run in runs) < 0.5


def test_scoring_loads_no_torch():
    """Neither loading nor scoring imports torch or transformers, nor opens a connection."""
    program = (
        "import socket, sys; socket.socket.connect = None; import classifier; classifier.load().score(['هلو']);"
        "assert not {'torch', 'transformers'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)  # noqa: S603


def test_a_flagged_chat_shows_words(detector, samples):
    """A chat that carries a label holds a message of a suspected sender that carries one, alone or in context."""
    for verdict in detector.triage(classifier.read_chats(samples), depth="quick"):
        names = {offender.name for offender in verdict.offenders}
        shown = [v for v in verdict.verdicts if v.message.sender in names and {*v.labels, *v.in_context}]
        assert bool(verdict.labels) == bool(shown)
