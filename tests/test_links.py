"""Links: shared numbers, accounts and scripts bind chats; ordinary words and harmless chats do not."""

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from link_cases import SCRIPT, groups, verdict

from classifier.records import Link
from classifier.triage.links import MOST_TOGETHER, link_chats

THREAT = ("threat",)
DEMAND = ("demand",)
IDENTIFIERS = {
    "phone": "حول على 0770 000 0043",
    "wallet": "ارسل على TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t",
    "card": "بطاقتي 4000 0000 0000 0002",
    "iban": "IQ20CBIQ861800101010500",
    "email": "pay.me@example.com",
    "handle": "كلمني t.me/shadow_one1",
    "link": "الصور هنا album.example.xyz/s/44",
}


def linked(*verdicts):
    return link_chats(verdicts, same_script=0.8)


def by(sender, chat, *lines, **changes):
    """A chat in which one sender writes all lines and drives it."""
    return verdict(chat, [(sender, *line) for line in lines], offenders=(sender,), **changes)


@pytest.mark.parametrize(("kind", "text"), IDENTIFIERS.items())
def test_an_identifier_of_offenders_binds_both_chats(kind, text):
    """Each of two chats whose offenders write the same identifier names the other, with the messages of both."""
    links = linked(by("سيف", "a", ("هلا",), (text, DEMAND)), by("ابو علي", "b", (text, DEMAND)))
    (one,), (other,) = links["a"], links["b"]
    assert one == Link("b", kind, one.value, (2,), (1,))
    assert other == Link("a", kind, one.value, (1,), (2,))


def test_a_number_is_the_same_however_it_is_written():
    """An offender named by their number is bound to the chat in which that number is told, in any writing."""
    links = linked(by("+964 770 000 0043", "a", ("ادفع", DEMAND)), by("سيف", "b", ("حول على ٠٧٧٠٠٠٠٠٠٤٣", DEMAND)))
    assert links["a"] == (Link("b", "phone", "+9647700000043", (1,), (1,)),)


def test_what_the_victim_writes_binds_nothing():
    """A number that only the one harmed tells is not the offender's."""
    one = verdict("a", [("سيف", "ادفع", DEMAND), ("نور", "رقمي 0770 000 0043")], offenders=("سيف",))
    other = verdict("b", [("علي", "ادفع", DEMAND), ("هدى", "رقمي 0770 000 0043")], offenders=("علي",))
    assert linked(one, other) == {"a": (), "b": ()}


def test_harmless_chats_are_not_bound_to_each_other():
    """A shop's number in two harmless chats binds nothing; in a flagged chat it binds each of them to that one."""
    shop = "رقم المحل 0750 000 0012"
    one = verdict("a", [("هدى", shop)], labels=())
    other = verdict("b", [("نور", shop)], labels=())
    flagged = verdict("c", [("سيف", shop, DEMAND)], offenders=("سيف",))
    assert linked(one, other) == {"a": (), "b": ()}
    links = linked(one, other, flagged)
    assert [link.chat for link in links["a"]] == ["c"]
    assert [link.chat for link in links["b"]] == ["c"]
    assert [link.chat for link in links["c"]] == ["a", "b"]


def test_ordinary_words_bind_nothing():
    """Short threats, payment channels and everyday names in common are not a link."""
    lines = [("حول زين كاش قبل المغرب", DEMAND), ("راح أنشر صورك", THREAT)]
    assert linked(by("سيف", "a", *lines), by("سيف", "b", *lines)) == {"a": (), "b": ()}


def test_public_sites_bind_nothing():
    """A link to the front page of a site that everybody uses is nobody's mark."""
    lines = [("سيف", "شوف https://www.youtube.com وادفع", DEMAND)]
    assert linked(verdict("a", lines, offenders=("سيف",)), verdict("b", lines, offenders=("سيف",)))["a"] == ()


def test_an_account_name_binds():
    """Offenders who appear under the same account name are linked as senders."""
    lines = [("Shadow_X99", "ادفع", DEMAND)]
    links = linked(verdict("a", lines, offenders=("Shadow_X99",)), verdict("b", lines, offenders=("Shadow_X99",)))
    assert [(link.kind, link.value) for link in links["a"]] == [("sender", "shadow_x99")]


def test_a_near_identical_script_binds():
    """The same long text with small changes is one script; another long text is not."""
    changed = SCRIPT.replace("واحد واحد", "واحد واااحد") + " 🙂"
    unlike = "أعرف بيتكم وأعرف دوام أبوك ومدرسة أخوك وراح تشوف شيصير بيهم هالأسبوع كله"
    links = linked(
        by("سيف", "a", (SCRIPT, THREAT)), by("علي", "b", (changed, THREAT)), by("حسن", "c", (unlike, THREAT))
    )
    assert [(link.chat, link.kind) for link in links["a"]] == [("b", "script")]
    assert links["c"] == ()


def test_a_script_counts_only_in_offenders_flagged_messages():
    """A warning that quotes a script, or a harmless chat that holds it, is not bound by it."""
    one = verdict("a", [("سيف", SCRIPT, THREAT)], offenders=("سيف",))
    quoted = verdict("b", [("علي", "ادفع", DEMAND), ("هدى", SCRIPT, ("victim",))], offenders=("علي",))
    harmless = verdict("c", [("نور", SCRIPT)], labels=())
    assert linked(one, quoted, harmless) == {"a": (), "b": (), "c": ()}


def test_a_victim_made_to_lure():
    """Who is pressed in one chat and drives another is linked as a lure, with the pleas and the luring messages."""
    pressed = verdict("a", [("saif_99", "ادفع", DEMAND), ("نور الهدى", "الله يخليك لا", ("victim",))])
    luring = verdict(
        "b",
        [("نور الهدى", "دزيلي الكود حبيبتي", ("grooming",))],
        labels=("grooming",),
        offenders=("نور الهدى",),
    )
    assert linked(pressed, luring)["b"] == (Link("a", "lure", "نور الهدى", (1,), (2,)),)


def test_a_common_first_name_is_no_lure():
    """One given name is too common to say that two people are one."""
    pressed = verdict("a", [("saif_99", "ادفع", DEMAND), ("نور", "الله يخليك لا", ("victim",))])
    luring = verdict("b", [("نور", "دزيلي الكود", ("grooming",))], labels=("grooming",), offenders=("نور",))
    assert linked(pressed, luring) == {"a": (), "b": ()}


def test_groups_are_what_hangs_together():
    """Chats linked through others are one group; a chat without a link is in none."""
    a = verdict("a", [("سيف", "حول على 0770 000 0043", DEMAND)], offenders=("سيف",))
    b = verdict("b", [("علي", "حول على 0770 000 0043 t.me/shadow_one1", DEMAND)], offenders=("علي",))
    c = verdict("c", [("حسن", "t.me/shadow_one1", DEMAND)], offenders=("حسن",))
    d = verdict("d", [("كرار", "ادفع", DEMAND)], offenders=("كرار",))
    links = linked(a, b, c, d)
    assert groups([replace(v, links=links[v.chat.id]) for v in (a, b, c, d)]) == (("a", "b", "c"),)


@given(st.permutations(list(IDENTIFIERS.values())))
def test_the_order_of_chats_changes_nothing(texts):
    """Links are the same whichever chat comes first."""
    made = [by("سيف", f"chat {n}", (text, DEMAND), (texts[0], DEMAND)) for n, text in enumerate(texts)]
    assert linked(*made) == linked(*reversed(made))


def test_many_chats_of_one_hand_stay_cheap():
    """Two thousand chats with one number and one script are linked in seconds, as one group."""
    made = [verdict(f"{n:04}", [("سيف", f"{SCRIPT} 0770 000 0043", THREAT)], offenders=("سيف",)) for n in range(2_000)]
    began = time.process_time()
    links = linked(*made)
    assert time.process_time() - began < 20
    assert sum(link.kind == "phone" for link in links["0001"]) <= MOST_TOGETHER
    assert len(groups([replace(v, links=links[v.chat.id]) for v in made])[0]) == 2_000
