"""Mahalanobis matching: the tree finds whom looking at everybody finds."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.evaluation.matching.by_hand import mahalanobis_by_hand, pairs_of

from joinedup.evaluation.methods.matching.mahalanobis import mahalanobis
from joinedup.evaluation.methods.matching.strata import strata_of
from joinedup.evaluation.methods.results import MethodError


def people(seed: int, rows: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    features = rng.normal(size=(rows, 3)) * [1, 1e-4, 1e5]
    features[:, 2] += 5e4 * features[:, 0]
    treated = rng.random(rows) < 0.3
    treated[:2] = True, False
    return features, treated, features[:, 0] + rng.normal(size=rows)


@settings(max_examples=40)
@given(seed=st.integers(0, 10_000), rows=st.integers(12, 160), width=st.sampled_from([0.1, 1.0, np.inf]))
def test_every_pair_is_the_one_that_looking_at_everybody_gives(seed: int, rows: int, width: float) -> None:
    features, treated, score = people(seed, rows)
    found = mahalanobis(features, treated, score=score, caliper=width, standardised=False)
    choosers = np.flatnonzero(treated)[np.argsort(-score[treated], kind="stable")].tolist()
    controls = np.flatnonzero(~treated).tolist()
    assert pairs_of(found) == mahalanobis_by_hand(features, choosers, controls, score, width)
    assert found.treated_used + sum(one.rows for one in found.dropped) == treated.sum()


def test_of_controls_as_near_the_first_row_is_taken() -> None:
    features = [[0.0], [1.0], [1.0], [-1.0], [1.0], [0.5]]
    treated = [True, False, False, False, False, True]
    assert pairs_of(mahalanobis(features, treated)) == [(0, 1), (5, 2)]


def test_strata_are_kept_apart_and_rounds_give_each_several() -> None:
    features, treated, _ = people(3, 400)
    stratum = np.arange(400) % 4
    found = mahalanobis(features, treated, strata=strata_of([stratum]), ratio=2)
    assert found.treated_rows is not None
    assert found.control_rows is not None
    assert np.array_equal(stratum[found.treated_rows], stratum[found.control_rows])
    assert len(set(found.control_rows.tolist())) == found.pairs == 2 * treated.sum()


def test_units_do_not_matter() -> None:
    features, treated, _ = people(5, 300)
    other = features @ np.array([[3.0, 0, 1e-6], [0, 1e9, 0], [0, 2, 1e-3]])
    assert pairs_of(mahalanobis(features, treated)) == pairs_of(mahalanobis(other, treated))


def test_columns_that_say_nothing_new_are_left_out_and_told() -> None:
    features, treated, _ = people(7, 100)
    whole = np.column_stack([features, features[:, 0] * 2, np.ones(100)])
    found = mahalanobis(whole, treated, ["a", "b", "c", "twice a", "one"])
    assert pairs_of(found) == pairs_of(mahalanobis(features, treated))
    assert "twice a, one" in found.cautions[0].message


@pytest.mark.parametrize(
    ("features", "options", "words"),
    [
        ([[1.0], [2.0], [3.0]], {"caliper": 0.2}, "a caliper lies on a score"),
        ([[1.0], [1.0], [1.0]], {}, "every column is constant"),
        ([[1.0], [0.0], [0.0]], {}, "do not vary apart"),
    ],
)
def test_what_cannot_be_measured_is_said(
    features: list[list[float]], options: dict[str, float], words: str
) -> None:
    with pytest.raises(MethodError, match=words):
        mahalanobis(features, [True, False, False], **options)  # type: ignore[arg-type]
