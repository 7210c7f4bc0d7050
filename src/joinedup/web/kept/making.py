"""Working out every page that is missing, in a process of its own: `python -m joinedup.web.kept.making FOLDER`.

In a process of its own because drawings and futures take memory and the processor, and no page is to wait for them.
"""

from __future__ import annotations

import fcntl
import os
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from joinedup.errors import JoinedupError
from joinedup.web.kept import shelf
from joinedup.web.kept.makers import Makers, makers_of
from joinedup.web.kept.page import KeptPage, Refused
from joinedup.web.kept.stamp import stamp_of

UNEXPECTED = "It could not be worked out because of a fault in joinedup itself. Whoever runs it finds the fault in its log."


def make_missing(folder: Path, *, goes_on: Callable[[], bool] = lambda: True) -> list[str]:
    """Make and keep every page of a place that is not kept yet; their names. Another process at it leaves nothing to do here.

    A page whose files change while it is made is thrown away and made again.
    """
    made: list[str] = []
    with _alone(folder) as is_alone:
        while is_alone and goes_on():
            stamp = stamp_of(folder)
            name, make = next(_missing(folder, stamp), ("", None))
            if make is None:
                shelf.clear_old(folder, stamp)
                break
            page = _made(folder, make)
            if stamp_of(folder) == stamp:
                shelf.put(folder, stamp, name, page)
                made.append(name)
    return made


def is_missing(folder: Path) -> bool:
    """Whether any page of the place is not kept yet."""
    return any(True for _ in _missing(folder, stamp_of(folder)))


def _missing(folder: Path, stamp: str) -> Iterator[tuple[str, Callable[[Path], KeptPage]]]:
    for name, make in _makers(folder).items():
        if shelf.find(folder, stamp, name) is None:
            yield name, make


def _makers(folder: Path) -> Makers:
    try:
        return makers_of(folder)
    except (JoinedupError, OSError):
        return {}  # a place file that cannot be used: every page says so itself


def _made(folder: Path, make: Callable[[Path], KeptPage]) -> KeptPage | Refused:
    try:
        return make(folder)
    except JoinedupError as error:
        return Refused(str(error).replace(f"{folder}/", "").replace(str(folder), "this place"))
    except Exception:
        traceback.print_exc()
        return Refused(UNEXPECTED)


@contextmanager
def _alone(folder: Path) -> Iterator[bool]:
    """Whether this is the only process making pages of the folder; held until left."""
    path = folder / shelf.SHELF / "lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
            return
        yield True


if __name__ == "__main__":
    os.nice(10)
    started_by = os.getppid()
    make_missing(Path(sys.argv[1]), goes_on=lambda: os.getppid() == started_by)
