"""Amounts and shares as people write them, for the reasons of payments."""

from __future__ import annotations


def pounds(pence: float) -> str:
    """Pence as pounds: £1,234.50, £1,234 where there are no pence; a minus sign goes before the pound."""
    words = f"{'−' if pence < 0 else ''}£{abs(pence) / 100:,.2f}"
    return words.removesuffix(".00")


def percent(share: float, places: int = 2) -> str:
    """A share as a percentage without idle zeros: 0.4 is 40%, 0.0297 is 2.97%."""
    words = f"{share * 100:.{places}f}"
    return f"{words.rstrip('0').rstrip('.') if '.' in words else words}%"


def figure_beside(value: float, *others: float) -> str:
    """A measured value with as many figures as it takes not to look like one of the others that it is not: 0.86996 beside 0.87."""
    looks_like = {figure(other) for other in others if other != value}
    told = (figure(value), *(f"{value:,.{digits}g}" for digits in range(5, 13)))
    return next((words for words in told if words not in looks_like), told[-1])


def figure(value: float) -> str:
    """A measured value: four figures that count, and whole numbers with commas from a thousand."""
    return f"{value:,.0f}" if abs(value) >= 1_000 else f"{value:.4g}"
