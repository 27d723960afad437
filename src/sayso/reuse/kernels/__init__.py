"""The loops that touch every byte, word, seed or candidate, compiled by numba. Pure: arrays in, arrays out.

Words are uint32 hashes, document after document; `bounds[d]:bounds[d + 1]` are the words of document d. Seeds are uint64 keys: the
upper bits of a word k-gram's hash over the number of a document that holds it, DOCUMENT_BITS wide. Offsets are half-open, in code
points, and count from the start of each document's text.
"""

from sayso.reuse.kernels.comparing import compare_pairs
from sayso.reuse.kernels.hashing import DOCUMENT_BITS, I32, I64, U8, U32, U64
from sayso.reuse.kernels.reading import add_up, gather, pack_places, read_words, unpack_places
from sayso.reuse.kernels.seeds import (
    count_families,
    drop_unsampled,
    group_holders,
    groups_of,
    join,
    look_up,
    pair_holders,
    sample_grams,
    weigh_passages,
)

__all__ = [
    "DOCUMENT_BITS",
    "I32",
    "I64",
    "U8",
    "U32",
    "U64",
    "add_up",
    "compare_pairs",
    "count_families",
    "drop_unsampled",
    "gather",
    "group_holders",
    "groups_of",
    "join",
    "look_up",
    "pack_places",
    "pair_holders",
    "read_words",
    "sample_grams",
    "unpack_places",
    "weigh_passages",
]
