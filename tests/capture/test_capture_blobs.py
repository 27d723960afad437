import hashlib
import stat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.capture import BlobStore
from sayso.errors import CaptureError


@pytest.fixture
def blobs(tmp_path: Path) -> BlobStore:
    return BlobStore(tmp_path / "blobs")


def test_a_blob_is_named_by_its_hash_in_two_levels_and_read_only(blobs: BlobStore, tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_bytes(b"water for the cells")
    sha256, size = blobs.put(source)
    path = blobs.path_of(sha256)
    assert sha256 == hashlib.sha256(b"water for the cells").hexdigest()
    assert size == 19
    assert path.relative_to(blobs.root).parts == (sha256[:2], sha256[2:4], sha256)
    assert not path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)


@settings(max_examples=30)
@given(data=st.binary(max_size=2000))
def test_what_is_put_is_what_is_read(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    blobs = BlobStore(tmp_path_factory.mktemp("blobs"))
    sha256, size = blobs.put_bytes(data)
    assert (blobs.read(sha256), size) == (data, len(data))


def test_the_same_bytes_are_stored_once_and_nothing_temporary_stays(blobs: BlobStore) -> None:
    assert blobs.put_bytes(b"one") == blobs.put_bytes(b"one")
    files = [path for path in blobs.root.rglob("*") if path.is_file()]
    assert [path.name for path in files] == [hashlib.sha256(b"one").hexdigest()]


def test_a_damaged_blob_is_neither_read_nor_healed_in_passing(blobs: BlobStore) -> None:
    sha256, _ = blobs.put_bytes(b"seventy")
    path = blobs.path_of(sha256)
    path.chmod(0o644)
    path.write_bytes(b"seventy-one")
    with pytest.raises(CaptureError, match="no longer matches its hash"):
        blobs.read(sha256)
    with pytest.raises(CaptureError, match="no longer matches its hash"):
        blobs.put_bytes(b"seventy")


@pytest.mark.parametrize("name", ["../../etc/passwd", "a" * 63, "A" * 64, ""])
def test_only_a_hash_names_a_blob(blobs: BlobStore, name: str) -> None:
    with pytest.raises(CaptureError, match="not a SHA-256"):
        blobs.path_of(name)


def test_a_missing_blob_says_what_to_do(blobs: BlobStore) -> None:
    with pytest.raises(CaptureError, match="add its file again"):
        blobs.read("0" * 64)
