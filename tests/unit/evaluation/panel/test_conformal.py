from __future__ import annotations

import numpy as np
import pytest

from joinedup.evaluation.methods.panel.conformal import shift_p_value
from joinedup.evaluation.methods.panel.synthetic_control import SyntheticControl
from joinedup.evaluation.methods.results import MethodError
from tests.unit.evaluation.panel.made_panels import drifting, panel

DESIGN = SyntheticControl(interval_by="conformal")


def test_the_p_value_is_the_share_of_shifts_at_least_as_large() -> None:
    """Gaps 1 2 3 | 6 0, shifted round: means of two are 3, 1.5, 2.5, 4.5 and 0.5; the one seen is 3."""
    assert shift_p_value(np.array([1.0, -2, 3, -6, 0]), 3) == pytest.approx(2 / 5)


def test_the_largest_gap_at_the_end_has_the_smallest_p_value_there_is() -> None:
    assert shift_p_value(np.array([1.0, 1, 1, 1, 9]), 4) == pytest.approx(1 / 5)


def test_the_interval_holds_a_planted_effect_and_leaves_out_nought() -> None:
    outcomes = drifting(15, 40, seed=3)
    outcomes[0] = 0.6 * outcomes[2] + 0.4 * outcomes[5]
    rng = np.random.default_rng(1)
    outcomes[0] += 0.05 * rng.normal(size=40)
    outcomes[0, 36:] -= 3
    found = DESIGN.estimate(panel(outcomes, {0: 36}), rng=np.random.default_rng(0))
    assert found.effect.low < -3 < found.effect.high < 0
    assert found.effect.interval_by == "conformal-in-time"
    assert found.by_time is not None
    assert (found.by_time.low[36:] < found.by_time.high[36:]).all()


def test_too_few_times_give_no_limits_and_say_so() -> None:
    found = DESIGN.estimate(panel(drifting(8, 15, seed=3), {0: 10}), rng=np.random.default_rng(0))
    assert np.isinf([found.effect.low, found.effect.high]).all()
    assert "no-limit" in {caution.name for caution in found.effect.cautions}


def test_starts_that_differ_are_refused() -> None:
    with pytest.raises(MethodError, match="one start"):
        DESIGN.estimate(panel(drifting(8, 30, seed=3), {0: 20, 1: 22}), rng=np.random.default_rng(0))
