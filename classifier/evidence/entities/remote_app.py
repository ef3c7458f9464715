"""Remote-control programs that a message names: who installs one hands over the screen."""

import re
from collections.abc import Iterator
from typing import Final

from classifier.evidence.entities.fold import Folded
from classifier.evidence.entities.rows import GLUED, Row, named, searched
from classifier.records import Entity

KIND: Final = "remote_app"

ROWS: Final = (
    Row(
        "anydesk",
        r"any ?desk|ا?ني ?د[يس]{1,2}ك|اني ?دي?سك|اينيديسك|اي?ني دسك",
        ("برنامج AnyDesk", "نزل اني ديسك", "أنيدسك"),
        ("اني هنا",),
    ),
    Row("teamviewer", r"team ?viewer|تي?م ?فيو+ر|تيم ?فيوير", ("نزل TeamViewer", "تيم فيور"), ("التيم فاز",)),
    Row("rustdesk", r"rust ?desk|ر[اس]ست ?ديسك", ("RustDesk",), ("راس الشارع",)),
    Row("quicksupport", r"quick ?support|كويك ?سب?ورت", ("QuickSupport", "كويك سبورت"), ("سبورت كلوب",)),
    Row("airdroid", r"air ?(?:droid|mirror)|اي?ر ?درويد", ("AirDroid",), ("درويد",)),
    Row("ultraviewer", r"ultra ?viewer|الترا ?فيور", ("UltraViewer",), ("الترا صوت",)),
    Row("alpemix", r"alpemix|ammyy|supremo|zoho assist|splashtop|logmein|iperius", ("Supremo",), ("supreme",)),
    Row("chrome_remote", r"chrome remote(?: desktop)?", ("Chrome Remote Desktop",), ("chrome browser",)),
)
"""Programs by name, in both scripts."""

TRIGGER: Final = re.compile(
    r".{0,8}د[يس]{1,2}ك|.{0,6}فيو+ي?ر|سب?ورت|.{0,4}درويد|.{0,5}desk|.{0,6}viewer|quicksupport|"
    r"support|air(?:droid|mirror)|droid|mirror|"
    r"alpemix|ammyy|supremo|zoho|splashtop|logmein|iperius|remote"
)

_PATTERN: Final = searched(ROWS, before=GLUED)


def find(text: Folded) -> Iterator[Entity]:
    """Every remote-control program named in the text."""
    return named(KIND, _PATTERN, text)
