"""A rehearsal place made, built and evaluated as somebody would at a terminal, for tests of what only a whole place shows."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

CARE_MODEL = "Complex care hubs"


def rehearsed_once(shared: Path, own: Path) -> Path:
    """A copy in `own` of the place that whoever comes first makes in `shared`, for tests that run side by side."""
    made = shared / "seacombe-made-once" / "seacombe"
    made.parent.mkdir(exist_ok=True)
    with (made.parent / "turn").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not (made.parent / "whole").exists():
            rehearsed_in(made)
            _run(made, "joinedup.web.kept.making", str(made))
            (made.parent / "whole").touch()
    shutil.copytree(made, own)
    shutil.copy(made.parent / "key", own.parent / "key")
    return own


def rehearsed_in(folder: Path, people: int = 10_000) -> Path:
    """The folder of a place of so many people, its care model registered and evaluated."""
    for words in (
        ("rehearse", str(folder), "--people", str(people)),
        ("build", str(folder), "--quiet"),
        ("register", CARE_MODEL, str(folder), "--by", "Seacombe board"),
        ("evaluate", CARE_MODEL, str(folder), "--by", "a test", "--quiet"),
    ):
        _run(folder, "joinedup", *words)
    return folder


def _run(folder: Path, module: str, *words: str) -> None:
    surroundings = os.environ | {"JOINEDUP_KEY_FILE": str(folder.parent / "key")}
    done = subprocess.run(
        [sys.executable, "-m", module, *words], env=surroundings, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
