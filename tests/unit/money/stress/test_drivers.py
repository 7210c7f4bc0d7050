"""Which assumption a result hangs on: shares of variance that are known beforehand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from joinedup.money.stress.drivers import Explained, Regressors
from joinedup.money.stress.stress import stressed
from tests.unit.money.stress.made_up_contracts import contract, place, service

FUTURES = 20_000


def normal(columns: int = 1, seed: int = 1) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    return np.random.Generator(np.random.PCG64(seed)).standard_normal((FUTURES, columns))


def explained_by(numbers: dict[str, Any], result: Any, words: dict[str, str]) -> Explained:
    return Regressors(numbers).explained(result, set(numbers), words)


def test_independent_assumptions_share_the_variance_as_their_squared_weights() -> None:
    one, other = normal(seed=1), normal(seed=2)
    found = explained_by({"one": one, "other": other}, 3 * one[:, 0] + 4 * other[:, 0], {"one": "The one"})
    shares = {driver.name: driver.share_of_variance for driver in found.drivers}
    assert shares == pytest.approx({"other": 16 / 25, "one": 9 / 25}, abs=0.02)
    assert [driver.name for driver in found.drivers] == ["other", "one"]
    assert found.drivers[1].words == "The one"
    assert found.left == pytest.approx(0, abs=1e-3)


def test_two_that_go_together_share_what_they_bring_together_evenly() -> None:
    both, own, other = normal(seed=1), normal(seed=2), normal(seed=3)
    found = explained_by({"a": both + own, "b": both + other}, (2 * both + own + other)[:, 0], {})
    assert [driver.share_of_variance for driver in found.drivers] == pytest.approx([0.5, 0.5], abs=0.02)


def test_the_years_of_an_assumption_count_as_one() -> None:
    years, other = normal(5), normal(seed=2)
    found = explained_by({"years": years, "other": other}, years.sum(axis=1) + 2 * other[:, 0], {})
    shares = {driver.name: driver.share_of_variance for driver in found.drivers}
    assert shares == pytest.approx({"years": 5 / 9, "other": 4 / 9}, abs=0.02)


def test_a_result_that_only_suffers_on_one_side_is_followed() -> None:
    one = normal()
    found = explained_by({"one": one}, np.minimum(one[:, 0], 0), {})
    assert found.drivers[0].share_of_variance > 0.99


def test_what_acts_only_together_is_left_unexplained() -> None:
    one, other = normal(seed=1), normal(seed=2)
    found = explained_by({"one": one, "other": other}, one[:, 0] * other[:, 0], {})
    assert found.left > 0.98


def test_a_result_that_is_always_the_same_hangs_on_nothing() -> None:
    assert explained_by({"one": normal()}, np.zeros(FUTURES), {}).drivers == ()


def test_an_assumption_that_does_not_touch_an_organisation_is_none_of_its_drivers() -> None:
    # What is paid for activity matters to nobody here: the price is fixed, and no term pays for activity. It goes together
    # with inflation, which does matter.
    holder = stressed(place(), contract(), futures=2_000).of("HOLDER")
    names = [driver.name for driver in holder.drivers]
    assert "price_inflation" in names
    assert "price_uplift" not in names
    assert "savings_realised" not in names
    assert sum(d.share_of_variance for d in holder.drivers) + holder.unexplained == pytest.approx(
        1, abs=0.002
    )


def test_a_wrong_baseline_drives_a_fixed_price_and_not_payment_for_activity() -> None:
    beds = service("beds", "HOSPITAL", 10_000, 4_000.0)
    fixed = stressed(place(), contract(), futures=1_000).of("HOLDER")
    by_activity = stressed(
        place(), contract(services=(beds,), terms=({"kind": "activity"},), prices=()), futures=1_000
    ).of("HOSPITAL")
    share = {d.name: d.share_of_variance for d in fixed.drivers}["baseline_error"]
    assert share > 0.2
    hospital = {d.name: d.share_of_variance for d in by_activity.drivers}
    assert hospital["price_inflation"] + hospital["price_uplift"] > 0.8
