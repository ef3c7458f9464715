from dataclasses import replace

import report_cases
from hypothesis import given
from hypothesis import strategies as st

from classifier.records import Link
from classifier.report import charts
from classifier.report.graph import LARGEST, graph

CHATS = report_cases.verdicts()


@given(st.integers(1, 200))
def test_bars_stay_in_their_box_and_count_every_message(count):
    """A sparkline counts each message once and never leaves its box."""
    spark = charts.sparkline(report_cases.many(count), None)
    assert spark.total == count
    assert all(bar.x >= 0 and bar.x + bar.width <= spark.width for bar in spark.bars)
    assert all(bar.y >= -2 and bar.y + bar.height <= spark.height + 2 for bar in spark.bars)


def test_chat_without_times_is_drawn_in_its_order():
    """Where the export holds no times a sparkline runs over the messages, and hours are not drawn."""
    timed = CHATS[0]
    messages = tuple(replace(m, sent_at=None) for m in timed.chat.messages)
    untimed = replace(timed, chat=replace(timed.chat, messages=messages))
    assert charts.sparkline(untimed, None).bars
    assert charts.hours(untimed, None) is None


def test_hours_follow_the_zone_that_the_user_gave():
    """A message of 19:30 UTC counts at 22 in Baghdad."""
    told = next(chat for chat in CHATS if chat.chat.id == "sms-3")
    assert charts.hours(told, None).peak == "19:00"
    assert charts.hours(told, "Asia/Baghdad").peak == "22:00"


def test_week_begins_on_saturday():
    """A flagged message of Sunday, 1 March 2026 stands in the second row."""
    week = charts.week((CHATS[1],), None)
    (dark, *_) = [bar for bar in week.bars if bar.tone == "shade4"]
    assert dark.y == 18


def test_week_needs_a_flagged_message():
    """A run in which nothing was flagged has no picture of days and hours."""
    assert charts.week((CHATS[-1],), None) is None


def test_graph_joins_what_is_linked_and_counts_a_shared_link_once():
    """Chats 1 and 3 both name their link; it is one line, and a chat of an earlier run is drawn as such."""
    drawn = graph(CHATS)
    assert {(pair.chats, len(pair.links)) for pair in drawn.pairs} == {
        (("wa-1", "tg-2"), 1),
        (("sms-3", "tg-2"), 1),
        (("sms-3", "case-2025-114"), 1),
    }
    assert {node.chat: node.rank for node in drawn.nodes} == {
        "wa-1": 1,
        "sms-3": 2,
        "tg-2": 3,
        "case-2025-114": None,
    }


def test_graph_of_unlinked_chats_is_none():
    """Without links there is nothing to draw."""
    assert graph((CHATS[-1],)) is None


def test_big_graph_is_cut_and_says_so():
    """More chats than can be told apart are left out of the drawing and counted, and all stay listed."""
    links = tuple(Link(f"other-{n}", "phone", "0770 000 0012", (1,), (1,)) for n in range(LARGEST + 9))
    drawn = graph((replace(CHATS[0], links=links),))
    assert (len(drawn.nodes), drawn.left_out, len(drawn.pairs)) == (LARGEST, 10, LARGEST + 9)
    assert all(0 < node.x < drawn.width and 0 < node.y < drawn.height for node in drawn.nodes)


def test_chat_without_messages_is_an_empty_picture():
    """A chat that holds nothing has a picture without bars and no error."""
    empty = replace(CHATS[-1], chat=replace(CHATS[-1].chat, messages=()), verdicts=())
    assert charts.sparkline(empty, None).bars == ()
