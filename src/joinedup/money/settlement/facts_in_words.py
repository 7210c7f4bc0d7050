"""The facts of a settled year with their values in words, each with what it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from joinedup.money.amounts_in_words import percent, pounds
from joinedup.money.year_facts import YearFacts


@dataclass(frozen=True)
class FactInWords:
    """One fact: its name, its value as it is read, and what it rests on. `counts` is how many it counts, where it does."""

    name: str
    value: str
    rests_on: str
    counts: float | None = None


def facts_in_words(facts: YearFacts) -> list[FactInWords]:
    """Every fact of the year that something was said of, in the order of YearFacts; one future."""
    told = [*_amounts(facts), *_services(facts), *_outcomes(facts), *_others(facts)]
    return [FactInWords(name, value, facts.rests_on.get(name, ""), counts) for name, value, counts in told]


_Told = tuple[str, str, float | None]


def _amounts(facts: YearFacts) -> Iterator[_Told]:
    if facts.person_years is not None:
        yield "person-years", f"{facts.person_years[0]:,.1f}", float(facts.person_years[0])
    for name, pence in (
        ("price", facts.price_pence),
        ("benchmark", facts.benchmark_pence),
        ("spending", facts.spending_pence),
    ):
        if pence is not None:
            yield name, pounds(int(pence[0])), None


def _services(facts: YearFacts) -> Iterator[_Told]:
    for name, service in facts.services.items():
        given, planned = float(service.activity[0]), float(service.planned_activity[0])
        yield f"service {name}", f"{given:,.0f} of {planned:,.0f} planned", given


def _outcomes(facts: YearFacts) -> Iterator[_Told]:
    for name, outcome in facts.outcomes.items():
        value = _number(float(outcome.value[0]))
        yield (
            f"outcome {name}",
            f"{value} (baseline {_number(outcome.baseline)}, target {_number(outcome.target)})",
            None,
        )


def _others(facts: YearFacts) -> Iterator[_Told]:
    if facts.quality_score is not None:
        yield "quality score", percent(float(facts.quality_score[0])), None
    for name, met in facts.met.items():
        yield f"condition {name}", "met" if met[0] else "not met", None
    for code, pence in facts.revenue_pence.items():
        yield f"revenue {code}", pounds(int(pence[0])), None
    for name, pence in facts.decided_pence.items():
        yield f"decided {name}", pounds(int(pence[0])), None


def _number(value: float) -> str:
    size = abs(value)
    places = 1 if size >= 10 else 2 if size >= 1 else 3
    return f"{value:,.{places}f}"
