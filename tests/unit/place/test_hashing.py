"""The hash of a part of a place: the same for the same agreement, another for another."""

from __future__ import annotations

from pathlib import Path

from joinedup.place.file import read_place
from joinedup.place.hashing import hash_of
from joinedup.place.model import Place
from tests.unit.place.sound import SOUND


def place_of(folder: Path, text: str) -> Place:
    (folder / "place.toml").write_text(text, encoding="utf-8")
    return read_place(folder)


def test_notes_order_of_keys_and_written_out_defaults_do_not_change_the_hash(tmp_path: Path) -> None:
    one = place_of(tmp_path, SOUND)
    reordered = SOUND.replace(
        'kind = "pacs"\nstarts_on = 2023-04-01\n', 'starts_on = 2023-04-01  # as agreed\nkind = "pacs"\n'
    )
    other = place_of(tmp_path, reordered.replace("[[organisations]]", "demo = false\n\n[[organisations]]", 1))
    assert hash_of(one) == hash_of(other)


def test_a_changed_figure_changes_the_hash_of_its_part_and_of_no_other(tmp_path: Path) -> None:
    one = place_of(tmp_path, SOUND)
    other = place_of(tmp_path, SOUND.replace("cap = 0.10", "cap = 0.11"))
    assert hash_of(one.contracts[0]) != hash_of(other.contracts[0])
    assert hash_of(one.care_models[0]) == hash_of(other.care_models[0])


def test_the_hash_is_the_same_in_every_version_of_joinedup(tmp_path: Path) -> None:
    """A decision keeps this hash for years: if this test fails, the canonical form has changed."""
    contract = place_of(tmp_path, SOUND).contracts[0]
    assert hash_of(contract) == "00fb8b128b1955c80e23ea97942107df22d745feeae39e2314c363a7e9f59799"
