"""Pages made to hang, crash or fool a reader: each ends as a document or a row with a reason, and the rest is read."""

from __future__ import annotations

import dataclasses
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import pytest

from sayso.capture import BlobStore, take
from sayso.extract import Settings, read_all
from sayso.model.nouns import Capture, Document, Failure
from sayso.outlets import Outlet, OutletTable

OUTLETS = OutletTable([Outlet("Diario Sur", "newspaper", hosts=("diariosur.example",))])
PROSE = (
    "The warden of Villa Norte Prison told Diario Sur on Monday that the north wing has been closed since March. "
    "Relatives of the men held there said that they had not been told where they were taken."
)
PAGE = f"<html><head><title>North wing closed</title></head><body><article><p>{PROSE}</p></article></body></html>"


def read(folder: Path, files: dict[str, bytes], settings: Settings | None = None) -> dict[str, Document | Failure]:
    """Each file's result by its name."""
    blobs = BlobStore(folder / "captures")
    captures = []
    for name, data in files.items():
        (folder / name).write_bytes(data)
        taken = take(folder / name, blobs, received="2026-01-01T00:00:00Z")
        assert isinstance(taken, Capture)
        captures.append(taken)
    results = list(read_all(captures, blobs, OUTLETS, settings or Settings()))
    assert len(results) == len(captures)
    return dict(zip(files, results, strict=True))


def hostile_pages() -> Iterable[tuple[str, bytes]]:
    yield "nested-tags.html", b"<html><body>" + b"<div>" * 100_000 + PROSE.encode()
    yield "many-attributes.html", b"<html><body><p " + b"a=b " * 200_000 + b">" + PROSE.encode() + b"</p>"
    yield "hidden-attributes.html", b"<html><body><p x='>' " + b"a=b " * 200_000 + b">" + PROSE.encode() + b"</p>"
    yield "huge.html", b"<html><body>" + b"<div><p>" * 3_200_000
    yield "unclosed.html", b"<html><body><article><p>" + PROSE.encode() + b"<b><i><a href='x" * 1_000
    yield "script.html", b"<html><head><script>" + b"a" * 3_000_000 + b"</script></head><body><p>" + PROSE.encode()
    yield (
        "surrogates.html",
        PAGE.replace("</head>", '<script type="application/ld+json">{"headline": "\\ud800"}</script></head>').encode(),
    )
    yield (
        "deep-json.html",
        PAGE.replace("</head>", '<script type="application/ld+json">' + "[" * 50_000 + "</script></head>").encode(),
    )
    yield "nothing.html", b"<html><body><nav><a href='/'>Home</a></nav></body></html>"


@pytest.mark.parametrize(("name", "data"), list(hostile_pages()), ids=lambda v: v if isinstance(v, str) else "")
def test_a_hostile_page_ends_as_a_document_or_a_reason_and_the_next_one_is_read(
    tmp_path: Path, name: str, data: bytes
) -> None:
    found = read(tmp_path, {name: data, "plain.txt": PROSE.encode()})
    result = found[name]
    assert isinstance(result, Document | Failure)
    if isinstance(result, Failure):
        assert result.stage == "extract"
        assert len(result.reason) > 10
    assert isinstance(found["plain.txt"], Document)


@pytest.mark.parametrize("name", ["nested-tags.html", "many-attributes.html", "hidden-attributes.html", "huge.html"])
def test_what_no_parser_should_be_given_is_refused_with_a_remedy(tmp_path: Path, name: str) -> None:
    data = dict(hostile_pages())[name]
    result = read(tmp_path, {name: data})[name]
    assert isinstance(result, Failure)
    assert ";" in result.reason  # the thing; the remedy


def test_text_survives_an_unclosed_page_and_a_long_script(tmp_path: Path) -> None:
    pages = dict(hostile_pages())
    found = read(tmp_path, {name: pages[name] for name in ("unclosed.html", "script.html", "surrogates.html")})
    for result in found.values():
        assert isinstance(result, Document)
        assert "the north wing has been closed since March" in result.text


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "image/png"),
        (random.Random(7).randbytes(4_000), "binary"),
        (bytes(b or 1 for b in random.Random(8).randbytes(4_000)), "binary"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 8, "application/pdf"),
    ],
)
def test_a_binary_renamed_html_is_named_as_what_it_is(tmp_path: Path, data: bytes, says: str) -> None:
    result = read(tmp_path, {"page.html": data})["page.html"]
    assert isinstance(result, Failure)
    assert says in result.reason


@pytest.mark.parametrize(
    ("data", "seen"),
    [
        (
            PAGE.replace("warden", "señor alcaide").replace("<head>", '<head><meta charset="utf-8">').encode("latin-1"),
            "señor",
        ),
        ("The señor alcaide of Villa Norte Prison told Diario Sur that it is closed.".encode("utf-16-le"), "señor"),
        ("﻿The señor alcaide of Villa Norte Prison told Diario Sur that it is closed.".encode(), "señor"),
        (
            PAGE.replace("warden", "señor").replace("<head>", '<head><meta charset="iso-8859-1">').encode("latin-1"),
            "señor",
        ),
    ],
    ids=["latin-1 declared utf-8", "utf-16 without a mark", "utf-8 with a mark", "latin-1"],
)
def test_a_wrong_or_missing_declaration_of_the_encoding_loses_no_letter(tmp_path: Path, data: bytes, seen: str) -> None:
    name = "page.html" if data.lstrip().startswith(b"<") else "page.txt"
    result = read(tmp_path, {name: data})[name]
    assert isinstance(result, Document)
    assert seen in result.text
    assert "�" not in result.text
    assert any(e.field == "encoding" and e.chosen for e in result.evidence)


def test_no_stored_text_holds_a_nul_or_a_lone_surrogate(tmp_path: Path) -> None:
    found = read(tmp_path, {"nul.html": PAGE.replace("Monday", "Mon\x00day").encode(), "plain.txt": PROSE.encode()})
    for result in found.values():
        if isinstance(result, Document):
            assert "\x00" not in result.text
            result.text.encode("utf-8")


def test_a_document_that_takes_too_long_is_a_row_and_the_others_are_read(tmp_path: Path) -> None:
    settings = dataclasses.replace(Settings(), wall_seconds=0.01, workers=1)
    slow = b"<html><body>" + b"".join(b"<p>%s %d</p>" % (PROSE.encode(), n) for n in range(8_000))
    result = read(tmp_path, {"slow.html": slow}, settings)["slow.html"]
    assert isinstance(result, Failure)
    assert "longer than" in result.reason
    assert isinstance(read(tmp_path, {"plain.txt": PROSE.encode()})["plain.txt"], Document)


@pytest.mark.skipif(sys.platform != "linux", reason="finds the children through /proc")
def test_a_reader_killed_from_outside_costs_its_document_alone(tmp_path: Path) -> None:
    blobs = BlobStore(tmp_path / "captures")
    captures = []
    for number in range(40):
        path = tmp_path / f"{number:02}.txt"
        path.write_text(f"{PROSE} Number {number}.", encoding="utf-8")
        taken = take(path, blobs, received="2026-01-01T00:00:00Z")
        assert isinstance(taken, Capture)
        captures.append(taken)
    results = []
    for number, result in enumerate(read_all(captures, blobs, OUTLETS, dataclasses.replace(Settings(), workers=1))):
        results.append(result)
        if number == 5:
            for child in children():
                os.kill(child, signal.SIGKILL)
    assert len(results) == len(captures)
    assert sum(isinstance(r, Failure) for r in results) <= 1
    assert [r.path for r in results] == [c.path for c in captures]


def children() -> list[int]:
    """The readers that this process has started."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            status = (entry / "status").read_text(encoding="utf-8")
            command = (entry / "cmdline").read_bytes()
        except OSError:
            continue
        if f"PPid:\t{os.getpid()}\n" in status and b"sayso.extract.worker" in command:
            found.append(int(entry.name))
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="finds the children through /proc")
def test_no_reader_outlives_the_batch(tmp_path: Path) -> None:
    read(tmp_path, {"plain.txt": PROSE.encode(), "page.html": PAGE.encode()})
    deadline = time.monotonic() + 5
    while children() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert children() == []


def test_results_come_in_the_order_of_the_captures(tmp_path: Path) -> None:
    files = {f"{n}.txt": f"{PROSE} Number {n}.".encode() for n in range(60)}
    files["0.txt"] = (PROSE * 4_000).encode()  # the first takes longest
    found = read(tmp_path, files, dataclasses.replace(Settings(), workers=2))
    assert [Path(r.path).name for r in found.values()] == list(files)


def test_the_command_gives_a_line_a_page_and_a_reason_on_the_other_channel(tmp_path: Path) -> None:
    (tmp_path / "good.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "bad.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(500))
    done = subprocess.run(
        [sys.executable, "-m", "sayso.extract", "good.html", "bad.html", "-o", "out.jsonl"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "bad.html" in done.stderr
    lines = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 1
    assert '"id": "good"' in lines[0]
    assert "the north wing has been closed" in lines[0]
