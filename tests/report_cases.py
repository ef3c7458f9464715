"""Chats with their verdicts, made up for the report's tests: no detector has judged them.

Run as a program, it writes the golden files anew: `python tests/report_cases.py`.
"""

import json
import re
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import openpyxl

from classifier.labels import LABELS, OUTPUTS
from classifier.records import (
    Chat,
    ChatVerdict,
    ChatWarning,
    Entity,
    Evidence,
    Link,
    Message,
    MessageVerdict,
    Offender,
    Reason,
    Source,
    Span,
    StageStart,
)
from classifier.report import Input, Run, Unreadable, publish

CASES = Path(__file__).parent / "cases"
START = datetime(2026, 3, 1, 19, 30)  # noqa: DTZ001 - a phone's wall clock
DIGEST = "ab" * 32


def run(**changes):
    """A run over three files, one of which could not be read."""
    made = Run(
        inputs=(
            Input("exports/WhatsApp Chat with Saif.txt", DIGEST, 48_213, DIGEST, "whatsapp-txt", 16, 2),
            Input("exports/result.json", "cd" * 32, 9_120, "cd" * 32, "telegram-json", 5),
        ),
        unreadable=(Unreadable("exports/old.db", "old.db: no known chat export. Export the chat as text."),),
        tool_version="0.1.0",
        model_name="default",
        model_digest="ef" * 32,
        command_line='score.py exports --out "case 7"',
        started_at=datetime(2026, 3, 5, 8, 0, tzinfo=UTC),
        ended_at=datetime(2026, 3, 5, 8, 0, 42, tzinfo=UTC),
        depth="standard",
        read=30,
        skipped=2,
        flagged=14,
        timezone=None,
        settings={"same_script": 0.8},
    )
    return replace(made, **changes)


def verdicts(name="report"):
    """The chats of `cases/<name>.json` in the order of the file."""
    cases = json.loads((CASES / f"{name}.json").read_text("utf-8"))
    return tuple(verdict(case) for case in cases)


def verdict(case):
    """A chat's verdict out of its case."""
    judged = tuple(_judged(case, number, line) for number, line in enumerate(case["messages"], start=1))
    senders = dict.fromkeys(line["s"] for line in case["messages"] if line["s"])
    return ChatVerdict(
        chat=Chat(
            id=case["id"],
            title=case["title"],
            platform=case["platform"],
            participants=tuple(senders),
            messages=tuple(one.message for one in judged),
            warnings=tuple(ChatWarning(kind, text, tuple(at)) for kind, text, at in case["warnings"]),
        ),
        labels=tuple(case["labels"]),
        probability=case["probability"],
        probabilities=dict.fromkeys(case["labels"], case["probability"]),
        offenders=tuple(Offender(name, why, tuple(at)) for name, why, at in case["offenders"]),
        stage=case["stage"],
        priority=case["priority"],
        first_flagged=case["first_flagged"],
        verdicts=judged,
        reasons=tuple(Reason(key, tuple(at), tuple(values.items())) for key, at, values in case["reasons"]),
        timeline=tuple(StageStart(*start) for start in case["timeline"]),
        links=tuple(Link(chat, kind, value, tuple(a), tuple(b)) for chat, kind, value, a, b in case["links"]),
    )


def message_verdict(text, evidence=(), entities=()):
    """A text judged, with spans given as (label, start, end) and (kind, start, end)."""
    source = Source("a.txt", DIGEST, "whatsapp-txt")
    return MessageVerdict(
        message=Message(1, "سيف", text, START, None, "text", edited=False, source=source),
        probability=_probability(()),
        labels=tuple(dict.fromkeys(label for label, _, _ in evidence)),
        evidence=tuple(Evidence(label, None, Span(a, b), 1.0, "linear") for label, a, b in evidence),
        entities=tuple(Entity(kind, Span(a, b), text[a:b], "rule") for kind, a, b in entities),
    )


def many(count):
    """One chat of `count` messages over half a year, every ninth of them flagged."""
    texts = [line["x"] for case in json.loads((CASES / "report.json").read_text("utf-8")) for line in case["messages"]]
    lines = [
        {"s": ("سيف", "نور")[at % 2], "x": f"{texts[at % len(texts)]} ({at})", "m": at * 5}
        | ({"l": [LABELS[at % 4]], "t": [], "e": [[LABELS[at % 4], f"({at})"]]} if at % 9 == 0 else {})
        for at in range(count)
    ]
    case = json.loads((CASES / "report.json").read_text("utf-8"))[0]
    plain = {"title": "سيف", "offenders": [["سيف", "threat_and_demand", [1]]], "links": [], "warnings": []}
    return verdict(case | plain | {"messages": lines, "timeline": [["demand", 1]], "reasons": []})


def _judged(case, number, line):
    message = _message(case, number, line)
    return MessageVerdict(
        message=message,
        probability=_probability((*line.get("l", ()), *line.get("c", ()), *line.get("t", ()))),
        labels=tuple(line.get("l", ())),
        tactics=tuple(line.get("t", ())),
        evidence=tuple(_evidence(line["x"], *row) for row in line.get("e", ())),
        entities=tuple(_entity(line["x"], *row) for row in line.get("n", ())),
        in_context=tuple(line.get("c", ())),
    )


def _message(case, number, line):
    zone = case["zone"]
    moment = START + timedelta(minutes=line["m"])
    sent_at = datetime.fromisoformat(moment.isoformat() + zone) if zone else moment
    source = Source(case["file"], DIGEST, case["platform"], case.get("member"), number, number)
    kind, edited = line.get("k", "text"), line.get("edited", False)
    return Message(number, line["s"], line["x"], sent_at, str(moment), kind, edited, source)


def _probability(names) -> Mapping[str, float]:
    return {name: 0.93 if name in names else 0.04 for name in OUTPUTS}


def _evidence(text, label, words):
    start = text.index(words)
    return Evidence(label, None, Span(start, start + len(words)), 1.5, "linear")


def _entity(text, kind, words, *value_amount_unit_due):
    start = text.index(words)
    value, amount, unit, due = (*value_amount_unit_due, None, None, None)[:4]
    moment = datetime.fromisoformat(due) if due else None
    return Entity(kind, Span(start, start + len(words)), value, f"{kind}.case", amount, unit, moment)


def saying(*texts, title="سيف", sender="سيف"):
    """One flagged chat in which `sender` says the texts, each flagged as a threat from end to end."""
    case = json.loads((CASES / "report.json").read_text("utf-8"))[0]
    lines = [
        {"s": sender, "x": text, "m": at, "l": ["threat"], "t": ["threat.exposure"], "e": [["threat", text]]}
        for at, text in enumerate(texts)
    ]
    reasons = [["violence", [1], {"name": sender}]]
    said = {"title": title, "offenders": [[sender, "violence", [1]]], "reasons": reasons, "messages": lines}
    warnings = [["unread_lines", title, [1]]]
    links = [["other", "phone", title, [1], [1]]]
    return verdict(case | said | {"timeline": [["leverage", 1]], "links": links, "warnings": warnings})


def hostile():
    """A chat of every hostile text of `cases/report_hostile.json`, its names being of the worst of them."""
    texts = [case["text"] for case in json.loads((CASES / "report_hostile.json").read_text("utf-8"))]
    return saying(*texts, title=texts[1], sender=texts[0])


def bare_page(path):
    """The page's markup without styles, scripts and policy, whose places stay."""
    text = re.sub(r"(<style>|<script>).*?(</style>|</script>)", r"\1\2", path.read_text("utf-8"), flags=re.DOTALL)
    return re.sub(r'(Security-Policy" content=").*?"', r'\1"', text)


def cells_of(path):
    """The values of a workbook by sheet, dates as text."""
    book = openpyxl.load_workbook(path)
    return {sheet.title: [[_value(cell) for cell in row] for row in sheet.iter_rows()] for sheet in book}


def _value(cell):
    return str(cell.value) if cell.is_date else cell.value


def rewrite_golden():
    """Nothing; the golden files are written anew, to be looked at before they are kept."""
    golden = Path(__file__).parent / "golden" / "report"
    golden.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        publish(verdicts(), run(), out)
        for name in ("chats.csv", "messages.csv", "findings.jsonl"):
            shutil.copy(out / name, golden / name)
        (golden / "report.html").write_text(bare_page(out / "report.html"), "utf-8")
        cells = json.dumps(cells_of(out / "triage.xlsx"), ensure_ascii=False, indent=1)
        (golden / "triage.json").write_text(cells + "\n", "utf-8")


if __name__ == "__main__":
    rewrite_golden()
