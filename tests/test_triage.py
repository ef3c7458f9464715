"""Chats as wholes: verdicts that hold together, whatever else is in the run."""

import time
from dataclasses import replace
from datetime import datetime, timedelta
from types import SimpleNamespace

import numpy as np
import pytest
from conftest import ROOT

import classifier
from classifier.errors import CorpusError
from classifier.labels import CHAT_LABELS, LABELS, OFFENDER_LABELS, OUTPUTS, PRIORITIES, STAGES
from classifier.learning.chats import DELETED, fit_chats, score_chats
from classifier.learning.corpus import read_corpus_chats
from classifier.learning.plan import TrainingPlan
from classifier.records import Chat, Message, MessageVerdict, Source
from classifier.report.finding import demand_of
from classifier.report.story import elements
from classifier.triage.features import ChatNumbers, PassageScores, chat_numbers, message_features, sender_features
from classifier.triage.judge import any_label, chat_labels
from classifier.triage.model import ChatScores
from classifier.triage.priority import Urgency, priority_and_reasons
from classifier.triage.reasons import reasons_of
from classifier.triage.sayings import TOLD, words_by_side
from classifier.triage.signs import find_signs

START = datetime(2026, 11, 2, 20, 0)  # noqa: DTZ001 - exports state wall-clock time

EXTORTION = (
    ("ليث", "هلو، صورج كلها عندي من جهازج القديم"),
    ("نور", "منو انت"),
    ("ليث", "٥٠٠ الف لباچر الساعة ٩ لو انشرهن كلهن لاهلج"),
    ("نور", "الله يخليك لا تنشر ما عندي فلوس"),
    ("ليث", "لا تبلكين، اول ما تبلكين ادزهن لاخوج"),
)
ERASED = (
    ("ليث", DELETED[0]),
    ("نور", "منو انت وشلون وصلتلك صوري"),
    ("ليث", DELETED[0]),
    ("ليث", DELETED[0]),
    ("نور", "الله يخليك لا تنشر صوري، اهلي يذبحوني"),
    ("ليث", DELETED[0]),
    ("نور", "ما عندي غير مية الف والله، خليها للخميس وامسح الصور"),
    ("ليث", DELETED[0]),
    ("نور", "لا تدزهن لاخوي ابوس ايدك، اجيبلك الذهب مالتي"),
    ("ليث", DELETED[0]),
)
SMALL_TALK = (
    ("علي", "شلونك اليوم"),
    ("حسن", "الحمد لله، رايح للسوگ تجي؟"),
    ("علي", "اي، اجيب خبز وارجع"),
    ("حسن", "زين نلتقي العصر يم الجامع"),
)


def chat(name, lines):
    messages = tuple(
        Message(
            n, sender, text, START + timedelta(minutes=n), None, "text", edited=False, source=Source(name, "0", "test")
        )
        for n, (sender, text) in enumerate(lines, 1)
    )
    return Chat(name, name, "test", tuple(dict.fromkeys(sender for sender, _ in lines)), messages)


@pytest.fixture(scope="module")
def verdicts(detector):
    ranked = detector.triage([chat("talk", SMALL_TALK), chat("case", EXTORTION)])
    return {verdict.chat.id: verdict for verdict in ranked}


def test_a_plain_extortion_is_named(verdicts):
    """The chat is extortion, its offender the one who threatens, its stage demand, its priority critical."""
    case = verdicts["case"]
    assert "extortion" in case.labels
    assert [offender.name for offender in case.offenders] == ["ليث"]
    assert (case.stage, case.priority) == ("demand", "critical")
    assert case.first_flagged in {1, 3}


@pytest.mark.parametrize(
    ("said", "labels"),
    [
        ("اذا ما تدفعين مليون انشر صورج", ("extortion",)),
        ("راح انشر صورج", ("threat",)),
        ("رجع الفلوس لو اشتكي عليك بالمحكمة", ()),
        ("راح اذبحك اذا نسيت الكيك 😂", ()),
    ],
)
def test_a_chat_of_one_message_is_what_it_says(detector, said, labels):
    """As a victim copies it for an officer: nothing else stands around it."""
    (verdict,) = detector.triage([chat("one", [("ليث", said)])])
    assert verdict.labels == labels


def test_violence_is_told_where_it_is_not_urgent(detector, monkeypatch):
    """A chat that stays below critical still names the message that threatens violence."""
    monkeypatch.setitem(detector._triage.thresholds, "urgent_above", np.array([2.0]))
    (verdict,) = detector.triage([chat("blow", [("ليث", "والله لأقتلك واذبح اخوك"), ("علي", "شنو سويت الك")])])
    assert (verdict.labels, verdict.priority) == (("threat",), "medium")
    assert [reason.messages for reason in verdict.reasons if reason.key == "violence"] == [(1,)]


def test_who_deletes_is_found_by_the_answers(detector):
    """Where all that convicts is deleted, the chat is flagged by what the other side answers."""
    said = chat("erased", ERASED)
    (verdict,) = detector.triage([replace(said, messages=tuple(_as_deleted(m) for m in said.messages))])
    assert "extortion" in verdict.labels
    assert verdict.priority in {"high", "critical"}
    (offender,) = verdict.offenders
    deleted = tuple(m.number for m in verdict.chat.messages if m.kind == "deleted")
    assert (offender.name, offender.why, offender.messages) == ("ليث", "erases", deleted)
    answer = verdict.verdicts[verdict.first_flagged - 1]
    assert answer.message.sender == "نور"
    assert "victim" in (*answer.labels, *answer.in_context)


def _as_deleted(message):
    return replace(message, kind="deleted", text="") if message.text == DELETED[0] else message


def test_small_talk_is_none(verdicts):
    """A chat without harm has no label, offender, stage or priority."""
    talk = verdicts["talk"]
    assert (talk.labels, talk.offenders, talk.stage, talk.priority) == ((), (), "none", "none")


def test_a_verdict_holds_together(detector, samples):
    """Labels, stage, priority and numbers agree with each other in every chat."""
    for verdict in detector.triage(classifier.read_chats(samples)):
        assert set(verdict.labels) <= set(CHAT_LABELS)
        assert 0 <= verdict.probability <= 1
        assert (verdict.stage == "none") == (not verdict.labels)
        assert PRIORITIES.index(verdict.priority) >= (2 if "extortion" in verdict.labels else 0)
        stages = [STAGES.index(start.stage) for start in verdict.timeline]
        assert stages == sorted(set(stages))
        assert len(verdict.verdicts) == len(verdict.chat.messages)


def test_a_reason_about_a_tactic_names_messages_that_carry_it(verdicts):
    """The messages that a reason names are judged to hold what it says."""
    case = verdicts["case"]
    judged = {v.message.number: v for v in case.verdicts}
    for reason in case.reasons:
        if reason.key == "tactic":
            assert all(dict(reason.values)["tactic"] in judged[n].tactics for n in reason.messages)
        if reason.key == "threat_and_demand":
            labels = {label for n in reason.messages for label in (*judged[n].labels, *judged[n].in_context)}
            assert {"threat", "demand"} <= labels & set(OFFENDER_LABELS)


def judged(*lines):
    """Messages with the labels and tactics that are given: `(sender, text, tactic...)`."""
    messages = chat("given", [line[:2] for line in lines]).messages
    labels = [tuple(dict.fromkeys(tactic.split(".")[0] for tactic in line[2:])) for line in lines]
    return [
        MessageVerdict(message, {}, carried, line[2:])
        for message, carried, line in zip(messages, labels, lines, strict=True)
    ]


def test_no_reason_is_said_twice():
    """Violence and a demand for another victim have sentences of their own, and are not named as tactics too."""
    verdicts = judged(
        ("ليث", "اذبح اخوج لو تبلغين", "threat.violence", "demand.compliance"),
        ("ليث", "دزيلي رقم صديقتج لو انشر", "threat.exposure", "demand.recruit"),
    )
    signs = find_signs(("extortion",), verdicts, ["ليث"])
    _, urgent = priority_and_reasons(("extortion",), signs, likeliest=0.9, urgency=Urgency(0.6, enough=True))
    said = [reason.sentence("en") for reason in (*urgent, *reasons_of(("extortion",), verdicts, ["ليث"]))]
    assert said == [
        "ليث threatens violence.",
        "ليث both threatens and demands.",
        "ليث: demand to obey.",
        "ليث: threat to expose.",
        "ليث asks for a way to another person.",
    ]


def test_harm_in_the_words_of_another_is_pointed_to_with_its_doubt():
    """What another than the offender writes and reads as harm is neither lost nor held against the writer."""
    verdicts = judged(
        ("ليث", "صورج عندي", "threat.exposure"),
        ("نور", "هو گال ينشر صوري اذا ما ادفع", "threat.exposure", "victim.disclosure"),
    )
    reasons = {reason.key: reason for reason in reasons_of(("threat",), verdicts, ["ليث"])}
    assert (reasons["also_presses"].messages, reasons["also_presses"].values) == ((2,), (("name", "نور"),))
    assert reasons["tactic"].messages == (1,)
    assert "also_presses" not in {reason.key for reason in reasons_of((), verdicts, [])}


def test_a_chat_without_names_still_tells_its_demand(detector, samples):
    """Where the export names no sender, a flagged chat has a first flagged message, and its demand is shown."""
    named = next(chat for chat in classifier.read_chats(samples) if chat.title == "Rami")
    nameless = replace(named, messages=tuple(replace(message, sender=None) for message in named.messages))
    (verdict,) = detector.triage([nameless])
    assert verdict.labels == ("extortion",)
    assert verdict.offenders == ()
    assert verdict.first_flagged is not None
    assert demand_of(verdict).sum == "300 USD"
    assert dict(elements(verdict))["demand"]


@pytest.mark.parametrize(
    ("title", "labels"),
    [("مصمم لوگوهات", {"extortion", "grooming"}), ("سيف", {"grooming"}), ("دين أبو علي", set()), ("أم حسين", set())],
)
def test_a_chat_without_names_is_judged_by_its_words(detector, samples, title, labels):
    """Who speaks as the person harmed is told apart from the rest where an export names nobody."""
    named = next(chat for chat in classifier.read_chats(samples) if chat.title == title)
    nameless = replace(named, messages=tuple(replace(message, sender=None) for message in named.messages))
    (verdict,) = detector.triage([nameless])
    assert set(verdict.labels) == labels


def test_an_empty_chat_is_none(detector):
    """A chat without a message, or with media alone, is judged none and breaks nothing."""
    silent = chat("silent", SMALL_TALK)
    silent = replace(silent, messages=tuple(replace(m, kind="media") for m in silent.messages))
    for verdict in detector.triage([chat("empty", ()), silent]):
        assert verdict.labels == ()
    assert detector.triage([]) == []


def test_a_thousand_repeats_change_no_other_chat(detector, verdicts):
    """One sender's repeats in one chat leave the verdict on every other chat as it was."""
    flood = chat("flood", (("سالم", "ادفع لو انشر صورك"),) * 1000)
    judged = {v.chat.id: v for v in detector.triage([chat("case", EXTORTION), flood, chat("talk", SMALL_TALK)])}
    for name in ("case", "talk"):
        assert judged[name].probabilities == verdicts[name].probabilities
        assert (judged[name].labels, judged[name].priority) == (verdicts[name].labels, verdicts[name].priority)


def test_names_do_not_matter(detector, verdicts):
    """Renaming the people changes nothing but the names."""
    renamed = chat("case", [({"ليث": "A", "نور": "B"}[sender], text) for sender, text in EXTORTION])
    (verdict,) = detector.triage([renamed])
    assert verdict.probabilities == verdicts["case"].probabilities
    assert [offender.name for offender in verdict.offenders] == ["A"]


def test_a_long_chat_costs_no_more_than_its_length():
    """The features of 20,000 messages take seconds at most, for each looks at its neighbours alone."""
    chance = np.random.default_rng(0)
    sender = chance.integers(0, 2, 20_000)
    odds = chance.normal(size=(20_000, len(OUTPUTS)))
    labels, spoken = odds[:, : len(LABELS)], np.ones(20_000, bool)
    numbers = ChatNumbers(odds, sender, ("A", "B"), spoken, ~spoken, odds, sender, labels, odds, labels, ())
    started = time.process_time()
    message_features(numbers, np.array([0.9, 0.1]))
    assert time.process_time() - started < 5


def test_everyday_talk_does_not_add_up_to_a_case():
    """A thousand quiet messages around a case change how long it is, and nothing of what is found in it."""
    case, quiet = np.random.default_rng(0).normal(2, 1, (8, len(OUTPUTS))), np.full((1000, len(OUTPUTS)), -3.0)
    turns = np.arange(8) % 2
    alone, among = (
        sender_features(
            ChatNumbers(odds, np.arange(len(odds)) % 2, ("A", "B"), spoken, ~spoken, case, turns, odds, case, odds, ())
        )
        for odds, spoken in ((odds, np.ones(len(odds), bool)) for odds in (case, np.concatenate([quiet, case, quiet])))
    )
    assert alone.shape == among.shape
    assert (alone != among).sum(axis=1).max() <= 1


@pytest.mark.parametrize(
    ("extortion", "grooming", "threat", "expected"),
    [(0.6, 0.0, 0.3, 0.9), (0.9, 0.0, 0.4, 1.0), (0.5, 0.5, 0.0, 0.75), (0.0, 0.0, 0.0, 0.0)],
)
def test_probability_is_that_any_label_applies(extortion, grooming, threat, expected):
    """Extortion and a threat without a demand exclude each other and add up; grooming stands beside both."""
    assert any_label({"extortion": extortion, "grooming": grooming, "threat": threat}) == pytest.approx(expected)


def test_corpus_chats_are_scored_in_order_for_any_number_of_jobs(detector):
    """Three chats on two processes come back as they were given, with the same numbers."""
    examples = read_corpus_chats(ROOT / "data" / "corpus" / "chats" / "iraqi_chats.jsonl")[:3]
    alone, shared = (score_chats(examples, detector.scorer, jobs=jobs) for jobs in (1, 2))
    assert [chat.example for chat in shared] == examples
    for one, other in zip(alone, shared, strict=True):
        assert np.array_equal(one.numbers.odds, other.numbers.odds)
        assert np.array_equal(one.numbers.story, other.numbers.story)
        assert np.array_equal(one.numbers.talk, other.numbers.talk)
        assert one.numbers.said == other.numbers.said


def test_chat_models_need_two_voices():
    """Without a voice to leave out there is one clear error."""
    with pytest.raises(CorpusError, match="at least two"):
        fit_chats([], TrainingPlan(), label_above=np.full(len(LABELS), 0.5))


def numbers_of(lines):
    """The numbers of a chat of these lines, in which no message says more than another."""
    verdicts = [MessageVerdict(m, dict.fromkeys(OUTPUTS, 0.5), ()) for m in chat("two", lines).messages]
    return chat_numbers(verdicts, PassageScores((), np.empty((0, len(OUTPUTS)))))


def test_a_chat_is_told_by_its_strongest_messages():
    """At most so many messages, in their order; what the app says is not among them."""
    lines = chat("long", [("ليث", f"كلمة {n}") for n in range(TOLD + 5)]).messages
    lines = (replace(lines[0], kind="system"), *lines[1:])
    chances = [0.9, *np.linspace(0.5, 0.1, len(lines) - 1)]
    verdicts = [MessageVerdict(m, dict.fromkeys(OUTPUTS, chance), ()) for m, chance in zip(lines, chances, strict=True)]
    numbers = chat_numbers(verdicts, PassageScores((), np.empty((0, len(OUTPUTS)))))
    assert numbers.said == tuple((0, f"كلمة {n}") for n in range(1, TOLD + 1))


def test_the_words_of_a_chat_are_read_by_side():
    """The driver's and the others', each whole and at its end, in their order."""
    lines = [("ليث" if n % 2 else "منى", f"كلمة {n}") for n in range(1, 21)]
    numbers = numbers_of(lines)
    driver = numbers.names.index("ليث")
    mine, others = ([text for name, text in lines if name == side] for side in ("ليث", "منى"))
    assert words_by_side(numbers.said, driver) == tuple(
        "\n".join(said) for said in (mine, others, mine[-6:], others[-6:])
    )
    assert words_by_side(numbers_of(lines[:1]).said, 0) == ("كلمة 1", "", "كلمة 1", "")


@pytest.mark.parametrize(
    ("extortion", "threat", "found"),
    [
        (0.9, 0.1, ("extortion",)),
        (0.9, 0.8, ("extortion",)),
        (0.6, 0.9, ("threat",)),
        (0.2, 0.9, ("threat",)),
        (0.4, 0.3, ()),
    ],
)
def test_a_chat_is_extortion_or_a_threat_without_a_demand(extortion, threat, found):
    """Where both are likely, the one further above its threshold is named."""
    model = SimpleNamespace(thresholds={"chat_above": np.array([0.5, 0.5, 0.4])})
    scores = ChatScores(
        np.zeros(1), np.array([extortion, 0.1, threat]), np.zeros((1, len(LABELS))), np.zeros((1, 0)), ()
    )
    assert chat_labels(scores, model) == found
