"""The LaLonde data as MatchIt ships them: 185 men who were trained, 429 who were not, earnings in 1978 as the outcome.

Known answers are those of R MatchIt 4.7.2 with the model of its own help page, treat ~ age + educ + race + married + nodegree +
re74 + re75, matched on the probability, which is its default. Entropy balancing has one optimum, found by another implementation.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from joinedup.evaluation.methods.matching.balance import balance_of
from joinedup.evaluation.methods.matching.coarsened import coarsened
from joinedup.evaluation.methods.matching.effect import effect_of
from joinedup.evaluation.methods.matching.entropy import entropy_balanced
from joinedup.evaluation.methods.matching.mahalanobis import mahalanobis
from joinedup.evaluation.methods.matching.matched import Matched
from joinedup.evaluation.methods.matching.nearest import nearest
from joinedup.evaluation.methods.matching.propensity import propensity
from joinedup.evaluation.methods.matching.strata import strata_of
from joinedup.evaluation.methods.results import Floats

NAMES = ("age", "educ", "hispan", "white", "married", "nodegree", "re74", "re75")


@dataclass(frozen=True)
class Men:
    features: Floats
    treated: np.ndarray
    race: np.ndarray
    earnings: Floats

    @property
    def score(self) -> Floats:
        return propensity(self.features, self.treated, NAMES).probability


@pytest.fixture(scope="module")
def men(shared_data: Path) -> Men:
    table = pd.read_csv(shared_data / "causal" / "lalonde.csv")
    table = table.assign(hispan=table["race"] == "hispan", white=table["race"] == "white")
    features = table[list(NAMES)].to_numpy(dtype=float)
    return Men(
        features,
        table["treat"].to_numpy() == 1,
        table["race"].to_numpy(dtype=object),
        table["re78"].to_numpy(),
    )


def difference(men: Men, matched: Matched) -> float:
    weights = matched.weights
    own, other = men.treated, ~men.treated
    return float(
        np.average(men.earnings[own], weights=weights[own])
        - np.average(men.earnings[other], weights=weights[other])
    )


def test_one_to_one_nearest_neighbours(men: Men) -> None:
    matched = nearest(men.score, men.treated)
    assert matched.pairs == 185
    assert difference(men, matched) == pytest.approx(894.37, abs=0.01)


def test_one_to_one_nearest_neighbours_on_the_logit(men: Men) -> None:
    logit = propensity(men.features, men.treated, NAMES).logit
    assert difference(men, nearest(logit, men.treated)) == pytest.approx(894.37, abs=0.01)


def test_a_caliper_of_a_fifth_of_a_standard_deviation(men: Men) -> None:
    matched = nearest(men.score, men.treated, caliper=0.2)
    assert matched.pairs == 113
    assert difference(men, matched) == pytest.approx(1571.74, abs=0.01)


def test_exact_on_race(men: Men) -> None:
    matched = nearest(men.score, men.treated, strata=strata_of([men.race]))
    assert matched.treated_used + matched.controls_used == 232
    assert difference(men, matched) == pytest.approx(1472.69, abs=0.01)


def test_with_replacement(men: Men) -> None:
    matched = nearest(men.score, men.treated, replace=True)
    assert matched.pairs == 185
    assert difference(men, matched) == pytest.approx(1991.62, abs=0.01)


def test_mahalanobis_distance(men: Men) -> None:
    """516.64 is MatchIt 4.5.1's; 4.7.2 breaks ties between men who are alike in everything otherwise, and has 538.56."""
    assert difference(men, mahalanobis(men.features, men.treated)) == pytest.approx(516.64, abs=0.01)


def test_coarsened_exact_matching(men: Men) -> None:
    matched = coarsened(men.features, men.treated, NAMES)
    assert matched.treated_used + matched.controls_used == 140
    assert difference(men, matched) == pytest.approx(1070.91, abs=0.01)


def test_entropy_balancing(men: Men) -> None:
    matched = entropy_balanced(men.features, men.treated, NAMES)
    balance = balance_of(men.features, matched, NAMES)
    assert difference(men, matched) == pytest.approx(1273.262, abs=0.001)
    assert balance.effective_controls == pytest.approx(98.458, abs=0.001)
    assert np.abs(balance.difference_after).max() < 1e-8


def test_adjusted_by_regression_with_clustered_errors(men: Men) -> None:
    found = effect_of(nearest(men.score, men.treated), men.earnings, adjust_for=men.features)
    assert found.value == pytest.approx(1344.94, abs=0.01)
    assert found.standard_error == pytest.approx(719.0, abs=0.1)
