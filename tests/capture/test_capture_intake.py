import os
from pathlib import Path

import pytest

from sayso.capture import BlobStore, CustodyLog, enter, media_type, take, verify
from sayso.model.nouns import Capture, Failure

RECEIVED = "2025-03-12T08:00:00+00:00"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256))


@pytest.fixture
def blobs(tmp_path: Path) -> BlobStore:
    return BlobStore(tmp_path / "case" / "blobs")


def taken(path: Path, data: bytes, blobs: BlobStore) -> Capture | Failure:
    path.write_bytes(data)
    return take(path, blobs, received=RECEIVED)


def test_a_capture_says_what_where_and_when(blobs: BlobStore, tmp_path: Path) -> None:
    capture = taken(tmp_path / "prison.txt", b"Water was short.", blobs)
    assert isinstance(capture, Capture)
    assert (capture.name, capture.path) == ("prison.txt", str(tmp_path / "prison.txt"))
    assert (capture.size, capture.media_type, capture.received) == (16, "text/plain", RECEIVED)
    assert blobs.read(capture.sha256) == b"Water was short."


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "0 bytes"),
        (b" \r\n\t\n" * 50_000, "only white space"),
        (b"\xef\xbb\xbf \n", "only white space"),
        (" \n".encode("utf-16"), "only white space"),
    ],
)
def test_an_empty_file_is_a_row_and_leaves_no_blob(data: bytes, reason: str, blobs: BlobStore, tmp_path: Path) -> None:
    failure = taken(tmp_path / "a.txt", data, blobs)
    assert isinstance(failure, Failure)
    assert reason in failure.reason
    assert not blobs.root.exists()


def test_missing_special_and_large_files_are_rows(blobs: BlobStore, tmp_path: Path) -> None:
    missing = take(tmp_path / "no.txt", blobs, received=RECEIVED)
    assert isinstance(missing, Failure)
    assert "No such file" in missing.reason
    folder = take(tmp_path, blobs, received=RECEIVED)
    assert isinstance(folder, Failure)
    assert "not a regular file" in folder.reason
    (tmp_path / "big.txt").write_bytes(b"x" * 2_000_000)
    large = take(tmp_path / "big.txt", blobs, received=RECEIVED, max_bytes=1_000_000)
    assert isinstance(large, Failure)
    assert large.reason == "too large: 2 MB, the limit is 1 MB; split the file"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in the file system")
def test_a_pipe_does_not_hang(blobs: BlobStore, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    failure = take(tmp_path / "pipe.txt", blobs, received=RECEIVED)
    assert isinstance(failure, Failure)


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"Water was short.", "a.txt", "text/plain"),
        (b"# Water", "a.md", "text/markdown"),
        (b"# Water", "a.MARKDOWN", "text/markdown"),
        (b"<p>Water", "a.html", "text/html"),
        (b"\n<!-- x --><!DOCTYPE html><p>Water", "a.txt", "text/html"),
        (b"A <b> in text", "a.txt", "text/plain"),
        (b"no tags at all", "a.html", "text/plain"),
        (PNG, "a.html", "image/png"),
        (b"%PDF-1.7\n", "a.txt", "application/pdf"),
        (b"PK\x03\x04....", "a.md", "application/zip"),
        (bytes(range(256)) * 4, "a.html", "application/octet-stream"),
        (b"\x01\x02\x03\x04 abc", "a.txt", "application/octet-stream"),
        ("<html><p>Agua".encode("utf-16"), "a.html", "text/html"),
        ("Agua en la celda".encode("utf-16-le"), "a.txt", "text/plain"),
        ("señor".encode("latin-1"), "a.txt", "text/plain"),
        ("Вода в камере".encode("koi8-r"), "a.txt", "text/plain"),
        (b"", "a", "text/plain"),
    ],
)
def test_the_media_type_is_told_by_content(data: bytes, name: str, kind: str) -> None:
    assert media_type(data, name) == kind


@pytest.fixture
def case(blobs: BlobStore, tmp_path: Path) -> tuple[BlobStore, list[Capture], CustodyLog]:
    log = CustodyLog(tmp_path / "case" / "custody.jsonl")
    captures = []
    for name in ("a", "b", "c"):
        capture = taken(tmp_path / f"{name}.txt", f"Text of {name}.".encode(), blobs)
        assert isinstance(capture, Capture)
        enter(capture, log)
        captures.append(capture)
    return blobs, captures, log


Case = tuple[BlobStore, list[Capture], CustodyLog]


def test_an_untouched_case_verifies(case: Case) -> None:
    assert verify(*case) == []


def test_a_flipped_byte_is_noticed(case: Case) -> None:
    blobs, captures, _ = case
    path = blobs.path_of(captures[1].sha256)
    path.chmod(0o644)
    data = bytearray(path.read_bytes())
    data[3] ^= 1
    path.write_bytes(bytes(data))
    (problem,) = verify(*case)
    assert problem.startswith(f"{captures[1].path}: its bytes were changed")


def test_a_missing_blob_is_noticed(case: Case) -> None:
    blobs, captures, _ = case
    blobs.path_of(captures[0].sha256).unlink()
    (problem,) = verify(*case)
    assert "missing from the store" in problem


def test_an_edited_log_line_is_noticed(case: Case) -> None:
    log = case[2]
    log.path.write_bytes(log.path.read_bytes().replace(b'"size":10', b'"size":11', 1))
    problems = verify(*case)
    assert "was altered" in problems[0]
    assert any("size is 10, but log entry 1 says 11" in problem for problem in problems)


def test_log_and_captures_must_name_each_other(case: Case) -> None:
    blobs, captures, log = case
    (problem,) = verify(blobs, captures[:2], log)
    assert "the case has no such capture" in problem
    lines = log.path.read_bytes().splitlines(keepends=True)
    log.path.write_bytes(b"".join(lines[:2]))
    (problem,) = verify(blobs, captures, log)
    assert "has no line for this capture" in problem
