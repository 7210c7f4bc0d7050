"""Numbers, dates and lists as the page says them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

# Days, counts and lists are said the same way everywhere; pages find them here beside the rest.
from joinedup.wording import day as day
from joinedup.wording import listed as listed
from joinedup.wording import some as some

SUPPRESSED = "*"
NOT_THERE = "–"


def count(shown: int | None) -> str:
    """A count as it may be shown, or * where it is suppressed."""
    return SUPPRESSED if shown is None else f"{shown:,}"


def decimal(value: float | None, places: int = 1) -> str:
    """A number with thousands separated, or * where what it is worked out from is suppressed."""
    if value is None:
        return SUPPRESSED
    return f"{round(value, places) + 0.0:,.{places}f}".replace("-", "−")


def per_cent(value: Decimal | None) -> str:
    """A percentage with the decimals it has."""
    return SUPPRESSED if value is None else f"{value}%"


def pounds(pence: float | None) -> str:
    """An amount in words a board uses: £1,234, £56 thousand, £7.8 million."""
    if pence is None:
        return SUPPRESSED
    amount = pence / 100
    if abs(amount) >= 999_500:
        return f"£{amount / 1e6:,.1f} million"
    return f"£{amount:,.0f}" if abs(amount) < 10_000 else f"£{amount / 1e3:,.0f} thousand"


def signed_pounds(pence: int | None) -> str:
    """A difference to the pound with its sign: +£1,234, −£56, £0."""
    if pence is None:
        return SUPPRESSED
    whole = (abs(pence) + 50) // 100
    sign = "" if not whole else "+" if pence > 0 else "−"
    return f"{sign}£{whole:,}"


def millions(pence: float | None) -> str:
    """An amount for a column headed £ million, to three figures: 0.0045 is told from nothing."""
    if pence is None:
        return SUPPRESSED
    amount = pence / 1e8
    return f"{amount:,.1f}" if amount >= 10 else f"{amount:,.2f}" if amount >= 0.1 else f"{amount:,.3f}"


def month(value: date) -> str:
    """Apr 2023."""
    return f"{value:%b %Y}"


def moment(iso: str) -> str:
    """When a build was published, from the manifest's ISO time: 6 May 2023 at 7:08am UTC."""
    when = datetime.fromisoformat(iso)
    zone = " UTC" if when.utcoffset() is not None and not when.utcoffset() else ""
    half = "am" if when.hour < 12 else "pm"
    return f"{when.day} {when:%B %Y} at {when.hour % 12 or 12}:{when:%M}{half}{zone}"


def plain(code: str | None, instead: str = "not known") -> str:
    """A coded value as words: general-practice is General practice."""
    text = (code or instead).replace("-", " ").replace("_", " ").strip()
    return text[:1].upper() + text[1:]


def capitalised(name: str) -> str:
    """A name with its first letter large."""
    return name[:1].upper() + name[1:]


def year(starts_on: date, last_day: date) -> str:
    """A year of the place by its first day: 2022 when it is a calendar year, else 2022/23; `to 30 Jun 2023` when cut short."""
    name = str(starts_on.year)
    if (starts_on.month, starts_on.day) != (1, 1):
        name = f"{starts_on.year}/{(starts_on.year + 1) % 100:02d}"
    whole = (last_day - starts_on).days + 1 >= 365
    return name if whole else f"{name} to {last_day.day} {last_day:%b}"
