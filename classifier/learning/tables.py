"""Figures as Markdown: printed, and written between marks in the README so that no number is typed there."""

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from classifier.errors import OutputError


def as_text(figures: Mapping[str, Any]) -> str:
    """Every table, then the worst mistakes."""
    parts = [f"## {name}\n\n{table}" for name, table in tables(figures).items()]
    return "\n".join([*parts, "## worst mistakes\n", mistakes(figures["messages"]["mistakes"])])


def tables(figures: Mapping[str, Any]) -> dict[str, str]:
    """A Markdown table for each section that was measured."""
    found = {"labels": _labels(figures), "groups": _groups(figures["messages"]["recall"])}
    makers = {
        "background": _background, "disguises": _disguises, "chats": _chats, "scattered": _scattered, "cues": _cues,
        "suite": _suite, "entities": _entities,
    }  # fmt: skip
    return found | {name: make(figures) for name, make in makers.items() if name in figures}


def mistakes(worst: Sequence[Mapping[str, Any]]) -> str:
    """The worst mistakes, one a line."""
    return "\n".join(
        f"- {'missed' if m['expected'] else 'wrong'} {m['label']} at {m['probability']:.2f} ({m['voice']}): {m['text']}"
        for m in worst
    )


def write_readme(path: Path, figures: Mapping[str, Any]) -> None:
    """Put each table of an evaluation between its marks in a file."""
    write_between_marks(path, tables(figures))


def write_between_marks(path: Path, found: Mapping[str, str]) -> None:
    """Put each text between the marks of its name; OutputError for a missing mark or a file that cannot be written."""
    text = _text_of(path)
    for name, content in found.items():
        before, after = f"<!-- figures: {name} -->", f"<!-- /figures: {name} -->"
        if before not in text or after not in text:
            raise OutputError(f"{path}: no marks for the table '{name}'; add {before} and {after}")
        text = f"{text.partition(before)[0]}{before}\n\n{content}\n{after}{text.partition(after)[2]}"
    write_whole(path, text)


def check_writable(*, new: Path | None = None, marked: Path | None = None) -> None:
    """Nothing; OutputError when `new` cannot be written, or `marked`, a file with marks for tables, not changed.

    For before long work whose figures would have no place.
    """
    if marked is not None:
        _text_of(marked)
    for path in (new, marked):
        if path is not None and (path.is_dir() or not os.access(path if path.exists() else path.parent, os.W_OK)):
            raise OutputError(f"{path}: cannot be written. Name a file in a folder that exists and may be written to.")


def write_whole(path: Path, text: str) -> None:
    """Write a file whole or not at all; OutputError when it cannot be."""
    new = path.absolute().with_name(f".{path.absolute().name}.unfinished")
    try:
        new.write_text(text, encoding="utf-8")
        new.replace(path)
    except OSError as error:
        new.unlink(missing_ok=True)
        raise OutputError(f"{path}: cannot be written ({error.strerror}). Name another file.") from error


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise OutputError(f"{path}: no text to put tables into. Name a file with their marks.") from error


def speed_table(figures: Mapping[str, Any]) -> str:
    """The figures of a benchmark with their baselines."""
    read, quick, report = figures["read"], figures["quick"], figures["report"]
    rows = [
        ("cleaning and tokenising, messages a second", _count(read["ours"]),
         f"camel-tools chain: {_count(read['camel-tools'])}"),
        ("scoring at depth quick, nothing remembered, messages a second", _count(quick["ours"]),
         f"plain scikit-learn pipeline: {_count(quick['scikit-learn'])}"),
        ("the same with the words already met", _count(figures["warm"]), ""),
        *((f"scoring at depth {d}, messages a second", _count(rate), "") for d, rate in figures["depths"].items()),
        *((f"one new message through `classify` at depth {d}, milliseconds", f"{ms:.2f}", "")
          for d, ms in figures["one_message_ms"].items()),
        *((f"reading a WhatsApp export of an {phone}, lines a second", _count(rate), "")
          for phone, rate in figures["whatsapp_lines"].items()),
        ("writing the results of a chat of 50,000 messages, seconds", f"{report['seconds']:.1f}", ""),
        ("its `report.html`, megabytes", f"{report['megabytes']:.1f}", ""),
        ("opening that page in Chromium, seconds beyond an empty page", _cell(report["opening"]), ""),
    ]  # fmt: skip
    return table(("figure", "measured", "baseline in the same run"), rows) + f"\nOne core of {figures['machine']}."


def _count(rate: float) -> str:
    return f"{rate:,.0f}"


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table; numbers with two decimals, absent values as a dash."""
    lines = [head, ["---"] * len(head), *([_cell(value) for value in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _cell(value: object) -> str:
    if value is None:
        return "–"
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def _labels(figures: Mapping[str, Any]) -> str:
    head = (
        "label", "lines", "with it", "precision", "recall", "F1", "average precision", "calibration error",
        "recall at strict",
    )  # fmt: skip
    strict = {row["label"]: row["recall"] for row in figures["strict"]["labels"]}
    rows = [
        (r["label"], r["lines"], r["positives"], r["precision"], r["recall"], r["f1"], r["average_precision"],
         f"{r['calibration_error']:.3f}", strict[r["label"]])
        for r in figures["messages"]["labels"]
    ]  # fmt: skip
    measured = figures["measured"]
    return table(head, rows) + f"\nVoices of the {measured['part']} part, depth {measured['depth']}."


def _groups(recall: Mapping[str, Mapping[str, float]]) -> str:
    rows = [(name, int(row["lines"]), int(row["labels"]), row["recall"]) for name, row in recall.items()]
    return table(("group", "lines", "labels carried", "recall"), rows)


def _background(figures: Mapping[str, Any]) -> str:
    strict = figures["background_strict"]
    rows = [
        (name, int(row["lines"]), row["threat"], row["demand"], row["grooming"], row["victim"], row["any"],
         strict[name]["any"])
        for name, row in figures["background"].items()
    ]  # fmt: skip
    return table(("file", "lines", "threat", "demand", "grooming", "victim", "any", "any, strict"), rows)


def _disguises(figures: Mapping[str, Any]) -> str:
    rows = [(name, row["recall"], row["alarms_per_hundred"]) for name, row in figures["disguises"].items()]
    return table(("disguise", "recall of positives", "alarms in 100 harmless lines"), rows)


def _chats(figures: Mapping[str, Any]) -> str:
    chats = figures["chats"]
    facts = (
        ("chats, positive", f"{chats['chats']}, {chats['positive']}"),
        ("macro F1", chats["macro_f1"]),
        ("right offender, of positive chats", chats["offender_right"]),
        ("stage right or one off", chats["stage_within_one"]),
        ("priority right", chats["priority_right"]),
        ("critical chats; the lowest rank of one", f"{chats['critical']}; {chats['worst_rank_of_critical']}"),
        ("harmless chats above medium", chats["harmless_above_medium"]),
        ("median offending message of the first flag", chats["median_first_flag"]),
    )
    return _chat_labels(chats) + "\n" + table(("figure", "value"), facts)


def _scattered(figures: Mapping[str, Any]) -> str:
    chats, idle = figures["scattered"], figures["idle"]
    facts = (
        ("chats, messages", f"{chats['chats']}, {chats['messages']}"),
        ("macro F1", chats["macro_f1"]),
        ("right offender, of positive chats", chats["offender_right"]),
        ("priority right", chats["priority_right"]),
        ("critical chats; the lowest rank of one", f"{chats['critical']}; {chats['worst_rank_of_critical']}"),
        ("harmless chats above medium", chats["harmless_above_medium"]),
        ("chats of such lines alone; above medium", f"{idle['chats']}; {idle['above_medium']}"),
    )
    return _chat_labels(chats) + "\n" + table(("figure", "value"), facts)


def _chat_labels(chats: Mapping[str, Any]) -> str:
    rows = [
        (label, int(r["positives"]), r["precision"], r["recall"], r["f1"], r["average_precision"])
        for label, r in chats["labels"].items()
    ]
    return table(("chat label", "chats", "precision", "recall", "F1", "average precision"), rows)


def _suite(figures: Mapping[str, Any]) -> str:
    suite = figures["suite"]
    cases = f"{suite['cases']} cases, {suite['right']:.1%} right; "
    pairs = f"{suite['pairs']} pairs, {suite['pairs_right']:.1%} right on every side.\n\n"
    rows = [(name, row["cases"], row["right"]) for name, row in suite["functionalities"].items()]
    return cases + pairs + table(("functionality (worst first)", "cases", "right"), rows)


def _entities(figures: Mapping[str, Any]) -> str:
    rows = [
        (kind, row["marked"], row["precision"], row["recall"], row["f1"], row["readers"])
        for kind, row in figures["entities"].items()
    ]
    return table(("entity", "marked", "precision", "recall", "F1", "another reader's F1"), rows)


def _cues(figures: Mapping[str, Any]) -> str:
    rows = [
        (cue, int(row["lines"]), int(row["with_it"]), row["precision"], row["recall"], row["recall_of_wordings"])
        for cue, row in figures["cues"].items()
    ]
    return table(("cue", "lines", "with it", "precision", "recall", "recall of the wordings alone"), rows)
