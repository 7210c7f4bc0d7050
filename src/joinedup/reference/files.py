"""Reference files: dated TOML beside this one, each with a source or marked as an assumption the user can change."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from joinedup.errors import JoinedupError

FOLDER = Path(__file__).parent


class ReferenceError(JoinedupError):
    """A reference file does not keep to the form; the message names the file and what is missing."""


@dataclass(frozen=True)
class ReferenceFile:
    """One file: its head (title, where its figures come from, since when they apply) and everything in it."""

    name: str
    title: str
    about: str
    source: str
    assumption: bool
    published: date | None
    applies_from: date
    content: Mapping[str, Any]


def read_file(path: Path) -> ReferenceFile:
    """Read one reference file. ReferenceError when it has no title, no date, or neither a source nor an assumption."""
    name = f"{path.parent.name}/{path.name}"
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ReferenceError(f"{name}: cannot be read as TOML: {error}") from error
    file = ReferenceFile(
        name=name,
        title=content.get("title", ""),
        about=content.get("about", "").strip(),
        source=content.get("source", ""),
        assumption=content.get("assumption", False),
        published=content.get("published"),
        applies_from=content.get("applies_from", date.min),
        content=content,
    )
    _check(file)
    return file


@cache
def files_in(folder: str) -> tuple[ReferenceFile, ...]:
    """Every reference file of a folder (codelists, weights, thresholds, prices, measures), by name; none when it is absent."""
    return tuple(read_file(path) for path in sorted((FOLDER / folder).glob("*.toml")))


def _check(file: ReferenceFile) -> None:
    if not file.title:
        raise ReferenceError(f"{file.name}: give it a title = '...'")
    if file.applies_from == date.min:
        raise ReferenceError(f"{file.name}: say since when its figures apply: applies_from = YYYY-MM-DD")
    if not file.source and not (file.assumption and file.about):
        raise ReferenceError(
            f"{file.name}: say where its figures come from (source = '...'), or mark it assumption = true and say in about"
            " what was assumed and why"
        )
