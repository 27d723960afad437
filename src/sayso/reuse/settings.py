"""What the reuse stage can be told, and why each number is what it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """Lengths are in words. Measured on 10,000 news articles in English with copies of ten kinds among them (bench/reuse.py)."""

    # a gram of 4 finds as much and brings three times the candidates
    gram: int = 5
    # one hash in three is a seed: a shared run of 25 words has fewer than two once in 430 times, at one in four once in 53
    one_in: int = 3
    # a document this short keeps every gram, and so does a batch of `every_below` words in all
    short: int = 32
    every_below: int = 1_000_000
    # seeds two documents must share to be compared: one alone is mostly a stock phrase (109,000 pairs against 15,000)
    shared_seeds: int = 2
    few_seeds: int = 8
    # a seed of this many documents or more links them all to one holder instead of each to each
    all_below: int = 24
    # words that may differ in a row inside a passage, and how far its score may fall (two a word, less one a word of a gap)
    gap: int = 8
    drop: int = 12
    least_score: int = 12
    # two documents are a pair from this many words in one passage on: 20 bring a fifth more wrong pairs, 25 cost quotations
    shared_words: int = 23
    # or when the passages cover this share of one of them
    covered: float = 0.5
    # a passage found in more families than this is furniture: a footer, a stock phrase
    families: int = 3
    # a long passage that does not end both documents is excerpted, not stuck on: it may be in this many
    families_long: int = 6
    long_passage: int = 40
    # a passage is furniture when this share of its seeds is: at a half, quotations that hold a stock phrase are lost
    common_part: float = 0.7
    # for that count a document is of the family of the one it has most of, from this share of its words on
    family_part: float = 0.3
    # how near the end (words) of both documents a passage lies that may be furniture
    edge: int = 12
    # roles: shares of a document's words found in the other
    copy: float = 0.5
    excerpt: float = 0.1
    # a cut: nearly all of one document is in the other, and not the other way round
    cut_inside: float = 0.9
    cut_outside: float = 0.7
    # of one text looked up: holders read of each seed, and documents compared
    lookup_holders: int = 256
    lookup_documents: int = 64
    # rewrites, in figures and names (each counted once): see rewrites.py for how often these fire by chance
    rewrite_anchors: int = 8
    rewrite_figures: int = 3
    rewrite_names: int = 4
    # of the retelling's own, in the other; of the other's, in the retelling; and in order, above what chance gives
    rewrite_kept: float = 0.6
    rewrite_covered: float = 0.33
    rewrite_order: float = 0.2
    # the same of a retelling that names no source
    retold_anchors: int = 15
    retold_kept: float = 0.85
    retold_covered: float = 0.6
    retold_order: float = 0.4
