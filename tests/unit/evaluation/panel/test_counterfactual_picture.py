from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from joinedup.evaluation.methods.panel.estimator import PanelEstimate
from joinedup.evaluation.methods.panel.panel import Panel
from joinedup.evaluation.methods.panel.picture import draw_counterfactual
from joinedup.evaluation.methods.panel.synthetic_control import SyntheticControl
from joinedup.evaluation.methods.results import Estimate, MethodError
from tests.unit.evaluation.panel.made_panels import drifting, panel

pytest.importorskip("vl_convert")


def test_months_are_written_as_months_and_the_start_is_marked() -> None:
    months = tuple(date(2021 + month // 12, month % 12 + 1, 1) for month in range(30))
    plain = panel(drifting(10, 30, seed=1), {0: 20})
    made = Panel(plain.units, months, plain.outcomes, plain.starts, None, 12, "admissions per 1,000")
    svg = draw_counterfactual("gap", made, SyntheticControl().estimate(made, rng=np.random.default_rng(1)))
    assert "admissions per 1,000" in svg
    assert ">start<" in svg
    assert "2022" in svg
    assert "95% interval" in svg


def test_starts_that_differ_are_drawn_by_time_since_the_start() -> None:
    made = panel(drifting(10, 30, seed=1), {0: 20, 1: 15})
    found = SyntheticControl().estimate(made, rng=np.random.default_rng(1))
    assert "times since the start" in draw_counterfactual("gap", made, found)


def test_limits_that_are_missing_leave_the_band_out() -> None:
    made = panel(drifting(10, 30, seed=1), {0: 20})
    found = SyntheticControl(interval_by="conformal").estimate(made, rng=np.random.default_rng(1))
    assert draw_counterfactual("gap", made, found).startswith("<svg")


def test_an_estimate_without_a_path_is_refused() -> None:
    effect = Estimate(1, 0, 2, "difference", "other", "told")
    with pytest.raises(MethodError, match="gives no path"):
        draw_counterfactual("gap", panel(drifting(4, 20, 1), {0: 10}), PanelEstimate(effect, None))
