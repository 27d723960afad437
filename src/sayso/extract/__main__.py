"""`python -m sayso.extract INPUT... -o OUT.jsonl`: a line a page, in the order of the inputs; failures on standard error.

Inputs are files, folders and patterns as for a case, and here also .html.gz. Exit code 0, or 1 if any document failed.
"""

from __future__ import annotations

import gzip
import json
import sys
import tempfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

from sayso.capture import MAX_BYTES, BlobStore, expand, take
from sayso.capture.inputs import READ_SUFFIXES
from sayso.extract import Settings, read_all
from sayso.model.nouns import Capture, Document, Failure
from sayso.outlets import OutletTable

_GZIPPED = tuple(f"{suffix}.gz" for suffix in READ_SUFFIXES)


@click.command(help=__doc__)
@click.argument("inputs", nargs=-1, required=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True)
@click.option("--workers", type=click.IntRange(1, 64), default=None, help="children that read at once")
@click.option("--outlets", "tables", multiple=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def main(inputs: tuple[str, ...], output: Path, workers: int | None, tables: tuple[Path, ...]) -> None:
    settings = Settings() if workers is None else Settings(workers=workers)
    received = datetime.now(UTC).isoformat(timespec="seconds")
    failed = False
    with tempfile.TemporaryDirectory(prefix="sayso-") as folder, output.open("w", encoding="utf-8") as out:
        blobs = BlobStore(Path(folder))
        captures: list[Capture] = []
        for taken in _taken(inputs, blobs, received):
            if isinstance(taken, Failure):
                failed = True
                _report(taken)
            else:
                captures.append(taken)
        for result in read_all(captures, blobs, OutletTable.load(*tables), settings):
            if isinstance(result, Failure):
                failed = True
                _report(result)
            else:
                out.write(json.dumps(_row(result), ensure_ascii=False) + "\n")
    sys.exit(1 if failed else 0)


def _taken(inputs: tuple[str, ...], blobs: BlobStore, received: str) -> Iterator[Capture | Failure]:
    for found in expand(inputs):
        if isinstance(found, Path):
            yield take(found, blobs, received=received)
        elif found.path.lower().endswith(_GZIPPED) and Path(found.path).is_file():
            yield _unzipped(Path(found.path), blobs, received)
        else:
            yield found


def _unzipped(path: Path, blobs: BlobStore, received: str) -> Capture | Failure:
    """The unpacked bytes of a .gz file as a capture under the name without .gz, up to the size limit of captures."""
    try:
        with gzip.open(path) as file, tempfile.TemporaryDirectory(prefix="sayso-") as folder:
            plain = Path(folder) / path.name[: -len(".gz")]
            data = file.read(MAX_BYTES + 1)
            plain.write_bytes(data)
            taken = take(plain, blobs, received=received)
    except (OSError, EOFError, zlib.error) as error:
        return Failure(str(path), "capture", f"cannot be unpacked: {error}; make the archive again")
    return replace(taken, path=str(path))


def _row(document: Document) -> dict[str, str | None]:
    name = Path(document.path).name
    for suffix in (*_GZIPPED, *READ_SUFFIXES):
        if name.lower().endswith(suffix):
            name = name[: -len(suffix)]
            break
    return {
        "id": name,
        "text": document.text,
        "title": document.title,
        "author": document.author,
        "date": document.published,
        "outlet": document.outlet,
        "url": document.url,
        "language": document.language,
        "genre": document.genre,
    }


def _report(failure: Failure) -> None:
    print(f"{failure.path}: {failure.reason}", file=sys.stderr)


if __name__ == "__main__":
    main()
