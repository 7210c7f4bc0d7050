"""The years of a contract, and how much of one the records cover.

Year 1 begins on the contract's first day. Year 0 is the shadow year before it: settled in figures only, on what happened
then, so that everybody has seen a settlement before money depends on one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from joinedup.errors import JoinedupError
from joinedup.place.contracts import Contract
from joinedup.wording import day

SHADOW_YEAR = 0


class YearError(JoinedupError):
    """The year is none of the contract's, or the records hold nothing of it."""


@dataclass(frozen=True)
class ContractYear:
    """One year of a contract: its number, its first day, and the first day after it."""

    number: int
    starts_on: date
    ends_before: date

    @property
    def is_shadow(self) -> bool:
        """Whether it is settled in figures only."""
        return self.number == SHADOW_YEAR

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.ends_before - self.starts_on).days


@dataclass(frozen=True)
class Coverage:
    """How much of a year the records hold. `run_out_months` are the months after its end that must be there too before it
    is settled for good, because what was done late in a year is often recorded after it."""

    days: int
    of_days: int
    run_out_months: int
    run_out_until: date
    records_until: date

    @property
    def share(self) -> float:
        """Share of the year's days that the records hold: above 0, at most 1."""
        return self.days / self.of_days

    @property
    def is_whole(self) -> bool:
        """Whether they hold every day of the year."""
        return self.days == self.of_days

    @property
    def is_final(self) -> bool:
        """Whether they hold the year and its run-out months."""
        return self.is_whole and self.records_until >= self.run_out_until


def contract_year(contract: Contract, number: int, shadow_from: date | None) -> ContractYear:
    """The year of that number. `shadow_from` is the first day that the place's figures run without moving money.

    YearError for a year that the contract does not have, or a shadow year where figures do not run in shadow yet.
    """
    if not SHADOW_YEAR <= number <= contract.years:
        has = f"years 1 to {contract.years}, and 0 for the shadow year before them"
        raise YearError(f"{contract.name} has {has}; there is no year {number}")
    year = ContractYear(
        number, years_later(contract.starts_on, number - 1), years_later(contract.starts_on, number)
    )
    if year.is_shadow and (shadow_from is None or shadow_from > year.starts_on):
        said = "does not say when figures begin" if shadow_from is None else f"begins on {shadow_from}"
        raise YearError(
            f"year 0 of {contract.name} is its shadow year, from {year.starts_on}; place.shadow_from {said}: write"
            f" shadow_from = {year.starts_on} in [place], or settle a year from 1 on"
        )
    return year


def coverage(
    contract: Contract, year: ContractYear, data_from: date, data_ends_before: date, shadow_from: date | None
) -> Coverage:
    """How much of the year the records hold, from their first day to the first they no longer cover.

    YearError, naming the years that can be settled, where they hold no day of it.
    """
    days = _days_held(year, data_from, data_ends_before)
    if not days:
        other = [
            str(n) for n in _numbers(contract, shadow_from) if _held(contract, n, data_from, data_ends_before)
        ]
        can = f"what can be settled: year {_listed(other)}" if other else "no year of it can be settled yet"
        raise YearError(
            f"{contract.name}, year {year.number}, is {_from_to(year.starts_on, year.ends_before)}; the published build holds"
            f" {_from_to(data_from, data_ends_before)}, no day of that year; {can}. To settle this one, bring in the extracts of"
            " that year and run `joinedup build`"
        )
    months = contract.run_out_months or 0
    return Coverage(
        days, year.days, months, months_later(year.ends_before, months), records_until=data_ends_before
    )


def years_held(contract: Contract, data_from: date, data_until: date, shadow_from: date | None) -> list[int]:
    """The numbers of the years of which records from the first day to the last hold a day, in order."""
    ends_before = data_until + timedelta(days=1)
    return [n for n in _numbers(contract, shadow_from) if _held(contract, n, data_from, ends_before)]


def years_later(day: date, years: int) -> date:
    """The same day so many years on; 28 February for the 29th where the year has none."""
    return months_later(day, 12 * years)


def months_later(day: date, months: int) -> date:
    """The same day so many months on, or the last of that month where it is shorter."""
    count = day.year * 12 + day.month - 1 + months
    year, month = count // 12, count % 12 + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - date(year, month, 1)).days
    return date(year, month, min(day.day, last))


def _numbers(contract: Contract, shadow_from: date | None) -> range:
    shadow_starts_on = years_later(contract.starts_on, -1)
    has_shadow = shadow_from is not None and shadow_from <= shadow_starts_on
    return range(0 if has_shadow else 1, contract.years + 1)


def _held(contract: Contract, number: int, data_from: date, data_ends_before: date) -> bool:
    year = ContractYear(
        number, years_later(contract.starts_on, number - 1), years_later(contract.starts_on, number)
    )
    return bool(_days_held(year, data_from, data_ends_before))


def _days_held(year: ContractYear, data_from: date, data_ends_before: date) -> int:
    first, end = max(year.starts_on, data_from), min(year.ends_before, data_ends_before)
    return max(0, (end - first).days)


def _from_to(first: date, ends_before: date) -> str:
    return f"{day(first)} to {day(ends_before - timedelta(days=1))}"


def _listed(words: Sequence[str]) -> str:
    return " or ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)
