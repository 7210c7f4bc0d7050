"""The figures that the regression designs use, read from the dated file beside this one."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def thresholds(section: str) -> dict[str, float]:
    """The figures of one section of `thresholds.toml`, by name."""
    text = files(__package__).joinpath("thresholds.toml").read_text(encoding="utf-8")
    return dict(tomllib.loads(text)[section])
