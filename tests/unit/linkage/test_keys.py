"""The place's key: where it lives, who may read it, what comes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from joinedup.linkage.keys import KeyFileError, PlaceKey, create_key, key_path, read_key


def test_a_key_is_kept_outside_the_place_under_its_name(tmp_path: Path) -> None:
    place, home = tmp_path / "seacombe", tmp_path / "home"
    path = key_path(place, environment={}, home=home)
    assert path.parent == home / ".config" / "joinedup" / "keys"
    assert path.name.startswith("seacombe-")
    assert path != key_path(tmp_path / "other" / "seacombe", environment={}, home=home)


def test_the_environment_may_name_another_file(tmp_path: Path) -> None:
    named = tmp_path / "safe" / "seacombe.key"
    assert key_path(tmp_path, environment={"JOINEDUP_KEY_FILE": str(named)}, home=tmp_path) == named


def test_a_key_written_is_the_key_read_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "seacombe.key"
    key = create_key(path)
    assert read_key(path) == key
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_key_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "seacombe.key"
    key = create_key(path)
    with pytest.raises(KeyFileError, match="there already"):
        create_key(path)
    assert read_key(path) == key


def test_a_missing_key_says_where_it_was_expected(tmp_path: Path) -> None:
    with pytest.raises(KeyFileError, match=r"seacombe\.key: the place's key is not there"):
        read_key(tmp_path / "seacombe.key")


def test_a_key_that_others_may_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "seacombe.key"
    create_key(path)
    path.chmod(0o644)
    with pytest.raises(KeyFileError, match="chmod 600"):
        read_key(path)


@pytest.mark.parametrize("content", [b"", b"abc", b"z" * 64, b"\xff" * 64, b"a" * 63])
def test_a_file_that_is_no_key_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "seacombe.key"
    path.write_bytes(content)
    path.chmod(0o600)
    with pytest.raises(KeyFileError, match="not a place's key"):
        read_key(path)


def test_each_purpose_has_a_key_of_its_own_and_printing_shows_none() -> None:
    key = PlaceKey(bytes(range(32)))
    derived = {key.for_pseudonyms, key.for_sealing, key.for_vault, key.secret}
    assert len(derived) == 4
    assert all(secret.hex() not in repr(key) for secret in derived)
