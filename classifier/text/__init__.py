"""Cleaning without moving: tokens in normal form that keep their place in the message as written."""

from classifier.text.arabizi import PREFIXES, arabic_reading
from classifier.text.bank import EDGE, Batch, TokenBank
from classifier.text.normalise import normalise, normalise_all
from classifier.text.readings import reading, readings
from classifier.text.sound import skeleton, skeletons
from classifier.text.tokenise import Token, chunk_spans, chunks, read_chunk, tokenise
from classifier.text.words import words_digest

__all__ = [
    "EDGE", "PREFIXES", "Batch", "Token", "TokenBank", "arabic_reading", "chunk_spans", "chunks", "normalise",
    "normalise_all", "read_chunk", "reading", "readings", "skeleton", "skeletons", "tokenise", "words_digest",
]  # fmt: skip
