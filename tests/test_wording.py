import re
from pathlib import Path

import pytest

from classifier import labels
from classifier.errors import OutputError
from classifier.evidence.entities.channel_rows import ROWS
from classifier.records import Reason
from classifier.wording.sentences import SENTENCES
from classifier.wording.titles import LANGS, TITLES, title

FAMILIES = {
    "label": labels.LABELS,
    "chat_label": labels.CHAT_LABELS,
    "tactic": labels.TACTICS,
    "stage": labels.STAGES,
    "priority": labels.PRIORITIES,
    "kind": labels.KINDS,
}
PACKAGE = Path(labels.__file__).parent
BRACES = re.compile(r"\{(\w+)\}")


@pytest.mark.parametrize("family", FAMILIES)
def test_every_name_of_the_guidelines_has_a_title(family):
    """The titles of a family are exactly the names of the guidelines, in both languages."""
    assert set(TITLES[family]) == set(FAMILIES[family])
    assert all(title(family, name, lang) for name in FAMILIES[family] for lang in LANGS)


def test_arabic_is_written_in_arabic():
    """Every Arabic title and sentence holds Arabic letters, and no English one does."""
    pairs = [pair for family in TITLES.values() for pair in family.values()]
    for arabic, english in [*pairs, *SENTENCES.values()]:
        assert re.search("[ء-ي]", arabic), arabic
        assert not re.search("[ء-ي]", english), english


@pytest.mark.parametrize("key", SENTENCES)
def test_both_sentences_of_a_reason_hold_the_same_values(key):
    """Nothing that one language says of a chat is missing from the other."""
    arabic, english = SENTENCES[key]
    assert set(BRACES.findall(arabic)) == set(BRACES.findall(english))


def test_every_reason_and_warning_of_the_program_has_words():
    """What triage and the readers say by key is said to a person in both languages."""
    triage = "".join(path.read_text("utf-8") for path in (PACKAGE / "triage").rglob("*.py"))
    readers = "".join(path.read_text("utf-8") for path in (PACKAGE / "readers").rglob("*.py"))
    assert set(re.findall(r'\b(?:Reason|by_sender)\(\s*"(\w+)"', triage)) <= set(SENTENCES)
    assert set(re.findall(r'\bOffender\(\w+, "(\w+)"', triage)) <= set(SENTENCES)
    assert set(re.findall(r'\bChatWarning\(\s*"(\w+)"', readers)) <= set(TITLES["warning"])


def test_every_payment_channel_has_a_title():
    """Each row of the channels that messages name is called something in both languages, and no other is."""
    assert set(TITLES["channel"]) == {row.name for row in ROWS}
    assert not set(TITLES["channel"]) & set(TITLES["entity"])


@pytest.mark.parametrize(
    ("lang", "said"), [("ar", "طريقة الدفع المطلوبة: زين كاش."), ("en", "Payment demanded through ZainCash.")]
)
def test_payment_channel_of_a_sentence_has_its_title(lang, said):
    """A sentence names a channel in words; what is no channel's name stays as it is."""
    assert Reason("channel", (1,), (("channel", "zaincash"),)).sentence(lang) == said
    assert "0770 000 0012" in Reason("channel", (1,), (("channel", "0770 000 0012"),)).sentence(lang)


def test_sentence_in_an_unknown_language_is_an_error():
    """A language that the sentences are not written in is named, with those that they are."""
    with pytest.raises(OutputError, match="no sentences in 'fr'; choose one of ar, en"):
        Reason("child", (1,)).sentence("fr")


def test_sender_without_a_name_is_said_to_be_unnamed():
    """Where the export names no sender, the sentence does not begin with nothing."""
    assert Reason("violence", (1,), (("name", ""),)).sentence("en") == "an unnamed sender threatens violence."


@pytest.mark.parametrize(
    ("value", "shown"), [("500000 IQD", "500,000 IQD"), ("1250.5 USD", "1,250.5 USD"), ("300 USD", "300 USD")]
)
def test_sum_is_shown_with_its_thousands_apart(value, shown):
    """A sentence writes a sum as the rest of the report does."""
    assert Reason("sum_demanded", (1,), (("sum", value),)).sentence("en") == f"Sum demanded: {shown}."


@pytest.mark.parametrize("key", SENTENCES)
def test_arabic_sentence_does_not_guess_a_senders_gender(key):
    """No Arabic sentence makes a sender, who may be a woman, the subject of a verb in the masculine."""
    assert not re.search(r"\{name\} (?:ي|حذف|أرسل)", SENTENCES[key][0])


def test_sentence_holds_its_values():
    """A tactic is named by its title and a sender by the name of the export."""
    reason = Reason("tactic", (3,), (("tactic", "threat.exposure"), ("name", "سيف")))
    assert reason.sentence("en") == "سيف: threat to expose."
    assert reason.sentence() == "تهديد بالنشر من سيف."


@pytest.mark.parametrize(
    ("reason", "named"),
    [
        (Reason("no_such_key", ()), "no_such_key"),
        (Reason("violence", ()), "name"),
        (Reason("tactic", (), (("tactic", "threat.none"), ("name", "x"))), "threat.none"),
    ],
    ids=["key", "value", "tactic"],
)
def test_reason_without_words_is_an_error(reason, named):
    """A reason that nobody gave words, or that lacks a value, is an error that names it."""
    with pytest.raises(OutputError, match=re.escape(named)):
        reason.sentence()


def test_link_may_be_named_like_what_it_shares():
    """Two chats linked by a phone number read `phone number`, and by a script the script's title."""
    assert title("link", "phone", "en") == "phone number"
    assert title("link", "script", "en") == "near-identical script"
