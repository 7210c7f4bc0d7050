"""How far costs are off by chance in populations of different sizes, against published figures.

Sources: the Health Foundation (2019) on the costliest 5% of people in England in 2014/15; Dixon and others, BMJ 2011;343:d6608
for the share predicted; 42 CFR 425.604 for the minimum savings rates of the Medicare Shared Savings Program; Asthana and
others, Journal of Health Services Research and Policy 2011 (10.1258/jhsrp.2010.010086) for budgets overspent.
"""

from __future__ import annotations

import csv
from math import sqrt
from pathlib import Path
from statistics import NormalDist

import numpy as np
import pytest

from joinedup.money.stress.chance import (
    IndividualCosts,
    chance_beyond,
    individual_costs,
    relative_costs,
    spread_of_mean,
)

# People; standard deviation in per cent (all cost, what is left after prediction with R2 .123, cut off at the 99th percentile
# of people); chance of being more than 1%, 3%, 5% and 10% above, were costs per head normal.
TABLE = [
    (5_000, 5.63, 5.27, 2.96, 0.43, 0.30, 0.19, 0.038),
    (10_000, 3.98, 3.73, 2.09, 0.40, 0.23, 0.10, 0.006),
    (30_000, 2.30, 2.15, 1.21, 0.33, 0.10, 0.015, None),
    (50_000, 1.78, 1.67, 0.94, 0.29, 0.046, 0.0025, None),
    (100_000, 1.26, 1.18, 0.66, 0.21, 0.009, None, None),
    (250_000, 0.80, 0.75, 0.42, 0.10, 0.0001, None, None),
]


def random(seed: int = 1) -> np.random.Generator:
    return np.random.Generator(np.random.PCG64(seed))


def half_a_unit(figure: float) -> float:
    """Half of the last digit that a figure is printed with, and a little for figures that were rounded twice."""
    text = f"{figure}"
    return 0.6 * 10.0 ** -len(text.split(".")[1])


def test_the_spread_of_costs_reproduces_the_share_of_the_costliest() -> None:
    costs = individual_costs()
    assert costs.log_spread == 1.680
    # £9,789 a head for the costliest 5%, £487 for the rest: 489.45 of 952.10.
    assert costs.share_of_costliest(0.05) == pytest.approx(
        0.05 * 9_789 / (0.05 * 9_789 + 0.95 * 487), abs=5e-4
    )
    assert costs.share_of_costliest(0.05) == pytest.approx(0.514, abs=5e-4)
    assert costs.share_of_costliest(0.01) == pytest.approx(0.259, abs=5e-4)
    assert costs.variation == pytest.approx(3.98, abs=5e-3)
    variation, lost = costs.capped_at(0.99)
    assert variation == pytest.approx(2.09, abs=6e-3)
    assert lost == pytest.approx(0.138, abs=5e-4)


def test_costs_drawn_person_by_person_spread_as_the_formulas_say() -> None:
    costs = individual_costs()
    drawn = np.sort(np.exp(costs.log_spread * random().standard_normal(4_000_000)))
    assert drawn[-200_000:].sum() / drawn.sum() == pytest.approx(costs.share_of_costliest(0.05), abs=0.01)
    cut_off = np.minimum(drawn, drawn[-40_000])
    assert cut_off.std() / cut_off.mean() == pytest.approx(costs.capped_at(0.99)[0], rel=0.01)
    assert 1 - cut_off.sum() / drawn.sum() == pytest.approx(costs.capped_at(0.99)[1], abs=0.01)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row[0]:,} people")
def test_the_table_by_formula(row: tuple[float, ...]) -> None:
    people, full, predicted, truncated, *beyond = row
    costs = individual_costs()
    spread = spread_of_mean(costs.variation, people)
    assert 100 * spread == pytest.approx(full, abs=half_a_unit(full))
    assert 100 * spread_of_mean(costs.variation, people, 0.123) == pytest.approx(predicted, abs=0.006)
    assert 100 * spread_of_mean(costs.capped_at(0.99)[0], people) == pytest.approx(truncated, abs=0.006)
    for share, chance in zip((0.01, 0.03, 0.05, 0.10), beyond, strict=True):
        if chance is not None:
            assert chance_beyond(spread, share) == pytest.approx(chance, abs=half_a_unit(chance))


@pytest.mark.parametrize("people", [row[0] for row in TABLE])
def test_what_the_stress_test_draws_has_the_spread_of_the_table(people: int) -> None:
    costs = individual_costs()
    for predicted in (0.0, 0.123):
        drawn = relative_costs(costs, people, predicted, (400_000,), random())
        assert drawn.mean() == pytest.approx(1, abs=5 * drawn.std() / sqrt(len(drawn)))
        assert drawn.std() == pytest.approx(spread_of_mean(costs.variation, people, predicted), rel=0.01)
        skewness = ((drawn - 1) ** 3).mean() / drawn.std() ** 3
        assert skewness == pytest.approx(costs.skewness / sqrt(people), rel=0.06, abs=0.02)


@pytest.mark.parametrize(("people", "times"), [(5_000, 6_000), (10_000, 3_000), (30_000, 1_200)])
def test_what_is_drawn_is_near_to_means_of_people_drawn_one_by_one(people: int, times: int) -> None:
    costs = individual_costs()
    generator = random(3)
    means = np.array(
        [np.exp(costs.log_spread * generator.standard_normal(people)).mean() for _ in range(times)]
    ) / np.exp(costs.log_spread**2 / 2)
    drawn = relative_costs(costs, people, 0.0, (400_000,), random(4))
    spread = spread_of_mean(costs.variation, people)
    for share in (0.25, 0.5, 0.75, 0.9, 0.95):
        # Within a fifth of a standard deviation, the error of so few means apart; the upper tail errs towards the larger loss.
        error = 4 * spread * sqrt(share * (1 - share) / times) / 0.1 * 0.2
        assert abs(np.quantile(drawn, share) - np.quantile(means, share)) < 0.2 * spread + error
    assert np.quantile(drawn, 0.95) > np.quantile(means, 0.95) - 0.1 * spread


@pytest.mark.parametrize(
    ("people", "minimum", "confidence"), [(5_000, 0.039, 0.90), (20_000, 0.025, 0.95), (50_000, 0.022, 0.99)]
)
def test_the_minimum_savings_rates_of_medicare_imply_the_spread_of_costs_cut_off(
    people: int, minimum: float, confidence: float
) -> None:
    implied = minimum * sqrt(people) / NormalDist().inv_cdf(confidence)
    assert 2.11 <= round(implied, 2) <= 2.15
    assert individual_costs().capped_at(0.99)[0] == pytest.approx(implied, rel=0.03)


def test_mental_health_budgets_are_overspent_as_often_as_published_by_one_spread() -> None:
    # 500 to 600 budgets for 87,000 to 104,000 people each: 15 to 26 a year overspent by 5% or more, 1 or 2 by 10% or more.
    few_need_much = IndividualCosts(2.0)
    drawn = relative_costs(few_need_much, 95_000, 0.0, (400_000,), random())
    assert 0.025 <= np.mean(drawn > 1.05) <= 0.045
    assert 0.0017 <= np.mean(drawn > 1.10) <= 0.004
    # A normal tail cannot show both: with one of 28 overspent by 5%, fewer than one of 3,000 would be by 10%.
    normal = 0.05 / NormalDist().inv_cdf(1 - 0.035)
    assert chance_beyond(normal, 0.10) < 1 / 3_000


def test_savings_rates_of_accountable_care_organisations_change_by_chance_as_costs_cut_off_say(
    shared_data: Path,
) -> None:
    changes, people = [], []
    rates: dict[tuple[str, int], tuple[float, float]] = {}
    with (shared_data / "mssp" / "mssp_settlements_2014_2021.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["expenditure"] and row["benchmark"] and row["n_ab"]:
                rate = 1 - float(row["expenditure"]) / float(row["benchmark"])
                rates[row["aco_id"], int(row["py"])] = (rate, float(row["n_ab"]))
    for (code, year), (rate, size) in rates.items():
        before = rates.get((code, year - 1))
        if before and size >= 5_000:
            changes.append((rate - before[0]) ** 2)
            people.append(2 / (1 / size + 1 / before[1]))
    assert len(changes) > 1_000
    slope, _ = np.polyfit(1 / np.array(people), np.array(changes), 1)
    # A change is the difference of two years, so its variance is twice that of one.
    assert sqrt(slope / 2) == pytest.approx(individual_costs().capped_at(0.99)[0], rel=0.17)
