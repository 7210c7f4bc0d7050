"""Names and sources as the figures of the pooled budget give them."""

from __future__ import annotations

from joinedup.place.model import Place


def name_of(place: Place, code: str) -> str:
    """An organisation's name by its code."""
    return next((one.name for one in place.organisations if one.code == code), code)


def source_of(source: str | None) -> str:
    """A source as a note gives it; without one the figures are the place's own assumption."""
    return source or "the place's own assumption"


def to_the_penny(pence: int) -> str:
    """£1,234.50, or £1,234 where there are no pence; below nothing with a minus."""
    words = f"£{abs(pence) / 100:,.2f}".removesuffix(".00")
    return f"−{words}" if pence < 0 else words
