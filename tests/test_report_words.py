import json
import re
from pathlib import Path

import pytest

from classifier import labels
from classifier.errors import OutputError
from classifier.evidence.entities.channel import ROWS
from classifier.records import Reason
from classifier.report import words
from classifier.report.bilingual import interface

FAMILIES = {
    "label": labels.LABELS,
    "chat_label": labels.CHAT_LABELS,
    "tactic": labels.TACTICS,
    "stage": labels.STAGES,
    "priority": labels.PRIORITIES,
    "kind": labels.KINDS,
}
FOLDER = Path(words.__file__).parent
BRACES = re.compile(r"\{(\w+)\}")


@pytest.mark.parametrize("family", FAMILIES)
def test_every_name_of_the_guidelines_has_a_title(family):
    """The titles of a family are exactly the names of the guidelines, in both languages."""
    assert set(words.TITLES[family]) == set(FAMILIES[family])
    assert all(words.title(family, name, lang) for name in FAMILIES[family] for lang in words.LANGS)


def test_arabic_is_written_in_arabic():
    """Every Arabic title and sentence holds Arabic letters, and no English one does."""
    pairs = [pair for family in words.TITLES.values() for pair in family.values()]
    for arabic, english in [*pairs, *words.SENTENCES.values()]:
        assert re.search("[ء-ي]", arabic), arabic
        assert not re.search("[ء-ي]", english), english


@pytest.mark.parametrize("key", words.SENTENCES)
def test_both_sentences_of_a_reason_hold_the_same_values(key):
    """Nothing that one language says of a chat is missing from the other."""
    arabic, english = words.SENTENCES[key]
    assert set(BRACES.findall(arabic)) == set(BRACES.findall(english))


def test_every_reason_and_warning_of_the_program_has_words():
    """What triage and the readers say by key is said to a person in both languages."""
    package = FOLDER.parent
    triage = "".join(path.read_text("utf-8") for path in (package / "triage").rglob("*.py"))
    readers = "".join(path.read_text("utf-8") for path in (package / "readers").rglob("*.py"))
    assert set(re.findall(r'\b(?:Reason|by_sender)\(\s*"(\w+)"', triage)) <= set(words.SENTENCES)
    assert set(re.findall(r'\bOffender\(\w+, "(\w+)"', triage)) <= set(words.SENTENCES)
    assert set(re.findall(r'\bChatWarning\(\s*"(\w+)"', readers)) <= set(words.TITLES["warning"])


def test_every_payment_channel_has_a_title():
    """Each row of the channels that messages name is called something in both languages, and no other is."""
    assert set(words.TITLES["channel"]) == {row.name for row in ROWS}
    assert not set(words.TITLES["channel"]) & set(words.TITLES["entity"])


@pytest.mark.parametrize(
    ("lang", "said"), [("ar", "طريقة الدفع المطلوبة: زين كاش."), ("en", "Payment demanded through ZainCash.")]
)
def test_payment_channel_of_a_sentence_has_its_title(lang, said):
    """A sentence names a channel in words; what is no channel's name stays as it is."""
    assert words.sentence(Reason("channel", (1,), (("channel", "zaincash"),)), lang) == said
    assert "0770 000 0012" in words.sentence(Reason("channel", (1,), (("channel", "0770 000 0012"),)), lang)


def test_sender_without_a_name_is_said_to_be_unnamed():
    """Where the export names no sender, the sentence does not begin with nothing."""
    assert words.sentence(Reason("violence", (1,), (("name", ""),)), "en") == "an unnamed sender threatens violence."


@pytest.mark.parametrize(
    ("value", "shown"), [("500000 IQD", "500,000 IQD"), ("1250.5 USD", "1,250.5 USD"), ("300 USD", "300 USD")]
)
def test_sum_is_shown_with_its_thousands_apart(value, shown):
    """A sentence writes a sum as the rest of the report does."""
    assert words.sentence(Reason("sum_demanded", (1,), (("sum", value),)), "en") == f"Sum demanded: {shown}."


@pytest.mark.parametrize("key", words.SENTENCES)
def test_arabic_sentence_does_not_guess_a_senders_gender(key):
    """No Arabic sentence makes a sender, who may be a woman, the subject of a verb in the masculine."""
    assert not re.search(r"\{name\} (?:ي|حذف|أرسل)", words.SENTENCES[key][0])


def test_sentence_holds_its_values():
    """A tactic is named by its title and a sender by the name of the export."""
    reason = Reason("tactic", (3,), (("tactic", "threat.exposure"), ("name", "سيف")))
    assert words.sentence(reason, "en") == "سيف: threat to expose."
    assert words.sentence(reason, "ar") == "تهديد بالنشر من سيف."


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
        words.sentence(reason, "ar")


def test_link_may_be_named_like_what_it_shares():
    """Two chats linked by a phone number read `phone number`, and by a script the script's title."""
    assert words.title("link", "phone", "en") == "phone number"
    assert words.title("link", "script", "en") == "near-identical script"


def test_every_word_of_the_page_is_used():
    """No word stands in the page's file that no template, script or module asks for."""
    sources = [path.read_text("utf-8") for path in FOLDER.rglob("*") if path.suffix in {".py", ".js", ".j2"}]
    text = "\n".join(sources)
    built = ("column.", "day.", "unknown_", "element.", "keys.")
    unused = [key for key in interface() if f'"{key}"' not in text and not key.startswith(built)]
    assert unused == []


def test_page_words_are_in_both_languages_with_the_same_values():
    """Each of the page's words is a pair whose two halves hold the same values."""
    written = json.loads((FOLDER / "templates/interface.json").read_text("utf-8"))
    for key, (arabic, english) in written.items():
        assert set(BRACES.findall(arabic)) == set(BRACES.findall(english)), key
        assert arabic
        assert english
