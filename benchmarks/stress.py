"""A contract of 12 organisations and 8 kinds of terms in 10,000 futures of 5 years, beside two yardsticks, in turn in one process.

    python -m benchmarks.stress [--futures 10000] [--runs 5]

- merely drawing as many random numbers with numpy, the first yardstick;
- the same terms settled one future at a time, as a spreadsheet or a plain loop would, the second: timed on 50 and scaled.

Figures are medians of the runs; the first run, which also pays for imports and for reading the assumptions, is not counted.
The bar is 5 seconds on 2 processors for all that `joinedup stress` works out: results, drivers and every what-if.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import time
from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np

from joinedup.money.contracts import TermsOfContract, with_terms
from joinedup.money.stress.accounts import results_of
from joinedup.money.stress.facts_in_futures import block_of_futures
from joinedup.money.stress.stress import prepared, stressed
from joinedup.money.stress.what_if import what_ifs
from joinedup.place.contracts import Contract
from joinedup.place.model import Place

YEARS, ONE_BY_ONE = 5, 50
PROVIDERS = tuple(f"P{number:02d}" for number in range(1, 11))
PRICES = tuple(round(300_000_000 * 1.04**year) for year in range(YEARS))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--futures", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=5)
    chosen = parser.parse_args()
    terms, place = contract(), made_up_place()
    kinds = len({term.kind for term in terms.terms})
    print(
        f"{len(place.organisations)} organisations, {len(terms.terms)} terms of {kinds} kinds, {len(terms.contract.services)}"
        f" services, {len(terms.contract.outcomes)} outcomes, {chosen.futures:,} futures of {YEARS} years\n"
    )
    print("| what | seconds (median) | seconds of each run |\n| --- | --- | --- |")
    for name, seconds in timed(work(place, terms, chosen.futures), chosen.runs).items():
        scale = chosen.futures / ONE_BY_ONE if "one future at a time" in name else 1
        each = ", ".join(f"{scale * one:.2f}" for one in seconds)
        print(f"| {name} | {scale * statistics.median(seconds):.2f} | {each} |")
    print(f"\nmost memory held: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB")


def work(place: Place, terms: TermsOfContract, futures: int) -> dict[str, Callable[[], object]]:
    """What is timed, by name."""
    model, accounts = prepared(terms, {})

    def one_by_one() -> None:
        for number in range(ONE_BY_ONE):
            results_of(terms, accounts, block_of_futures(model, 1, 1, number))

    def everything() -> None:
        what_ifs(place, terms, stressed(place, terms, futures=futures))

    return {
        "merely drawing the random numbers": lambda: random_numbers(terms, futures),
        "settled in every future": lambda: stressed(place, terms, futures=futures, drivers=False),
        "and what each result hangs on": lambda: stressed(place, terms, futures=futures),
        "and every what-if": everything,
        f"settled one future at a time (from {ONE_BY_ONE})": one_by_one,
    }


def random_numbers(terms: TermsOfContract, futures: int) -> float:
    """As many normal and gamma numbers as the futures need."""
    random = np.random.Generator(np.random.PCG64(1))
    assumptions = len(prepared(terms, {})[0].assumptions.by_name)
    normal = random.standard_normal((assumptions + len(terms.contract.outcomes), YEARS, futures))
    gamma = random.standard_gamma(20.0, (len(terms.contract.services), YEARS, futures))
    return float(normal[0, 0, 0] + gamma[0, 0, 0])


def timed(work: dict[str, Callable[[], object]], runs: int) -> dict[str, list[float]]:
    """Seconds of every run but the first of each piece of work, taken in turn so that all see the same machine."""
    found: dict[str, list[float]] = {name: [] for name in work}
    for run in range(runs + 1):
        for name, do in work.items():
            started = time.perf_counter()
            do()
            if run:
                found[name].append(time.perf_counter() - started)
    return found


def made_up_place() -> Place:
    """A commissioner, a holder and ten providers."""
    codes = ("BUYER", "HOLDER", *PROVIDERS)
    days = {"data_from": date(2023, 4, 1), "data_until": date(2024, 3, 31)}
    return Place.model_validate(
        {
            "place": {"name": "Somewhere", "question": "?", **days},
            "organisations": tuple(
                {"code": code, "name": code, "kind": "acute", "capital_reserve": 5_000_000} for code in codes
            ),
        }
    )


def contract() -> TermsOfContract:
    """Eight kinds of terms over twenty services and six outcomes."""
    shares = dict.fromkeys(PROVIDERS, 0.05) | {"HOLDER": 0.5}
    services = tuple(_service(number, code) for code in PROVIDERS for number in (1, 2))
    said: dict[str, Any] = {
        "name": "Twelve organisations",
        "starts_on": date(2024, 4, 1),
        "years": YEARS,
        "baseline": {"measured_from": date(2023, 4, 1), "method": "person-based", "annual": PRICES[0]},
        "commissioner": "BUYER",
        "holder": "HOLDER",
        "people": 250_000,
        "prices": PRICES,
        "benchmarks": PRICES,
        "services": services,
        "savings": tuple(
            {"name": f"saving {code}", "service": f"{code} 1", "amounts": (200_000, 400_000, 600_000, 600_000, 600_000)}
            for code in PROVIDERS
        ),
        "outcomes": tuple(
            {"name": f"outcome {n}", "baseline": 0.2, "target": 0.15, "weight": 1 / 6, "size": 2_000}
            for n in range(6)
        ),
        "terms": (
            {"kind": "capitated-payment"},
            {"kind": "activity", "paid_by": "holder", "services": _names(PROVIDERS[:4])},
            {"kind": "block", "paid_by": "holder", "services": _names(PROVIDERS[4:7])},
            {"kind": "marginal-rate", "paid_by": "holder", "services": _names(PROVIDERS[7:]), "rate_above": 0.7},
            {"kind": "outcome-based", "share_at_risk": 0.05, "scale": "linear", "gates": ("data complete",)},
            {
                "kind": "gain-loss-share",
                "share": shares,
                "dead_band": 0.01,
                "rate": 0.5,
                "cap": 0.1,
                "loss_cap": 0.05,
            },
            {"kind": "withhold", "share": 0.02, "gates": ("quality standard",)},
            {"kind": "stop-loss", "per_person_above": 50_000, "premium": 1_000_000},
        ),
    }  # fmt: skip
    return with_terms(Contract.model_validate(said))


def _service(number: int, code: str) -> dict[str, Any]:
    cost = 1_450.0 if number == 1 else 1_500.0
    return {
        "name": f"{code} {number}",
        "organisation": code,
        "setting": "hospital",
        "activity": 10_000.0,
        "price": 1_500.0,
        "cost": cost,
        "fixed_share": 0.8,
    }


def _names(codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{code} {number}" for code in codes for number in (1, 2))


if __name__ == "__main__":
    main()
