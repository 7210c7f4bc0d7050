"""Quarters of the financial year, and what is planned for change in each: from the place file, divided to the penny."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from joinedup.money.pence import of_pounds, shared_out
from joinedup.money.settlement.contract_years import months_later
from joinedup.place.model import Place
from joinedup.web.money.models import ChangeFund


@dataclass(frozen=True)
class Plan:
    """What a place set aside for one fund: pence of each quarter of a year, whole-time equivalents, for so many quarters."""

    pence: tuple[int, ...]
    staff: float | None
    starts_on: date
    quarters: int

    def pence_of(self, quarter: date) -> int:
        """Pence planned for the quarter."""
        return self.pence[
            (quarter.year * 12 + quarter.month - self.starts_on.year * 12 - self.starts_on.month) // 3 % 4
        ]


def plan_of(place: Place, fund: ChangeFund) -> Plan | None:
    """The plan; None where the place file sets nothing aside. It begins when figures do: in shadow, else live, else the data."""
    about = place.place
    begins = quarter_of(about.shadow_from or about.live_from or about.data_from)
    room, workforce = place.engine_room, place.workforce
    if fund == ChangeFund.ENGINE_ROOM and room:
        return Plan(_quarters(room.budget), room.staff, begins, 4 * room.years)
    if fund == ChangeFund.WORKFORCE and workforce:
        return Plan(_quarters(workforce.budget), None, begins, 4 * (room.years if room else 5))
    return None


def quarters_so_far(plan: Plan, today: date) -> list[date]:
    """First days of the quarters that the plan covers and that have begun, the latest first."""
    every = [months_later(plan.starts_on, 3 * number) for number in range(plan.quarters)]
    return [one for one in every if one <= today][::-1]


def quarter_of(day: date) -> date:
    """The first day of the quarter a day is in."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def quarter_in_words(quarter: date) -> str:
    """April to June 2023."""
    return f"{quarter:%B} to {months_later(quarter, 2):%B %Y}"


def _quarters(pounds_a_year: int) -> tuple[int, ...]:
    shares = dict.fromkeys(("first", "second", "third", "fourth"), 0.25)
    parts = shared_out(np.array([of_pounds(pounds_a_year)], dtype=np.int64), shares)
    return tuple(int(part[0]) for part in parts.values())
