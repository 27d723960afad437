"""python -m sayso.reuse IN.parquet -o OUT.parquet: text reuse without a case.

In: a column `text`. Out, a row a pair: a, b (row numbers, a < b), role (copy, excerpt, quotation), containment (the larger share
of one document's words found in the other), passages (start, end in a, of_start, of_end in b: half-open, in code points).
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from rich.console import Console
from rich.progress import Progress

from sayso.model.nouns import Aligned
from sayso.reuse.corpus import Corpus, InMemory, places_in
from sayso.reuse.index import Index
from sayso.reuse.matches import PAIR, find_matches
from sayso.reuse.pairs import passage_offsets, role_of
from sayso.reuse.settings import Settings
from sayso.reuse.words import encode_column, read_words

_PASSAGE = pa.struct([(name, pa.int64()) for name in ("start", "end", "of_start", "of_end")])
# of text; from there on the words, twelve times as large, are kept on disk
_IN_MEMORY = 128 << 20
_ROWS = 10_000
PAIRS = pa.schema(
    [
        ("a", pa.int64()),
        ("b", pa.int64()),
        ("role", pa.string()),
        ("containment", pa.float64()),
        ("passages", pa.list_(_PASSAGE)),
    ]
)


def find_reuse(texts: pa.ChunkedArray, settings: Settings) -> pa.Table:
    """The table of pairs (schema PAIRS) of a string column, sorted by a and b."""
    column = texts.combine_chunks().cast(pa.large_string()).fill_null("")
    # a view of the one text; the column is never turned into Python strings as a whole
    corpus = InMemory(read_words(encode_column(column)), lambda row: str(column[row]), settings)
    return reuse_table(corpus, settings)


def reuse_table(corpus: Corpus, settings: Settings) -> pa.Table:
    """The table of pairs (schema PAIRS) of a corpus, by document number, sorted by a and b."""
    matches = find_matches(corpus, settings)
    swap = matches.a > matches.b
    spans = passage_offsets(corpus, matches)
    turned = swap[matches.passages[:, PAIR]]
    spans[turned] = spans[turned][:, [2, 3, 0, 1]]
    a, b = np.where(swap, matches.b, matches.a), np.where(swap, matches.a, matches.b)
    order = np.lexsort((b, a))
    place = places_in(order)
    rows = np.lexsort((spans[:, 0], place[matches.passages[:, PAIR]]))
    spans, of = spans[rows], place[matches.passages[rows, PAIR]]
    cuts = np.searchsorted(of, np.arange(len(order) + 1))
    agreeing = matches.agreeing()[order]
    a, b = a[order], b[order]
    share_a, share_b = (np.minimum(1.0, agreeing / np.maximum(1, corpus.lengths[side])) for side in (a, b))
    roles = [
        role_of(
            (int(a[p]), int(b[p])),
            (share_a[p], share_b[p]),
            (Aligned(*row) for row in spans[cuts[p] : cuts[p + 1]].tolist()),
            corpus.text,
            settings,
        )
        for p in range(len(order))
    ]
    structs = pa.StructArray.from_arrays([pa.array(spans[:, i]) for i in range(4)], fields=list(_PASSAGE))
    lists = pa.ListArray.from_arrays(pa.array(cuts.astype(np.int32)), structs)
    return pa.table(
        [pa.array(a), pa.array(b), pa.array(roles, pa.string()), np.maximum(share_a, share_b), lists], PAIRS
    )


def main(arguments: list[str] | None = None) -> int:
    """The command; 0 done, 2 for a wrong call."""
    parser = argparse.ArgumentParser(prog="python -m sayso.reuse", description="Find text reuse in a column of texts.")
    parser.add_argument("input", type=Path, metavar="IN.parquet", help="a Parquet file with a column `text`")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="OUT.parquet", help="where the pairs go")
    options = parser.parse_args(arguments)
    try:
        file = pq.ParquetFile(options.input)
        kind = file.schema_arrow.field("text").type
        if not (pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)):
            raise TypeError(f"column `text` holds {kind}, not strings")
        if _size(file) > _IN_MEMORY:
            table = _find_on_disk(file, options.output.absolute().parent)
        else:
            table = find_reuse(file.read(["text"]).column("text"), Settings())
    except (OSError, KeyError, TypeError, pa.ArrowException) as error:
        parser.error(f"cannot read {options.input}: {error}. It must be a Parquet file with a string column `text`.")
    pq.write_table(table, options.output)
    return 0


def _size(file: pq.ParquetFile) -> int:
    """Bytes of all columns, uncompressed: at least those of the texts."""
    return sum(file.metadata.row_group(i).total_byte_size for i in range(file.num_row_groups))


def _find_on_disk(file: pq.ParquetFile, folder: Path) -> pa.Table:
    """The table of pairs by way of an index beside the output: three bytes of disk for one of text, and little memory."""
    with (
        tempfile.TemporaryDirectory(prefix=".sayso-reuse-", dir=folder) as temporary,
        Index(temporary, merging=False) as index,
        Progress(console=Console(stderr=True), disable=not sys.stderr.isatty()) as progress,
    ):
        reading = progress.add_task("reading texts", total=file.metadata.num_rows)
        row = 0
        # group by group: one iterator over all would keep what it has read of the file
        for group in range(file.num_row_groups):
            for batch in file.iter_batches(_ROWS, row_groups=[group], columns=["text"]):
                index.add_column([str(i) for i in range(row, row + len(batch))], batch.column(0))
                row += len(batch)
                progress.update(reading, completed=row)
        progress.add_task("comparing", total=None)
        return reuse_table(index.corpus(), Settings())


if __name__ == "__main__":
    sys.exit(main())
