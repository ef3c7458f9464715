import json
import time
from dataclasses import replace

import openpyxl
import pytest
import report_cases
from conftest import cases

from classifier.evidence.entities import LONGEST, find_entities
from classifier.report import publish
from classifier.report.redact import BLOCK, redacted
from classifier.report.spellings import names_pattern, plain
from classifier.triage.casefile import case_id

CHATS = report_cases.verdicts()
WORDS = (
    "نور",
    "هيچ مبلغ",
    "لا تدمرني",
    "Ali K.",
    "منو وياي",
    "تعبت وما اريد",
    "الغدا جاهز",
    "ماما",
    "IMG-20260301",
    "مشفرة تمامًا",
)
FILES = ("WhatsApp Chat with Saif", "family.txt", "old.db", "case 7")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    out = tmp_path_factory.mktemp("redacted") / "out"
    publish(CHATS, report_cases.run(), out, redact=True)
    return out


@pytest.mark.parametrize(
    "name", ["report.html", "chats.csv", "messages.csv", "findings.jsonl", "manifest.json", "triage.xlsx"]
)
@pytest.mark.parametrize("word", WORDS + FILES)
def test_nothing_of_the_victims_side_is_written(folder, name, word):
    """No output holds a text, a name or a file's name of the victim's side."""
    text = str(report_cases.cells_of(folder / name)) if name.endswith("xlsx") else (folder / name).read_text("utf-8")
    assert word not in text


def test_offender_stays_readable(folder):
    """What the offender wrote, and how the demand is paid, is still there to act on."""
    text = (folder / "messages.csv").read_text("utf-8")
    assert "انشرها واوديها" in text
    assert "0770 000 0012" in text
    assert json.loads((folder / "manifest.json").read_text("utf-8"))["redacted"] is True
    assert openpyxl.load_workbook(folder / "triage.xlsx")


def test_name_inside_an_offenders_message_is_blocked_sign_for_sign():
    """The victim's name in an offender's text is blocked at its own length, so that spans keep their places."""
    (chat, *_), _ = redacted(CHATS, report_cases.run())
    before, after = CHATS[0].chat.messages[1].text, chat.chat.messages[1].text
    assert (before[4:7], after[4:7]) == ("نور", BLOCK * 3)
    assert len(before) == len(after)


NUMBERED = {
    "حول 500,000 أو 500 000 دينار": "حول 500,000 أو 500 000 دينار",
    "رقمج 0750 000 0012 عندي": f"رقمج {BLOCK * 13} عندي",
    "رقمج ٠٧٥٠٠٠٠٠٠١٢ عندي": f"رقمج {BLOCK * 11} عندي",
    "009647500000012": BLOCK * 15,
    "+964 750 000 0012": BLOCK * 17,
}


@pytest.mark.parametrize(("written", "shown"), NUMBERED.items())
def test_victim_named_by_a_number_is_masked_and_sums_are_not(written, shown):
    """A sender's number is masked in any digits and grouping; what its groups look like stays."""
    number = "\N{LEFT-TO-RIGHT EMBEDDING}+964 750 000 0012\N{POP DIRECTIONAL FORMATTING}"
    chat, found = CHATS[0].chat, CHATS[0].verdicts[1]
    said = replace(found, message=replace(found.message, text=written), evidence=(), entities=())
    numbered = replace(chat, participants=(*chat.participants, number))
    (masked,), _ = redacted((replace(CHATS[0], chat=numbered, verdicts=(said,)),), report_cases.run())
    assert masked.verdicts[0].message.text == shown


def test_lengths_of_the_victims_texts_are_not_told():
    """Every masked text has the same length."""
    (chat, *_), _ = redacted(CHATS, report_cases.run())
    texts = {m.text for m in chat.chat.messages if m.sender != "سيف 💫 Saif"}
    assert texts == {BLOCK * 5}


def test_number_that_pays_nothing_is_blocked():
    """A number in a threat that asks for no money may be the victim's kin, and is masked there and in its link."""
    verdicts, _ = redacted(CHATS, report_cases.run())
    chat = next(one for one in verdicts if "ادمر" in one.chat.messages[1].text)
    assert "0750" not in chat.chat.messages[1].text.replace(BLOCK, "")
    assert all("0750" not in link.value for link in chat.links)


def test_without_an_offender_everybody_is_masked():
    """A chat in which nobody was named an offender shows no text and no name."""
    verdicts, _ = redacted(CHATS, report_cases.run())
    assert {m.text for m in verdicts[-1].chat.messages} == {BLOCK * 5}
    assert all(BLOCK in name for name in verdicts[-1].chat.participants)


def test_judgement_is_the_same():
    """Masking changes no label, priority, stage or message number."""
    verdicts, _ = redacted(CHATS, report_cases.run())
    for before, after in zip(CHATS, verdicts, strict=True):
        kept = ("labels", "priority", "stage", "first_flagged", "timeline", "probability")
        assert [getattr(before, name) for name in kept] == [getattr(after, name) for name in kept]
        assert [found.labels for found in before.verdicts] == [found.labels for found in after.verdicts]


def test_chat_has_one_id_in_every_run(folder, tmp_path):
    """A chat's case is the same redacted or not and wherever it ranks, and is what a redacted chat is called by."""
    publish(CHATS[::-1], report_cases.run(), tmp_path / "open")
    seen = {run: cases_of(run) for run in (folder, tmp_path / "open")}
    assert list(seen[folder].values()) == list(seen[tmp_path / "open"].values())[::-1]
    assert list(seen[folder]) == [f"chat-{case}" for case in seen[folder].values()]


def cases_of(run):
    lines = map(json.loads, (run / "findings.jsonl").read_text("utf-8").splitlines())
    return {line["chat"]: line["case"] for line in lines if line["type"] == "chat"}


def test_id_proves_no_guess():
    """Who guesses the victim's name, and knows all that a redacted run shows, does not get the chat's id from it."""
    (masked, *_), _ = redacted(CHATS, report_cases.run())
    guess = replace(masked, chat=replace(masked.chat, id=CHATS[0].chat.id, participants=CHATS[0].chat.participants))
    assert case_id(guess) != case_id(CHATS[0])


def test_names_of_the_program_are_no_words_of_the_chat():
    """A victim named like a part of a tactic's or a channel's name does not make a sentence without words."""
    named = tuple(replace(m, sender=m.sender and m.sender.replace("نور", "Pos")) for m in CHATS[0].chat.messages)
    chat = replace(CHATS[0], chat=replace(CHATS[0].chat, messages=named, participants=("Pos", "Cash")))
    (masked,), _ = redacted((chat,), report_cases.run())
    said = " ".join(reason.sentence("en") for reason in masked.reasons)
    assert "threat to expose" in said
    assert "ZainCash" in said


def test_name_hidden_in_a_reason_is_masked():
    """A reason that quotes the victim's name does not tell it."""
    quoting = replace(CHATS[0].reasons[0], key="channel", values=(("channel", "ZainCash نور"),))
    (chat,), _ = redacted((replace(CHATS[0], reasons=(quoting,)),), report_cases.run())
    assert chat.reasons[0].values == (("channel", f"ZainCash {BLOCK * 3}"),)


@pytest.mark.parametrize("case", cases("redact_names"))
def test_name_is_masked_in_every_spelling(case):
    """A name is found as people type it, and ordinary words are not taken for it."""
    said, numbered = said_by_an_offender(case["input"], names=case["names"])
    (masked,), _ = redacted((replace(CHATS[0], chat=numbered, verdicts=(said,)),), report_cases.run())
    assert masked.verdicts[0].message.text == case["expected"]


@pytest.mark.parametrize("case", cases("redact_belongings"))
def test_what_leads_to_a_person_is_masked_and_what_is_paid_to_is_not(case):
    """A message that demands money shows where it is paid, and no number of the victim or of theirs."""
    said, chat = said_by_an_offender(case["input"], tactics=case.get("tactics", ["demand.money"]))
    (masked,), _ = redacted((replace(CHATS[0], chat=chat, verdicts=(said,)),), report_cases.run())
    assert masked.verdicts[0].message.text == case["expected"]


def said_by_an_offender(text, *, names=(), tactics=()):
    """A text of the offender of the first chat, judged, and that chat with more names in it."""
    chat, found = CHATS[0].chat, CHATS[0].verdicts[1]
    entities = find_entities(text, None)
    said = replace(
        found, message=replace(found.message, text=text), evidence=(), entities=entities, tactics=tuple(tactics)
    )
    return said, replace(chat, participants=(*chat.participants, *names))


def test_number_of_a_person_is_masked_wherever_it_stands():
    """A brother's number that is named again without him, and one that the victim gave, are masked there as well."""
    kin, chat = said_by_an_offender("ادفع والا لاخوج 0780 000 0034", tactics=["demand.money"])
    again, _ = said_by_an_offender("0780 000 0034 و 0750 000 0056", tactics=["demand.money"])
    own, _ = said_by_an_offender("رقمي ٠٧٥٠٠٠٠٠٠٥٦")
    own = replace(own, message=replace(own.message, sender="نور"))
    (masked,), _ = redacted((replace(CHATS[0], chat=chat, verdicts=(own, kin, again)),), report_cases.run())
    assert masked.verdicts[2].message.text == f"{BLOCK * 13} و {BLOCK * 13}"


def test_people_of_a_linked_chat_are_masked_too():
    """An offender who names in one chat whom he presses in another does not tell who that is."""
    said, chat = said_by_an_offender("سوسنة تعرف شنو اسوي")
    link = replace(CHATS[0].links[0], chat="other")
    other = replace(CHATS[0], chat=replace(CHATS[0].chat, id="other", participants=("سوسنة",)))
    for links, shown in (((link,), f"{BLOCK * 5} تعرف شنو اسوي"), ((), "سوسنة تعرف شنو اسوي")):
        here = replace(CHATS[0], chat=chat, verdicts=(said,), links=links)
        (masked, _), _ = redacted((here, other), report_cases.run())
        assert masked.verdicts[0].message.text == shown


def test_what_no_entity_was_looked_for_in_is_masked():
    """The end of a message too long to be searched may hold a number, and is blocked."""
    said, chat = said_by_an_offender("كلام " * (LONGEST // 5) + "0780 000 0034", tactics=["demand.money"])
    (masked,), _ = redacted((replace(CHATS[0], chat=chat, verdicts=(said,)),), report_cases.run())
    shown = masked.verdicts[0].message.text
    assert shown.endswith(BLOCK * 13)
    assert len(shown) == len(said.message.text)


@pytest.mark.parametrize("line", ["ف", "فا", "فـ", "فاطم", "هد", "ـ", "ا", "1 ", "على ", "على\n\n\n\n"])
def test_names_are_looked_for_in_linear_time(line):
    """A line that is nearly a name from end to end takes as much longer as it is longer."""
    pattern = names_pattern(["فاطمة أحمد", "هدى علي", "🌹", "+964 750 000 0012"])
    taken = []
    for size in (25_000, 100_000):
        text = plain(line * (size // len(line)))
        started = time.process_time()
        assert all(found.end() > found.start() for found in pattern.finditer(text))
        taken.append(time.process_time() - started)
    assert taken[1] < 10 * taken[0] + 0.1
