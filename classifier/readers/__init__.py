"""Readers: every export that an officer is handed, as chats whose messages remember file and line.

    find_exports(path)   the files that may be exports
    read_export(path)    one file or archive, with its digest, chats and unread lines
    read_chats(path)     the chats of a file, a folder or an archive
    joined(chats)        the same with the parts of one chat made one

A format is one module here that holds a `READER`; nothing else knows formats.
"""

from classifier.readers.exports import find_exports
from classifier.readers.reading import Reading
from classifier.readers.whole import joined, read_chats, read_export

__all__ = ["Reading", "find_exports", "joined", "read_chats", "read_export"]
