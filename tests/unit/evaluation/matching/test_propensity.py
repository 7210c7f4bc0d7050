"""Propensity scores: the maximum of the likelihood, and words where there is none."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm

from joinedup.evaluation.methods.matching.propensity import propensity
from joinedup.evaluation.methods.results import MethodError


def people(rows: int = 4_000, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    features = np.column_stack([rng.normal(70, 9, rows), rng.poisson(2, rows), rng.normal(0, 1e-3, rows)])
    score = features @ [0.04, 0.3, 200.0]
    return features, rng.random(rows) < 1 / (1 + np.exp(-(score - 5)))


def test_the_logit_is_that_of_a_generalised_linear_model() -> None:
    features, treated = people()
    found = propensity(features, treated, ["age", "admissions", "small"])
    model = sm.GLM(treated.astype(float), sm.add_constant(features), family=sm.families.Binomial()).fit(
        tol=1e-12
    )
    assert list(found.coefficients.values()) == pytest.approx(model.params, rel=1e-7)
    assert found.probability == pytest.approx(model.fittedvalues, abs=1e-9)
    assert found.cautions == ()


def test_numbers_of_32_bits_or_in_columns_give_the_same_and_are_left_as_they_were() -> None:
    features, treated = people()
    before = features.copy()
    wanted = propensity(features, treated).logit
    assert np.array_equal(features, before)
    assert propensity(np.asfortranarray(features), treated).logit == pytest.approx(wanted, abs=1e-12)
    assert propensity(features.astype(np.float32), treated).logit == pytest.approx(wanted, abs=1e-5)


def test_a_large_table_started_from_a_sample_ends_where_a_small_one_does() -> None:
    features, treated = people(4_000)
    many = propensity(np.tile(features, (60, 1)), np.tile(treated, 60)).logit
    assert many[:4_000] == pytest.approx(propensity(features, treated).logit, abs=1e-9)


def test_an_intercept_for_each_group_is_one_column_for_each_but_the_first() -> None:
    features, treated = people()
    month = np.arange(len(treated)) % 3
    dummies = np.column_stack([features, month == 1, month == 2])
    found = propensity(features, treated, groups=month)
    assert found.logit == pytest.approx(propensity(dummies, treated).logit, abs=1e-8)
    assert {"group 1", "group 2"} <= set(found.coefficients)


def test_constant_and_repeated_columns_are_left_out_and_named() -> None:
    features, treated = people()
    whole = np.column_stack([features, np.full(len(treated), 7.0), features[:, 0] - 2 * features[:, 1]])
    found = propensity(whole, treated, ["age", "admissions", "small", "seven", "mixture"])
    assert found.left_out == {"seven": "constant", "mixture": "determined by earlier columns"}
    assert np.isnan(found.coefficients["seven"])
    assert np.isnan(found.coefficients["mixture"])
    assert found.logit == pytest.approx(propensity(features, treated).logit, abs=1e-8)
    assert "seven (constant), mixture (determined by earlier columns)" in found.cautions[0].message


@pytest.mark.parametrize("share", [1, 3])
def test_a_column_that_tells_who_was_treated_stops_with_its_name(share: int) -> None:
    features, treated = people()
    telling = treated & (np.arange(len(treated)) % share == 0)
    with pytest.raises(MethodError, match="can be told from referral alone"):
        propensity(np.column_stack([features, telling]), treated, ["age", "admissions", "small", "referral"])


def test_separation_can_be_ridden_out_with_a_penalty_and_a_caution() -> None:
    features, treated = people()
    names = ["age", "admissions", "small", "referral"]
    found = propensity(np.column_stack([features, treated]), treated, names, if_separated="ridge")
    assert found.ridge == 1.0
    assert np.isfinite(found.logit).all()
    assert [caution.name for caution in found.cautions] == ["separation"]


def test_a_penalty_pulls_coefficients_towards_nothing() -> None:
    features, treated = people()
    free, pulled = propensity(features, treated), propensity(features, treated, ridge=1_000.0)
    assert abs(pulled.coefficients["column 1"]) < abs(free.coefficients["column 1"])


def test_one_treated_row_is_fitted_or_refused_but_never_in_silence() -> None:
    features, _ = people(200)
    treated = np.zeros(200, dtype=bool)
    treated[np.argsort(features[:, 0])[100]] = True
    found = propensity(features[:, :1], treated)
    assert "1 rows for 1 columns" in found.cautions[0].message
    treated[:] = False
    treated[np.argmax(features[:, 0])] = True
    with pytest.raises(MethodError, match="separation"):
        propensity(features[:, :1], treated)


def test_missing_values_are_counted_by_column() -> None:
    features, treated = people()
    features[3:5, 1] = np.nan
    with pytest.raises(MethodError, match=r"admissions \(2\)"):
        propensity(features, treated, ["age", "admissions", "small"])


def test_words_are_no_numbers() -> None:
    with pytest.raises(MethodError, match="turn categories into columns of 0 and 1"):
        propensity(np.array([["a"], ["b"]]), [True, False])


def test_names_are_one_a_column() -> None:
    features, treated = people()
    with pytest.raises(MethodError, match="2 names for 3 columns"):
        propensity(features, treated, ["age", "admissions"])
