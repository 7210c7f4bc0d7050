"""The vault: the way back works with the key, and with nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from joinedup.linkage.pseudonyms import pseudonyms
from joinedup.linkage.vault import (
    BETWEEN_KEYS,
    BETWEEN_SOURCE_AND_KEY,
    VaultError,
    open_identity,
    write_vault,
)

KEY = bytes(range(32))
NAMES = sorted(pseudonyms(KEY, [f"nhs:{n:010d}" for n in range(2_500)]).astype(str).tolist())


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("vault") / "vault"
    keys = f"RZZ1 gp{BETWEEN_SOURCE_AND_KEY}P7{BETWEEN_KEYS}RZZ1 hes-apc{BETWEEN_SOURCE_AND_KEY}H9"
    write_vault(
        path,
        KEY,
        NAMES,
        [(f"{n:010d}", "Zoë", None, "1950-01-02", "LS1 1AA", keys) for n in range(len(NAMES))],
    )
    return path


@pytest.mark.parametrize("position", [0, 999, 1_000, 1_001, 2_000, 2_499])
def test_the_vault_leads_from_a_pseudonym_to_its_identity(vault: Path, position: int) -> None:
    identity = open_identity(vault, KEY, NAMES[position])
    assert identity.nhs_number == f"{position:010d}"
    assert identity.given_name == "Zoë"
    assert identity.family_name is None
    assert identity.local_keys == (("RZZ1 gp", "P7"), ("RZZ1 hes-apc", "H9"))


@pytest.mark.parametrize("pseudonym", ["", "2" * 26, "z" * 26, NAMES[5][:-1]])
def test_a_pseudonym_nobody_has_is_said_to_be_nobodys(vault: Path, pseudonym: str) -> None:
    with pytest.raises(VaultError, match="nobody in this build"):
        open_identity(vault, KEY, pseudonym)


def test_another_key_does_not_open_the_vault(vault: Path) -> None:
    with pytest.raises(VaultError, match="not the key of the place"):
        open_identity(vault, bytes(32), NAMES[0])


def test_the_vault_shows_no_identity_to_who_reads_its_bytes(vault: Path) -> None:
    content = vault.read_bytes()
    assert not any(word in content for word in (b"LS1 1AA", b"1950-01-02", NAMES[0].encode(), b"RZZ1"))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_changed_byte_never_gives_an_identity_that_was_not_put_in(vault: Path, data: st.DataObject) -> None:
    content = bytearray(vault.read_bytes())
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= data.draw(st.integers(1, 255))
    changed = vault.with_name("changed")
    changed.write_bytes(content)
    for position in (0, 1_500, 2_499):
        try:
            identity = open_identity(changed, KEY, NAMES[position])
        except VaultError:
            continue
        assert identity == open_identity(vault, KEY, NAMES[position])


def test_a_changed_byte_in_a_persons_block_is_found(vault: Path) -> None:
    content = bytearray(vault.read_bytes())
    content[200] ^= 1
    changed = vault.with_name("changed-block")
    changed.write_bytes(content)
    with pytest.raises(VaultError, match="changed"):
        open_identity(changed, KEY, NAMES[0])


def test_blocks_moved_about_are_found(vault: Path, tmp_path: Path) -> None:
    one = tmp_path / "vault"
    write_vault(one, KEY, NAMES[:2_000], [(f"{n:010d}", None, None, None, None, None) for n in range(2_000)])
    content, head = one.read_bytes(), len(b"joinedup vault 1\n") + 20
    half = (len(content) + head) // 2
    swapped = content[:head] + content[half:] + content[head:half]
    one.write_bytes(swapped)
    with pytest.raises(VaultError):
        open_identity(one, KEY, NAMES[0])


@pytest.mark.parametrize("cut", [0, 5, 30, 400, -1])
def test_a_vault_cut_short_is_found(vault: Path, tmp_path: Path, cut: int) -> None:
    short = tmp_path / "vault"
    short.write_bytes(vault.read_bytes()[:cut])
    with pytest.raises(VaultError):
        open_identity(short, KEY, NAMES[-1])


def test_pseudonyms_out_of_order_are_refused(tmp_path: Path) -> None:
    nobody = (None, None, None, None, None, None)
    with pytest.raises(VaultError, match="ascending order"):
        write_vault(tmp_path / "vault", KEY, ["b", "a"], [nobody, nobody])


def test_an_empty_vault_holds_nobody(tmp_path: Path) -> None:
    write_vault(tmp_path / "vault", KEY, [], [])
    with pytest.raises(VaultError, match="nobody in this build"):
        open_identity(tmp_path / "vault", KEY, NAMES[0])
