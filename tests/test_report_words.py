import json
import re
from pathlib import Path

from classifier.labels import KINDS
from classifier.report import bilingual
from classifier.report.bilingual import interface

FOLDER = Path(bilingual.__file__).parent
BRACES = re.compile(r"\{(\w+)\}")


def test_every_word_of_the_page_is_used():
    """No word stands in the page's file that no template, script or module asks for."""
    sources = [path.read_text("utf-8") for path in FOLDER.rglob("*") if path.suffix in {".py", ".js", ".j2"}]
    text = "\n".join([*sources, *(f'"{kind}"' for kind in KINDS)])
    built = ("column.", "day.", "unknown_", "element.", "keys.")
    unused = [key for key in interface() if f'"{key}"' not in text and not key.startswith(built)]
    assert unused == []


def test_page_words_are_in_both_languages_with_the_same_values():
    """Each of the page's words is a pair whose two halves hold the same values."""
    written = json.loads((FOLDER / "templates/interface.json").read_text("utf-8"))
    for key, (arabic, english) in written.items():
        assert set(BRACES.findall(arabic)) == set(BRACES.findall(english)), key
        assert arabic
        assert english
