"""`findings.jsonl`: every chat's verdict and every flagged message, for programs."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final

from classifier.records import ChatVerdict, MessageVerdict
from classifier.report.clock import seconds
from classifier.report.finding import channels_of, demand_of, findings, labels_of, tactics_of
from classifier.report.run import Run
from classifier.report.summary import facts_of

UNSAFE: Final = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""Signs that a reader may take for a line's end, controls, and halves of surrogate pairs."""


def finding_lines(verdicts: Sequence[ChatVerdict], run: Run) -> Iterator[str]:
    """JSON objects, one a line: `{"type": "chat"}` for each chat, then its `{"type": "message"}`."""
    for rank, verdict in enumerate(verdicts, start=1):
        yield dump(_chat(rank, verdict, run))
        yield from (dump(_message(verdict, found)) for found in findings(verdict))


def dump(value: object, *, indent: int | None = None) -> str:
    r"""The value as JSON in UTF-8, one line without `indent`; signs that break lines stand as `\uXXXX`."""
    written = json.dumps(value, ensure_ascii=False, default=_plain, indent=indent)
    return UNSAFE.sub(lambda sign: f"\\u{ord(sign[0]):04x}", written)


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no JSON form; give findings.py one")


def _chat(rank: int, verdict: ChatVerdict, run: Run) -> dict[str, Any]:
    chat = verdict.chat
    sent = sorted(
        (m.sent_at for m in chat.messages if m.sent_at), key=lambda moment: seconds(moment, run.timezone) or 0
    )
    return {
        "type": "chat",
        "rank": rank,
        "chat": chat.id,
        "case": verdict.case,
        "title": chat.title,
        "platform": chat.platform,
        "participants": chat.participants,
        "sources": sorted({m.source.sha256 for m in chat.messages}),
        "messages": len(chat.messages),
        "first_sent_at": sent[0] if sent else None,
        "last_sent_at": sent[-1] if sent else None,
        "labels": verdict.labels,
        "probability": round(verdict.probability, 4),
        "probabilities": {label: round(p, 4) for label, p in verdict.probabilities.items()},
        "offenders": [asdict(offender) for offender in verdict.offenders],
        "stage": verdict.stage,
        "priority": verdict.priority,
        "first_flagged": verdict.first_flagged,
        "first_flagged_at": next((m.sent_at for m in chat.messages if m.number == verdict.first_flagged), None),
        "demand": asdict(demand_of(verdict)),
        "channels": channels_of(verdict),
        "tactics": tactics_of(verdict),
        "facts": facts_of(verdict),
        "reasons": [
            {
                "key": r.key,
                "messages": r.messages,
                "values": dict(r.values),
                "sentence": r.sentence(run.lang),
            }
            for r in verdict.reasons
        ],
        "timeline": [asdict(start) for start in verdict.timeline],
        "links": [asdict(link) for link in verdict.links],
        "warnings": [asdict(warning) for warning in chat.warnings],
    }


def _message(verdict: ChatVerdict, found: MessageVerdict) -> dict[str, Any]:
    message = found.message
    return {
        "type": "message",
        "chat": verdict.chat.id,
        "number": message.number,
        "sender": message.sender,
        "sent_at": message.sent_at,
        "sent_at_as_written": message.sent_at_as_written,
        "kind": message.kind,
        "edited": message.edited,
        "text": message.text,
        "source": asdict(message.source),
        "labels": found.labels,
        "in_context": found.in_context,
        "all_labels": labels_of(found),
        "tactics": found.tactics,
        "probability": {name: round(p, 4) for name, p in found.probability.items()},
        "evidence": [asdict(evidence) for evidence in found.evidence],
        "entities": [asdict(entity) for entity in found.entities],
    }
