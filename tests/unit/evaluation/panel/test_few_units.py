"""Standard errors from few units, checked against the matrices they are short forms of."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from joinedup.evaluation.methods.panel.few_units import how_sure, own_spread, pooled_spread
from joinedup.evaluation.methods.panel.two_way import two_way
from joinedup.evaluation.methods.panel.usable import unit_weights
from tests.support.panels import drawn_panel

PANEL = drawn_panel(np.random.default_rng(6), units=9, treated=4, times=7, start=3, apart=1)


def by_matrices() -> tuple[float, float]:
    """CR2 and its degrees of freedom the long way (Pustejovsky and Tipton 2018): dummies, hat matrix, inverse square roots."""
    units, times = PANEL.outcomes.shape
    root = np.repeat(unit_weights(PANEL), times) ** 0.5
    columns = [
        PANEL.treated_cells.ravel(),
        *np.repeat(np.eye(units), times, axis=0).T,
        *np.tile(np.eye(times), (units, 1)).T[1:],
    ]
    design = np.column_stack(columns) * root[:, None]
    outcome = PANEL.outcomes.ravel() * root
    bread = np.linalg.inv(design.T @ design)
    left = np.eye(len(outcome)) - design @ bread @ design.T
    residual = left @ outcome
    scores, loads = [], []
    for unit in range(units):
        rows = slice(unit * times, (unit + 1) * times)
        size, vectors = np.linalg.eigh(left[rows, rows])
        inverse_root = vectors @ np.diag(np.where(size > 1e-10, np.abs(size) ** -0.5, 0)) @ vectors.T
        load = inverse_root @ design[rows] @ bread[0]
        scores.append(load @ residual[rows])
        loads.append(left[:, rows] @ load)
    gram = np.array(loads) @ np.array(loads).T
    return float(np.sum(np.square(scores))) ** 0.5, float(np.trace(gram) ** 2 / (gram**2).sum())


def test_the_own_spread_is_the_bias_reduced_clustered_variance() -> None:
    error, freedom = by_matrices()
    ours = own_spread(two_way(PANEL, unit_weights(PANEL)).parts)
    assert ours.standard_error == pytest.approx(error, rel=1e-9)
    assert ours.degrees_of_freedom == pytest.approx(freedom, rel=1e-9)


def test_a_pooled_spread_reads_how_variance_falls_with_size() -> None:
    """Many small noisy units and one large quiet treated one: its interval is that of a large unit."""
    rng = np.random.default_rng(4)
    panel = drawn_panel(rng, units=200, treated=1)
    weights = np.where(np.arange(200) % 2 == 0, 4.0, 0.25)
    noise = rng.normal(size=(200, 36)) / weights[:, None] ** 0.5
    parts = two_way(replace(panel, outcomes=noise), weights).parts
    one_large = (1 / 4 * (1 / 24 + 1 / 12)) ** 0.5
    assert pooled_spread(parts).standard_error == pytest.approx(one_large, rel=0.25)


def test_the_spread_chosen_goes_by_the_smaller_group() -> None:
    parts = two_way(PANEL, unit_weights(PANEL)).parts
    assert how_sure(parts, 4, "automatic")[0].interval_by == "own-spread-t"
    sureness, cautions = how_sure(parts, 3, "automatic")
    assert sureness.interval_by == "pooled-spread-t"
    assert cautions[0].name == "few-units"
    assert how_sure(parts, 7, "automatic")[1][0].message.startswith("2 never-treated")
    assert how_sure(parts, 4, "pooled")[1] == ()
    assert how_sure(parts, 2, "own")[0].interval_by == "own-spread-t"
