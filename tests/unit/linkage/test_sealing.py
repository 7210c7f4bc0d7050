"""Sealed tables open with the place's key alone, whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from joinedup.records.identifiable import SealError, seal, unsealed

KEY = bytes(range(32))


@pytest.fixture(scope="module")
def sealed_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("table")
    (folder / "part-0.parquet").write_bytes(b"Zebedee" * 500_000)
    (folder / "part-1.parquet").write_bytes(b"")
    sealed = tmp_path_factory.mktemp("sealed") / "identity.sealed"
    seal(folder, sealed, KEY)
    return sealed


def test_what_was_sealed_comes_out_and_is_gone_afterwards(sealed_file: Path, tmp_path: Path) -> None:
    with unsealed(sealed_file, KEY, below=tmp_path) as folder:
        assert (folder / "part-0.parquet").read_bytes() == b"Zebedee" * 500_000
        assert (folder / "part-1.parquet").read_bytes() == b""
        assert folder.stat().st_mode & 0o777 == 0o700
    assert list(tmp_path.iterdir()) == []


def test_the_folder_is_gone_after_an_error_too(sealed_file: Path, tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), unsealed(sealed_file, KEY, below=tmp_path):
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_the_sealed_file_shows_no_name(sealed_file: Path) -> None:
    assert b"Zebedee" not in sealed_file.read_bytes()


def test_another_key_does_not_open_it(sealed_file: Path) -> None:
    with pytest.raises(SealError, match="not the key"), unsealed(sealed_file, bytes(32)):
        pass


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_changed_byte_or_a_cut_is_found(sealed_file: Path, data: st.DataObject) -> None:
    content = sealed_file.read_bytes()
    place = data.draw(st.integers(0, len(content) - 1))
    cut = data.draw(st.booleans())
    changed = sealed_file.with_name("changed")
    changed.write_bytes(
        content[:place] if cut else content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
    )
    with pytest.raises(SealError), unsealed(changed, KEY):
        pass


def test_a_file_cut_after_a_whole_chunk_is_found(sealed_file: Path) -> None:
    head, chunk = len(b"joinedup sealed 1\n") + 8, 2**20 + 16
    for chunks in (0, 1, 2, 3):
        cut = sealed_file.with_name("cut")
        cut.write_bytes(sealed_file.read_bytes()[: head + chunks * chunk])
        with pytest.raises(SealError), unsealed(cut, KEY):
            pass


def test_the_same_table_sealed_twice_does_not_look_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "table"
    folder.mkdir()
    (folder / "part-0.parquet").write_bytes(b"x" * 100)
    for name in ("one", "two"):
        seal(folder, tmp_path / name, KEY)
    assert (tmp_path / "one").read_bytes() != (tmp_path / "two").read_bytes()
    assert sorted(os.listdir(tmp_path)) == ["one", "table", "two"]
