"""What is said about a measurement of need: figures and words, in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from joinedup.money.capitation.person_based.settings import FitSettings


@dataclass
class Card:
    """Statements in the order they are made."""

    statements: list[tuple[str, float | None, str | None]] = field(default_factory=list)

    def add(self, item: str, value: float | None = None, words: str | None = None) -> None:
        """State one more thing."""
        self.statements.append((item, None if value is None else round(float(value), 6), words))

    def columns(self) -> Mapping[str, np.ndarray]:
        """The table capitation_card."""
        return {
            "position": np.arange(1, len(self.statements) + 1),
            **{
                name: np.array([statement[n] for statement in self.statements], dtype=object)
                for n, name in enumerate(("item", "value", "words"))
            },
        }


WHY_NOT = "why need is not measured"
YEAR = "year"
PEOPLE = "people"
THRESHOLD = "threshold for a person-year, pence"
POOLED = "share of cost above the threshold, pooled"
MEAN = "mean cost of a person-year, pence"
BELOW_NOTHING = "people predicted below nothing, counted as nothing"
LEFT_OUT = "characteristics left out"
SAME_AS_OTHERS = "amounts left out, being sums of others"
HALF = "person-years at which own cost counts for half"
HISTORY = "history before the year"


def about_the_year(card: Card, starts_on: date, days: int, has_year_before: bool) -> None:
    """The year, and what was known before it."""
    card.add(YEAR, days, f"{starts_on.isoformat()}, {days} days")
    if not has_year_before:
        words = "the data begin less than a year before: only what general practice had noted earlier was known of conditions"
        card.add(HISTORY, None, words)


def why_not(people: int, cost_pence: int, settings: FitSettings) -> str | None:
    """Why need cannot be measured on these people; None when it can."""
    if people < 2 * settings.fewest_people:
        who = "1 person" if people == 1 else f"{people:,} people"
        return f"only {who} in the year; {2 * settings.fewest_people:,} are needed"
    if cost_pence <= 0:
        return "no care of the year has a price: check that the extracts hold contacts and that their kinds have unit prices"
    return None


def left_out(card: Card, characteristics: Sequence[str], names: Sequence[str]) -> None:
    """What has no amount, and why."""
    if characteristics:
        card.add(
            LEFT_OUT,
            len(characteristics),
            f"{', '.join(characteristics)}: the data do not tell people apart by it",
        )
    if names:
        card.add(SAME_AS_OTHERS, len(names), "; ".join(names))
