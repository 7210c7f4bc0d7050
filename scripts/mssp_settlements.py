"""The published settlements of the Medicare Shared Savings Program, settled again with this project's terms and presets.

Each row is one organisation in one year: rows of one track, year and chosen minimum rate are settled in one go, one future a
row. scripts/settle_mssp.py makes a page of it.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from joinedup.money.contracts import settled, with_terms
from joinedup.money.payments import net_received
from joinedup.money.sharing.minimum_rate import minimum_rate_for
from joinedup.money.year_facts import YearFacts
from joinedup.place.contracts import Baseline, Contract, Term

Floats = NDArray[np.float64]
PROGRAM, ORGANISATION = "CMS", "ACO"
ONE_SIDED = ("track-1", "basic-a", "basic-b")
FLAT_RATES = (0.0, 0.005, 0.01, 0.015, 0.02)
# The full sharing rate of tracks 1 and 2, by which they are told apart where the file does not name the track.
FULL_RATE = {"track-1": 0.5, "track-2": 0.6}
GAIN_WITHIN, RATE_WITHIN, LOSS_WITHIN, DOLLAR = 0.0002, 0.0001, 0.002, 100

GAIN, NOTHING, LOSS, WAIVED = (
    "a gain",
    "nothing",
    "a loss",
    "a loss that the disaster adjustment takes away",
)
REVENUE_CAP = (
    "the loss ends at a share of the participants' revenue, or at a share of the benchmark, whichever is less; the"
    " revenue is not in the file"
)
DIFFERS = "no reason found"


@dataclass(frozen=True)
class Rows:
    """The published file: a value a row, amounts in cents. `is_half_year` are performance years of six months (2019)."""

    year: NDArray[np.int64]
    organisation: tuple[str, ...]
    track: tuple[str, ...]
    track_is_told: NDArray[np.bool_]
    people: Floats
    benchmark: NDArray[np.int64]
    spending: NDArray[np.int64]
    minimum_rate: Floats
    quality: Floats
    quality_is_told: NDArray[np.bool_]
    standard_met: NDArray[np.bool_]
    is_half_year: NDArray[np.bool_]
    adjustment: NDArray[np.int64]
    published: NDArray[np.int64]

    @property
    def size_rate(self) -> Floats:
        """The minimum rate by population size."""
        return np.asarray(minimum_rate_for(self.people))

    @property
    def is_one_sided(self) -> NDArray[np.bool_]:
        """Whether the track shares savings only."""
        return np.isin(self.track, ONE_SIDED)


def read_rows(path: Path) -> Rows:
    """The file's rows, with what it leaves out filled in from what it has; which rows those are is kept."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    number = {name: np.array([float(row[name] or "nan") for row in rows]) for name in _NUMBERS}
    track = [row["track"].replace("_", "-") or _track(row) for row in rows]
    per_person = number["benchmark"] / (number["bene_years"] * number["updated_bnchmk_pc"])
    is_half_year = per_person < 0.75
    full = np.array([FULL_RATE.get(name, np.nan) for name in track])
    told = ~np.isnan(number["qualscore"])
    adjusted = np.abs(np.nan_to_num(number["disadj"])) * np.where(is_half_year, 0.5, 1.0)
    return Rows(
        year=number["py"].astype(np.int64),
        organisation=tuple(row["aco_id"] for row in rows),
        track=tuple(track),
        track_is_told=np.array([bool(row["track"]) for row in rows]),
        people=number["n_ab"],
        benchmark=_cents(number["benchmark"]),
        spending=_cents(number["expenditure"]),
        minimum_rate=number["msr"],
        quality=np.where(told, number["qualscore"], number["final_share_rate"] / full),
        quality_is_told=told,
        standard_met=np.where(
            np.isnan(number["met_qps"]), number["final_share_rate"] > 0, number["met_qps"] == 1
        ),
        is_half_year=is_half_year,
        adjustment=_cents(adjusted),
        published=_cents(number["earnsaveloss"]),
    )


_NUMBERS = (
    "py",
    "n_ab",
    "bene_years",
    "benchmark",
    "expenditure",
    "msr",
    "disadj",
    "earnsaveloss",
    "met_qps",
)
_NUMBERS += ("qualscore", "final_share_rate", "updated_bnchmk_pc")


def _track(row: Mapping[str, str]) -> str:
    """2014 and 2015 do not name the track: track 2 has the flat rate of 2% below 60,000 people, track 1 never."""
    return "track-2" if float(row["msr"]) == 0.02 and float(row["n_ab"]) < 59_000 else "track-1"


def _cents(dollars: Floats) -> NDArray[np.int64]:
    return np.round(dollars * 100).astype(np.int64)


def chosen_rates(rows: Rows) -> list[str | float]:
    """The minimum rate of each row as a term has it: a flat one that a two-sided track chose, or by population size."""
    flat = np.array(FLAT_RATES)
    nearest = flat[np.abs(rows.minimum_rate[:, None] - flat).argmin(axis=1)]
    is_flat = ~rows.is_one_sided & (np.abs(rows.minimum_rate - nearest) < 1e-9)
    return [
        float(rate) if chosen else "by-population-size" for rate, chosen in zip(nearest, is_flat, strict=True)
    ]


def settle(rows: Rows) -> NDArray[np.int64]:
    """What each organisation earns or, below 0, owes, in cents, by the preset of its track and year."""
    result = np.zeros(len(rows.published), np.int64)
    groups: dict[tuple[str, int, str | float], list[int]] = {}
    for n, rate in enumerate(chosen_rates(rows)):
        groups.setdefault((rows.track[n], int(rows.year[n]), rate), []).append(n)
    for (track, year, rate), members in groups.items():
        chosen = np.array(members)
        payments = settled(with_terms(_contract(track, year, rate)).terms, _facts(rows, chosen))
        result[chosen] = net_received(payments, len(chosen))[ORGANISATION]
    return result


def _contract(track: str, year: int, rate: str | float) -> Contract:
    """A contract of one term, the preset, with the minimum rate chosen. Caps by revenue are left out: it is not published."""
    two_sided = track not in ONE_SIDED
    own = {"minimum_loss_rate": rate, "less_decided": "disaster adjustment", "cap_of_revenue": None}
    preset = {"kind": "preset", "name": f"mssp-{track}-{year}", "minimum_savings_rate": rate}
    return Contract(
        name="Medicare Shared Savings Program",
        starts_on=date(year, 1, 1),
        years=1,
        baseline=Baseline(measured_from=date(year - 3, 1, 1), method="claims of three years"),
        terms=(Term(**preset, **(own if two_sided else {})),),
    )


def _facts(rows: Rows, chosen: NDArray[np.int64]) -> YearFacts:
    return YearFacts(
        year=1,
        years=1,
        futures=len(chosen),
        commissioner=PROGRAM,
        holder=ORGANISATION,
        person_years=rows.people[chosen],
        benchmark_pence=rows.benchmark[chosen],
        spending_pence=rows.spending[chosen],
        quality_score=np.nan_to_num(rows.quality[chosen]),
        met={"quality standard": rows.standard_met[chosen]},
        decided_pence={"disaster adjustment": rows.adjustment[chosen]},
    )


def answers(rows: Rows, result: NDArray[np.int64]) -> list[str]:
    """What each row was settled to, where it agrees with what is published; else why it does not."""
    lost = rows.spending - rows.benchmark
    return [
        _answer(int(rows.published[n]), int(result[n]), int(lost[n]), int(rows.adjustment[n]), rows.track[n])
        for n in range(len(result))
    ]


def _answer(published: int, found: int, lost: int, adjustment: int, track: str) -> str:
    difference = abs(found - published)
    if published > 0 and difference <= GAIN_WITHIN * published:
        return GAIN
    if published < 0 and difference <= LOSS_WITHIN * -published:
        return LOSS
    if published == 0 and found == 0 and not (lost > 0 and adjustment > 0):
        return NOTHING
    if published == 0 and difference <= DOLLAR and adjustment > 0:
        return WAIVED
    by_revenue = track in ("track-1-plus", "basic-c", "basic-d", "basic-e")
    return REVENUE_CAP if by_revenue and found < published <= 0 else DIFFERS


def minimum_rates_differ(rows: Rows) -> NDArray[np.int64]:
    """The rows whose minimum rate is neither a flat one that they could choose nor that by population size."""
    chosen = chosen_rates(rows)
    settled_by = np.array(
        [
            own if rate == "by-population-size" else rate
            for rate, own in zip(chosen, rows.size_rate, strict=True)
        ]
    )
    return np.flatnonzero(np.abs(settled_by.astype(np.float64) - rows.minimum_rate) > RATE_WITHIN * 1.000001)
