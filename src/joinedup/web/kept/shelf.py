"""Where kept pages lie: one file a page, in a folder for each stamp, replaced in one move."""

from __future__ import annotations

import shutil
from functools import lru_cache
from pathlib import Path

from joinedup.answers.page.rendering import write_whole
from joinedup.web.kept.page import KeptPage, Refused, as_json, from_json

SHELF = Path("build") / "web" / "kept"
# Pages of the stamps before the newest stay a while: somebody may be reading on.
STAMPS_KEPT = 3


def file_of(folder: Path, stamp: str, name: str) -> Path:
    """The file of a page: stress/outcomes becomes stress--outcomes.json."""
    return folder / SHELF / stamp / f"{name.replace('/', '--')}.json"


def put(folder: Path, stamp: str, name: str, page: KeptPage | Refused) -> None:
    """Keep a page. JoinedupError when it cannot be written."""
    write_whole(file_of(folder, stamp, name), as_json(page))


def find(folder: Path, stamp: str, name: str) -> KeptPage | Refused | None:
    """The page kept under a name, or None where there is none, or none that can be read."""
    path = file_of(folder, stamp, name)
    try:
        return _read(path, path.stat().st_mtime_ns)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def clear_old(folder: Path, stamp: str) -> None:
    """Remove what was kept for stamps long past; never the one named."""
    shelf = folder / SHELF
    stamps = sorted((one for one in shelf.glob("*") if one.is_dir()), key=_age, reverse=True)
    for one in [one for one in stamps if one.name != stamp][STAMPS_KEPT - 1 :]:
        shutil.rmtree(one, ignore_errors=True)


def _age(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


@lru_cache(maxsize=48)
def _read(path: Path, changed: int) -> KeptPage | Refused:
    return from_json(path.read_text(encoding="utf-8"))
