"""Event study: effects by hand, the reference, the tests of the times before."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from joinedup.evaluation.methods.panel.difference_in_differences import DifferenceInDifferences
from joinedup.evaluation.methods.panel.event_study import EventStudy
from joinedup.evaluation.methods.results import MethodError
from tests.support.panels import drawn_panel, plain_panel

BY_HAND = plain_panel([[10, 11, 14, 16], [20, 21, 24, 30], [5, 5, 6, 6], [7, 7, 8, 8]], [2, 2, -1, -1])


def rng() -> np.random.Generator:
    return np.random.default_rng(0)


def test_effects_by_hand() -> None:
    """Against the time before: treated move by -1, 0, 3, 7 (means), the others by 0, 0, 1, 1."""
    found = EventStudy().estimate(BY_HAND, rng=rng())
    assert found.by_time is not None
    assert found.by_time.since_start.tolist() == [-2, -1, 0, 1]
    assert found.by_time.value == pytest.approx([-1, 0, 2, 6])
    assert found.effect.value == pytest.approx(4)
    assert found.observed is not None
    assert found.without is not None
    assert found.observed - found.without == pytest.approx([-1, 0, 2, 6])


def test_the_reference_time_has_no_width_and_every_other_has() -> None:
    found = EventStudy().estimate(drawn_panel(np.random.default_rng(1)), rng=rng())
    assert found.by_time is not None
    width = found.by_time.high - found.by_time.low
    assert width[found.by_time.since_start == -1] == 0
    assert (width[found.by_time.since_start != -1] > 0).all()


def test_the_band_for_all_times_is_wider_than_an_interval_for_one() -> None:
    panel = drawn_panel(np.random.default_rng(1), units=40, treated=15)
    path = EventStudy(weighted=False).estimate(panel, rng=rng()).by_time
    assert path is not None
    alone = panel.only(times=slice(0, 25))
    one = EventStudy(weighted=False).estimate(alone, rng=rng()).effect
    assert path.value[24] == pytest.approx(one.value)
    assert path.high[24] - path.low[24] > 1.2 * (one.high - one.low)


def test_against_all_times_before_it_is_difference_in_differences() -> None:
    panel = drawn_panel(np.random.default_rng(1))
    one, other = (e.estimate(panel, rng=rng()).effect for e in (EventStudy(None), DifferenceInDifferences()))
    assert (one.value, one.standard_error) == pytest.approx((other.value, other.standard_error))


def test_effects_that_grow_are_not_mixed_up_when_starts_are_staggered() -> None:
    """Without noise, an effect of one more each time is found exactly; two-way fixed effects get it wrong."""
    panel = drawn_panel(np.random.default_rng(1), units=12, treated=8, apart=4)
    since = np.arange(36)[None, :] - panel.starts[:, None] + 1
    exact = np.arange(12)[:, None] + np.arange(36)[None, :] * 0.5 + np.where(panel.treated_cells, since, 0.0)
    panel = replace(panel, outcomes=exact)
    found = EventStudy().estimate(panel, rng=rng())
    assert found.by_time is not None
    after = found.by_time.since_start >= 0
    assert found.by_time.value[after] == pytest.approx(found.by_time.since_start[after] + 1.0)
    assert found.by_time.value[~after] == pytest.approx(0.0, abs=1e-9)
    both = DifferenceInDifferences().estimate(panel, rng=rng())
    assert abs(both.effect.value - found.effect.value) > 0.3


def test_units_that_drifted_apart_before_are_found_out() -> None:
    panel = drawn_panel(np.random.default_rng(4), units=30, treated=10, effect=0.0)
    drift = panel.is_treated[:, None] * np.arange(36)[None, :] * 0.002
    clean, drifting = (
        EventStudy().estimate(replace(panel, outcomes=o), rng=rng())
        for o in (panel.outcomes, panel.outcomes + drift)
    )
    assert clean.figures["before_trend_p"] > 0.05
    assert drifting.figures["before_trend_p"] < 0.001
    assert drifting.figures["before_trend"] == pytest.approx(clean.figures["before_trend"] + 0.002)
    assert drifting.figures["before_joint_p"] < 0.01 < clean.figures["before_joint_p"]


def test_the_same_seed_draws_the_same_band() -> None:
    panel = drawn_panel(np.random.default_rng(1))
    one, other = (EventStudy().estimate(panel, rng=rng()).by_time for _ in range(2))
    assert one is not None
    assert other is not None
    assert one.low.tolist() == other.low.tolist()


def test_a_reference_longer_than_the_time_before_is_refused() -> None:
    with pytest.raises(MethodError, match="make it shorter"):
        EventStudy(reference_times=12).estimate(BY_HAND, rng=rng())
    with pytest.raises(MethodError, match="at least one time"):
        EventStudy(reference_times=-1).estimate(BY_HAND, rng=rng())


def test_one_treated_unit_gets_a_path_and_a_caution() -> None:
    found = EventStudy().estimate(drawn_panel(np.random.default_rng(1), treated=1), rng=rng())
    assert found.by_time is not None
    assert np.isfinite(found.by_time.high).all()
    assert "few-units" in [caution.name for caution in found.effect.cautions]
