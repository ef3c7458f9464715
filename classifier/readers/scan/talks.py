"""The messages of many chats mixed in one file, put to the chat that each belongs to."""

from classifier.readers.reading import Document, Draft
from classifier.readers.scan.chats import chat_of, numbered
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
        """Every chat; empty where no message was added."""
        return [
            chat_of(
                document, numbered(document, format_name, drafts), platform=platform, title=self._titles[key],
                key=f"{document.sha256}/{key}",
            )
            for key, drafts in self._drafts.items()
        ]  # fmt: skip
