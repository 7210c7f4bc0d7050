"""Control totals: what each organisation is to end the year with, and their sum, which no move between them changes.

A system's control total is the sum of its organisations', and organisations may move parts of theirs to each other as long
as the sum stays (NHS control totals 2019/20, Health Service Journal 7024091). A control total below zero is a deficit that
is allowed, so a move is not bounded by what is there: it may take an organisation below zero, and the table shows that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from joinedup.money.pence import of_pounds
from joinedup.place.budgets import ControlTotal
from joinedup.place.key_paths import each
from joinedup.place.problems import Finding, as_written
from joinedup.place.shape import read_section


@dataclass(frozen=True)
class OrganisationTotal:
    """Pence of one organisation: as set, what moves added (less what they took), and what the year ended with."""

    organisation: str
    set_pence: int
    moved_pence: int
    actual_pence: int | None

    @property
    def total_pence(self) -> int:
        return self.set_pence + self.moved_pence

    @property
    def better_by_pence(self) -> int | None:
        """Actual less control total after moves; None while the year's end is not known."""
        return None if self.actual_pence is None else self.actual_pence - self.total_pence


@dataclass(frozen=True)
class SystemTotal:
    """All organisations of one year. `total_pence` is the same before and after moves."""

    year_starts_on: date
    organisations: tuple[OrganisationTotal, ...]

    @property
    def total_pence(self) -> int:
        return sum(one.total_pence for one in self.organisations)

    @property
    def actual_pence(self) -> int | None:
        """Sum of what the year ended with; None while it is not known of every organisation."""
        known = [one.actual_pence for one in self.organisations if one.actual_pence is not None]
        return sum(known) if len(known) == len(self.organisations) else None


def system_totals(control_totals: Sequence[ControlTotal]) -> tuple[SystemTotal, ...]:
    """The system's control total of each year, years in order."""
    years = sorted({one.year_starts_on for one in control_totals})
    return tuple(_system([one for one in control_totals if one.year_starts_on == year]) for year in years)


def _system(of_year: Sequence[ControlTotal]) -> SystemTotal:
    moved = {one.organisation: 0 for one in of_year}
    for one in of_year:
        for move in one.moves:
            moved[one.organisation] -= of_pounds(move.amount)
            moved[move.to] += of_pounds(move.amount)
    organisations = tuple(
        OrganisationTotal(
            one.organisation,
            of_pounds(one.amount),
            moved[one.organisation],
            None if one.actual is None else of_pounds(one.actual),
        )
        for one in of_year
    )
    return SystemTotal(of_year[0].year_starts_on, organisations)


def control_total_findings(content: Mapping[str, Any]) -> Iterator[Finding]:
    """What does not agree in [[control_totals]]: two for one organisation and year, and moves that lead nowhere. A check to
    hand to `read_place` as `further`; what has another shape is passed over here."""
    read = [
        (path, total)
        for path, written in each(content, "control_totals[]")
        if isinstance(written, Mapping) and (total := read_section(ControlTotal, written)[0]) is not None
    ]
    seen: set[tuple[str, date]] = set()
    known = {(total.organisation, total.year_starts_on) for _, total in read}
    for path, total in read:
        key = (total.organisation, total.year_starts_on)
        if key in seen:
            found = f"a second control total of {total.organisation} for the year from {total.year_starts_on}"
            yield Finding(
                (*path, "organisation"), found, "one for each organisation and year", "keep one of the two"
            )
        seen.add(key)
        for position, move in enumerate(total.moves):
            where = (*path, "moves", position, "to")
            if move.to == total.organisation:
                yield Finding(where, as_written(move.to), "another organisation", "name whom it is moved to")
            elif (move.to, total.year_starts_on) not in known:
                found = f"{as_written(move.to)}, which has no control total for the year from {total.year_starts_on}"
                do = f"add [[control_totals]] with organisation = {as_written(move.to)}, or mend the code"
                yield Finding(where, found, "an organisation with a control total of that year", do)
