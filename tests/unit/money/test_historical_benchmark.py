from __future__ import annotations

import numpy as np
import pytest

from joinedup.money.historical_benchmark import BenchmarkError, historical_benchmark, weights_of_years

ONE_GROUP = np.array([1_000.0])
FLAT = np.ones((1, 3))


def test_the_latest_year_counts_most() -> None:
    assert weights_of_years() == (0.1, 0.3, 0.6)
    assert historical_benchmark(ONE_GROUP, np.array([[100.0, 200.0, 300.0]]), FLAT, FLAT) == pytest.approx(
        250.0
    )


def test_earlier_years_are_brought_to_the_risk_and_prices_of_the_last() -> None:
    cost, risk, trend = np.array([[100.0] * 3]), np.array([[1.0, 1.0, 1.1]]), np.array([[1.05, 1.02, 1.0]])
    # 0.1 x 100 x 1.1 x 1.05 + 0.3 x 100 x 1.1 x 1.02 + 0.6 x 100
    assert historical_benchmark(ONE_GROUP, cost, risk, trend) == pytest.approx(11.55 + 33.66 + 60.0)


def test_groups_are_put_together_by_the_people_of_the_last_year() -> None:
    people, cost = np.array([900.0, 100.0]), np.array([[100.0] * 3, [1_000.0] * 3])
    assert historical_benchmark(people, cost, np.ones((2, 3)), np.ones((2, 3))) == pytest.approx(190.0)


def test_a_negative_cost_and_a_risk_of_nothing_are_refused() -> None:
    with pytest.raises(BenchmarkError, match="costs of the years must be 0 or more"):
        historical_benchmark(ONE_GROUP, np.array([[100.0, -1.0, 100.0]]), FLAT, FLAT)
    with pytest.raises(BenchmarkError, match="risk of the years must be above 0"):
        historical_benchmark(ONE_GROUP, FLAT * 100, np.array([[1.0, 0.0, 1.0]]), FLAT)


def test_weights_that_do_not_sum_to_one_are_refused() -> None:
    with pytest.raises(BenchmarkError, match=r"sum to 0\.9"):
        historical_benchmark(ONE_GROUP, FLAT * 100, FLAT, FLAT, [0.1, 0.2, 0.6])
