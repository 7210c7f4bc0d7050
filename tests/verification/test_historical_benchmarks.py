"""Historical benchmarks of the Medicare Shared Savings Program, made again.

Source: Centers for Medicare & Medicaid Services, Shared Savings Program public use files, performance years 2016 to 2021, first
agreements; weights of 10%, 30% and 60% in 42 CFR 425.602(a)(7).
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scripts.mssp_benchmarks import Agreements, agreements_in
from scripts.settle_mssp import BENCHMARKS

from joinedup.money.historical_benchmark import historical_benchmark


@pytest.fixture
def agreements(shared_data: Path) -> list[Agreements]:
    return list(agreements_in(shared_data / "mssp" / BENCHMARKS))


def test_the_published_benchmarks_of_2014_show_weights_of_one_three_and_six_tenths(
    agreements: list[Agreements],
) -> None:
    of_2014 = next(each for each in agreements if (each.performance_year, each.began) == (2016, 2014))
    weights, explained = of_2014.regressed()
    assert len(of_2014.published) == 100
    assert weights.round(4).tolist() == [0.1014, 0.3006, 0.6000]
    assert explained == pytest.approx(0.999996, abs=5e-7)


def test_every_group_of_first_agreements_shows_those_weights(agreements: list[Agreements]) -> None:
    assert sum(len(each.published) for each in agreements) == 1_304
    for each in agreements:
        assert np.abs(each.regressed()[0] - [0.1, 0.3, 0.6]).max() < 0.02


def test_with_national_growth_every_benchmark_is_made_again_to_an_eighth_of_a_per_cent(
    agreements: list[Agreements],
) -> None:
    assert max(each.furthest() for each in agreements) < 0.00125


def test_equal_weights_do_not_make_them(agreements: list[Agreements]) -> None:
    each = agreements[0]
    equal = historical_benchmark(each.person_years, each.cost, each.risk, each.trends(), [1 / 3] * 3)
    assert np.abs(equal / each.published - 1).max() > 0.01
