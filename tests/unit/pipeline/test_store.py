"""What is kept is whole, is found again, and is private when it could name a person."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from joinedup.engine.tables import Column, Table
from joinedup.pipeline.store import BuildRunning, Store

PLAIN = Table("plain", "one row", (Column("a", "integer", ""),))
NAMES = Table("names", "one row", (Column("name", "varchar", ""),), identifiable=True)
SEALING_KEY = bytes(range(32))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "build", SEALING_KEY) as entered:
        yield entered


def write(store: Store, table: Table, key: str, content: bytes = b"rows") -> None:
    folder = store.folder_to_write(table, key)
    (folder / "part-0.parquet").write_bytes(content)
    store.keep(table, key, folder, rows=3)


def test_a_table_is_there_only_once_it_is_whole(store: Store) -> None:
    folder = store.folder_to_write(PLAIN, "k1")
    (folder / "part-0.parquet").write_bytes(b"half")
    assert not store.has(PLAIN, "k1")
    store.keep(PLAIN, "k1", folder, rows=3)
    assert store.has(PLAIN, "k1")
    assert store.rows(PLAIN, "k1") == 3
    assert (store.open(PLAIN, "k1") / "part-0.parquet").read_bytes() == b"half"


def test_a_second_build_of_the_same_place_is_told_to_wait(store: Store) -> None:
    with pytest.raises(BuildRunning, match="another build of this place is running"):
        Store(store.build_folder, SEALING_KEY).__enter__()


def test_what_a_killed_build_left_is_cleared_by_the_next(tmp_path: Path) -> None:
    leftover = tmp_path / "build" / "unfinished" / "names-k1" / "part-0.parquet"
    leftover.parent.mkdir(parents=True)
    leftover.write_bytes(b"Wintheiser")
    with Store(tmp_path / "build", SEALING_KEY):
        assert not leftover.exists()


def test_a_table_with_names_is_kept_sealed_and_reads_back(tmp_path: Path) -> None:
    with Store(tmp_path / "build", SEALING_KEY) as store:
        write(store, NAMES, "k1", b"Wintheiser")
    readable = [p for p in (tmp_path / "build").rglob("*") if p.is_file() and b"Wintheiser" in p.read_bytes()]
    assert readable == []
    with Store(tmp_path / "build", SEALING_KEY) as store:
        assert (store.open(NAMES, "k1") / "part-0.parquet").read_bytes() == b"Wintheiser"
        assert store.open(NAMES, "k1").stat().st_mode & 0o077 == 0


def test_publishing_keeps_the_build_before(store: Store) -> None:
    store.publish({"number": 1})
    store.publish({"number": 2})
    assert '"number": 2' in (store.build_folder / "manifest.json").read_text()
    assert '"number": 1' in (store.build_folder / "manifest-before.json").read_text()


def test_clearing_out_removes_what_no_build_names(store: Store) -> None:
    for key in ("k1", "k2"):
        write(store, PLAIN, key)
        write(store, NAMES, key)
    store.clear_out({("plain", "k2"), ("names", "k2")})
    assert not store.has(PLAIN, "k1")
    assert not store.has(NAMES, "k1")
    assert store.has(PLAIN, "k2")
    assert store.has(NAMES, "k2")
