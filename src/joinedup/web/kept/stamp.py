"""What a kept page was worked out from: one name for a build, the place file and the files beside it that answers read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from joinedup import __version__

NOTHING_BUILT = "nothing built"


def stamp_of(folder: Path) -> str:
    """The stamp of a place's folder as it is now: a new build, place file, facts file or evaluation gives another."""
    return stamp_with(folder, build_of(folder))


def stamp_with(folder: Path, build: str) -> str:
    """The stamp with a build that a page already holds: the hash of its manifest."""
    digest = hashlib.sha256(f"{__version__} {_code()} {build}".encode())
    for path in _beside(folder):
        digest.update(f"\0{path.relative_to(folder)}\0".encode())
        digest.update(_bytes(path))
    return digest.hexdigest()[:32]


def build_of(folder: Path) -> str:
    """The hash of the published manifest."""
    manifest = _bytes(folder / "build" / "manifest.json")
    return hashlib.sha256(manifest).hexdigest() if manifest else NOTHING_BUILT


@cache
def _code() -> str:
    """The hash of the code that makes kept pages: what another version of it kept may not be what this one reads."""
    files = sorted(Path(__file__).parent.rglob("*.py"))
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()


def _beside(folder: Path) -> Iterator[Path]:
    yield folder / "place.toml"
    yield from sorted(folder.glob("contracts/*/*.toml"))
    yield from sorted(folder.glob("build/evaluations/*.json"))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
