"""The place's key: 32 bytes kept outside the place's folder, so that a copy of the folder names nobody.

One key serves three purposes, each through a key of its own derived by HKDF-SHA256 (RFC 5869): naming people
(pseudonyms), sealing identifiable tables, and the vault that leads back. None can be computed from another.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from joinedup.errors import JoinedupError

KEY_BYTES = 32
VARIABLE = "JOINEDUP_KEY_FILE"


class KeyFileError(JoinedupError):
    """The place's key is missing, unreadable, badly formed or open to others; the message says what to do."""


@dataclass(frozen=True, repr=False)
class PlaceKey:
    """The place's key; never printed, written to a log or put in a query."""

    secret: bytes

    def __post_init__(self) -> None:
        if len(self.secret) != KEY_BYTES:
            raise KeyFileError(f"a place's key has {KEY_BYTES} bytes, this one {len(self.secret)}")

    def __repr__(self) -> str:
        return f"PlaceKey(fingerprint={self.fingerprint})"

    @property
    def for_pseudonyms(self) -> bytes:
        """32 bytes that turn an identity into a pseudonym."""
        return self._derived("pseudonyms")

    @property
    def for_sealing(self) -> bytes:
        """32 bytes that seal identifiable tables."""
        return self._derived("sealing")

    @property
    def for_vault(self) -> bytes:
        """32 bytes that close the vault."""
        return self._derived("vault")

    @property
    def fingerprint(self) -> str:
        """Eight characters that tell two keys apart and reveal neither; safe in a manifest."""
        return self._derived("fingerprint").hex()[:8]

    def _derived(self, purpose: str) -> bytes:
        return HKDF(
            algorithm=hashes.SHA256(), length=32, salt=None, info=f"joinedup {purpose} 1".encode()
        ).derive(self.secret)


def key_path(place_folder: Path, *, environment: Mapping[str, str], home: Path) -> Path:
    """Where the key of a place lives: JOINEDUP_KEY_FILE if set, otherwise a file of its own below the home folder.

    The name carries the folder's name, to be read by people, and eight characters of the hash of its full path, so that
    two places called `seacombe` on one machine do not share a key.
    """
    named = environment.get(VARIABLE)
    if named:
        return Path(named).expanduser()
    resolved = place_folder.resolve()
    short = hashlib.sha256(str(resolved).encode()).hexdigest()[:8]
    return home / ".config" / "joinedup" / "keys" / f"{resolved.name}-{short}.key"


def create_key(path: Path) -> PlaceKey:
    """Make a new key and write it, readable by its owner alone. KeyFileError when a file is there already."""
    key = PlaceKey(secrets.token_bytes(KEY_BYTES))
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise KeyFileError(
            f"{path}: a key is there already and is not overwritten: without it, pseudonyms given so far cannot be made"
            " again. Move it away if you mean to start afresh"
        ) from error
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(key.secret.hex() + "\n")
    return key


def key_for_building(place_folder: Path, *, environment: Mapping[str, str], home: Path) -> PlaceKey:
    """The place's key; a place that was never built gets one. KeyFileError when a place that was built has lost its key:
    a new one would give everybody a new pseudonym."""
    path = key_path(place_folder, environment=environment, home=home)
    never_built = not (place_folder / "build" / "manifest.json").exists()
    return create_key(path) if never_built and not path.exists() else read_key(path)


def read_key(path: Path) -> PlaceKey:
    """Read a key. KeyFileError when it is missing, is not 64 hexadecimal characters, or others may read it."""
    try:
        mode = path.stat().st_mode & 0o777
        text = path.read_bytes().decode("ascii", errors="replace").strip()
    except FileNotFoundError as error:
        raise KeyFileError(
            f"{path}: the place's key is not there. Put it back from where you keep it safe, or set {VARIABLE} to where"
            " it is; a place that was never built gets one at its first build"
        ) from error
    except OSError as error:
        raise KeyFileError(f"{path}: the place's key cannot be read: {error.strerror}") from error
    if mode & 0o077:
        raise KeyFileError(
            f"{path}: others on this machine may read the place's key (mode {mode:o}): run `chmod 600 '{path}'`"
        )
    if not re.fullmatch(r"[0-9a-fA-F]{64}", text):
        raise KeyFileError(
            f"{path}: this is not a place's key: expected 64 hexadecimal characters on one line, found {len(text)}"
            " characters. Put the key back from where you keep it safe"
        )
    return PlaceKey(bytes.fromhex(text))
