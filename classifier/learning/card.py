"""The model card: what a model was made from, how it chooses, and what it must not be used for."""

import json
from collections.abc import Mapping
from typing import Any

_CARD = """# Model card: {name}

Reads one Arabic chat message and gives calibrated probabilities for `threat`, `demand`, `grooming` and
`victim` and for the tactics under them, after the project's annotation guidelines.

**Use.** Pointing a trained person to messages of a reported chat. **Not for** declaring anyone guilty,
acting without a person's judgement, or watching people's private conversations in bulk.

**Made from** {messages} training lines. Background text, used as harmless negatives (half of each file) and
for choosing thresholds (a fifth); it is not part of the project:

| file | lines | source | licence | SHA-256 |
|---|---|---|---|---|
{background}

**Operating points** (a label applies at or above its threshold; chosen on voices kept out of training):

| point | threat | demand | grooming | victim | chosen for |
|---|---|---|---|---|---|
{points}

**Encoder**

```json
{encoder}
```

**Training plan**

```json
{plan}
```
"""


def card(facts: Mapping[str, Any]) -> str:
    """The card in Markdown, from the facts that the model folder holds."""
    background = "\n".join(_row(b) for b in facts["background"])
    goal = {"default": "default_alarms", "strict": "strict_alarms"}
    points = "\n".join(
        f"| {name} | " + " | ".join(f"{value:.3f}" for value in point.values())
        + f" | at most {facts['plan'][goal[name]]:g} alarms in 1,000 background lines |"
        for name, point in facts["thresholds"].items()
    )  # fmt: skip
    return _CARD.format(
        name=facts["name"],
        messages=facts["trained_on"]["messages"],
        background=background or "| none | | | | |",
        points=points,
        encoder=json.dumps(facts.get("encoder", "none"), indent=1),
        plan=json.dumps(facts["plan"], indent=1),
    )


def _row(file: Mapping[str, Any]) -> str:
    return f"| {file['name']} | {file['lines']} | {file['source']} | {file['licence']} | `{file['sha256']}` |"
