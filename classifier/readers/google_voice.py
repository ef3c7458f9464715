"""Google Voice's texts as Takeout gives them: pages in the hCard markup, some for each conversation."""

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.chats import chat_of, numbered, parsed
from classifier.readers.scan.clock import from_iso
from classifier.readers.scan.elements import Tally
from classifier.readers.scan.markup import Tag, tags

FORMAT = "google-voice"
_LOG = "hChatLog"
_TEXTS = " - Text"
_MEDIA = ("img", "video", "audio")
_SURE = 92


def recognise(sample: Sample) -> int:
    """How surely the sample is such a page, by the class of its log."""
    return _SURE if f'class="{_LOG}' in sample.text else 0


def read(document: Document) -> Parsed:
    """The texts of the page, in file order; the pages of a folder that are named for one person are one chat."""
    tally = Tally()
    drafts = [_draft(tag) for tag in tags(document, lambda tag: tag.is_a("message"), tally)]
    if not drafts:
        raise document.nothing(1, "the page holds no text; give the pages of texts of the download")
    title = document.stem.partition(_TEXTS)[0]
    folder = document.place.removesuffix(document.name)
    chat = chat_of(
        document, numbered(document, FORMAT, drafts), platform="google-voice", title=title, key=f"{folder}{title}"
    )
    return parsed(document, (chat,), tally.lines, tally.encoding)


def _draft(tag: Tag) -> Draft:
    stamp = next((inner.attributes.get("title", "") for inner in tag.inside("dt")), "")
    sender = next(tag.inside("sender"), None)
    numbers = [] if sender is None else [a.attributes.get("href", "").removeprefix("tel:") for a in sender.named("a")]
    files = [file for inner in tag.named(*_MEDIA) if (file := inner.attributes.get("src"))]
    return Draft(
        text="\n".join(quote.words() for quote in tag.named("q", within=_is_no_quote)).strip() or " ".join(files),
        sender=(sender.words() if sender else "") or next(filter(None, numbers), None),
        sent_at=from_iso(stamp), as_written=stamp or None, kind="media" if files else "text",
        first=tag.first, last=tag.last,
    )  # fmt: skip


def _is_no_quote(tag: Tag) -> bool:
    return tag.name != "q"


READER = Format(FORMAT, recognise, read)
