"""Everything that a year's settlement needs and nothing says, found at once, and how to write it in the facts file."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from joinedup.money.contracts import settled
from joinedup.money.terms.term import ContractTerm
from joinedup.money.year_facts import MissingFact, OutcomeYear, ServiceYear, YearFacts
from joinedup.place.problems import nearest

_RESTS_ON = "rests_on = ...  # a decision or a publication, between double quotes"
# What to write for a fact without a name of its own: its section and its key.
_SINGLE = {
    "price": ("price", "amount"),
    "benchmark": ("benchmark", "amount"),
    "spending": ("spending", "amount"),
    "person-years": ("person_years", "value"),
    "quality score": ("quality_score", "value"),
}
# And for a fact of several: its section, the key of its name, and what is said of it.
_NAMED = {
    "outcome": ("outcomes", "name", "value = ..."),
    "service": ("services", "name", "activity = ..."),
    "condition": ("conditions", "name", "met = ...  # true or false"),
    "decided": ("decided", "name", "amount = ..."),
    "revenue": ("revenue", "organisation", "amount = ..."),
}


def missing_facts(terms: Sequence[ContractTerm], facts: YearFacts) -> tuple[MissingFact, ...]:
    """Every fact that one of the terms needs and the year does not have, in the order of the terms; none twice.

    A term stops at the first it misses, so the year is settled again with something in its place until nothing is missed;
    no amount of these tries is kept.
    """
    found: dict[str, MissingFact] = {}
    while True:
        try:
            settled(terms, facts)
        except MissingFact as missing:
            if missing.key in found:
                return tuple(found.values())
            found[missing.key] = missing
            if not missing.key:
                return tuple(found.values())
            facts = _with_something(facts, missing.key)
        else:
            return tuple(found.values())


def to_write(missing: MissingFact) -> str:
    """The fact as it is written in a facts file, dots where its value goes; empty for one that only records hold."""
    if missing.key in _SINGLE:
        section, key = _SINGLE[missing.key]
        return f"[{section}]\n{key} = ...\n{_RESTS_ON}"
    sort, _, name = missing.key.partition(" ")
    if sort not in _NAMED or not name:
        return ""
    section, named, said = _NAMED[sort]
    return f"[[{section}]]\n{named} = {json.dumps(name, ensure_ascii=False)}\n{said}\n{_RESTS_ON}"


def written_instead(missing: MissingFact, facts: YearFacts) -> str:
    """A name in the facts file that is much like the one missed, and so perhaps meant; empty where there is none."""
    sort, _, name = missing.key.partition(" ")
    known: Mapping[str, Sequence[str]] = {
        "condition": tuple(facts.met),
        "decided": tuple(facts.decided_pence),
    }
    return nearest(name, known.get(sort, ()))


def _with_something(facts: YearFacts, fact: str) -> YearFacts:
    sort, _, name = fact.partition(" ")
    some_pence, some = np.array([100], np.int64), np.array([0.5])
    single: Mapping[str, Callable[[], YearFacts]] = {
        "price": lambda: replace(facts, price_pence=some_pence),
        "benchmark": lambda: replace(facts, benchmark_pence=some_pence),
        "spending": lambda: replace(facts, spending_pence=some_pence),
        "person-years": lambda: replace(facts, person_years=some),
        "quality score": lambda: replace(facts, quality_score=some),
        "person costs": lambda: replace(facts, person_costs=_NobodysCosts()),
    }
    if fact in single:
        return single[fact]()
    service = ServiceYear(facts.holder, some, some, some_pence, some_pence)
    named: Mapping[str, Callable[[], YearFacts]] = {
        "outcome": lambda: replace(
            facts, outcomes={**facts.outcomes, name: OutcomeYear(some, 0.0, 1.0, 1.0)}
        ),
        "service": lambda: replace(facts, services={**facts.services, name: service}),
        "condition": lambda: replace(facts, met={**facts.met, name: np.array([True])}),
        "decided": lambda: replace(facts, decided_pence={**facts.decided_pence, name: some_pence}),
        "revenue": lambda: replace(facts, revenue_pence={**facts.revenue_pence, name: some_pence}),
    }
    return named[sort]() if sort in named else facts


class _NobodysCosts:
    def above(self, threshold_pence: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        return np.zeros(1, np.int64)
