"""Words that a template asks for and nobody handed in: a mistake, which no test may miss and no reader should suffer for.

A word that may be missing for good reasons is handed in as None or empty, or asked for with `is defined`.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from types import FrameType
from typing import Any

from jinja2 import ChainableUndefined, StrictUndefined, Undefined

LOG = logging.getLogger(__name__)
SAID: set[tuple[str, int]] = set()


class AbsentWord(StrictUndefined):
    """Fails with the template and line that asked for it, whatever is done with it except asking whether it is defined."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        said, asked = super()._undefined_message, asked_in(self)
        return f"{asked[0]}, line {asked[1]}: {said}" if asked else said


class NothingInstead(ChainableUndefined):
    """Prints nothing, so that the rest of the page can be read; the log says once which template and line asked for it."""

    __slots__ = ()

    def __str__(self) -> str:
        _say(self)
        return ""

    def __format__(self, how: str) -> str:
        return str(self)

    def __bool__(self) -> bool:
        _say(self)
        return False

    def __len__(self) -> int:
        _say(self)
        return 0

    def __iter__(self) -> Iterator[Any]:
        _say(self)
        return iter(())

    def __eq__(self, other: object) -> bool:
        _say(self)
        return isinstance(other, NothingInstead)

    __hash__ = ChainableUndefined.__hash__

    def __getattr__(self, name: str) -> Any:
        found = super().__getattr__(name)
        _say(self)
        return found

    def __getitem__(self, name: Any) -> Any:
        _say(self)
        return self

    def __call__(self, *words: Any, **named: Any) -> Any:
        _say(self)
        return self


def asked_in(word: Undefined) -> tuple[str, int] | None:
    """The template of ours that is being filled in, and its line; where that handed the word on to a macro of the design system,
    the line that did. None outside a template."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None:
        template = frame.f_globals.get("__jinja_template__")
        if template is not None and template.environment.undefined is type(word):
            return template.name or "a template", template.get_corresponding_lineno(frame.f_lineno)
        frame = frame.f_back
    return None


def _say(word: Undefined) -> None:
    """Never which word: what a template looks up by can be a person."""
    asked = asked_in(word)
    if asked and asked not in SAID:
        SAID.add(asked)
        LOG.error(
            "a template asks for a word that is not there", extra={"template": asked[0], "line": asked[1]}
        )
