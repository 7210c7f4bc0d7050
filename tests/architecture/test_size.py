"""Files and functions stay small enough to read, and every file and public function says what it is for."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

import pytest

from tests.architecture.tree import ROOT, SOURCE, parsed, python_files, sql_files, written_here

LONGEST_FILE, LONGEST_FUNCTION = 400, 50
MEDIAN_FILE, LONG_FUNCTION = 100, 20
# Words for what nobody can name.
UNSPOKEN = {
    "utils",
    "util",
    "core",
    "common",
    "helpers",
    "helper",
    "misc",
    "manager",
    "v2",
    "lib",
    "base",
    "stuff",
}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(path: Path) -> Iterator[Function]:
    return (node for node in ast.walk(parsed(path)) if isinstance(node, Function))


def lines_of(function: Function) -> int:
    """Lines of what a function does: without its name, arguments and documentation."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (function.end_lineno or 0) - body[0].lineno + 1 if body else 0


def size_of(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", [*python_files(), *python_files(ROOT / "tests"), *sql_files()], ids=name_of)
def test_no_file_is_too_long_to_read(path: Path) -> None:
    assert size_of(path) <= LONGEST_FILE


@pytest.mark.parametrize("path", list(python_files()), ids=name_of)
def test_no_function_is_too_long_to_read(path: Path) -> None:
    assert not [f"{f.name}: {lines_of(f)} lines" for f in functions(path) if lines_of(f) > LONGEST_FUNCTION]


def test_most_files_and_functions_are_short() -> None:
    """Aims, not limits for one: a median file and nine functions in ten."""
    assert median(size_of(path) for path in python_files()) <= MEDIAN_FILE
    lines = [lines_of(function) for path in python_files() for function in functions(path)]
    assert quantiles(lines, n=10)[-1] <= LONG_FUNCTION


@pytest.mark.parametrize("path", list(written_here()), ids=name_of)
def test_every_file_and_every_public_class_and_function_says_what_it_is_for(path: Path) -> None:
    tree = parsed(path)
    assert ast.get_docstring(tree), "no words on top of the file"
    public = (
        node
        for node in tree.body
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_")
    )
    # Commands of the command line share one contract, told once in cli/main.py.
    told = ("add_arguments", "run") if path.parent == SOURCE / "cli" else ()
    silent = [node.name for node in public if not ast.get_docstring(node) and node.name not in told]
    assert not silent


def test_files_and_packages_are_named_by_what_they_are() -> None:
    names = {part for path in python_files() for part in path.relative_to(SOURCE).with_suffix("").parts}
    assert not names & UNSPOKEN
