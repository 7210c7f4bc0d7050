"""Limits published with the R package NHSRplotthedots, in its vignette "Deviations from Excel defaults" (MIT)."""

from __future__ import annotations

import numpy as np
import pytest

from joinedup.evaluation.methods.control_charts import control_chart, preset

DAYS = np.arange("2021-03-22", "2021-04-09", dtype="datetime64[D]")
VALUES = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]


def test_the_r_package_leaves_large_moving_ranges_out_of_the_limits() -> None:
    (limits,) = control_chart(DAYS, VALUES, options="nhsrplotthedots").limits
    assert (limits.upper, limits.mean, limits.lower) == pytest.approx((4.60, 1.94, -0.72), abs=0.005)
    assert limits.screened == 2


def test_the_excel_tool_keeps_them() -> None:
    (limits,) = control_chart(DAYS, VALUES, options="nhs-england").limits
    assert (limits.upper, limits.mean, limits.lower) == pytest.approx((6.95, 1.94, -3.06), abs=0.005)
    assert limits.screened == 0


def test_the_r_package_told_not_to_screen_agrees_with_the_excel_tool() -> None:
    told = control_chart(DAYS, VALUES, options=preset("nhsrplotthedots", screen_moving_range=False))
    assert told.limits[0].upper == control_chart(DAYS, VALUES).limits[0].upper
