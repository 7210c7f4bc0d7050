"""Person-based need: amounts known by construction are found again, and what is known to be normal is seen."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np

from joinedup.money.capitation.person_based.characteristics import CONDITIONS, DEPRIVATION
from joinedup.money.capitation.person_based.columns import columns_of
from joinedup.money.capitation.person_based.least_squares import Sums, fitted, standard_errors
from joinedup.money.capitation.person_based.measured import Measured, measured
from joinedup.money.capitation.person_based.settings import fit_settings, published_models
from joinedup.money.capitation.person_based.written import capitation_fit, capitation_model
from tests.unit.money.capitation.made_up_people import CONDITION_PENCE, TITLES, made_up_people

UNCUT = replace(fit_settings(), percentile=1.0)
FIT = ("amounts", "r2_learnt", "r2_tested", "r2_practices", "r2_practices_low", "r2_practices_high")


@cache
def large() -> Measured:
    return measured(made_up_people(40_000), UNCUT)


def test_what_a_condition_costs_lies_in_its_interval() -> None:
    rows = capitation_model(large(), UNCUT)
    names = rows["name"].tolist()
    for title, truth in zip(TITLES, CONDITION_PENCE, strict=True):
        at = names.index(title)
        assert rows["low_pence"][at] < truth < rows["high_pence"][at]
        assert rows["high_pence"][at] - rows["low_pence"][at] < truth


def test_each_fifth_of_deprivation_costs_as_much_more_as_it_was_made_to() -> None:
    rows = capitation_model(large(), UNCUT)
    at = [n for n, name in enumerate(rows["characteristic"]) if name == DEPRIVATION]
    assert [rows["compared_with"][n] for n in at] == ["Quintile 5 (least deprived)"] * 4
    for n, truth in zip(at, (24_000, 18_000, 12_000, 6_000), strict=True):
        assert rows["low_pence"][n] < truth < rows["high_pence"][n]


def test_the_shape_is_that_of_the_published_formula() -> None:
    """Dixon et al., BMJ 2011;343:d6608: knowing diagnoses more than triples what is predicted of people, and far more is
    predicted of practices."""
    fit = capitation_fit(large(), UNCUT)
    adds = fit["adds"].tolist()
    before, after = (fit["r2_tested"][adds.index(name)] for name in (DEPRIVATION, CONDITIONS))
    assert after > 3 * before
    practices = fit["r2_practices"][adds.index(CONDITIONS)]
    assert practices > 3 * after
    assert practices > 0.6
    published = published_models()
    assert published[1].r2_tested > 3 * published[0].r2_tested
    assert all(model.r2_practices > 3 * model.r2_tested for model in published)


def test_other_people_are_predicted_a_little_worse_than_those_learnt_from() -> None:
    fit = capitation_fit(measured(made_up_people(4_000), UNCUT), UNCUT)
    assert fit["r2_tested"][-1] < fit["r2_learnt"][-1]


def test_amounts_are_those_of_plain_weighted_least_squares() -> None:
    people = made_up_people(3_000)
    columns, cost = columns_of(people, 100), people.cost_pence.astype(float)
    (_, rows) = next(columns.slices(10_000))
    root = np.sqrt(people.person_years)
    kept = large_kept(rows, people.person_years)
    plain, *_ = np.linalg.lstsq(rows[:, kept] * root[:, None], cost / root, rcond=None)
    sums = Sums.nobody(rows.shape[1])
    sums.add(rows, people.person_years, cost)
    fit = fitted(sums, np.arange(rows.shape[1]))
    assert fit.kept.tolist() == kept.tolist()
    np.testing.assert_allclose(fit.amounts[kept], plain, rtol=1e-8)
    missed = (cost / people.person_years - rows[:, kept] @ plain) * people.person_years
    bread = np.linalg.inv((rows[:, kept] * people.person_years[:, None]).T @ rows[:, kept])
    meat = (rows[:, kept] * missed[:, None] ** 2).T @ rows[:, kept]
    wide = len(cost) / (len(cost) - len(kept))
    errors = standard_errors(fit, sums, columns, people.person_years, cost, 500)
    np.testing.assert_allclose(errors[kept], np.sqrt(np.diag(bread @ meat @ bread) * wide), rtol=1e-8)


def large_kept(rows: np.ndarray, lived: np.ndarray) -> np.ndarray:
    """The columns that raise the rank, one by one."""
    weighted = rows * np.sqrt(lived)[:, None]
    ranks = [np.linalg.matrix_rank(weighted[:, : n + 1]) for n in range(rows.shape[1])]
    return np.flatnonzero(np.diff([0, *ranks]))


def test_r_squared_from_sums_is_that_of_the_residuals() -> None:
    people = made_up_people(2_000)
    columns, cost, lived = columns_of(people, 100), people.cost_pence.astype(float), people.person_years
    (_, rows) = next(columns.slices(10_000))
    sums = Sums.nobody(rows.shape[1])
    sums.add(rows, lived, cost)
    fit = fitted(sums, columns.up_to(CONDITIONS))
    yearly = cost / lived
    left = (lived * (yearly - rows @ fit.amounts) ** 2).sum()
    around = (lived * (yearly - cost.sum() / lived.sum()) ** 2).sum()
    explained = sums.explained(fit.amounts)
    assert explained is not None
    assert abs(explained - (1 - left / around)) < 1e-9


def test_how_many_people_are_taken_at_once_changes_nothing() -> None:
    people = made_up_people(3_000)
    whole, parts = (measured(people, replace(UNCUT, people_at_once=n)) for n in (50_000, 317))
    np.testing.assert_allclose(whole.need.weight, parts.need.weight, rtol=1e-9)
    for name in FIT:
        assert capitation_fit(whole, UNCUT)[name].tolist() == capitation_fit(parts, UNCUT)[name].tolist()


def test_costs_in_another_coin_change_amounts_and_no_weight() -> None:
    people = made_up_people(3_000)
    once, tenfold = (
        measured(people, UNCUT),
        measured(replace(people, cost_pence=people.cost_pence * 10), UNCUT),
    )
    np.testing.assert_allclose(once.need.weight, tenfold.need.weight, rtol=1e-9)
    np.testing.assert_allclose(once.errors * 10, tenfold.errors, rtol=1e-7)
