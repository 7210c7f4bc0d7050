"""Amounts and shares as findings say them: rounded as a board would say them, where a payment is said to the penny."""

from __future__ import annotations

from joinedup.money.amounts_in_words import percent


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
    return percent(share, places).replace("-", "−")
