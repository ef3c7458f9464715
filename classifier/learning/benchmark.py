"""How fast the parts are, each beside what does the same job otherwise, in one run on one machine."""

import platform
import random
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final

from camel_tools.tokenizers.word import simple_word_tokenize
from camel_tools.utils.dediac import dediac_ar
from camel_tools.utils.normalize import (
    normalize_alef_ar,
    normalize_alef_maksura_ar,
    normalize_teh_marbuta_ar,
    normalize_unicode,
)
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier
from sklearn.pipeline import make_pipeline, make_union

from classifier.detector import Detector
from classifier.labels import LABELS
from classifier.learning.corpus import Example, read_messages
from classifier.learning.material import truth
from classifier.readers import read_export
from classifier.records import Chat, Message, Source
from classifier.report import Run, publish
from classifier.scoring.scorer import DEPTHS
from classifier.text import TokenBank, arabic_reading
from classifier.text.arabizi import known_words
from classifier.text.slips import meant

MESSAGES: Final = 20_000
LONGEST: Final = 120
"""Letters of the longest message that is measured: short chat messages."""
_REPEATS: Final = 3
_LEARNT: Final = 4_000
_ONE_BY_ONE: Final = 1_000
_DEEP: Final = 2_000
_CHAT_LINES: Final = 200_000
_REPORT_MESSAGES: Final = 50_000


def measure(detector: Detector, corpus: Path) -> dict[str, Any]:
    """Messages, lines and milliseconds: each figure with its baseline where there is one."""
    examples = [e for e in read_messages(corpus / "messages") if len(e.text) <= LONGEST]
    random.Random(0).shuffle(examples)  # noqa: S311 - repeatable, not secret
    texts = [example.text for example in examples[:MESSAGES]]
    quick = _cold(detector, texts)
    plain = _plain_pipeline(examples[-_LEARNT:])
    return {
        "machine": f"{_processor()}, Python {platform.python_version()}",
        "messages": len(texts),
        "read": {
            "ours": _rate(lambda: TokenBank().read(texts), len(texts)),
            "camel-tools": _rate(lambda: [_camel(text) for text in texts], len(texts)),
        },
        "quick": {"ours": quick, "scikit-learn": _rate(lambda: plain.predict_proba(texts), len(texts))},
        "warm": _rate(lambda: detector.score(texts, depth="quick"), len(texts)),
        "depths": {depth: _rate(partial(detector.score, texts[:_DEEP], depth=depth), _DEEP) for depth in DEPTHS},
        "one_message_ms": {depth: _one_by_one(detector, texts, depth) for depth in ("quick", "standard")},
        "whatsapp_lines": {phone: _whatsapp(texts, head) for phone, head in _HEADS.items()},
        "report": _report(detector, texts),
    }


def _fresh(detector: Detector) -> Detector:
    """The same model with no word of the messages remembered, nor what it is read as."""
    for remembered in (arabic_reading, known_words, meant):
        remembered.cache_clear()
    return Detector(detector.folder, detector.settings)


def _rate(work: Callable[[], object], count: int) -> float:
    """Items a second: the best of three runs."""
    return count / min(_seconds(work) for _ in range(_REPEATS))


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _cold(detector: Detector, texts: Sequence[str]) -> float:
    """Messages a second for models that remember nothing yet: the best of three, loading not counted."""
    return len(texts) / min(_seconds(partial(_fresh(detector).score, texts, depth="quick")) for _ in range(_REPEATS))


def _camel(text: str) -> list[str]:
    for step in (normalize_unicode, dediac_ar, normalize_alef_ar, normalize_alef_maksura_ar, normalize_teh_marbuta_ar):
        text = step(text)
    tokens: list[str] = simple_word_tokenize(text)
    return tokens


def _plain_pipeline(examples: Sequence[Example]) -> Any:  # noqa: ANN401 - scikit-learn has no types
    """What most people would build: tf-idf of characters 2-5 and words 1-2, one logistic regression a label."""
    features = make_union(
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5)), TfidfVectorizer(analyzer="word", ngram_range=(1, 2))
    )
    pipeline = make_pipeline(features, OneVsRestClassifier(LogisticRegression(solver="liblinear")))
    return pipeline.fit([e.text for e in examples], truth(examples)[:, : len(LABELS)])


def _one_by_one(detector: Detector, texts: Sequence[str], depth: str) -> float:
    """The median time of `classify` for messages that the model meets for the first time, in milliseconds."""
    fresh = _fresh(detector)
    times = [_seconds(partial(fresh.classify, text, depth=depth)) for text in texts[:_ONE_BY_ONE]]
    return 1000 * statistics.median(times)


def _android(n: int) -> str:
    return f"{1 + n // 9000 % 28}/3/2024, {n // 60 % 24:02}:{n % 60:02} - "


def _iphone(n: int) -> str:
    when = datetime(2024, 3, 1, tzinfo=UTC) + timedelta(seconds=13 * n)
    return f"[{when.day}/{when.month}/{when.year}, {when:%I:%M:%S}\N{NARROW NO-BREAK SPACE}{when:%p}] "


_HEADS: Final[dict[str, Callable[[int], str]]] = {"Android": _android, "iPhone": _iphone}


def _whatsapp(texts: Sequence[str], head: Callable[[int], str]) -> float:
    """Physical lines a second of a WhatsApp export whose message n begins with `head(n)`."""
    lines = [f"{head(n)}{'نور' if n % 3 else 'علي'}: {texts[n % len(texts)]}" for n in range(_CHAT_LINES)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "WhatsApp Chat with نور.txt"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        count = sum(line.count("\n") + 1 for line in lines)
        return _rate(lambda: read_export(path), count)


def _report(detector: Detector, texts: Sequence[str]) -> dict[str, float | None]:
    """A case of one long chat: seconds to write all results, size of the page, seconds until a browser shows it."""
    source = Source("case", "0", "benchmark")
    start = datetime(2024, 1, 1, tzinfo=UTC)
    messages = tuple(
        Message(
            n + 1, "نور" if n % 3 else "علي", texts[n % len(texts)], start + timedelta(minutes=n), None, "text",
            edited=False, source=source,
        )
        for n in range(_REPORT_MESSAGES)
    )  # fmt: skip
    verdicts = detector.triage([Chat("case", "case", "benchmark", ("علي", "نور"), messages)], depth="quick")
    run = Run((), (), "", "", "", "", start, start, "quick", len(messages), 0, 0)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "report"
        seconds = _seconds(partial(publish, verdicts, run, out))
        page = out / "report.html"
        return {"seconds": seconds, "megabytes": page.stat().st_size / 1e6, "opening": _opening(page, Path(folder))}


def _opening(page: Path, folder: Path) -> float | None:
    """Seconds that a headless Chromium takes for the page beyond an empty one; None where there is none."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        return None
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]

    def shown(address: str) -> float:
        command = [
            browser,
            *flags,
            f"--user-data-dir={folder / 'profile'}",
            f"--screenshot={folder / 'page.png'}",
            address,
        ]
        return _seconds(partial(subprocess.run, command, check=True, capture_output=True, timeout=120))

    shown("about:blank")  # the first start makes the profile
    return shown(page.as_uri()) - shown("about:blank")


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    named = (
        [line for line in info.read_text(encoding="utf-8").splitlines() if "model name" in line]
        if info.exists()
        else []
    )
    return named[0].partition(":")[2].strip() if named else platform.processor() or platform.machine()
