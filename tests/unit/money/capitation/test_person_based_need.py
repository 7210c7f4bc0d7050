"""Weights, the need of practices and their budgets: nothing is made or lost, supply is no need, small practices lean on need."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinedup.money.capitation.person_based.between_practices import between_practices
from joinedup.money.capitation.person_based.measured import measured
from joinedup.money.capitation.person_based.need import budgets, shares
from joinedup.money.capitation.person_based.people import Practice
from joinedup.money.capitation.person_based.settings import fit_settings
from joinedup.money.capitation.person_based.written import capitation_tenth, practice_need
from tests.unit.money.capitation.made_up_people import made_up_people

SETTINGS = fit_settings()
UNCUT = replace(SETTINGS, percentile=1.0)


def test_weights_add_up_to_the_time_lived() -> None:
    found = measured(made_up_people(3_000), SETTINGS)
    lived = found.people.person_years
    assert (found.need.weight * lived).sum() == pytest.approx(lived.sum(), rel=1e-12)
    assert (found.need.weight >= 0).all()


def test_every_index_has_a_mean_of_one_over_the_time_lived() -> None:
    found = measured(made_up_people(3_000), SETTINGS)
    lived = np.bincount(found.people.practice, found.people.person_years)
    for index in (*found.need.index_by_model, found.own.index):
        assert (index * lived).sum() == pytest.approx(lived.sum(), rel=1e-9)


def test_the_cost_of_the_year_is_shared_out_to_the_penny() -> None:
    found = measured(made_up_people(2_001, practices=7), SETTINGS)
    rows = practice_need(found)
    assert (
        int(rows["budget_pence"].sum()) == int(found.people.cost_pence.sum()) == int(rows["cost_pence"].sum())
    )


@given(
    st.integers(0, 10**13),
    st.lists(st.tuples(st.floats(0.05, 5.0), st.floats(0.5, 50_000.0)), min_size=1, max_size=40),
)
def test_any_pot_is_shared_out_whole_and_nobody_is_given_less_than_nothing(
    pot: int, practices: list[tuple[float, float]]
) -> None:
    index, lived = np.array(practices).T
    parts = budgets(pot, index, lived)
    assert int(parts.sum()) == pot
    assert (parts >= 0).all()
    assert shares(index, lived).sum() == pytest.approx(1.0)


@given(
    st.floats(0.1, 100.0),
    st.lists(st.tuples(st.floats(0.05, 5.0), st.floats(0.5, 5e4)), min_size=2, max_size=20),
)
def test_more_need_never_gives_less_and_only_its_size_beside_others_counts(
    times: float, practices: list[tuple[float, float]]
) -> None:
    index, lived = np.array(practices).T
    before = budgets(10**9, index, lived)
    np.testing.assert_allclose(budgets(10**9, index * times, lived), before, atol=1)
    index[0] *= 1.2
    assert budgets(10**9, index, lived)[0] >= before[0]


def test_a_hospital_that_costs_more_is_not_taken_for_need() -> None:
    people, dear = made_up_people(30_000), made_up_people(30_000, hospital_adds=0.5)
    truth = measured(people, UNCUT).need.index_by_model[-1]
    found = measured(dear, UNCUT).need.index_by_model
    served = np.array([practice.hospital == "RZZ2" for practice in people.practices])
    given_more = (found[-1] - truth)[served].mean()
    assert abs(given_more) < 0.02
    assert np.abs(found[-1] - truth).mean() < 0.03


def test_what_care_of_the_few_most_costly_comes_to_is_pooled_and_decides_no_index() -> None:
    people = made_up_people(3_000)
    cost = people.cost_pence.copy()
    cost[17] = 10**9
    plain, dear = (
        measured(replace(people, cost_pence=pence), SETTINGS) for pence in (people.cost_pence, cost)
    )
    here = people.practice[17]
    assert abs(dear.own.index[here] - plain.own.index[here]) < 0.02
    assert int((dear.cut.kept_pence + dear.cut.taken_off_pence).sum()) == int(cost.sum())


def test_the_cost_of_a_small_practice_is_believed_less() -> None:
    random = np.random.default_rng(3)
    practice = random.choice(5, 6_000, p=(0.5, 0.3, 0.15, 0.04, 0.01))
    found = measured(made_up_people(6_000, practices=5, practice=practice), SETTINGS)
    assert (np.diff(found.own.believed) < 0).all()
    assert not found.own.from_place
    lived = found.people.person_years[practice == 0].sum()
    half = SETTINGS.person_years_at_half
    assert found.own.believed[0] == pytest.approx(lived / (lived + half))
    moved = np.abs(found.own.index / found.need.index_by_model[-1] - 1)
    assert (moved <= np.abs(found.own.to_expected - 1) * found.own.believed + 0.01).all()


def test_with_many_practices_how_far_they_differ_is_told_from_their_own_people() -> None:
    assert measured(made_up_people(6_000, practices=40), SETTINGS).own.from_place


def test_people_tested_are_in_tenths_of_the_time_they_lived() -> None:
    found = measured(made_up_people(5_000), SETTINGS)
    rows = capitation_tenth(found, 700)
    tested = found.people.person_id % 2 == 1
    assert rows["people"].sum() == tested.sum()
    assert rows["person_years"].sum() == pytest.approx(found.people.person_years[tested].sum())
    assert rows["person_years"].max() - rows["person_years"].min() < 2
    assert (np.diff(rows["predicted_pence"]) >= 0).all()


def test_without_conditions_need_is_age_sex_and_deprivation() -> None:
    nobody = np.zeros(0, dtype=int)
    found = measured(
        made_up_people(2_000, condition_row=nobody, condition=nobody, condition_titles=[]), SETTINGS
    )
    assert [model.adds for model in found.models.nested] == ["age and sex", "deprivation", "supply"]
    assert list(found.models.left_out) == ["long-term conditions", "segment"]


def test_conditions_of_too_few_people_are_counted_together() -> None:
    row = np.sort(np.random.default_rng(1).choice(2_000, 240, replace=False))
    which = np.arange(240) % 4
    found = measured(
        made_up_people(2_000, condition_row=row, condition=which, condition_titles=["A", "B", "C", "D"]),
        SETTINGS,
    )
    names = [term.name for term in found.columns.terms if term.characteristic == "long-term conditions"]
    assert names == ["Each rarer condition"]


def test_where_everybody_is_alike_everybody_weighs_the_same() -> None:
    people, nobody = 500, np.zeros(0, dtype=int)
    found = measured(
        made_up_people(
            people,
            practices=1,
            band=np.full(people, 7),
            sex=np.zeros(people, dtype=int),
            quintile=np.full(people, 2),
            condition_row=nobody,
            condition=nobody,
            condition_titles=[],
        ),
        SETTINGS,
    )
    np.testing.assert_allclose(found.need.weight, 1.0)
    np.testing.assert_allclose(found.own.index, [1.0])


def test_people_of_unknown_age_and_home_count_and_get_a_weight() -> None:
    people = made_up_people(1_000)
    band, quintile = people.band.copy(), people.quintile.copy()
    band[:30], quintile[:150] = -1, -1
    found = measured(replace(people, band=band, quintile=quintile), SETTINGS)
    assert np.isfinite(found.need.weight).all()
    assert "Home not known" in [term.name for term in found.columns.terms]


def test_one_practice_has_no_differences_between_practices_to_predict() -> None:
    found = between_practices(np.array([5.0]), np.array([4.0]), np.array([10.0]), SETTINGS)
    assert (found.practices, found.explained, found.low) == (1, None, None)


def test_few_practices_have_no_interval_and_many_have_one_that_holds_the_figure() -> None:
    random = np.random.default_rng(2)
    actual = random.normal(100, 10, 60)
    predicted, lived = actual + random.normal(0, 5, 60), random.uniform(500, 900, 60)
    few = between_practices(actual[:19], predicted[:19], lived[:19], SETTINGS)
    many = between_practices(actual, predicted, lived, SETTINGS)
    assert few.explained is not None
    assert few.low is None
    assert 0.3 < (many.low or 0) < (many.explained or 0) < (many.high or 9) < 1
    assert many == between_practices(actual, predicted, lived, SETTINGS)


def test_a_practice_with_nobody_in_the_half_tested_is_left_out() -> None:
    found = between_practices(
        np.array([5.0, 7.0, 0.0]), np.array([5.0, 7.0, 0.0]), np.array([9.0, 9.0, 0.0]), SETTINGS
    )
    assert (found.practices, found.explained, found.missed_by_a_tenth) == (2, 1.0, 0.0)


def test_practices_keep_their_names() -> None:
    practices = [Practice("L81001", "Harbour", None), Practice("", None, None)]
    found = measured(made_up_people(600, practices=2), SETTINGS)
    rows = practice_need(replace(found, people=replace(found.people, practices=practices)))
    assert rows["practice_code"].tolist() == ["L81001", None]
    assert rows["neighbourhood"].tolist() == ["Harbour", None]
