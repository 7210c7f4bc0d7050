"""California's Proposition 99: the figures that other implementations find on the same file."""

from __future__ import annotations

import csv

import numpy as np
import pytest

from joinedup.evaluation.methods.panel.augmented_synthetic_control import AugmentedSyntheticControl
from joinedup.evaluation.methods.panel.counterfactual import of_panel
from joinedup.evaluation.methods.panel.generalised_synthetic_control import GeneralisedSyntheticControl
from joinedup.evaluation.methods.panel.panel import Panel, panel_of
from joinedup.evaluation.methods.panel.synthetic_control import SyntheticControl
from joinedup.evaluation.methods.panel.synthetic_difference_in_differences import (
    SyntheticDifferenceInDifferences,
)


@pytest.fixture(scope="module")
def california(shared_data) -> Panel:
    with (shared_data / "causal" / "california_prop99.csv").open(newline="", encoding="utf-8") as text:
        rows = list(csv.DictReader(text, delimiter=";"))
    return panel_of(
        [row["State"] for row in rows],
        [int(row["Year"]) for row in rows],
        [float(row["PacksPerCapita"]) for row in rows],
        {"California": 1989},
    )


def estimate(design, california):
    return design.estimate(california, rng=np.random.default_rng(12345))


def test_synthetic_control_on_outcomes_alone(california) -> None:
    """The unique optimum, as by NNLS and by CausalPy's WeightedProportion."""
    found = estimate(SyntheticControl(), california)
    assert found.effect.value == pytest.approx(-19.5136, abs=1e-3)
    assert found.by_time is not None
    assert found.by_time.value[-1] == pytest.approx(-26.597, abs=1e-3)
    assert found.figures["error-before"] == pytest.approx(1.6564, abs=1e-3)
    assert set(found.unit_weights) == {
        "Colorado",
        "Connecticut",
        "Montana",
        "Nevada",
        "New Hampshire",
        "Utah",
    }


def test_synthetic_control_as_r_synthdid_stops(california) -> None:
    """R synthdid, sc_estimate: -19.61966."""
    found = estimate(SyntheticControl(solver="frank-wolfe"), california)
    assert found.effect.value == pytest.approx(-19.61966, abs=1e-4)


def test_synthetic_difference_in_differences_as_r_synthdid_stops(california) -> None:
    """R synthdid, synthdid_estimate: -15.60383; placebo standard error 8.37 at seed 12345, 10.91 in diff-diff: noisy."""
    found = estimate(SyntheticDifferenceInDifferences(interval_by="placebo"), california)
    assert found.effect.value == pytest.approx(-15.60383, abs=1e-4)
    assert found.effect.standard_error == pytest.approx(9.5, abs=3)


def test_the_exact_optimum_lies_a_little_beyond_where_r_stops(california) -> None:
    found = estimate(SyntheticDifferenceInDifferences(solver="exact"), california)
    assert found.effect.value == pytest.approx(-15.60383, abs=3e-3)


def test_no_factors_and_equal_weights_are_difference_in_differences(california) -> None:
    """R synthdid, did_estimate: -27.34911."""
    found = of_panel(GeneralisedSyntheticControl(rank=0), california)
    assert found.effect == pytest.approx(-27.34911, abs=1e-4)


@pytest.mark.parametrize(
    ("penalty", "level_shift", "expected"),
    [
        (100.0, False, -14.34335),
        (1000.0, False, -16.75582),
        (100.0, True, -11.65809),
        (1000.0, True, -10.89261),
    ],
)
def test_augmented_synthetic_control_at_given_penalties(california, penalty, level_shift, expected) -> None:
    """augsynth-py 0.6.0, which agrees with R augsynth to machine precision; its simplex solver stops at about 1e-5."""
    design = AugmentedSyntheticControl(penalty=penalty, level_shift=level_shift)
    assert estimate(design, california).effect.value == pytest.approx(expected, abs=1e-3)


def test_california_has_the_largest_ratio_of_errors_among_few(california) -> None:
    """With 38 donors the smallest p value there can be is 1/39; ranks are by error after over error before."""
    figures = estimate(SyntheticControl(), california).figures
    assert figures["smallest-possible-p-value"] == pytest.approx(1 / 39)
    assert figures["permutation-p-value"] == pytest.approx(3 / 39)


def test_every_design_says_fewer_packs(california) -> None:
    designs = (
        SyntheticControl(),
        AugmentedSyntheticControl(),
        SyntheticDifferenceInDifferences(),
        GeneralisedSyntheticControl(),
    )
    for design in designs:
        assert estimate(design, california).effect.value < 0
