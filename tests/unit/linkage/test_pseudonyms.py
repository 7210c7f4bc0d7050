"""Pseudonyms: a keyed hash, written in base32, the same in every build."""

from __future__ import annotations

import base64
import hmac

from hypothesis import given
from hypothesis import strategies as st

from joinedup.linkage.pseudonyms import of_local_key, of_nhs_number, pseudonym, pseudonyms

KEYS = st.binary(min_size=32, max_size=32)


@given(KEYS, st.lists(st.text(), max_size=20))
def test_a_pseudonym_is_hmac_sha256_cut_to_16_bytes_in_base32(key: bytes, identities: list[str]) -> None:
    expected = [
        base64.b32encode(hmac.new(key, identity.encode(), "sha256").digest()[:16])
        .decode()
        .lower()
        .rstrip("=")
        for identity in identities
    ]
    assert pseudonyms(key, identities).astype(str).tolist() == expected


def test_a_pseudonym_has_26_characters() -> None:
    assert len(pseudonym(bytes(32), of_nhs_number(9434765919))) == 26


def test_another_key_gives_another_pseudonym() -> None:
    assert pseudonym(bytes(32), "nhs:9434765919") != pseudonym(bytes([1] * 32), "nhs:9434765919")


def test_a_number_keeps_its_leading_zeros_and_a_local_key_names_its_source() -> None:
    assert of_nhs_number(12345678) == "nhs:0012345678"
    assert of_local_key("RZZ1 hes-apc", "H1") == "local:RZZ1 hes-apc:H1"
