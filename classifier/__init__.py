"""Points to threats, blackmail demands, grooming and the victim's voice in Arabic chats, for a person to judge.

    import classifier

    detector = classifier.load()
    table = detector.score(["راح أنشر صورج إذا ما تدفعين"])
    verdict = detector.classify("راح أنشر صورج إذا ما تدفعين")
    ranked = detector.triage(classifier.read_chats("data/samples"))

Names are imported when first used, so that importing the package stays quick.
"""

from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from classifier.errors import ClassifierError, CorpusError, ModelError, OutputError, ReadError, SettingError
from classifier.settings import Settings

if TYPE_CHECKING:
    from classifier.detector import Detector, load
    from classifier.readers import read_chats

try:
    __version__ = version("arabic-extortion-classifier")
except PackageNotFoundError:
    __version__ = "0 (not installed)"

__all__ = [
    "ClassifierError", "CorpusError", "Detector", "ModelError", "OutputError", "ReadError", "SettingError", "Settings",
    "load", "read_chats",
]  # fmt: skip

_HOMES = {
    "Detector": "classifier.detector",
    "load": "classifier.detector",
    "read_chats": "classifier.readers",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'classifier' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
