"""Pages made ahead: a thread that looks whether anything changed, and has what is missing made by another process.

What many pages look into, the lists of a build, it works out itself: those are held in the memory of the process that answers.
"""

from __future__ import annotations

import subprocess
import sys
import threading
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from joinedup.web.kept.making import is_missing
from joinedup.web.kept.stamp import stamp_of

SECONDS_BETWEEN_LOOKS = 2.0
SECONDS_AFTER_A_FAILURE = 30.0

_BEGUN: set[Path] = set()
_TURN = threading.Lock()


def begin(folder: Path) -> None:
    """Start looking after the pages of a folder, once in a process; it ends with the process."""
    with _TURN:
        if folder not in _BEGUN:
            _BEGUN.add(folder)
            threading.Thread(target=_look, args=(folder,), name="pages made ahead", daemon=True).start()


def with_pages_made_ahead(
    application: Callable[..., Iterable[bytes]], folder: Path
) -> Callable[..., Iterable[bytes]]:
    """The application, that begins with its first request at the latest, whatever serves it."""

    def answer(environment: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        begin(folder)
        return application(environment, start)

    return answer


def _look(folder: Path) -> None:
    from joinedup.web.caseloads.ahead import lists_held  # its tables can be known only when Django is set up

    wait, whole, held = threading.Event(), "", ""
    while True:
        try:
            held = lists_held(folder, held)
            whole, seconds = _looked(folder, whole)
        except Exception:  # whatever is wrong with the folder, pages are looked after again later
            traceback.print_exc()
            seconds = SECONDS_AFTER_A_FAILURE
        wait.wait(seconds)


def _looked(folder: Path, whole: str) -> tuple[str, float]:
    """The stamp of which every page is known to be there, after one look; and how long to wait for the next."""
    stamp = stamp_of(folder)
    if stamp == whole or not is_missing(folder):
        return stamp, SECONDS_BETWEEN_LOOKS
    words = [sys.executable, "-m", "joinedup.web.kept.making", str(folder)]
    failed = subprocess.run(words, check=False).returncode
    return "", SECONDS_AFTER_A_FAILURE if failed else SECONDS_BETWEEN_LOOKS
