"""Bytes as received: which files an input means, a content-addressed store for them, and the hash-chained custody log.

for found in expand(["articles/"]):
    capture = take(found, blobs, received=now)      # or a Failure
    enter(capture, log)
verify(blobs, captures, log)                        # [] or problems in words
"""

from sayso.capture.blobs import BlobStore
from sayso.capture.custody import CustodyLog, Entry
from sayso.capture.inputs import READ_SUFFIXES, expand
from sayso.capture.intake import MAX_BYTES, enter, take
from sayso.capture.integrity import verify
from sayso.capture.sniff import media_type

__all__ = [
    "MAX_BYTES",
    "READ_SUFFIXES",
    "BlobStore",
    "CustodyLog",
    "Entry",
    "enter",
    "expand",
    "media_type",
    "take",
    "verify",
]
