"""Words that decide urgency: self-harm, a child, material already sent."""

import re

_SELF_HARM = re.compile(r"انتحر|انتحار|[أا](?:موت|قتل) (?:نفسي|روحي)|اخلص من روحي|ما ?اريد [اأ]عيش")
_CHILD = re.compile(r"عمري ?(?:1[0-7]|١[٠-٧])|(?:1[0-7]|١[٠-٧]) سنة|ابتدائي")
_SENT = re.compile(r"دزيتهن|نزلتهن|وصلت ل|شافها ابو|نشرتهن|نشرتها")


def mentions_self_harm(text: str) -> bool:
    """Whether the writer speaks of their own death or harm by their own hand."""
    return _SELF_HARM.search(text) is not None


def mentions_child(text: str) -> bool:
    """Whether the person concerned is a minor."""
    return _CHILD.search(text) is not None


def says_material_sent(text: str) -> bool:
    """Whether the writer says that material has already been sent or published."""
    return _SENT.search(text) is not None
