"""Peers for text reuse, one function each: texts in, pairs of row numbers (a < b) out.

    pip install gaoya==0.2.2 rensa==0.5.0 datasketch==2.0.0
    pip install text-dedup==0.4.0                                # brings Spark with it: in an environment of its own
    pip install pyspark==4.3.0 xxhash==4.1.0 intervaltree==3.2.1 # for passim, and Java 17; passim itself from its repository

passim is the one of historical newspapers (its module is passim.seriatim); PyPI's package of that name is about passwords. The
settings of gaoya, text-dedup and passim are those with the best F1 of several tried on the set that is measured.
"""

from __future__ import annotations

import importlib
import importlib.util
import itertools
import json
import os
import pickle
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

# word 5-grams, and the lowest threshold at which MinHash still finds excerpts
GRAM, PERMUTATIONS, THRESHOLD = 5, 128, 0.2
PASSIM = ["--all-pairs", "--maxDF=10", "--min-match=10", "--min-align=100"]


def rensa(texts: pa.ChunkedArray) -> pa.Table:
    peer = importlib.import_module("rensa")

    hashes = []
    for grams in _grams(texts):
        one = peer.RMinHash(num_perm=PERMUTATIONS, seed=1)
        one.update(grams)
        hashes.append(one)
    index = peer.RMinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS, num_bands=PERMUTATIONS // 2)
    for i, one in enumerate(hashes):
        index.insert(i, one)
    return _table((i, j) for i, one in enumerate(hashes) for j in index.query(one) if i < j and _alike(one, hashes[j]))


def datasketch(texts: pa.ChunkedArray) -> pa.Table:
    peer = importlib.import_module("datasketch")

    index = peer.MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    hashes = []
    for i, grams in enumerate(_grams(texts)):
        one = peer.MinHash(num_perm=PERMUTATIONS, seed=1)
        one.update_batch([gram.encode() for gram in grams])
        index.insert(i, one)
        hashes.append(one)
    return _table((i, j) for i, one in enumerate(hashes) for j in index.query(one) if i < j and _alike(one, hashes[j]))


def gaoya(texts: pa.ChunkedArray) -> pa.Table:
    """Its own tokenizer, in Rust; 256 bands of one hash and a threshold of .05 (at .2 F1 is .13 lower)."""
    peer = importlib.import_module("gaoya.minhash")

    documents = texts.to_pylist()
    # hash bits, threshold, bands, rows, hashes, analyzer, lower case, n-grams, container
    index = peer.MinHashStringIndex(32, 0.05, 256, 1, None, "word", True, (GRAM, GRAM), "smallvec")
    index.par_bulk_insert_docs(list(range(len(documents))), documents)
    found = index.par_bulk_query(documents)
    return _table((i, j) for i, others in enumerate(found) for j in others if i < j)


def text_dedup(texts: pa.ChunkedArray) -> pa.Table:
    """Its MinHash script as it is; it checks no pair it finds, so what it says is its clusters: every two documents of one."""
    bands, rows = 83, 3
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        pq.write_table(pa.table({"text": texts}), folder / "in.parquet")
        flags = {
            "path": "parquet",
            "data_files": folder / "in.parquet",
            "split": "train",
            "cache_dir": folder / "cache",
        }
        flags |= {
            "output": folder / "out",
            "column": "text",
            "ngram": GRAM,
            "num_perm": bands * rows,
            "b": bands,
            "r": rows,
        }
        flags |= {"hash_func": "xxh3", "num_proc": 1, "min_length": 0}
        options = [f"--{name}={value}" for name, value in flags.items()]
        environment = {**os.environ, "HF_HUB_OFFLINE": "1", "HF_HOME": str(folder)}
        command = [sys.executable, "-m", "text_dedup.minhash", "--debug", *options]
        subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
        forest = pickle.loads((folder / "out" / "uf.pkl").read_bytes())
    clusters = defaultdict(list)
    for document in list(forest.parent):
        clusters[forest.find(document)].append(document)
    return _table(pair for members in clusters.values() for pair in itertools.combinations(sorted(members), 2))


def passim(texts: pa.ChunkedArray) -> pa.Table:
    """Its own script on Spark with one core, as far as the aligned extents of document pairs, before clusters."""
    xxhash = importlib.import_module("xxhash")
    spec = importlib.util.find_spec("passim.seriatim")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("passim.seriatim")

    # reuse that begins in the first n characters of a document is lost unless something stands before it
    padding = "\n" * 32
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        with (folder / "in.json").open("w", encoding="utf-8") as lines:
            lines.writelines(
                json.dumps({"id": str(i), "text": padding + t}) + "\n" for i, t in enumerate(texts.to_pylist())
            )
        # with pandas beside it Spark 4 hands functions Arrow data, and passim's return generators, which that path refuses
        local = {"spark.sql.execution.pythonUDF.arrow.enabled": "false"}
        local |= {
            "spark.ui.enabled": "false",
            "spark.driver.host": "127.0.0.1",
            "spark.driver.bindAddress": "127.0.0.1",
        }
        submit = Path(sys.executable).with_name("spark-submit")
        command = [submit, "--master=local[1]", "--driver-memory=8g", *(f"--conf={k}={v}" for k, v in local.items())]
        command += [spec.origin, "--to-extents", *PASSIM, folder / "in.json", folder / "out"]
        environment = {**os.environ, "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_DIRS": str(folder)}
        subprocess.run([str(part) for part in command], env=environment, check=True, capture_output=True, text=True)
        extents = pq.read_table(folder / "out" / "tmp" / "extents.parquet", columns=["uid", "uid2"])
    # its numbers of documents are Spark's xxhash64 of their ids
    rows = {_signed(xxhash.xxh64_intdigest(str(i).encode(), seed=42)): i for i in range(len(texts))}
    found = zip(extents["uid"].to_pylist(), extents["uid2"].to_pylist(), strict=True)
    return _table((min(rows[a], rows[b]), max(rows[a], rows[b])) for a, b in found)


def _signed(number: int) -> int:
    return number - (number >> 63 << 64)


def _alike(one: Any, other: Any) -> bool:
    return bool(one.jaccard(other) >= THRESHOLD)


def _grams(texts: pa.ChunkedArray) -> Iterable[list[str]]:
    for text in texts.to_pylist():
        words = re.findall(r"\w+", text.lower())
        yield [" ".join(words[i : i + GRAM]) for i in range(max(1, len(words) - GRAM + 1))]


def _table(pairs: Iterable[tuple[int, int]]) -> pa.Table:
    rows = sorted(set(pairs))
    return pa.table({"a": pa.array([a for a, _ in rows], pa.int64()), "b": pa.array([b for _, b in rows], pa.int64())})
