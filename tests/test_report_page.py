import hashlib
import json
import re
from base64 import b64encode
from dataclasses import replace
from html.parser import HTMLParser

import pytest
import report_cases
from hypothesis import given, settings
from hypothesis import strategies as st

from classifier.records import Entity, Offender, Reason, Span
from classifier.report import bilingual
from classifier.report.finding import Demand, demand_of, shown
from classifier.report.page import render
from classifier.report.story import elements, story


class Skeleton(HTMLParser):
    """The tags of a page with the names of their attributes, and the text of its data elements."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.tags, self.talks, self.inside = [], [], False

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, tuple(name for name, _ in attrs)))
        self.inside = ("type", "application/json") in attrs

    def handle_data(self, data):
        if self.inside:
            self.talks.append(data)
            self.inside = False


def page(*chats, **changes):
    return "".join(render(chats, report_cases.run(**changes)))


def skeleton(text):
    parser = Skeleton()
    parser.feed(text)
    return parser


def test_payment_channel_is_named_in_both_languages():
    """Wherever the page names a channel it is by its title, and the row's name is nowhere."""
    text = page(*report_cases.verdicts())
    assert '<span lang="ar">طريقة الدفع المطلوبة: زين كاش.</span>' in text
    assert '</small> <span class="value"><span lang="ar">زين كاش</span><span lang="en">ZainCash</span></span>' in text
    assert "zaincash" not in text


@pytest.mark.parametrize(("probability", "shown"), [(1.0, 99), (0.997, 99), (0.5, 50), (0.002, 1), (0.0, 1)])
def test_estimate_is_never_certain(probability, shown):
    """No chat is shown as surely an offence or surely none."""
    assert f"<bdi>{shown}</bdi>%" in page(replace(report_cases.verdicts()[0], probability=probability))


PLAIN = skeleton(page(report_cases.saying("plain", title="plain", sender="plain"))).tags


@settings(max_examples=60, deadline=None)
@given(
    st.text(
        min_size=1,
        alphabet=st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("<>&\"'/!-={}%")),
    )
)
def test_no_message_writes_markup(text):
    """Whatever a text, a title and a name hold, the page has the elements that a plain one has."""
    shown = skeleton(page(report_cases.saying(text, title=text, sender=text))).tags
    assert [tag for tag in shown if tag[0] not in {"bdi", "span"}] == [
        tag for tag in PLAIN if tag[0] not in {"bdi", "span"}
    ]


@pytest.mark.parametrize(
    "case",
    json.loads((report_cases.CASES / "report_hostile.json").read_text("utf-8")),
    ids=lambda c: c["label"],
)
def test_conversation_holds_the_text_exactly(case):
    """A hostile text comes out of the page's data as it was written, and ends no element."""
    text = page(report_cases.saying(case["text"], title=case["text"]))
    _, talk = skeleton(text).talks
    assert json.loads(talk)["messages"][0][5] == case["text"]


def test_name_in_a_reason_cannot_turn_letters_round():
    """A mark that turns letters in a sender's name is shown in sentences too, as it is everywhere in the page."""
    told = bilingual.say(Reason("violence", (1,), (("name", "\N{RIGHT-TO-LEFT OVERRIDE}gpj.exe"),)))
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in told
    assert "⟨RLO⟩" in told


def test_policy_names_every_script_and_style_and_nothing_else():
    """The digests of the policy are those of the page's scripts and style, and nothing may be fetched."""
    text = page(report_cases.hostile())
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)[1].replace("&#39;", "'")
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    inline = re.findall(r"<(?:script|style)>(.*?)</(?:script|style)>", text, flags=re.DOTALL)
    digests = {b64encode(hashlib.sha256(part.encode()).digest()).decode() for part in inline}
    assert set(re.findall(r"'sha256-([^']*)'", policy)) == digests


def test_page_names_nothing_outside_itself():
    """The page holds no address to fetch and no style or handler in an attribute."""
    text = re.sub(r"<script.*?</script>", "", page(*report_cases.verdicts()), flags=re.DOTALL)
    assert not re.search(r"\b(?:src|href)=\"(?!#)", text)
    assert not re.search(r"<[^>]*\s(?:style|on\w+)=", text)
    assert "url(" not in text
    assert "@import" not in text


def test_chats_stand_in_the_order_given():
    """The page ranks as triage ranked, and chats with nothing flagged stand apart."""
    text = page(*report_cases.verdicts())
    rows = re.findall(r'<li class="row (\w+)" data-rank="(\d+)"', text)
    assert rows == [("critical", "1"), ("critical", "2"), ("high", "3"), ("medium", "4")]
    assert re.search(r'<ul class="quiet-list">\s*<li data-rank="5">', text)


def test_chat_that_is_not_flagged_is_not_said_to_hold_nothing():
    """A chat without a label may hold flagged messages, such as a victim's words, and the page says so."""
    quiet = replace(report_cases.verdicts()[0], labels=(), offenders=(), priority="none", reasons=())
    text = page(quiet)
    assert "المؤشَّرة: <bdi>8</bdi> من <bdi>16</bdi>" in text
    assert "Chats not flagged, some perhaps with flagged messages (<bdi>1</bdi>)" in text
    assert "nothing flagged" not in text


def test_harm_in_the_words_of_another_wears_no_sides_colour():
    """A threat by whom nobody suspects may be a quotation or a helper's: it stands as neither side's."""
    told = report_cases.verdicts()[0]
    another = replace(told, offenders=(Offender("حيدر", "drives"),))
    assert '<li class="key unsure">' not in page(told)
    assert '<li class="key unsure">' in page(another)
    assert '<li class="key offender">' not in page(another)


def test_bait_is_not_demanded():
    """A sum that is held out to lure is nobody's demand, and a meeting's hour no deadline."""
    lure = next(chat for chat in report_cases.verdicts() if chat.labels == ("grooming",))
    assert demand_of(lure) == Demand(None, None, None)
    assert ("money", "1,500 USD") in {(thing.kind, thing.value) for thing in story(4, lure, None).named}
    hour = Entity("deadline", Span(0, 5), "5", "deadline.case")
    timed = replace(lure, verdicts=tuple(replace(found, entities=(hour,)) for found in lure.verdicts))
    assert dict(elements(timed))["deadline"] == ()


def test_deadline_without_a_clear_time_is_shown_as_written():
    """A deadline that no time resolves stands in the sender's own spelling, not in the one that equal words share."""
    text = "ادفع للساعة ٩"
    assert shown(Entity("deadline", Span(5, len(text)), "للساعه 9", "deadline.case"), text) == "للساعة ٩"


@pytest.mark.parametrize(("lang", "direction"), [("ar", "rtl"), ("en", "ltr")])
def test_page_opens_in_its_language(lang, direction):
    """The page stands in the language of the run, and its names for readers of screens with it."""
    text = page(*report_cases.verdicts(), lang=lang)
    assert f'<html lang="{lang}" dir="{direction}">' in text
    label = {"ar": "الحصيلة", "en": "Counts"}[lang]
    assert f'aria-label="{label}"' in text


def test_page_says_what_it_is_and_cannot_know():
    """It declares nobody guilty, says what could not be read, and what the tool cannot know."""
    text = page(*report_cases.verdicts())
    for words in (
        "لا يدين أحداً",
        "declares nobody guilty",
        "old.db: no known chat export",
        "لا تعرف من يمسك الهاتف",
    ):
        assert words in text
    assert "المواد 430 إلى 432" in text


def test_run_without_chats_has_a_page():
    """A run that read nothing says so and opens."""
    assert "No chat was flagged" in page()


def test_times_follow_the_zone_of_the_user():
    """A message of 19:30 UTC is shown at 22:30 when the user gave Baghdad, and the zone is named."""
    chat = next(chat for chat in report_cases.verdicts() if chat.chat.id == "sms-3")
    assert "2026-03-01 22:30" in page(chat, timezone="Asia/Baghdad")
    assert "2026-03-01 19:30" in page(chat)


def test_message_without_time_shows_the_time_as_written():
    """Where a time could not be read, what stands in the export is shown."""
    chat = report_cases.saying("نص")
    message = replace(chat.chat.messages[0], sent_at=None, sent_at_as_written="البارحة")
    judged = replace(chat.verdicts[0], message=message)
    text = page(replace(chat, chat=replace(chat.chat, messages=(message,)), verdicts=(judged,)))
    assert "البارحة" in text
    assert "the export holds no times" in text
