"""Made-up panels have what they say they have."""

from __future__ import annotations

import numpy as np
import pytest

from joinedup.evaluation.made_up_panels import MadeUpPanel
from joinedup.evaluation.methods.results import Floats, MethodError


def residuals(made_up: MadeUpPanel) -> Floats:
    """Pearson residuals of counts from the products of unit and time totals."""
    panel = made_up(np.random.default_rng(1))
    assert panel.exposure is not None
    counts = panel.outcomes * panel.exposure
    expected = counts.sum(axis=1, keepdims=True) * counts.sum(axis=0) / counts.sum()
    return np.asarray((counts - expected) / np.sqrt(expected))


def test_without_ups_and_downs_of_their_own_units_vary_as_poisson_counts() -> None:
    found = residuals(MadeUpPanel(units=100, times=60, own_spread=0))
    assert (found**2).sum() / (99 * 59) == pytest.approx(1, abs=0.06)


def test_ups_and_downs_of_their_own_go_on_from_month_to_month() -> None:
    found = residuals(MadeUpPanel(units=100, times=60, own_spread=0.3, autocorrelation=0.9))
    assert np.corrcoef(found[:, 1:].ravel(), found[:, :-1].ravel())[0, 1] > 0.6


def test_the_season_comes_back_every_twelve_months() -> None:
    panel = MadeUpPanel(units=200, times=48, season=0.2, shared_spread=0)(np.random.default_rng(2))
    course = panel.outcomes.mean(axis=0)
    assert course[[0, 12, 24, 36]].min() > course[[6, 18, 30, 42]].max()


def test_the_same_seed_gives_the_same_panel() -> None:
    one, other = (MadeUpPanel()(np.random.default_rng(7)) for _ in range(2))
    assert (one.outcomes == other.outcomes).all()


def test_a_panel_without_counts_is_refused() -> None:
    with pytest.raises(MethodError, match="mean count above 0"):
        MadeUpPanel(mean_count=0)
