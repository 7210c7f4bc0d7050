"""The key of the place a command works on."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from joinedup.linkage.keys import PlaceKey


def path_of_key(folder: Path) -> Path:
    """Where the key of a place is kept: JOINEDUP_KEY_FILE, or a file of its own below the home folder."""
    from joinedup.linkage.keys import key_path

    return key_path(folder, environment=os.environ, home=Path.home())


def key_of(folder: Path) -> PlaceKey:
    """The place's key, made at its first build. KeyFileError when it is missing after that: another key would give
    everybody another pseudonym, and would not open what is sealed."""
    from joinedup.linkage.keys import create_key, read_key

    path = path_of_key(folder)
    first_build = not (folder / "build" / "manifest.json").exists()
    return create_key(path) if first_build and not path.exists() else read_key(path)
