"""The place file as it is now, read again only when it changes; while it is half edited, as it last was when it could be used."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from joinedup.errors import JoinedupError
from joinedup.place.file import FILE_NAME, read_place
from joinedup.place.model import Place

_LAST_USABLE: dict[Path, Place] = {}


def place_of(folder: Path) -> Place:
    """The place of a folder. While its file cannot be used, as it last could: the data pages say so (`problem_of`).

    PlaceFileError when this process has never seen it usable.
    """
    try:
        found = (folder / FILE_NAME).stat()
        place = _read(folder, found.st_mtime_ns, found.st_ino)
    except (JoinedupError, OSError):
        if folder not in _LAST_USABLE:
            raise
        return _LAST_USABLE[folder]
    _LAST_USABLE[folder] = place
    return place


def problem_of(folder: Path) -> str:
    """What is wrong with the place file as it is now, without the path of the place's folder; nothing when it can be used."""
    try:
        found = (folder / FILE_NAME).stat()
        _read(folder, found.st_mtime_ns, found.st_ino)
    except OSError as error:
        return f"{FILE_NAME} cannot be read: {error.strerror}"
    except JoinedupError as error:
        return str(error).replace(f"{folder}/", "")
    return ""


def sha256_of_place_file(folder: Path) -> str:
    """The hash of the place file as it lies there; empty while there is none."""
    try:
        return hashlib.sha256((folder / FILE_NAME).read_bytes()).hexdigest()
    except OSError:
        return ""


@lru_cache(maxsize=4)
def _read(folder: Path, changed: int, inode: int) -> Place:
    return read_place(folder)
