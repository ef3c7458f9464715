"""The README shows what really happens."""

import re

from conftest import ROOT
from test_score_script import score

README = (ROOT / "README.md").read_text(encoding="utf-8")
SESSION = re.compile(
    r"<!-- session -->\n\n```\n\$ python scripts/score.py ([^\n]*)\n(.*?)```\n<!-- /session -->", re.DOTALL
)


def session(arguments, monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "100")
    assert score.main(arguments) == score.DONE
    return "\n".join(line.rstrip() for line in capsys.readouterr().out.splitlines()) + "\n"


def test_the_session_is_what_the_script_prints(tmp_path, monkeypatch, capsys):
    """The session in the README is the script's own output on the samples."""
    arguments, shown = SESSION.search(README).groups()
    assert arguments == "data/samples --out report --lang en"
    printed = session(["data/samples", "--out", str(tmp_path / "report"), "--lang", "en"], monkeypatch, capsys)
    assert printed.replace(str(tmp_path / "report"), "report") == shown


def test_every_measured_table_is_filled():
    """No table that a script writes is empty."""
    for name, content in re.findall(r"<!-- figures: (\w+) -->\n(.*?)<!-- /figures: \w+ -->", README, re.DOTALL):
        assert content.count("|") > 10, name
