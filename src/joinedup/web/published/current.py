"""Published builds, opened once and shared by requests: a new one is found without a restart, an old one lasts while in use."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from django.conf import settings

from joinedup.answers.published import Published, open_published

Answer = TypeVar("Answer")


@dataclass
class SharedBuild:
    """One published build, asked by many requests at once: its engine has one connection, so questions take turns."""

    published: Published
    _turn: threading.Lock = field(default_factory=threading.Lock)
    _worked_out: dict[Hashable, Any] = field(default_factory=dict)
    _being_worked_out: dict[Hashable, threading.Lock] = field(default_factory=dict)

    @property
    def version(self) -> str:
        """The hash of its manifest: two pages with the same one read the same figures."""
        return self.published.manifest_sha256

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """The whole answer of one query."""
        with self._turn:
            return self.published.rows(sql)

    def arrays(self, sql: str) -> dict[str, np.ndarray]:
        """The whole answer of one query as one array a column."""
        with self._turn:
            return self.published.arrays(sql)

    def once(self, name: Hashable, make: Callable[[], Answer]) -> Answer:
        """What `make` works out of this build: at the first asking, then as long as the build is open. Keep it small.

        Whoever asks while it is worked out waits for it, and does not work it out once more.
        """
        if name not in self._worked_out:
            with self._being_worked_out.setdefault(name, threading.Lock()):
                if name not in self._worked_out:
                    self._worked_out[name] = make()
        found: Answer = self._worked_out[name]
        return found

    def has(self, *tables: str) -> bool:
        return self.published.has(*tables)


@dataclass
class Builds:
    """The builds of one place's folder."""

    folder: Path
    _turn: threading.Lock = field(default_factory=threading.Lock)
    _current: SharedBuild | None = None
    _seen: tuple[int, int] | None = None

    def current(self) -> SharedBuild | None:
        """The build published now; None when there is none. One that was opened stays whole for the page that holds it."""
        try:
            found = (self.folder / "build" / "manifest.json").stat()
        except OSError:
            return None
        with self._turn:
            stamp = (found.st_mtime_ns, found.st_ino)
            if self._current is None or stamp != self._seen:
                self._current, self._seen = SharedBuild(open_published(self.folder)), stamp
            return self._current


_BUILDS: dict[Path, Builds] = {}


def builds_of(folder: Path) -> Builds:
    """The builds of a folder, the same object for every request of this process."""
    return _BUILDS.setdefault(folder, Builds(folder))


_OF_THIS_PAGE: ContextVar[SharedBuild | None] = ContextVar("build of this page", default=None)


def build_of_this_page() -> SharedBuild | None:
    """The build that the request under way reads; outside a request, the one that is current."""
    return _OF_THIS_PAGE.get() or builds_of(settings.SURROUNDINGS.place).current()


def say_build_of_this_page(build: SharedBuild | None) -> None:
    """Said by the middleware as a request arrives (the build) and when it is answered (none)."""
    _OF_THIS_PAGE.set(build)
