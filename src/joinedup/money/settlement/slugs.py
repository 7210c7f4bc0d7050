"""The name of a contract as the name of a file."""

from __future__ import annotations

import re


def slug(name: str) -> str:
    """Small letters, digits and hyphens only: Seacombe outcomes contract is seacombe-outcomes-contract."""
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-") or "contract"
