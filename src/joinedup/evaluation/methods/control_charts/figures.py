"""The dated figures beside the code: presets of published implementations, and when to warn."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


@cache
def figures_of(name: str) -> Mapping[str, Any]:
    """The content of presets.toml or warnings.toml."""
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))
