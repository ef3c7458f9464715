"""Soundness: what is counted, what is found alike, and what falls short."""

import json
import sys
from dataclasses import replace

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from classifier.errors import CorpusError, OutputError
from classifier.labels import LABELS
from classifier.learning.corpus import ChatExample, Example
from classifier.learning.curves import CurvePoint, curve_table, learning_curve
from classifier.learning.plan import TrainingPlan
from classifier.learning.soundness import Holdings, check, read_holdings, told, twins
from classifier.learning.soundness_agreement import (
    Reading,
    agreement_table,
    digest_of,
    kappas,
    read_agreement,
    unsettled,
)
from classifier.learning.soundness_counts import Requirement, message_requirements
from classifier.learning.soundness_duplicates import ABOVE, near_duplicates
from classifier.learning.soundness_frames import GAP, commonest_frames
from classifier.learning.soundness_hard import hard_share, leaning_words
from classifier.learning.soundness_labels import doubts, write_doubts
from classifier.learning.soundness_lines import (
    LineReading,
    fleiss_kappa,
    line_readings_table,
    read_line_readings,
    unread_or_overruled,
)
from classifier.learning.soundness_readings import chat_readings_table, read_chat_readings, unread
from classifier.learning.splits import Splits

sys.path.insert(0, str(ROOT / "scripts"))
import check_corpus

CORPUS, SUITE = ROOT / "data" / "corpus", ROOT / "data" / "functional"
SPLITS = Splits(frozenset({"v"}), frozenset({"t"}))
ALIKE = [
    ("حوّل المبلغ قبل الليل وإلا أنشر الصور", "حوّل المبلغ قبل الليل وإلا أنشر صورك", True),
    ("انشرررر الصور باچر", "انشر الصور باچر", True),
    ("حوّل المبلغ قبل الليل", "نلتقي عند الجامع بعد الصلاة", False),
    ("لا", "اي", False),
]
FRAMES = [
    ("اذا ما جيت", ["اذا … ما"]),
    ("لو كلمة كلمة كلمة كلمة ما", ["لو … ما"]),
    ("لو كلمة كلمة كلمة كلمة كلمة ما", []),
    ("بيت كبير", []),
]


def example(text, labels=(), voice="a", **more):
    held = {"tactics": (), "dialect": "iraqi", "style": "clean"} | more
    return Example(text, labels, held["tactics"], held["dialect"], held["style"], voice, held.get("pair"))


def reading(first, second, settled=None, case=None):
    return Reading(digest_of("كلام"), first, second, settled, case)


@pytest.fixture(scope="module")
def held():
    return read_holdings(CORPUS, SUITE)


@pytest.fixture(scope="module")
def found(held):
    return check(held)


def test_nothing_falls_short(found):
    """The corpus and the suite reach every count and keep every rule that their card names."""
    assert told(found.shortfalls) == "nothing falls short"


def test_the_card_shows_the_corpus_as_it_is(found):
    """Every table of the data card is the one that the files give."""
    card = (CORPUS / "README.md").read_text(encoding="utf-8")
    for name, content in found.tables.items():
        assert f"<!-- figures: {name} -->\n\n{content}\n<!-- /figures: {name} -->" in card


@pytest.mark.parametrize(("one", "other", "alike"), ALIKE)
def test_near_duplicates_are_found(one, other, alike):
    """Two texts that share most of their 3-grams are found, whatever lies between them."""
    fillers = [f"سطر مختلف رقم {n} {chr(0x628 + n) * 3}" for n in range(9)]
    found = near_duplicates([one, *fillers, other])
    assert ((0, 10) in {(two.first, two.second) for two in found}) is alike
    assert all(two.similarity > ABOVE for two in found)


@given(st.lists(st.text("ابتثجح ", min_size=1, max_size=12), max_size=8))
def test_a_text_said_twice_is_always_found(texts):
    """Whatever the texts are, a repeat of each is its near duplicate, the earlier one first."""
    found = {(two.first, two.second) for two in near_duplicates([*texts, *texts])}
    assert {(place, place + len(texts)) for place in range(len(texts))} <= found
    assert all(first < second for first, second in found)


def test_twins_spare_pairs_and_the_suite_among_itself():
    """A contrast pair and two cases of the suite may be alike; a line and a case, or two loose lines, may not."""
    rows = [
        ("a:1", {"text": "حوّل المبلغ قبل الليل", "pair": "p"}),
        ("a:2", {"text": "حوّل المبلغ قبل الليل لو سمحت", "pair": "p"}),
        ("b:1", {"text": "نلتقي عند باب الجامع بعد الصلاة"}),
        ("b:2", {"text": "نلتقي عند باب الجامع بعد الصلاه"}),
        ("s:1", {"id": "1", "text": "وين راح ابن عمك البارحة بالليل", "pair": "p"}),
        ("s:2", {"id": "2", "text": "وين راح ابن عمك البارحة بالنهار", "pair": "p"}),
    ]
    examples = [example(row["text"]) for _, row in rows[:4]]
    held = Holdings(examples, [], [], SPLITS, SPLITS, [], [], [], [], SPLITS, rows)
    assert [sentence.partition(":")[0] + sentence.partition(" and ")[2][:4] for sentence in twins(held)] == ["bb:2:"]


@pytest.mark.parametrize(("text", "frames"), FRAMES)
def test_frames_are_function_words_near_each_other(text, frames):
    """A frame's words stand in order with at most a few others between."""
    assert [name for name, _ in commonest_frames([text])] == frames
    assert GAP == 4


def test_a_frame_counts_once_a_text():
    """A text that repeats a frame is one text, and the share is of all texts."""
    (first, *_) = commonest_frames(["لو ما رحت لو ما جيت", "بيت", "سوگ", "شارع"], shown=50)
    assert first[1] == 0.25


def test_kappa_and_the_table_tell_agreement():
    """Readers who agree on everything have kappa 1; one who differs lowers the label that differs, and no other."""
    same = [reading((label,), (label,), (label,)) for label in LABELS]
    assert set(kappas(same).values()) == {1.0}
    mended = [*same, reading((), ("threat",), ("threat",), 13), reading((), (), ())]
    assert kappas(mended)["threat"] < 1 == kappas(mended)["victim"]
    assert set(kappas([reading((), (), ())]).values()) == {None}
    assert "differed on 1: 1 were mended, 0 taken out (hard case 21), 0 kept" in agreement_table(mended)


@pytest.mark.parametrize(
    ("settled", "texts", "count"),
    [(("threat",), ["كلام"], 0), (None, ["كلام"], 1), (None, [], 0), (("threat",), [], 1), (("demand",), ["كلام"], 1)],
)
def test_a_settled_reading_holds_in_the_corpus(settled, texts, count):
    """A line carries what was settled, and a line that was taken out is gone."""
    found = unsettled([reading(("threat",), (), settled, 13)], [example(text, ("threat",)) for text in texts])
    assert len(found) == count


def test_every_disagreement_names_its_hard_case():
    """Where the readers differ, a numbered hard case of the guidelines settled it."""
    readings = read_agreement(CORPUS)
    assert len(readings) == len({r.digest for r in readings}) == 2712
    assert all(r.agreed or 1 <= r.hard_case <= 21 for r in readings)


@pytest.mark.parametrize("content", ["", "{}", '{"lines": [{"first": []}]}', '{"lines": 3}'])
def test_a_broken_agreement_file_is_named(tmp_path, content):
    """The error names the file and its form."""
    (tmp_path / "agreement.json").write_text(content, encoding="utf-8")
    with pytest.raises(CorpusError, match="text_sha256"):
        read_agreement(tmp_path)


EXPOSE, HURT, PAY = "threat.exposure", "threat.violence", "demand.money"


@pytest.mark.parametrize(
    ("told", "majority"),
    [
        ([{EXPOSE}, {EXPOSE}, set()], {EXPOSE}),
        ([{EXPOSE}, set(), set()], set()),
        ([{EXPOSE}, {HURT}, set()], {EXPOSE}),
        ([{EXPOSE}, {HURT}, {HURT}], {HURT}),
        ([set(), {EXPOSE, PAY}, {EXPOSE, HURT}], {EXPOSE}),
        ([set(), set(), set()], set()),
    ],
)
def test_the_majority_of_three_stands(told, majority):
    """A label that two gave stands, with the tactics that most of them named, or else the first one's."""
    assert LineReading("d", tuple(map(frozenset, told))).majority == majority


def test_a_line_that_is_not_what_most_told_is_named():
    """So is one that nobody read again; one that was settled elsewhere is not."""
    said, elsewhere, unread_one = map(digest_of, ("قلناها", "غيرها", "سويت"))
    lines = [example("قلناها", ("threat",), tactics=(EXPOSE,)), example("غيرها"), example("سويت")]
    readings = [LineReading(said, (frozenset(), frozenset({EXPOSE}), frozenset({EXPOSE})))]
    assert unread_or_overruled(readings, lines, [elsewhere]) == [unread_one]
    lines[0] = example("قلناها", ("threat",), tactics=(HURT,))
    assert unread_or_overruled(readings, lines, [elsewhere, unread_one]) == [said]


def test_line_readings_are_counted():
    """Each label's lines as written and by the majority, and how many lines were mended."""
    readings = [
        LineReading("a", (frozenset(), frozenset({EXPOSE}), frozenset({HURT}))),
        LineReading("b", (frozenset({PAY}),) * 3),
    ]
    shown = line_readings_table(readings)
    assert "| threat | 0 | 1 |" in shown
    assert "| demand | 1 | 1 | 1.00 |" in shown
    assert "2 lines, each told by its writer and two readers; 1 carry other labels now." in shown


def test_fleiss_kappa_worked_by_hand():
    """Two of three say yes to one of two lines, all say no to the other; worked by hand from the paper's formulas."""
    assert fleiss_kappa([(2, 3), (0, 3)]) == pytest.approx((2 / 3 - 5 / 9) / (1 - 5 / 9))
    assert fleiss_kappa([(3, 3), (3, 3)]) is None
    assert fleiss_kappa([]) is None


@pytest.mark.parametrize(
    "content",
    [
        *("", "{}", '{"lines": [{"written": []}]}'),
        *(
            json.dumps({"lines": [{"text_sha256": "a", "written": written, "read": read}]})
            for written, read in (([], []), ([], [[]]), ([], [[], [], []]), (["rude"], [[], []]), ([1], [[], []]))
        ),
    ],
)
def test_a_broken_file_of_line_readings_is_named(tmp_path, content):
    """The error names the file and what it should hold."""
    (tmp_path / "line_readings.json").write_text(content, encoding="utf-8")
    with pytest.raises(CorpusError, match=r"line_readings\.json: give lines .*tactics"):
        read_line_readings(tmp_path)


@pytest.mark.parametrize(
    ("found", "least", "most", "met"), [(3, 3, 9, True), (2, 3, 9, False), (10, 3, 9, False), (0, 0, 1, True)]
)
def test_a_requirement_keeps_its_bounds(found, least, most, met):
    """Both bounds are allowed themselves, and the sentence names what was found."""
    requirement = Requirement("lines", found, least=least, most=most)
    assert requirement.met is met
    assert f"lines: {found:g}" in str(requirement)


def test_requirements_count_lines_beyond_the_first_corpus():
    """Only voices of the later rounds count towards the new lines; tactics count everywhere."""
    lines = [
        example("x", ("threat",), "w1_a", tactics=("threat.violence",)),
        example("y", ("threat",), "old", tactics=("threat.violence",)),
    ]
    found = {r.name: r.found for r in message_requirements(lines)}
    assert found["lines beyond the first corpus"] == 1
    assert found["lines with threat.violence"] == 2


def test_hard_harmless_lines_share_words_that_lean():
    """A word that labelled lines hold oftener leans; a harmless line with it is hard."""
    lines = [example("انشر الصور", ("threat",))] * 40 + [example("صباح الخير")] * 40 + [example("انشر الخبر")] * 10
    assert leaning_words(lines) == {"انشر", "الصور"}
    assert hard_share(lines, lines) == 0.2
    assert hard_share(lines, []) == 0


def test_doubts_find_a_wrong_label(tmp_path):
    """Of many right labels and one wrong one, the wrong one is the most doubtful."""
    lines = [
        example(f"{'انشر صورك' if n % 2 else 'صباح الخير'} {n}", ("threat",) * (n % 2), f"v{n % 5}") for n in range(60)
    ]
    lines = [replace(line, labels=(*line.labels, *LABELS[1:])) if n < 30 else line for n, line in enumerate(lines)]
    lines[40] = replace(lines[40], labels=("threat",))
    threats = [doubt for doubt in doubts(lines) if doubt.label == "threat"]
    assert threats[0].place == 40
    assert threats[0].carried
    write_doubts(tmp_path / "d.jsonl", lines, most=3)
    assert len((tmp_path / "d.jsonl").read_text(encoding="utf-8").splitlines()) == 3
    with pytest.raises(OutputError, match="cannot be written"):
        write_doubts(tmp_path / "none" / "d.jsonl", lines)


def verdict(**changed):
    """A chat's verdict, as it was written or read."""
    return {"labels": ["threat"], "offenders": ["س"], "stage": "leverage", "priority": "medium"} | changed


def chat_readings(tmp_path, *rows):
    """The readings of chats `c0`, `c1`, ..., each (written, read...)."""
    chats = [{"id": f"c{n}", "written": written, "read": read} for n, (written, *read) in enumerate(rows)]
    (tmp_path / "chat_readings.json").write_text(json.dumps({"chats": chats}), encoding="utf-8")
    return read_chat_readings(tmp_path)


def told_chat(name, held):
    """A corpus chat of that verdict."""
    fields = {field: tuple(value) if isinstance(value, list) else value for field, value in held.items()}
    return ChatExample(id=name, voice="v", dialect="iraqi", plot="", lines=(), **fields)


def test_chats_read_again_tell_agreement_and_what_was_mended(tmp_path):
    """Agreement counts readings; what is mended as a reader said is sound, what none told or none read is not."""
    critical = verdict(priority="critical")
    readings = chat_readings(tmp_path, (verdict(), critical, critical), (verdict(), verdict()))
    mended = [told_chat("c0", critical), told_chat("c1", verdict())]
    shown = chat_readings_table(readings, mended)
    assert "| priority | 0.33 | 1 |" in shown
    assert "| labels | 1.00 | 0 |" in shown
    assert "2 chats, 3 readings." in shown
    assert unread(readings, mended) == []
    assert unread(readings, [told_chat("c0", verdict(priority="none")), told_chat("new", verdict())]) == ["c0", "new"]


@pytest.mark.parametrize(
    "content", ["", "{}", '{"chats": [{"id": "a"}]}', '{"chats": [{"id": "a", "written": {}, "read": []}]}']
)
def test_a_broken_file_of_readings_is_named(tmp_path, content):
    """What does not hold chats with their verdicts is one clear error."""
    (tmp_path / "chat_readings.json").write_text(content, encoding="utf-8")
    with pytest.raises(CorpusError, match=r"chat_readings\.json: give chats"):
        read_chat_readings(tmp_path)


def test_a_learning_curve_has_a_point_for_each_share():
    """Each point trains on its share of the training voices and is measured on validation voices."""
    lines = [
        example(f"{word} رقم {n}", (label,), voice)
        for n in range(20)
        for voice in ("a", "v")
        for label, word in zip(LABELS, ("انشر صورك", "ادفع المبلغ", "تعالي وحدج", "ساعدوني خايفة"), strict=True)
    ]
    points = learning_curve(lines, SPLITS, TrainingPlan(jobs=1), shares=(0.5, 1.0))
    assert [point.lines for point in points] == [40, 80]
    assert points[-1].average_precision == pytest.approx((1.0,) * 4)
    assert "gain of the last step" in curve_table(points)
    assert "gain" not in curve_table([CurvePoint(9, (0.1, 0.2, 0.3, 0.4))])


def test_the_script_says_what_falls_short(tmp_path, capsys):
    """A corpus that is too small ends with 1 and its shortfalls; a missing one with 2 and one line."""
    for folder in ("messages", "chats", "cues"):
        (tmp_path / folder).mkdir()
    line = {"text": "هلو", "labels": [], "tactics": [], "dialect": "iraqi", "style": "clean"}
    (tmp_path / "messages" / "a.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    for folder in ("chats", "cues"):
        (tmp_path / folder / "a.jsonl").write_text("", encoding="utf-8")
    kept = {**line, "text": "شلونك", "voice": "kept"}
    (tmp_path / "messages" / "b.jsonl").write_text(json.dumps(kept) + "\n", encoding="utf-8")
    parts = {part: {"messages": [], "chats": [], "cues": []} for part in ("validation", "test")}
    parts["test"]["messages"] = ["kept"]
    (tmp_path / "splits.json").write_text(json.dumps(parts), encoding="utf-8")
    (tmp_path / "agreement.json").write_text('{"lines": []}', encoding="utf-8")
    (tmp_path / "line_readings.json").write_text('{"lines": []}', encoding="utf-8")
    (tmp_path / "chat_readings.json").write_text('{"chats": []}', encoding="utf-8")
    assert check_corpus.main(["--corpus", str(tmp_path), "--suite", str(tmp_path / "chats")]) == 1
    said = capsys.readouterr().err
    assert "a.jsonl:1: names no voice" in said
    assert "lines beyond the first corpus: 0, needed at least 10000" in said
    assert f"line_readings.json: {digest_of('شلونك')} was not read by two" in said
    assert check_corpus.main(["--corpus", str(tmp_path / "none")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
