"""Discrimination and calibration, against definitions and scikit-learn."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import brier_score_loss, roc_auc_score

from joinedup.population.risk_calibration import Recalibration, bin_of, brier, calibration, recalibration
from joinedup.population.risk_discrimination import area_under_curve, difference_in_area, top_of_the_list

ROWS = st.lists(st.tuples(st.integers(0, 10).map(lambda n: n / 10), st.booleans()), min_size=2, max_size=40)


def arrays(rows: list[tuple[float, bool]]) -> tuple[np.ndarray, np.ndarray]:
    return np.array([row[0] for row in rows]), np.array([row[1] for row in rows], dtype=np.int8)


@given(ROWS)
def test_the_area_is_the_share_of_pairs_in_the_right_order_ties_counting_half(
    rows: list[tuple[float, bool]],
) -> None:
    risk, admitted = arrays(rows)
    area = area_under_curve(risk, admitted)
    if admitted.min() == admitted.max():
        assert np.isnan(area.value)
        return
    pairs = [(a > b) + (a == b) / 2 for a in risk[admitted == 1] for b in risk[admitted == 0]]
    assert area.value == pytest.approx(np.mean(pairs))
    assert area.value == pytest.approx(roc_auc_score(admitted, risk))


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000))
def test_the_standard_error_is_delongs(seed: int) -> None:
    draws = np.random.default_rng(seed)
    risk, admitted = draws.integers(0, 20, 60) / 20, draws.random(60) < 0.4
    admitted[:4] = [True, True, False, False]
    kernel = (risk[admitted][:, None] > risk[~admitted]) + (risk[admitted][:, None] == risk[~admitted]) / 2
    variance = kernel.mean(1).var(ddof=1) / kernel.shape[0] + kernel.mean(0).var(ddof=1) / kernel.shape[1]
    assert area_under_curve(risk, admitted).standard_error == pytest.approx(np.sqrt(variance))


def test_the_interval_covers_the_true_area_about_as_often_as_it_says() -> None:
    draws = np.random.default_rng(11)
    truth = 0.7602499389  # two normal distributions one standard deviation apart: Phi(1 / sqrt 2)
    covered = 0
    for _ in range(400):
        admitted = np.r_[np.ones(60), np.zeros(140)].astype(np.int8)
        low, high = area_under_curve(draws.normal(size=200) + admitted, admitted).interval
        covered += low <= truth <= high
    assert 0.92 <= covered / 400 <= 0.975


def test_a_model_gains_nothing_over_itself() -> None:
    risk, admitted = np.array([0.1, 0.4, 0.35, 0.8]), np.array([0, 0, 1, 1])
    gained = difference_in_area(risk, risk, admitted)
    assert (gained.value, gained.standard_error) == (0.0, 0.0)


def test_the_top_of_the_list_counts_who_is_found() -> None:
    top = top_of_the_list(np.array([0.9, 0.8, 0.1, 0.2]), np.array([1, 0, 1, 0]), 0.5)
    assert (top.people, top.admitted, top.share_of_admitted) == (2, 1, 0.5)


def test_true_risks_have_slope_one_and_intercept_nought() -> None:
    draws = np.random.default_rng(3)
    risk = draws.beta(1, 6, 60_000)
    fit = calibration(risk, draws.random(60_000) < risk)
    assert fit.slope == pytest.approx(1, abs=3 * fit.standard_error)
    assert fit.intercept == pytest.approx(0, abs=0.05)


def test_overconfident_risks_have_a_slope_below_one_and_recalibration_mends_it() -> None:
    draws = np.random.default_rng(4)
    risk = draws.beta(2, 6, 40_000)
    admitted = draws.random(40_000) < risk
    overconfident = Recalibration(intercept=0.5, slope=2.0).applied(risk)
    assert calibration(overconfident, admitted).slope == pytest.approx(0.5, abs=0.05)
    mended = recalibration(overconfident, admitted).applied(overconfident)
    assert np.abs(mended - risk).max() < 0.05
    assert (np.argsort(mended, kind="stable") == np.argsort(overconfident, kind="stable")).all()


@given(ROWS)
def test_the_brier_score_is_scikit_learns(rows: list[tuple[float, bool]]) -> None:
    risk, admitted = arrays(rows)
    assert brier(risk, admitted) == pytest.approx(brier_score_loss(admitted, risk, labels=[0, 1]))


@given(st.lists(st.floats(0, 1), min_size=1, max_size=60))
def test_bins_rise_with_risk(risks: list[float]) -> None:
    risk = np.array(risks)
    bins = bin_of(risk)
    assert bins.min() >= 1
    assert bins.max() <= 10
    assert (np.diff(bins[np.argsort(risk, kind="stable")]) >= 0).all()
