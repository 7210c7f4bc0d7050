"""Specifications rendered as reference pages: a file is a page, a test is a paragraph, its tables are tables.

The tests are called with a recorder in place of the engine, so what a page shows is what the test runs.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from itertools import product
from pathlib import Path
from types import ModuleType
from typing import Any


@dataclass
class Recorder:
    """Stands where a specification expects the engine, and writes down what it is asked."""

    asked: list[tuple[str, Mapping[str, str], str]] = field(default_factory=list)

    def answers(self, table: str, *, given: Mapping[str, str], expect: str) -> None:
        """Remember one question: the tables given and the answer expected."""
        self.asked.append((table, given, expect))


def spec_pages(folder: Path) -> dict[str, str]:
    """File name to Markdown, one page for each file of specifications."""
    files = sorted(folder.glob("test_*.py"))
    return {
        f"{file.stem.removeprefix('test_')}.md": _page(import_module(f"tests.specs.{file.stem}"))
        for file in files
    }


def _page(module: ModuleType) -> str:
    words = (module.__doc__ or module.__name__).strip().rstrip(".")
    parts = [f"# {words}\n"]
    for name, test in vars(module).items():
        if name.startswith("test_") and callable(test):
            parts += [part for values in _parameters(test) for part in _paragraph(name, test, values)]
    return "\n".join(parts)


def _paragraph(name: str, test: Callable[..., Any], values: Mapping[str, Any]) -> Iterator[str]:
    if set(inspect.signature(test).parameters) - {"step"} - set(values):
        return  # it needs more than an engine: it is a test, and no specification
    recorder = Recorder()
    test(step=recorder, **values)
    sentence = name.removeprefix("test_").replace("_", " ")
    yield f"## {sentence[:1].upper()}{sentence[1:]}\n"
    if test.__doc__:
        yield f"{inspect.cleandoc(test.__doc__)}\n"
    if values:
        yield ", ".join(f"`{key}` = `{value}`" for key, value in values.items()) + "\n"
    for table, given, expect in recorder.asked:
        for read, cells in given.items():
            yield f"`{read}`\n\n{_markdown(cells)}\n"
        yield f"gives `{table}`\n\n{_markdown(expect)}\n"


def _parameters(test: Callable[..., Any]) -> Iterator[dict[str, Any]]:
    """Every set of values that a parametrised test runs with; one empty set for the others."""
    marks = [mark for mark in getattr(test, "pytestmark", []) if mark.name == "parametrize"]
    choices = []
    for mark in marks:
        names = (
            [n.strip() for n in mark.args[0].split(",")]
            if isinstance(mark.args[0], str)
            else list(mark.args[0])
        )
        rows = [getattr(row, "values", row) for row in mark.args[1]]
        choices.append([dict(zip(names, row if len(names) > 1 else [row], strict=True)) for row in rows])
    for chosen in product(*choices):
        yield {name: value for values in chosen for name, value in values.items()}


def _markdown(cells: str) -> str:
    """A table drawn with | as a Markdown table; one with a heading only says that it has no rows."""
    rows = [
        [cell.strip() for cell in line.split("|")]
        for line in cells.strip().splitlines()
        if line.strip(" -+|")
    ]
    if not rows:
        return "(empty)"
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * len(rows[0]), *(lines[1:] or [f"|{' |' * len(rows[0])}"])])
