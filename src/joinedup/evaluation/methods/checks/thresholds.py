"""The lines at which checks say concern or failed, from thresholds.toml beside this file."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _figures() -> dict[str, Any]:
    text = files(__package__).joinpath("thresholds.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def threshold(name: str) -> float:
    """One figure. KeyError when there is none of that name."""
    return float(_figures()[name]["value"])


def source_of(name: str) -> str:
    """Where one figure comes from. KeyError when there is none of that name."""
    return str(_figures()[name]["source"])
