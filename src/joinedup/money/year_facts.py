"""What happened in one year of a contract, as its terms need to know it: one array element for each future settled.

A settlement has one future, the one that happened; each fact says what it rests on (a measure of a published build, a
decision, a facts file). A stress test has thousands. The terms are the same code for both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from joinedup.errors import JoinedupError
from joinedup.money.pence import Bools, Floats, Pence


class MissingFact(JoinedupError):
    """A term needs a fact that this year does not have. `fact` says it in words, `key` by its name among the facts of a year
    ("outcome falls"), empty where it has none."""

    def __init__(self, fact: str, term: str, year: int, key: str = "") -> None:
        self.fact, self.term, self.year, self.key = fact, term, year, key
        super().__init__(
            f"the term {term} needs {fact} of year {year}, which nothing says: write it in the facts file of that year"
        )


class PersonCosts(Protocol):
    """What single people cost, for terms that cap the cost of one person."""

    def above(self, threshold_pence: int) -> Pence:
        """The part of people's cost that lies above the threshold, added up over people, in each future."""
        ...


@dataclass(frozen=True)
class ServiceYear:
    """One service of the contract in the year. Activity in its units; `cost_pence` is what giving it cost the organisation
    in the year, with what did not leave when activity left."""

    organisation: str
    planned_activity: Floats
    activity: Floats
    price_pence: Pence
    cost_pence: Pence


@dataclass(frozen=True)
class OutcomeYear:
    """Where one outcome stood at the end of the year."""

    value: Floats
    baseline: float
    target: float
    weight: float
    # Name of the condition in `met` without which it earns nothing (gate of the outcome), or empty.
    gate: str = ""


@dataclass(frozen=True)
class YearFacts:
    """The facts of one year. `year` 1 is the first of the contract, 0 the shadow year before it."""

    year: int
    years: int
    futures: int
    commissioner: str
    holder: str
    person_years: Floats | None = None
    # What the care that the contract covers came to in the year, and what it was expected to come to.
    spending_pence: Pence | None = None
    benchmark_pence: Pence | None = None
    # The price agreed for the year (contracts.prices), where there is one.
    price_pence: Pence | None = None
    services: Mapping[str, ServiceYear] = field(default_factory=dict)
    outcomes: Mapping[str, OutcomeYear] = field(default_factory=dict)
    # From 0 to 1.
    quality_score: Floats | None = None
    # Conditions that a term can ask for, by name: the quality standard, data completeness, safety.
    met: Mapping[str, Bools] = field(default_factory=dict)
    # What organisations are paid outside this contract, where a cap depends on it.
    revenue_pence: Mapping[str, Pence] = field(default_factory=dict)
    person_costs: PersonCosts | None = None
    # Amounts a term takes as they were decided: a disaster adjustment, a withhold of last year.
    decided_pence: Mapping[str, Pence] = field(default_factory=dict)
    # Outcomes and services of the contract of which nothing is known, by their names as facts ("outcome falls"): a term on
    # all of them must not go on without one.
    unsaid: tuple[str, ...] = ()
    # Fact to the words of what it rests on: "emergency_admissions, build of 2 May 2024", "decision 12 of the board".
    rests_on: Mapping[str, str] = field(default_factory=dict)

    def missing(self, fact: str, term: str, key: str = "") -> MissingFact:
        """The error to raise when `fact` is needed and not there; `key` is its name among the facts of a year."""
        return MissingFact(fact, term, self.year, key)

    def unsaid_of(self, kind: str) -> tuple[str, ...]:
        """Names of the outcomes, or the services (`kind`), of the contract of which nothing is known."""
        return tuple(fact.removeprefix(f"{kind} ") for fact in self.unsaid if fact.startswith(f"{kind} "))
