"""Priorities by the guidelines, from messages whose labels are given."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from classifier.evidence.entities import find_entities
from classifier.records import Message, MessageVerdict, Source
from classifier.triage.cues import asks_age, names_childs_age
from classifier.triage.priority import priority_and_reasons

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
    priority, reasons = priority_and_reasons(("extortion",), verdicts, ["ليث"], likeliest=0.9)
    assert priority == expected
    said = "deadline_running" if timed else "deadline_late"
    assert [reason.key for reason in reasons] == ([said] if expected == "critical" else [])
    assert all(reason.messages == (2,) and reason.sentence() for reason in reasons)


def test_a_notice_after_the_chat_moves_no_clock():
    """What the app writes days later is not the last word: the deadline ran when it was said."""
    verdicts = chat(THREAT, ("ليث", "ادفعين خلال ساعتين والا تنزل", "demand.money"), (None, "تغير رقم الأمان"))
    late = replace(verdicts[-1].message, kind="system", sent_at=START + timedelta(days=9))
    verdicts[-1] = replace(verdicts[-1], message=late)
    assert priority_and_reasons(("extortion",), verdicts, ["ليث"], likeliest=0.9)[0] == "critical"


def test_a_deadline_that_has_passed_runs_no_more():
    """What was due before the chat's last message is not running."""
    verdicts = chat(THREAT, ("ليث", "عندج ٥ دقايق تدفعين", "demand.money"), *[("نور", "شنو", "victim")] * 10)
    assert priority_and_reasons(("extortion",), verdicts, ["ليث"], likeliest=0.9)[0] == "high"


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
    priority, reasons = priority_and_reasons(("grooming",), verdicts, ["سيف"], likeliest=0.9)
    assert priority == ("critical" if expected else "medium")
    assert [(reason.key, reason.messages) for reason in reasons] == ([("child", (2,))] if expected else [])


@pytest.mark.parametrize(("violence", "expected"), [(0.4, "critical"), (0.1, "medium")])
def test_a_threat_that_its_chat_raises_may_be_violent(violence, expected):
    """A message that is a threat in its chat's light counts as violence where that is likely by its words."""
    (verdict,) = chat(("ليث", "باچر تشوف"))
    raised = replace(verdict, in_context=("threat",), probability={"threat.violence": violence})
    assert priority_and_reasons(("threat",), [raised], ["ليث"], likeliest=0.9)[0] == expected


def test_each_offender_is_named_for_their_own_words_alone():
    """Where two press one person, the threat of one is not laid at the other's door."""
    verdicts = chat(
        THREAT,
        ("عباس", "اجي اكسر بيتكم عليكم", "threat.violence"),
        ("ليث", "نزلت اول صورة بالكروب", "threat.exposure"),
        ("عباس", "اذبح اخوج", "threat.violence"),
    )
    _, reasons = priority_and_reasons(("threat",), verdicts, ["ليث", "عباس"], likeliest=0.9)
    assert [(reason.key, reason.messages, dict(reason.values)["name"]) for reason in reasons] == [
        ("violence", (2, 4), "عباس"),
        ("material_sent", (3,), "ليث"),
    ]


def test_a_wish_to_die_is_heard_where_nobody_is_named():
    """In an export without names whoever speaks as the one harmed is not taken for one who presses them."""
    verdicts = chat((None, "صورج عندي وأهلج ما يدرون", "threat.exposure"), (None, "راح اموت نفسي", "victim.plea"))
    priority, (reason,) = priority_and_reasons(("threat",), verdicts, [None], likeliest=0.9)
    assert (priority, reason.key, reason.messages) == ("critical", "self_harm", (2,))
