"""What a long build shows as it goes: a line for each step with its rows and time, and the time left."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from joinedup.pipeline.run import Progress

_WIPE = "\r\x1b[K"


@dataclass
class ProgressLines:
    """Draws progress on a stream: on a terminal the running step is redrawn in place, elsewhere only finished steps are
    printed. `earlier` holds the seconds each step took in the last build, from which the time left is estimated."""

    stream: TextIO
    earlier: Mapping[str, float] = field(default_factory=dict)
    clock: Callable[[], float] = time.monotonic
    _began: float = field(init=False)
    _reused: int = 0
    _passed: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._began = self.clock()

    def __call__(self, progress: Progress) -> None:
        if progress.state == "started":
            self._redraw(progress)
        elif progress.state == "note":
            self._print(f"           {progress.note}")
        else:
            self._passed.add(progress.step)
            self._reused += progress.reused
            if not progress.reused:
                self._print(done_line(progress))

    def finish(self) -> None:
        """Close the list: how many steps were found as they were."""
        if self._reused:
            steps = "step" if self._reused == 1 else "steps"
            self._print(f"           {self._reused} {steps} as in the last build")

    def _redraw(self, progress: Progress) -> None:
        if self.stream.isatty():
            left = self._left(progress)
            self.stream.write(
                f"{_WIPE}{_head(progress)} ...{f'  about {duration(left)} left' if left else ''}"
            )
            self.stream.flush()

    def _print(self, line: str) -> None:
        self.stream.write(f"{_WIPE if self.stream.isatty() else ''}{line}\n")
        self.stream.flush()

    def _left(self, progress: Progress) -> float | None:
        """Seconds left: what the steps to come took last time; without a last time, at the pace so far."""
        to_come = [seconds for step, seconds in self.earlier.items() if step not in self._passed]
        if progress.step in self.earlier and to_come:
            return sum(to_come)
        passed = progress.number - 1
        if passed < 1:
            return None
        return (self.clock() - self._began) / passed * (progress.of - passed)


@dataclass(frozen=True)
class ProgressFile:
    """Adds a line of JSON to a file for each step that begins or ends: which of how many, its name, rows and seconds."""

    file: Path

    def __call__(self, progress: Progress) -> None:
        said = {
            "step": progress.step,
            "number": progress.number,
            "of": progress.of,
            "state": progress.state,
            "rows": progress.rows,
            "seconds": round(progress.seconds, 3),
            "reused": progress.reused,
        }
        with self.file.open("a", encoding="utf-8") as lines:
            lines.write(f"{json.dumps(said, ensure_ascii=False)}\n")


@dataclass(frozen=True)
class ShareFile:
    """Adds a line of JSON to a file for each message: what is being done, and which share of the whole is done by then."""

    file: Path

    def __call__(self, message: str, share: float | None) -> None:
        with self.file.open("a", encoding="utf-8") as lines:
            lines.write(f"{json.dumps({'doing': message, 'share': share}, ensure_ascii=False)}\n")


@dataclass
class ShareLine:
    """Draws how much of one long piece of work is done: redrawn in place on a terminal, elsewhere a line for each tenth."""

    stream: TextIO
    clock: Callable[[], float] = time.monotonic
    _began: float = field(init=False)
    _tenths: int = 0

    def __post_init__(self) -> None:
        self._began = self.clock()

    def __call__(self, message: str, share: float | None) -> None:
        if self.stream.isatty():
            self.stream.write(f"{_WIPE}{message}{self._left(share)}{chr(10) if share == 1 else ''}")
        elif share is None or int(share * 10) > self._tenths:
            self._tenths = int((share or 0) * 10)
            self.stream.write(f"{message}\n")
        self.stream.flush()

    def _left(self, share: float | None) -> str:
        if not share or share == 1:
            return ""
        return f"  {share:.0%}, about {duration((self.clock() - self._began) / share * (1 - share))} left"


@dataclass
class LateLine:
    """Says what a piece of work is doing, once it has taken longer than a second: redrawn in place on a terminal and taken away at
    the end, a line for each message elsewhere."""

    stream: TextIO
    clock: Callable[[], float] = time.monotonic
    after: float = 1.0
    _began: float = field(init=False)
    _drawn: bool = False

    def __post_init__(self) -> None:
        self._began = self.clock()

    def __call__(self, message: str, share: float) -> None:
        if self.clock() - self._began < self.after:
            return
        self._drawn = True
        self.stream.write(f"{_WIPE}{message}  {share:.0%}" if self.stream.isatty() else f"{message}\n")
        self.stream.flush()

    def finish(self) -> None:
        """Take the line away."""
        if self._drawn and self.stream.isatty():
            self.stream.write(_WIPE)
            self.stream.flush()


def done_line(progress: Progress) -> str:
    """A finished step: its number, name, rows and time."""
    return f"{_head(progress)} {progress.rows:>14,} rows {duration(progress.seconds):>9}"


def duration(seconds: float) -> str:
    """Seconds as a person says them: 0.4 s, 52 s, 3 min 05 s, 1 h 12 min."""
    if seconds < 10:
        return f"{seconds:.1f} s"
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60:02d} s"
    return f"{whole // 3600} h {whole % 3600 // 60:02d} min"


def _head(progress: Progress) -> str:
    return f"{progress.number:>4}/{progress.of:<4}  {_shortened(progress.step):<48}"


def _shortened(step: str) -> str:
    return step if len(step) <= 48 else f"{step[:22]}...{step[-23:]}"
