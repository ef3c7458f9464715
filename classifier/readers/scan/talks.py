"""The messages of many chats mixed in one file, put to the chat that each belongs to."""

from collections.abc import Iterator

from classifier.readers.reading import Document, Draft
from classifier.readers.scan.chats import chat_of, numbered, oldest_first, unsent_warning
from classifier.records import Chat


class Talks:
    """Chats by key, in the order of their first messages; a title is what the first message of a chat says it is."""

    def __init__(self) -> None:
        self._titles: dict[str, str] = {}
        self._drafts: dict[str, list[Draft]] = {}

    def add(self, key: str, title: str, draft: Draft) -> None:
        """Put a message behind those of its chat."""
        self._titles.setdefault(key, title)
        self._drafts.setdefault(key, []).append(draft)

    def chats(self, document: Document, *, format_name: str, platform: str) -> list[Chat]:
        """Every chat, each in time order; empty where no message was added."""
        return list(self._chats(document, format_name, platform))

    def _chats(self, document: Document, format_name: str, platform: str) -> Iterator[Chat]:
        for key, drafts in self._drafts.items():
            ordered, warnings = oldest_first(drafts)
            yield chat_of(
                document, numbered(document, format_name, ordered), platform=platform, title=self._titles[key],
                key=f"{document.sha256}/{key}", warnings=(*warnings, *unsent_warning(ordered)),
            )  # fmt: skip
