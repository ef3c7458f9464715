import json
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from classifier.readers.scan.clock import moments_of, time_of
from classifier.readers.scan.dates import datetime_of, order_of
from classifier.readers.scan.mojibake import repaired
from classifier.readers.scan.order import decide, parts_of

CASES = json.loads((Path(__file__).parent / "cases" / "readers_times.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES["clocks"], ids=lambda case: case["written"])
def test_clock(case):
    """A written time of day is read in the digits, separators and half-day words that phones write."""
    found = time_of(case["written"])
    assert (None if found is None else found.isoformat()) == case["time"]


@pytest.mark.parametrize("case", CASES["orders"], ids=lambda case: " ".join(case["dates"]))
def test_order(case):
    """Day and month are told apart once for all dates, and a guess is called one."""
    dates = [parts_of(date) for date in case["dates"]]
    order = decide(dates, arabic=case.get("arabic", False))
    assert (order.first, order.certain) == (case["first"], case["certain"])
    if "days" in case:
        assert [order.date_of(parts).isoformat() for parts in dates] == case["days"]


@pytest.mark.parametrize("case", CASES["datetimes"], ids=lambda case: case["written"])
def test_datetime(case):
    """A written date with a time is read with the zone that it states, and without one otherwise."""
    found = datetime_of(case["written"], order_of([case["written"]]))
    assert (None if found is None else found.isoformat()) == case["when"]


@pytest.mark.parametrize("case", CASES["mojibake"], ids=lambda case: case["written"])
def test_mojibake(case):
    """A twice-encoded string is repaired whole or left as it stands."""
    assert repaired(case["written"]) == case["meant"]


@given(st.text())
def test_mojibake_undone(text):
    """What was written twice-encoded comes back exactly."""
    assert repaired(text.encode().decode("latin-1")) == text


_CLOCKS = st.from_regex(
    r"[^\W\d]{0,2} ?\d{1,2}[:.]\d\d([:.]\d\d)?([.,]\d)? ?([صم]|[AP]M|ق\.ظ\.|ب\.ن)?\s?", fullmatch=True
)


@given(st.lists(st.tuples(st.none() | st.just(date(2024, 3, 31)), _CLOCKS | st.text(max_size=12))))
def test_moments_found_by_the_minute_are_those_found_alone(rows):
    """Reading a minute once changes no time, however the times of a file differ in shape."""
    zone = ZoneInfo("Asia/Baghdad")
    expected = [
        None if day is None or time_of(text) is None else datetime.combine(day, time_of(text), zone)
        for day, text in rows
    ]
    assert moments_of([day for day, _ in rows], [text for _, text in rows], zone) == expected


@given(st.lists(st.from_regex(r"\d{1,2}:\d\d:[0-6]\d( ?[صمAP]M?)?", fullmatch=True), min_size=1))
@example(["9:05:33 PM", "10:05:33 PM"])
@example(["10.22:34:56"])
@example(["1:34:56", "a:34:56 10:20"])
def test_moments_of_a_phone_with_seconds(written):
    """The same for times of one shape, which are read by the minute, and for some that only look so."""
    days = [date(2024, 3, 31)] * len(written)
    found = [None if at is None else at.time() for at in moments_of(days, written, None)]
    assert found == [time_of(text) for text in written]
