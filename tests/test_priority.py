"""Priorities by the guidelines, from messages whose labels are given."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import numpy as np
import pytest

from classifier.evidence.entities import find_entities
from classifier.records import Entity, Message, MessageVerdict, Source, Span
from classifier.triage.cues import asks_age, names_childs_age
from classifier.triage.priority import Urgency, priority_and_reasons
from classifier.triage.signs import find_signs

START = datetime(2026, 11, 2, 20, 0)  # noqa: DTZ001 - exports state wall-clock time
SOURCE = Source("chat.txt", "0", "test")


def chat(*lines, timed=True):
    """Messages of one minute each: `(sender, text, label or tactic...)`."""
    found = []
    for number, (sender, text, *carried) in enumerate(lines, 1):
        sent_at = START + timedelta(minutes=number) if timed else None
        message = Message(number, sender, text, sent_at, None, "text", edited=False, source=SOURCE)
        labels = tuple(dict.fromkeys(name.split(".")[0] for name in carried))
        tactics = tuple(name for name in carried if "." in name)
        found.append(MessageVerdict(message, {}, labels, tactics, (), find_entities(text, sent_at)))
    return found


def decided(labels, verdicts, offenders, *, urgency=Urgency(0.6, enough=True)):  # noqa: B008 - it is frozen
    """Priority and reasons of a chat of these labels, whose signs are urgent together or not."""
    return priority_and_reasons(labels, find_signs(labels, verdicts, offenders), likeliest=0.9, urgency=urgency)


THREAT = ("ليث", "صورج عندي وأهلج ما يدرون", "threat.exposure")


@pytest.mark.parametrize(
    ("demand", "timed", "expected"),
    [
        ("ادفعين خلال ساعتين والا تنزل", True, "critical"),
        ("قدامج ٢٤ ساعة وتدفعين", True, "critical"),
        ("الفلوس باچر", True, "critical"),
        ("الفلوس باچر نص الليل", True, "critical"),
        ("عندك يومين وتدفع", True, "high"),
        ("عندج للجمعة تدفعين", True, "high"),
        ("عندك شهر وتدفع", True, "high"),
        ("تدفعين مليون", True, "high"),
        ("ادفعين خلال ساعتين والا تنزل", False, "critical"),
        ("ادفع قبل طلوع الشمس والا انشر", True, "high"),
    ],
)
def test_a_deadline_by_the_end_of_the_next_day_is_critical(demand, timed, expected):
    """A deadline further off leaves an extortion high; without times one near the end counts, not said to run."""
    verdicts = chat(THREAT, ("ليث", demand, "demand.money"), timed=timed)
    priority, reasons = decided(("extortion",), verdicts, ["ليث"])
    assert priority == expected
    said = "deadline_running" if timed else "deadline_late"
    assert [reason.key for reason in reasons] == ([said] if expected == "critical" else [])
    assert all(reason.messages == (2,) and reason.sentence() for reason in reasons)


def test_a_notice_after_the_chat_moves_no_clock():
    """What the app writes days later is not the last word: the deadline ran when it was said."""
    verdicts = chat(THREAT, ("ليث", "ادفعين خلال ساعتين والا تنزل", "demand.money"), (None, "تغير رقم الأمان"))
    late = replace(verdicts[-1].message, kind="system", sent_at=START + timedelta(days=9))
    verdicts[-1] = replace(verdicts[-1], message=late)
    assert decided(("extortion",), verdicts, ["ليث"])[0] == "critical"


def test_a_deadline_that_has_passed_runs_no_more():
    """What was due before the chat's last message is not running."""
    verdicts = chat(THREAT, ("ليث", "عندج ٥ دقايق تدفعين", "demand.money"), *[("نور", "شنو", "victim")] * 10)
    assert decided(("extortion",), verdicts, ["ليث"])[0] == "high"


@pytest.mark.parametrize(
    ("question", "answer", "expected"),
    [
        ("شكد عمرج", "١٣", True),
        ("كم عمرك؟ وماما معاك بالبيت؟", "١٣ وماما بالدوام", True),
        ("شحال في عمرك", "١٥ وداخلة لليسي", True),
        ("عمرك؟", "23", False),
        ("شكد تريد", "١٣", False),
        ("شكد عمر السيارة", "١٣ الف كيلو", False),
        ("كم سنة صارلك بالشغل", "١٢", False),
        ("كم سنة؟", "١٢", False),
        ("شكد عمر السيارة", "١٣", False),
        ("شنو اخبار عمر", "١٢", False),
        ("وش سنابك", "١١ نوفمبر", False),
        ("شكد عمرج", "١٢ مرة كلتلك", False),
        ("شكد عمرج", "١٢ هههه", False),
        ("شكد عمرج", "١٠ مليون", False),
        ("انت عمرك شكد", "16", True),
        ("chgad 3omrj", "14", False),
        ("shgad 3omrj", "14", True),
    ],
)
def test_an_age_told_when_asked_is_a_childs(question, answer, expected):
    """A bare number says who is a child only when it answers a question for an age."""
    assert (asks_age(question) and names_childs_age(answer)) == expected
    verdicts = chat(
        ("سيف", question, "grooming.probing"), ("نور", answer), ("سيف", "لا تكولين لاحد", "grooming.secrecy")
    )
    priority, reasons = decided(("grooming",), verdicts, ["سيف"])
    assert priority == ("critical" if expected else "medium")
    assert [(reason.key, reason.messages) for reason in reasons] == ([("child", (2,))] if expected else [])


@pytest.mark.parametrize(("violence", "expected"), [(0.4, "critical"), (0.1, "medium")])
def test_a_threat_that_its_chat_raises_may_be_violent(violence, expected):
    """A message that is a threat in its chat's light counts as violence where that is likely by its words."""
    (verdict,) = chat(("ليث", "باچر تشوف"))
    raised = replace(verdict, in_context=("threat",), probability={"threat.violence": violence})
    assert decided(("threat",), [raised], ["ليث"])[0] == expected


def test_each_offender_is_named_for_their_own_words_alone():
    """Where two press one person, the threat of one is not laid at the other's door."""
    verdicts = chat(
        THREAT,
        ("عباس", "اجي اكسر بيتكم عليكم", "threat.violence"),
        ("ليث", "نزلت اول صورة بالكروب", "threat.exposure"),
        ("عباس", "اذبح اخوج", "threat.violence"),
    )
    _, reasons = decided(("threat",), verdicts, ["ليث", "عباس"])
    assert [(reason.key, reason.messages, dict(reason.values)["name"]) for reason in reasons] == [
        ("violence", (2, 4), "عباس"),
        ("material_sent", (3,), "ليث"),
    ]


def test_a_wish_to_die_is_heard_where_nobody_is_named():
    """In an export without names whoever speaks as the one harmed is not taken for one who presses them."""
    verdicts = chat((None, "صورج عندي وأهلج ما يدرون", "threat.exposure"), (None, "راح اموت نفسي", "victim.plea"))
    priority, (reason,) = decided(("threat",), verdicts, [None])
    assert (priority, reason.key, reason.messages) == ("critical", "self_harm", (2,))


def test_signs_that_are_not_urgent_together_leave_a_chat_below_critical():
    """A threat of violence and a running deadline are not enough where the whole speaks against it."""
    verdicts = chat(("ليث", "اكسر بيتكم", "threat.violence"), ("ليث", "ادفعين خلال ساعتين", "demand.money"))
    assert decided(("extortion",), verdicts, ["ليث"], urgency=Urgency(0.2)) == ("high", ())
    assert [reason.key for reason in decided(("extortion",), verdicts, ["ليث"])[1]] == ["violence", "deadline_running"]


def test_a_wish_to_die_put_in_words_is_always_critical():
    """Whatever the whole says, with its message and no other reason."""
    verdicts = chat(("ليث", "اكسر بيتكم", "threat.violence"), ("نور", "راح انتحر والله", "victim.plea"))
    priority, reasons = decided(("extortion",), verdicts, ["ليث"], urgency=Urgency(0.2))
    assert (priority, [(reason.key, reason.messages) for reason in reasons]) == ("critical", [("self_harm", (2,))])


@pytest.mark.parametrize(
    ("probability", "pressing", "expected"),
    [(0.6, (1, 2), "high"), (0.9, (1, 2), "critical"), (0.9, (), "high")],
    ids=["likely", "surely", "nobody presses"],
)
def test_a_chat_without_a_clear_sign_is_critical_only_where_it_surely_sounds_so(probability, pressing, expected):
    """What is shown then are the messages that press."""
    verdicts = chat(THREAT, ("ليث", "تدفعين مليون", "demand.money"))
    urgency = Urgency(probability, enough=True, pressing=pressing)
    priority, reasons = decided(("extortion",), verdicts, ["ليث"], urgency=urgency)
    told = [("sounds_urgent", (1, 2))] if expected == "critical" else []
    assert (priority, [(reason.key, reason.messages) for reason in reasons]) == (expected, told)


def test_a_clock_at_the_end_of_the_calendar_runs_no_deadline():
    """A deadline that no calendar holds in the zone of the last words is none."""
    (said,) = chat(("ليث", "ادفعين والا تنزل", "demand.money", "threat.exposure"))
    end = datetime(9999, 12, 31, 23, 30, tzinfo=timezone(timedelta(hours=-5)))
    last = end.replace(hour=1, tzinfo=timezone(timedelta(hours=9)))
    due = Entity("deadline", Span(0, 4), "", "test", due=end)
    verdict = replace(said, message=replace(said.message, sent_at=last), entities=(due,))
    assert decided(("extortion",), [verdict], ["ليث"]) == ("high", ())


def test_signs_are_told_in_numbers():
    """For each kind its two clearest, how many are taken for one, and whether one is worded; all finite."""
    verdicts = chat(THREAT, ("ليث", "اذبح اخوج", "threat.violence"), ("نور", "عمري ١٣ سنة"))
    numbers, none = (
        find_signs(("threat",), held, ["ليث"]).numbers(("threat",), held) for held in (verdicts, verdicts[:1])
    )
    assert numbers.shape == none.shape
    assert np.isfinite(numbers).all()
    assert (numbers != none).sum() >= 3


def test_a_thousand_idle_messages_make_signs_no_fainter():
    """From a length that hardly any chat of the corpus has, more everyday talk changes no number."""
    idle = [("نور", "صباح الخير")] * 150
    short, long = (
        find_signs(("threat",), held, ["ليث"]).numbers(("threat",), held)
        for held in (chat(*idle, THREAT), chat(*idle * 7, THREAT))
    )
    assert np.array_equal(short, long)


def test_a_deadline_without_times_presses_too():
    """What is near the end of a chat without times counts as what runs."""
    timed, untimed = (
        find_signs(("extortion",), held, ["ليث"]).numbers(("extortion",), held)
        for held in (chat(("ليث", "ادفعين خلال ساعتين", "demand.money"), timed=timed) for timed in (True, False))
    )
    assert np.array_equal(timed, untimed)
