"""Any terms and any facts of a year, for properties that every settlement must have."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from hypothesis import strategies as st

from joinedup.money.settlement.recorded import CostsOfPeople
from joinedup.money.terms.term import ContractTerm, kinds
from joinedup.money.year_facts import OutcomeYear, ServiceYear, YearFacts
from joinedup.place.shape import read_section

COMMISSIONER, HOLDER, OTHERS = "COMM", "HOLD", ("AAAA", "BBBB", "CCCC")
CONDITIONS = ("quality standard", "alternative quality standard", "data completeness")
SERVICES, OUTCOMES = ("admissions", "contacts"), ("fewer admissions", "more at home")

_share = st.integers(0, 100).map(lambda n: n / 100)
_pounds = st.integers(0, 50_000_000)
_minimum = st.one_of(st.just("by-population-size"), _share.map(lambda share: share / 10))
_whole_shares = st.permutations([0.5, 0.3, 0.2]).map(lambda parts: dict(zip(OTHERS, parts, strict=True)))
_gates = st.lists(st.sampled_from(CONDITIONS), unique=True).map(tuple)
_shared: dict[str, st.SearchStrategy[Any]] = {"rate": _share, "cap": _share, "share": _whole_shares}

# Every kind of term with the keys that it may have here.
KEYS: Mapping[str, Mapping[str, st.SearchStrategy[Any]]] = {
    "capitated-payment": {"per_person": st.integers(1, 9_000).map(float)},
    "block": {"amount": _pounds.map(float), "organisation": st.sampled_from(OTHERS)},
    "activity": {"paid_by": st.sampled_from(("commissioner", "holder"))},
    "marginal-rate": {"rate_above": _share, "rate_below": _share, "reinvested_with": st.sampled_from(OTHERS)},
    "shared-savings": {
        **_shared,
        "minimum_savings_rate": _minimum,
        "gates": _gates,
        "quality": st.sampled_from(("none", "times-score", "full-if-standard-met")),
    },
    "shared-losses": {**_shared, "minimum_loss_rate": _minimum},
    "gain-loss-share": {**_shared, "dead_band": _share.map(lambda share: share / 10)},
    "outcome-based": {"amount": _pounds.map(float), "share": _whole_shares, "gates": _gates},
    "withhold": {"share": _share, "gates": _gates},
    "stop-loss": {"per_person_above": st.integers(1, 100_000), "premium": _pounds.map(float)},
    "transition-support": {"cost_left": _share, "paid_by": _whole_shares},
}


@st.composite
def any_terms(draw: st.DrawFn) -> list[ContractTerm]:
    """One to six terms of any kinds, in any order."""
    chosen = draw(st.lists(st.sampled_from(sorted(KEYS)), min_size=1, max_size=6))
    return [_term(kind, {key: draw(keys) for key, keys in KEYS[kind].items()}) for kind in chosen]


def _term(kind: str, keys: Mapping[str, Any]) -> ContractTerm:
    term, findings = read_section(kinds()[kind], {"kind": kind, **keys})
    assert term is not None, findings
    return term


@st.composite
def any_facts(draw: st.DrawFn) -> YearFacts:
    """A year with every fact there is, one future."""
    benchmark = draw(st.integers(1, 90_000_000_00))
    return YearFacts(
        year=draw(st.integers(0, 5)),
        years=5,
        futures=1,
        commissioner=COMMISSIONER,
        holder=HOLDER,
        person_years=np.array([draw(st.floats(0, 500_000))]),
        spending_pence=np.array([draw(st.integers(0, 90_000_000_00))]),
        benchmark_pence=np.array([benchmark]),
        price_pence=np.array([benchmark]),
        services={name: _service(draw, OTHERS[n]) for n, name in enumerate(SERVICES)},
        outcomes={
            name: OutcomeYear(np.array([draw(st.floats(0, 200))]), 100.0, 80.0, 0.5) for name in OUTCOMES
        },
        quality_score=np.array([draw(_share)]),
        met={name: np.array([draw(st.booleans())]) for name in CONDITIONS},
        person_costs=CostsOfPeople(
            np.array(draw(st.lists(st.integers(0, 10_000_000), max_size=20)), dtype=np.float64)
        ),
        rests_on={"benchmark": "=a publication", "spending": "build | of 2 May"},
    )


def _service(draw: st.DrawFn, organisation: str) -> ServiceYear:
    planned, done = draw(st.floats(0, 100_000)), draw(st.floats(0, 100_000))
    price, cost = draw(st.integers(0, 1_000_000)), draw(st.integers(0, 10**9))
    return ServiceYear(
        organisation, np.array([planned]), np.array([done]), np.array([price]), np.array([cost])
    )
