"""`summary.html` and `summary.csv`: the counts of cases for people and for a spreadsheet."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from markupsafe import Markup

from classifier.labels import CHAT_LABELS
from classifier.report.bilingual import attr, head_words, tt
from classifier.report.cells import write_table
from classifier.report.folder import whole_folder
from classifier.report.page import environment, file_of, policy
from classifier.report.summary import Summary
from classifier.wording.titles import TITLES, title

FAMILIES: Final[Mapping[str, Sequence[str]]] = {
    "type": ("chat_label",),
    "priority": ("priority",),
    "tactic": ("tactic",),
    "channel": ("channel", "entity"),
}
"""The families of words that title the rows of a table; other rows are shown as they are."""


def publish_summary(summary: Summary, out: Path, *, lang: str) -> None:
    """Nothing; `summary.html` and `summary.csv` stand in the folder `out`, or nothing does.

    Raises:
        OutputError: `out` holds something or cannot be written.
    """
    heads = head_words(lang)
    rows = (
        (heads[table], _plain(table, name, lang), count)
        for table, counts in summary.tables.items()
        for name, count in counts
    )
    with whole_folder(out) as folder:
        with (folder / "summary.csv").open("w", encoding="utf-8", newline="") as stream:
            write_table(stream, (heads["what"], heads["value"], heads["cases"]), rows)
        (folder / "summary.html").write_text(render_summary(summary, lang), "utf-8")


def render_summary(summary: Summary, lang: str) -> str:
    """The page of a summary, in both languages, opening in `lang`."""
    style, script = file_of("page.css") + file_of("summary.css"), file_of("switch.js")
    return (
        environment()
        .get_template("summary.html.j2")
        .render(
            summary=summary,
            lang=lang,
            labels=CHAT_LABELS,
            highest=max((month.cases for month in summary.months), default=1),
            row_words=_both,
            attr=partial(attr, lang=lang),
            style=Markup(style),  # noqa: S704 - the program's own files
            script=Markup(script),  # noqa: S704 - the program's own file
            policy=policy(style, script),
        )
    )


def _plain(table: str, name: str, lang: str) -> str:
    family = _family(table, name)
    return name if family is None else title(family, name, lang)


def _both(table: str, name: str) -> Markup:
    family = _family(table, name)
    return Markup("<bdi>{}</bdi>").format(name) if family is None else tt(family, name)


def _family(table: str, name: str) -> str | None:
    """The family that titles a row; None for a name that is shown as it is."""
    return next((family for family in FAMILIES.get(table, ()) if name in TITLES[family]), None)
