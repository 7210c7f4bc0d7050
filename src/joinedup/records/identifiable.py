"""Identifiable tables at rest: a folder of files sealed into one with the place's key, and opened again for a moment.

The sealed file is AES-256-GCM in chunks of one mebibyte: a magic word, eight random bytes, then for each chunk its sealed
bytes. A chunk's nonce is the random bytes and its number; whether it is the last is authenticated with it, so a file cut
short, joined from two, or changed anywhere does not open.
"""

from __future__ import annotations

import os
import secrets
import shutil
import struct
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from joinedup.errors import JoinedupError

_MAGIC = b"joinedup sealed 1\n"
_CHUNK = 2**20
_TAG = 16
_PREFIX = 8


class SealError(JoinedupError):
    """A sealed file does not open: the wrong key, or it was changed or cut short."""


def seal(folder: Path, sealed_file: Path, key: bytes) -> None:
    """Seal the files of a folder (not its sub-folders) into one file, written whole or not at all.

    `key` is 32 bytes. The folder is left as it is: the caller removes it.
    """
    sealed_file.parent.mkdir(parents=True, exist_ok=True)
    part = sealed_file.with_name(sealed_file.name + ".part")
    with part.open("wb") as target:
        writer = _SealingWriter(target, key)
        with tarfile.open(fileobj=writer, mode="w|", bufsize=_CHUNK) as archive:  # type: ignore[call-overload]
            for path in sorted(folder.iterdir()):
                if path.is_file():
                    archive.add(path, arcname=path.name, filter=_without_owner)
        writer.finish()
        target.flush()
        os.fsync(target.fileno())
    part.replace(sealed_file)


@contextmanager
def unsealed(sealed_file: Path, key: bytes, *, below: Path | None = None) -> Iterator[Path]:
    """A private folder (mode 0700, made below `below`) with the files that were sealed; removed on leaving.

    SealError when the key is another or the file was changed.
    """
    folder = Path(tempfile.mkdtemp(prefix="unsealed-", dir=below))
    try:
        unseal(sealed_file, folder, key)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def unseal(sealed_file: Path, folder: Path, key: bytes) -> None:
    """Put the files that were sealed into a folder that the caller keeps private and removes."""
    with sealed_file.open("rb") as source:
        reader = _UnsealingReader(source, key, sealed_file)
        try:
            with tarfile.open(fileobj=reader, mode="r|", bufsize=_CHUNK) as archive:  # type: ignore[call-overload]
                archive.extractall(folder, filter="data")
        except tarfile.TarError as error:
            raise SealError(f"{sealed_file}: the sealed file holds no files: {error}") from error
        reader.expect_end()


def _without_owner(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    member.mode = 0o600
    return member


def _nonce(prefix: bytes, number: int) -> bytes:
    return prefix + struct.pack(">I", number)


def _about(last: bool) -> bytes:
    return _MAGIC + (b"last" if last else b"more")


class _SealingWriter:
    """A file to write to that seals what it is given, a chunk at a time."""

    def __init__(self, target: BinaryIO, key: bytes) -> None:
        self._target, self._cipher, self._number = target, AESGCM(key), 0
        self._prefix = secrets.token_bytes(_PREFIX)
        self._waiting = bytearray()
        target.write(_MAGIC + self._prefix)

    def write(self, data: bytes) -> int:
        self._waiting += data
        # The last chunk must be marked as such, so one byte more than a chunk is needed before a chunk is let go.
        while len(self._waiting) > _CHUNK:
            self._seal(bytes(self._waiting[:_CHUNK]), last=False)
            del self._waiting[:_CHUNK]
        return len(data)

    def finish(self) -> None:
        self._seal(bytes(self._waiting), last=True)

    def _seal(self, chunk: bytes, *, last: bool) -> None:
        self._target.write(self._cipher.encrypt(_nonce(self._prefix, self._number), chunk, _about(last)))
        self._number += 1


class _UnsealingReader:
    """A file to read from that opens one sealed chunk after another."""

    def __init__(self, source: BinaryIO, key: bytes, path: Path) -> None:
        self._source, self._cipher, self._path, self._number = source, AESGCM(key), path, 0
        if source.read(len(_MAGIC)) != _MAGIC:
            raise SealError(f"{path}: not a sealed file of this version of joinedup: build the place again")
        self._prefix = source.read(_PREFIX)
        self._open = bytearray()
        self._next = source.read(_CHUNK + _TAG)
        self._ended = False

    def read(self, size: int) -> bytes:
        while len(self._open) < size and not self._ended:
            self._open_next()
        answer = bytes(self._open[:size])
        del self._open[:size]
        return answer

    def expect_end(self) -> None:
        """Open what is left, so that a file cut short after its last table is found too."""
        while not self._ended:
            self._open_next()

    def _open_next(self) -> None:
        chunk, self._next = self._next, self._source.read(_CHUNK + _TAG)
        last = not self._next
        try:
            self._open += self._cipher.decrypt(_nonce(self._prefix, self._number), chunk, _about(last))
        except (InvalidTag, ValueError) as error:
            raise SealError(
                f"{self._path}: the sealed file does not open: either this is not the key it was sealed with, or the"
                " file was changed or cut short. Use the place's own key, or build the place again"
            ) from error
        self._ended = last
        self._number += 1
