"""Amounts, shares, days and lists as findings say them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date


def pounds(amount: float) -> str:
    """£152 million, £34.3 million, £245,000, £950."""
    size = abs(amount)
    sign = "−" if amount < 0 else ""
    if size >= 999_500:
        millions = f"{size / 1e6:,.1f}".removesuffix(".0")
        return f"{sign}£{millions} million"
    return f"{sign}£{size:,.0f}"


def per_cent(share: float, places: int = 1) -> str:
    """3%, 3.5%, 0.04%: one decimal, or as many as a small share needs."""
    if share and abs(share) < 0.001:
        return f"{share * 100:.2g}%".replace("-", "−")
    written = f"{share * 100:.{places}f}"
    return f"{written.rstrip('0').rstrip('.') if '.' in written else written}%".replace("-", "−")


def day(value: date) -> str:
    """1 April 2015."""
    return f"{value.day} {value:%B %Y}"


def some(number: int, one: str, more: str) -> str:
    """1 issue, 34 issues."""
    return f"{number:,} {one if number == 1 else more}"


def are(number: int) -> str:
    """is or are."""
    return "is" if number == 1 else "are"


def listed(words: Sequence[str]) -> str:
    """a, b and c."""
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def quoted(names: Sequence[str], most: int = 3) -> str:
    """The first few names between quotes, and how many more there are."""
    told = [f'"{name}"' for name in names[:most]]
    left = len(names) - most
    return listed([*told, f"{left:,} more"] if left > 0 else told)
