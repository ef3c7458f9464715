"""What tests share: cases as data, and the shipped detector, loaded once."""

import importlib.util
import json
from pathlib import Path

import numpy as np
import pytest

import classifier
from classifier.labels import COLUMNS

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def detector():
    return classifier.load()


@pytest.fixture(scope="session")
def samples():
    return ROOT / "data" / "samples"


class Listener:
    """A scorer that hears the same in every text, and keeps what it was given."""

    def __init__(self):
        self.texts = []

    def heard(self, texts, **_):
        self.texts += texts
        return np.full((len(texts), len(COLUMNS)), 0.4)


def script(name):
    """scripts/<name>.py as a module."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def cases(name):
    """The cases of tests/cases/<name>.json as pytest parameters; a known failure is a strict xfail."""
    rows = json.loads((ROOT / "tests" / "cases" / f"{name}.json").read_text(encoding="utf-8"))
    marks = {True: [pytest.mark.xfail(strict=True)], False: []}
    return [pytest.param(row, id=row["label"], marks=marks["known_failure" in row]) for row in rows]
