"""The limits that rules ask after, read from the dated reference file by name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from joinedup.reference.files import FOLDER, ReferenceError, read_file


def limit(name: str) -> float:
    """A limit by its name in reference/thresholds/contract_checks.toml; ReferenceError when the file has none."""
    if name not in _limits():
        raise ReferenceError(f"thresholds/contract_checks.toml: add [[figures]] with name = '{name}'")
    return _limits()[name]


def limits_of(rule: str) -> list[Mapping[str, object]]:
    """The figures that a rule asks after, each with its unit and source."""
    return [row for row in _rows() if row["rule"] == rule]


@cache
def _limits() -> Mapping[str, float]:
    return {str(row["name"]): float(str(row["value"])) for row in _rows()}


@cache
def _rows() -> tuple[Mapping[str, object], ...]:
    return tuple(read_file(FOLDER / "thresholds" / "contract_checks.toml").content["figures"])
