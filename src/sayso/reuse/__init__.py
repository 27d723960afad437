"""Text reuse: who carries whose text, passage by passage, and which way it went where the evidence says so."""

from sayso.reuse.alignment import blocks
from sayso.reuse.candidates import fingerprint
from sayso.reuse.families import build_families
from sayso.reuse.index import Found, Index
from sayso.reuse.pairs import find_pairs
from sayso.reuse.settings import Settings

VERSION = "4"
"""Changes when the same documents would give other rows; results of an older version are made anew."""

__all__ = ["VERSION", "Found", "Index", "Settings", "blocks", "build_families", "find_pairs", "fingerprint"]
