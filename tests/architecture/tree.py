"""The project's own files, for tests that read them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "joinedup"

# Packages that are still to come and that the import rules name already.
TO_COME = ("fhir",)


def packages() -> list[str]:
    """The packages below joinedup, in the order of their names."""
    return sorted(path.parent.name for path in SOURCE.glob("*/__init__.py"))


def python_files(below: Path = SOURCE) -> Iterator[Path]:
    """Every Python file below a folder."""
    return (path for path in sorted(below.rglob("*.py")) if "__pycache__" not in path.parts)


def written_here(below: Path = SOURCE) -> Iterator[Path]:
    """Those that somebody wrote: the migrations of the web application are written by Django."""
    return (path for path in python_files(below) if path.parent.name != "migrations")


def sql_files() -> Iterator[Path]:
    """Every SQL file of the packages."""
    return iter(sorted(SOURCE.rglob("*.sql")))


def package_of(path: Path) -> str:
    """The package a file of joinedup is in; empty for a file beside the packages."""
    parts = path.relative_to(SOURCE).parts
    return parts[0] if len(parts) > 1 else ""


def parsed(path: Path) -> ast.Module:
    """A Python file's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))
