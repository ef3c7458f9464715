"""Both languages side by side in the page, so that it switches at a click and reads without a script."""

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Final

from markupsafe import Markup, escape

from classifier.errors import OutputError
from classifier.records import Reason
from classifier.wording.sentences import parts
from classifier.wording.titles import LANGS, TITLES, title

OVERRIDES: Final = {"\N{RIGHT-TO-LEFT OVERRIDE}": "RLO", "\N{LEFT-TO-RIGHT OVERRIDE}": "LRO"}
"""Marks that turn letters round, and can make a name read as another."""
NUMBERS: Final = re.compile(r"\+?\d(?:[ -]?\d){6,}")
"""Long numbers, whose groups a right-to-left line would show in the wrong order."""
BOTH: Final = Markup('<span lang="ar">{}</span><span lang="en">{}</span>')


@cache
def interface() -> Mapping[str, list[str]]:
    """The page's own words by key, Arabic then English, out of `templates/interface.json`."""
    written = resources.files("classifier.report").joinpath("templates/interface.json")
    words: Mapping[str, list[str]] = json.loads(written.read_text("utf-8"))
    return words


def t(key: str, **values: object) -> Markup:
    """The words of `key` in both languages, each value escaped and isolated from their direction."""
    isolated = {name: Markup("<bdi>{}</bdi>").format(value) for name, value in values.items()}
    return BOTH.format(*(escape(words).format(**isolated) for words in _words(key)))


def tt(family: str, name: str) -> Markup:
    """The title of a label, tactic, stage and so on in both languages."""
    return BOTH.format(*(title(family, name, lang) for lang in LANGS))


def channel(value: str) -> Markup:
    """A payment channel by its title in both languages; any other way to pay, such as a number, as it is."""
    if value in TITLES["channel"]:
        return tt("channel", value)
    return Markup("<bdi>{}</bdi>").format(visible(value))


def attr(key: str, name: str = "aria-label", *, lang: str, **values: object) -> Markup:
    """An attribute in the language `lang`, with both languages beside it for the switch."""
    ar, en = (words.format(**values) for words in _words(key))
    now = en if lang == "en" else ar
    return Markup('{0}="{1}" data-{0}-ar="{2}" data-{0}-en="{3}"').format(name, now, ar, en)


def say(reason: Reason) -> Markup:
    """The sentence of a reason in both languages, each value out of the chat isolated."""
    return BOTH.format(
        *(Markup("").join(_piece(*part) for part in parts(reason.key, dict(reason.values), lang)) for lang in LANGS)
    )


def visible(text: str) -> Markup:
    """The text, escaped; marks that turn letters round are shown and do not act, numbers keep their order."""
    shown = str(escape(text))
    for sign, name in OVERRIDES.items():
        shown = shown.replace(sign, f'<span class="override">⟨{name}⟩</span>')
    return Markup(NUMBERS.sub(r'<bdi dir="ltr">\g<0></bdi>', shown))  # noqa: S704 - escaped above


def head_words(lang: str) -> dict[str, str]:
    """The heads of columns by their name in `lang`."""
    return {
        key.removeprefix("column."): words[LANGS.index(lang)]
        for key, words in interface().items()
        if key.startswith("column.")
    }


def _piece(text: str, is_value: bool) -> Markup:  # noqa: FBT001 - a pair out of `parts`
    return Markup("<bdi>{}</bdi>").format(visible(text)) if is_value else escape(text)


def _words(key: str) -> tuple[str, str]:
    if key not in interface():
        raise OutputError(f"the page has no words called '{key}'; add them to templates/interface.json")
    ar, en = interface()[key]
    return ar, en
