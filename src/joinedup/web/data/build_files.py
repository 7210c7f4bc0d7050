"""The files of a run under way, beside the application's database: how far its build and its evaluations are, and the lock that
its process holds."""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from joinedup.wording import slug


@dataclass(frozen=True)
class Progress:
    """How far a build is: which step of how many it does, and which it did last."""

    number: int
    of: int
    step: str
    done: int

    @property
    def percent(self) -> int:
        return round(100 * self.done / self.of) if self.of else 0


def folder_of(place: Path) -> Path:
    """Where the files of builds are kept; made at first."""
    folder = place / "web" / "builds"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def progress_file(place: Path, number: int) -> Path:
    """Where a build writes how far it is, a line of JSON for each step."""
    return folder_of(place) / f"{number}.jsonl"


def read_progress(place: Path, number: int) -> Progress | None:
    """How far a build is; None while it has not said anything. A line half written is not read."""
    steps = [line for line in _lines(progress_file(place, number)) if line["state"] != "note"]
    if not steps:
        return None
    done = sum(line["state"] == "done" for line in steps)
    return Progress(steps[-1]["number"], steps[-1]["of"], steps[-1]["step"], done)


@dataclass(frozen=True)
class Doing:
    """How far an evaluation is: what it does, and which share of the whole is done, 0 to 1."""

    words: str
    share: float

    @property
    def percent(self) -> int:
        return round(100 * self.share)


def doing_file(place: Path, number: int, care_model: str) -> Path:
    """Where the evaluation of a care model in a run writes how far it is, a line of JSON for each thing it does."""
    return folder_of(place) / f"{number}-{slug(care_model)}.jsonl"


def read_doing(place: Path, number: int, care_model: str) -> Doing | None:
    """How far an evaluation is; None while it has not said anything."""
    said = _lines(doing_file(place, number, care_model))
    return Doing(said[-1]["doing"], said[-1]["share"] or 0.0) if said else None


def _lines(file: Path) -> list[dict[str, Any]]:
    """The lines that are whole."""
    try:
        text = file.read_text(encoding="utf-8")
    except OSError:
        return []
    return [json.loads(line) for line in text.split("\n")[:-1] if line]


@contextmanager
def turn_to_build(place: Path, *, tries: int = 1) -> Iterator[bool]:
    """Whether it is ours to build: one process at a time holds the lock, and loses it however it ends.

    Whoever means to build tries a few times: a page that only asks holds the lock for a moment too.
    """
    descriptor = os.open(folder_of(place) / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        yield any(_taken(descriptor, wait=number > 0) for number in range(tries))
    finally:
        os.close(descriptor)


def _taken(descriptor: int, *, wait: bool) -> bool:
    if wait:
        time.sleep(0.1)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def is_building(place: Path) -> bool:
    """Whether a process holds the lock now."""
    with turn_to_build(place) as is_ours:
        return not is_ours
