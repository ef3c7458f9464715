"""Which files of a folder or an archive are passed over, and the order of the others."""

import re
from pathlib import Path
from typing import Final

_MEDIA: Final = frozenset((
    ".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".bmp", ".svg", ".ico", ".mp4", ".mov", ".3gp", ".avi",
    ".mkv", ".webm", ".opus", ".ogg", ".oga", ".mp3", ".m4a", ".aac", ".amr", ".wav", ".caf", ".tgs", ".pdf",
    ".vcf", ".css", ".js", ".ttf", ".woff", ".woff2", ".thumb", ".db", ".sqlite", ".db-wal", ".db-shm", ".plist",
    ".apk", ".doc", ".docx", ".ppt", ".pptx", ".html~", ".crypt14", ".crypt15",
))  # fmt: skip
"""The ends of the names of what is no text."""
_MESSAGES_IN_A_SCRIPT = re.compile(r"direct[-_]messages?(?:[-_]group)?(?:[-_]part\d+)?\.js")
"""The scripts in the archive of an app that hold its messages."""


def is_hidden(name: str) -> bool:
    """Whether a path holds a hidden part, a Mac's shadow copies, or names a medium."""
    parts = name.replace("\\", "/").split("/")
    return any(part == "__MACOSX" or (part.startswith(".") and part not in (".", "..")) for part in parts) or (
        Path(parts[-1]).suffix.lower() in _MEDIA and not _MESSAGES_IN_A_SCRIPT.fullmatch(parts[-1])
    )


def natural(name: str) -> list[tuple[int, str]]:
    """A sorting key that puts `message_2` before `message_10`, and `messages.html` before `messages2.html`."""
    parts = re.split(r"(\d+|\.[^./\\]*$)", name)
    return [(int(part[:18]), "") if part.isdecimal() else (-1, part) for part in parts]
