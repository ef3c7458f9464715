import re
from pathlib import Path

import pytest

from classifier.report import page

CSS = (Path(page.__file__).parent / "templates" / "page.css").read_text("utf-8")
PRINT = (Path(page.__file__).parent / "templates" / "print.css").read_text("utf-8")
WASHED = ("threat", "demand", "grooming", "victim")
GROUNDS = ("paper", "card", "soft", "offender-bubble", "other-bubble")
PAIRS = [
    *(("ink", ground) for ground in (*GROUNDS, *(f"{label}-wash" for label in WASHED))),
    *(("faint", ground) for ground in GROUNDS),
    *(("accent", ground) for ground in GROUNDS),
    *((label, f"{label}-wash") for label in WASHED),
    *((f"{name}-ink", name) for name in ("critical", "high", "medium", "accent")),
    ("medium", "card"),
    ("quiet-ink", "card"),
    ("hit-ink", "hit"),
]


def tokens(text):
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", text))


LIGHT = tokens(CSS[: CSS.index('[data-theme="dark"]')])
THEMES = {
    "light": LIGHT,
    "dark": tokens(CSS[CSS.index('[data-theme="dark"]') : CSS.index("@media")]),
    "system dark": tokens(CSS[CSS.index("@media (prefers") : CSS.index(':root[data-theme="light"]')]),
    "print": LIGHT | tokens(PRINT),
}


def luminance(colour):
    """The relative luminance of a colour (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", THEMES)
def test_words_stand_out_from_their_ground(theme):
    """Every colour of words reaches WCAG's AA (4.5 to 1) on every ground that it stands on."""
    colours = THEMES[theme]
    ratios = {}
    for words, ground in PAIRS:
        low, high = sorted(luminance(colours[name]) for name in (words, ground))
        ratios[words, ground] = (high + 0.05) / (low + 0.05)
    assert {pair: round(ratio, 2) for pair, ratio in ratios.items() if ratio < 4.5} == {}


def test_both_dark_themes_are_the_same():
    """Dark chosen by hand and dark of the system are one set of colours."""
    assert THEMES["dark"] == THEMES["system dark"]
