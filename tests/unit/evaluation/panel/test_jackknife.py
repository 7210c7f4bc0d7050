from __future__ import annotations

import numpy as np
import pytest

from joinedup.evaluation.methods.panel.counterfactual import of_panel
from joinedup.evaluation.methods.panel.synthetic_control import SyntheticControl
from joinedup.evaluation.methods.results import MethodError
from tests.unit.evaluation.panel.made_panels import drifting, panel

DESIGN = SyntheticControl(interval_by="jackknife")


def test_the_standard_error_is_that_of_estimates_with_each_unit_left_out() -> None:
    outcomes = drifting(9, 24, seed=4)
    found = DESIGN.estimate(panel(outcomes, {0: 16, 1: 16, 2: 18}), rng=np.random.default_rng(0))
    effects = []
    for row in range(9):
        starts = [16, 16, 18] + [None] * 6
        del starts[row]
        kept = {place: start for place, start in enumerate(starts) if start is not None}
        effects.append(of_panel(DESIGN, panel(np.delete(outcomes, row, axis=0), kept)).effect)
    expected = np.sqrt(8 / 9 * np.sum((np.array(effects) - np.mean(effects)) ** 2))
    assert found.effect.standard_error == pytest.approx(expected)


def test_one_treated_unit_is_refused() -> None:
    with pytest.raises(MethodError, match="at least two treated"):
        DESIGN.estimate(panel(drifting(9, 24, seed=4), {0: 16}), rng=np.random.default_rng(0))
