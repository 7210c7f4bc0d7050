"""The vault: the only way back from a pseudonym to a person, encrypted, one file.

People are sorted by pseudonym and kept in blocks of a thousand, each sealed with AES-256-GCM; the block's number is
authenticated with it, so blocks cannot be swapped. An index of each block's first pseudonym, sealed too, leads to the one
block that must be opened: looking up a person opens a thousand identities, never a million.
"""

from __future__ import annotations

import json
import os
import secrets
import struct
import zlib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from joinedup.errors import JoinedupError

PEOPLE_PER_BLOCK = 1_000
_MAGIC = b"joinedup vault 1\n"
_HEAD = struct.Struct(">8sQI")  # random bytes, where the index starts, how many blocks
_INDEX = 0xFFFFFFFF


class VaultError(JoinedupError):
    """The vault does not open, or holds nobody of that pseudonym."""


@dataclass(frozen=True)
class Identity:
    """Who a pseudonym stands for, as the sources know them. Dates are ISO text; None where no source says."""

    nhs_number: str | None
    given_name: str | None
    family_name: str | None
    birth_date: str | None
    postcode: str | None
    # 'organisation format' and the key that source uses, one pair for each key, sorted.
    local_keys: tuple[tuple[str, str], ...] = ()


IdentityFields = tuple[str | None, str | None, str | None, str | None, str | None, str | None]
"""An Identity's fields in their order, the local keys as one text; cheaper to make a million of."""

# Control characters that no source uses in a key, and that JSON writes as they are.
BETWEEN_SOURCE_AND_KEY, BETWEEN_KEYS = chr(127), chr(128)


def write_vault(
    path: Path, key: bytes, pseudonyms: Sequence[str], identities: Sequence[IdentityFields]
) -> None:
    """Write the vault, whole or not at all. `pseudonyms` are sorted and distinct, `identities` in the same order;
    `key` is the place's 32-byte key for the vault. VaultError when they are not."""
    write_vault_of_texts(
        path, key, pseudonyms, [json.dumps(fields, ensure_ascii=False) for fields in identities]
    )


def write_vault_of_texts(
    path: Path, key: bytes, pseudonyms: Sequence[str], identities: Sequence[str]
) -> None:
    """As `write_vault`, each identity's fields given as the text of a JSON list: a database makes a million of them in
    the time Python makes a few thousand."""
    if len(pseudonyms) != len(identities):
        raise VaultError(
            f"{path}: {len(pseudonyms)} pseudonyms and {len(identities)} identities: expected as many of each"
        )
    if any(a >= b for a, b in pairwise(pseudonyms)):
        raise VaultError(f"{path}: the pseudonyms are not in ascending order, or one is there twice")
    cipher, prefix = AESGCM(key), secrets.token_bytes(8)
    part = path.with_name(path.name + ".part")
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(_MAGIC + _HEAD.pack(prefix, 0, 0))
        index: list[tuple[str, int]] = []
        for number, (first, block) in enumerate(_blocks(pseudonyms, identities)):
            index.append((first, file.tell()))
            file.write(_sealed(cipher, prefix, number, block))
        starts_at = file.tell()
        file.write(_sealed(cipher, prefix, _INDEX, json.dumps(index).encode()))
        file.seek(len(_MAGIC))
        file.write(_HEAD.pack(prefix, starts_at, len(index)))
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def open_identity(path: Path, key: bytes, pseudonym: str) -> Identity:
    """Who a pseudonym stands for. Call it through `reidentify.reveal`, which asks why and writes it down first.

    VaultError when the key is another, the vault was changed, or nobody has that pseudonym.
    """
    try:
        file = path.open("rb")
    except OSError as error:
        raise VaultError(
            f"{path}: the vault cannot be read: {error.strerror}; build the place again"
        ) from error
    with file:
        if file.read(len(_MAGIC)) != _MAGIC:
            raise VaultError(f"{path}: not a vault of this version of joinedup: build the place again")
        prefix, starts_at, size = _HEAD.unpack(file.read(_HEAD.size).ljust(_HEAD.size, b"\0"))
        cipher = AESGCM(key)
        # Beyond its end a changed head leads nowhere: what is read there does not open.
        file.seek(min(starts_at, os.fstat(file.fileno()).st_size))
        index: list[tuple[str, int]] = json.loads(_opened(path, cipher, prefix, _INDEX, file.read()))
        number = bisect_right([first for first, _ in index], pseudonym) - 1
        if size != len(index):
            raise VaultError(f"{path}: the vault was changed: its head and its index disagree")
        if number >= 0:
            ends_at = index[number + 1][1] if number + 1 < size else starts_at
            file.seek(index[number][1])
            block = _opened(path, cipher, prefix, number, file.read(ends_at - index[number][1]))
            found = json.loads(block).get(pseudonym)
            if found is not None:
                return _identity(found)
    raise VaultError(f"nobody in this build has the pseudonym {pseudonym}")


def _identity(fields: IdentityFields) -> Identity:
    nhs_number, given_name, family_name, birth_date, postcode, joined = fields
    parted = (one.partition(BETWEEN_SOURCE_AND_KEY) for one in (joined or "").split(BETWEEN_KEYS) if one)
    local_keys = tuple(sorted((source, local_key) for source, _, local_key in parted))
    return Identity(nhs_number, given_name, family_name, birth_date, postcode, local_keys)


def _blocks(pseudonyms: Sequence[str], identities: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    for start in range(0, len(pseudonyms), PEOPLE_PER_BLOCK):
        names = pseudonyms[start : start + PEOPLE_PER_BLOCK]
        people = zip(names, identities[start : start + PEOPLE_PER_BLOCK], strict=True)
        # A pseudonym is letters and digits, so it needs no escapes.
        yield names[0], ("{" + ",".join([f'"{name}":{fields}' for name, fields in people]) + "}").encode()


def _sealed(cipher: AESGCM, prefix: bytes, number: int, plain: bytes) -> bytes:
    name = struct.pack(">I", number)
    return cipher.encrypt(prefix + name, zlib.compress(plain, 1), _MAGIC + name)


def _opened(path: Path, cipher: AESGCM, prefix: bytes, number: int, sealed: bytes) -> bytes:
    name = struct.pack(">I", number)
    try:
        return zlib.decompress(cipher.decrypt(prefix + name, sealed, _MAGIC + name))
    except (InvalidTag, ValueError) as error:
        raise VaultError(
            f"{path}: the vault does not open: either this is not the key of the place that built it, or the vault was"
            " changed. Use the place's own key, or build the place again"
        ) from error
