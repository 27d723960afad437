"""Captures to documents: text, metadata with its evidence, genre, origin marks, sentences; in a child process with limits.

    for result in read_all(captures, blobs, outlets, Settings()):     # a Document or a Failure for each, in order
        ...

`read` is the same for one capture, in this process and without limits of time and memory.
"""

from sayso.extract.pool import read_all
from sayso.extract.reading import read
from sayso.extract.sentences import split_sentences
from sayso.extract.settings import Settings

# raised whenever the same bytes may give another document
VERSION = "5"

__all__ = ["VERSION", "Settings", "read", "read_all", "split_sentences"]
