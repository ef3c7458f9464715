"""`report.html`: one file that opens anywhere, asks for nothing, and runs nothing out of a chat."""

import hashlib
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from importlib import resources
from typing import Any, Final

import jinja2
from markupsafe import Markup

from classifier.labels import LABELS, PRIORITIES, STAGES
from classifier.records import ChatVerdict, Offender
from classifier.report import bilingual
from classifier.report.cells import drop_halves
from classifier.report.charts import week
from classifier.report.finding import needs_a_look, percent
from classifier.report.graph import graph
from classifier.report.payload import conversation, embed
from classifier.report.run import Run
from classifier.report.story import story
from classifier.wording.titles import LANGS, TITLES

LEFT, POP = "\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
"""Keep a time in order in the Arabic head of a printed page."""
STYLES: Final = ("page.css", "story.css", "talk.css", "print.css")
SCRIPTS: Final = ("words.js", "fold.js", "review.js", "list.js", "talk.js", "page.js")
"""Parts of the page's one script, in the order that they need each other."""


def render(verdicts: Sequence[ChatVerdict], run: Run, *, redacted: bool = False) -> Iterator[str]:
    """The page in pieces, `verdicts` standing in the order given, the most urgent first."""
    ranked = list(enumerate(verdicts, start=1))
    rank_of = {verdict.chat.id: rank for rank, verdict in ranked}
    style, script, early = _style(run), _joined(SCRIPTS), file_of("early.js")
    told = [story(rank, verdict, run.timezone) for rank, verdict in ranked if needs_a_look(verdict)]
    quiet = [story(rank, verdict, run.timezone) for rank, verdict in ranked if not needs_a_look(verdict)]
    pieces = (
        environment()
        .get_template("report.html.j2")
        .generate(
            run=run,
            attr=partial(bilingual.attr, lang=run.lang),
            redacted=redacted,
            told=told,
            quiet=quiet,
            rank_of=rank_of,
            title_of={verdict.chat.id: verdict.chat.title for verdict in verdicts},
            by_priority=Counter(verdict.priority for verdict in verdicts),
            labels=LABELS,
            stages=STAGES,
            priorities=tuple(reversed(PRIORITIES)),
            week=week(verdicts, run.timezone),
            graph=graph(verdicts),
            style=Markup(style),  # noqa: S704 - the program's own file
            script=Markup(script),  # noqa: S704 - the program's own files
            early=Markup(early),  # noqa: S704 - the program's own file
            policy=policy(style, script, early),
            page_words=embed(_script_words(run, rank_of, redacted=redacted)),
            conversations=((rank, embed(conversation(verdict, run.timezone))) for rank, verdict in ranked),
        )
    )
    return (drop_halves(piece) for piece in pieces)


def policy(style: str, *scripts: str) -> str:
    """A policy that forbids every connection and runs only these scripts, named by their digests."""
    named = " ".join(f"'sha256-{_digest(script)}'" for script in scripts)
    return (
        f"default-src 'none'; script-src {named}; style-src 'sha256-{_digest(style)}'; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


def _digest(text: str) -> str:
    return b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _style(run: Run) -> str:
    """The style, and the head and number of every printed page in both languages."""
    moment = run.ended_at.strftime("%Y-%m-%d %H:%M UTC")
    return _joined(STYLES) + "".join(_page_rule(lang, f"{moment} · {run.model_name}") for lang in LANGS)


def _page_rule(lang: str, named: str) -> str:
    head, page = (bilingual.interface()[key][LANGS.index(lang)] for key in ("print_head", "page_of"))
    font = "font: 9pt 'Segoe UI', 'Noto Sans Arabic', Tahoma, sans-serif;"
    top = f"@top-center {{ {font} content: {_css_string(f'{head} · {LEFT}{named}{POP}')}; }}"
    number = f"{_css_string(f'{page} ')} counter(page) ' / ' counter(pages)"
    return f"@page {lang} {{ {top} @bottom-center {{ {font} content: {number}; }} }}\n"


def _css_string(text: str) -> str:
    """The text as a CSS string in which no sign can end it: all but ASCII letters and digits escaped."""
    return '"' + "".join(c if c.isascii() and c.isalnum() else f"\\{ord(c):x} " for c in text) + '"'


def _script_words(run: Run, ranks: Mapping[str, int], *, redacted: bool) -> dict[str, Any]:
    """What the page's script needs: words in both languages, titles, and the digest that names the run."""
    named = ",".join(item.sha256 for item in run.inputs) + run.ended_at.isoformat()
    return {
        "run": hashlib.sha256(named.encode()).hexdigest()[:16],
        "lang": run.lang,
        "redacted": redacted,
        "labels": LABELS,
        "ranks": ranks,
        "words": {key: both for key, both in bilingual.interface().items() if not key.startswith("column.")},
        "titles": {family: TITLES[family] for family in ("label", "tactic", "entity", "kind")},
    }


def _joined(names: Sequence[str]) -> str:
    return "".join(file_of(name) for name in names)


@cache
def file_of(name: str) -> str:
    """The text of one of the program's own templates, styles or scripts."""
    return resources.files("classifier.report").joinpath(f"templates/{name}").read_text("utf-8")


@cache
def environment() -> jinja2.Environment:
    """The templates, every value escaped unless the program itself made it markup."""
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("classifier.report"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    made.filters["visible"] = bilingual.visible
    made.filters["percent"] = percent
    made.globals.update(t=bilingual.t, tt=bilingual.tt, say=bilingual.say, channel=bilingual.channel)
    made.globals.update(why=_why, day_words=_day_words)
    return made


def _why(offender: Offender) -> Markup:
    """Why a sender is suspected: the sentence that `Offender.why` names by its key."""
    return bilingual.say(offender.reason)


def _day_words(day: int, lang: str) -> str:
    return bilingual.interface()[f"day.{day}"][LANGS.index(lang)]
