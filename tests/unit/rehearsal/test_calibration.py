"""The made-up place against the published figures it is calibrated to."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from joinedup.rehearsal.calibration import KINDS, activity_by_kind, price_by_kind, rake, segment_mix
from joinedup.rehearsal.figures import CHILD, SEGMENTS, SETTINGS, figures
from joinedup.rehearsal.people import upward_moves
from tests.unit.rehearsal.written import Written

BROAD_AGES = np.array([0, 5, 15, 45, 65, 75, 85])


def _cost(seacombe: Written) -> np.ndarray:
    return sum(seacombe.tally(person, day, price) for _, person, day, price in seacombe.events)


def _index_by(group: np.ndarray, cost: np.ndarray, length: np.ndarray) -> np.ndarray:
    by_group = np.bincount(group, cost) / np.bincount(group, length)
    return by_group / (cost.sum() / length.sum())


def _published(seacombe: Written) -> np.ndarray:
    """The published cost a head of each person-year's age, sex and deprivation."""
    years, figure = seacombe.years, figures()
    band = np.searchsorted(figure.age_from, years.age, side="right") - 1
    return figure.cost_per_head[band, years.male.astype(int), years.quintile]


@pytest.mark.parametrize("setting", [name for name in SETTINGS if name != "mental_health_admission"])
def test_activity_of_each_segment_is_within_a_tenth_of_the_published(seacombe: Written, setting: str) -> None:
    years = seacombe.years
    made = sum(seacombe.tally(p, d, np.ones(len(p))) for name, p, d, _ in seacombe.events if name == setting)
    for number, _ in enumerate(SEGMENTS):
        of = years.segment == number
        rate = made[of].sum() / years.length[of].sum()
        assert rate == pytest.approx(figures().activity[number, SETTINGS.index(setting)], rel=0.10)


def test_mental_health_admissions_are_near_the_published_number_over_all_segments(seacombe: Written) -> None:
    years = seacombe.years
    made = sum(
        seacombe.tally(p, d, np.ones(len(p)))
        for name, p, d, _ in seacombe.events
        if name == "mental_health_admission"
    )
    adult = years.segment != CHILD
    expected = (figures().activity[years.segment[adult], -1] * years.length[adult]).sum()
    assert made[adult].sum() == pytest.approx(expected, rel=0.10)


def test_mean_cost_by_age_sex_and_deprivation_is_within_a_twentieth_of_the_published(
    seacombe: Written,
) -> None:
    years, cost, published = seacombe.years, _cost(seacombe), _published(seacombe)
    age = np.searchsorted(BROAD_AGES, years.age, side="right") - 1
    cell = age * 10 + years.male * 5 + years.quintile
    ratio = _index_by(cell, cost, years.length) / _index_by(cell, published * years.length, years.length)
    # In a smaller cell a single long stay in hospital moves the mean by more than that.
    big = np.bincount(cell, years.length) > 1_000
    assert big.sum() > 35
    assert np.abs(ratio[big] - 1).max() < 0.05


def test_mean_cost_by_age_is_within_a_twentieth_of_the_published(seacombe: Written) -> None:
    years, cost, published = seacombe.years, _cost(seacombe), _published(seacombe)
    age = np.searchsorted(BROAD_AGES, years.age, side="right") - 1
    ratio = _index_by(age, cost, years.length) / _index_by(age, published * years.length, years.length)
    assert np.abs(ratio - 1).max() < 0.05


@pytest.mark.parametrize("by", ["male", "quintile"])
def test_mean_cost_by_sex_and_by_deprivation_follows_the_published(seacombe: Written, by: str) -> None:
    years, cost, published = seacombe.years, _cost(seacombe), _published(seacombe)
    group = getattr(years, by).astype(int)
    ratio = _index_by(group, cost, years.length) / _index_by(group, published * years.length, years.length)
    assert np.abs(ratio - 1).max() < 0.02


def test_the_costliest_twentieth_of_people_have_about_half_the_cost(seacombe: Written) -> None:
    cost = _cost(seacombe)
    for start in np.unique(seacombe.years.start):
        of_year = np.sort(cost[seacombe.years.start == start])[::-1]
        assert 0.45 < of_year[: len(of_year) // 20].sum() / of_year.sum() < 0.55


def test_segments_have_the_published_shares_in_the_first_year_and_move_as_published(
    seacombe: Written,
) -> None:
    years, share = seacombe.years, figures().segment_share
    for start in np.unique(years.start):
        adult = (years.start == start) & (years.segment != CHILD)
        found = np.bincount(years.segment[adult]) / adult.sum()
        # People who come of age or move in keep the place healthier than the yearly movement alone would.
        assert found == pytest.approx(share, abs=0.025)
        share = share @ figures().moves


def test_upward_moves_give_the_same_next_year_as_the_published_moves_and_nobody_moves_down() -> None:
    moves, share = upward_moves(figures()), figures().segment_share
    assert np.tril(moves, -1).sum() == 0
    assert moves.sum(axis=1) == pytest.approx(np.ones(5))
    assert share @ moves == pytest.approx(
        share @ figures().moves / figures().moves.sum(axis=1) @ np.eye(5), abs=1e-3
    )


def test_the_mix_of_segments_adds_up_to_the_published_shares() -> None:
    mix, people = segment_mix(figures()), figures().people.reshape(-1)
    adult = mix[:, CHILD] == 0
    found = people[adult] @ mix[adult, :CHILD] / people[adult].sum()
    assert found == pytest.approx(figures().segment_share, abs=1e-4)


def test_stays_told_apart_add_up_to_the_published_inpatient_activity() -> None:
    by_kind = activity_by_kind(figures())
    stays = by_kind[
        :, [KINDS.index(name) for name in ("emergency", "maternity", "elective", "day_case")]
    ].sum(axis=1)
    assert stays == pytest.approx(figures().activity[:, SETTINGS.index("inpatient")])
    assert (by_kind >= 0).all()


def test_raking_gives_segments_their_activity_and_cells_their_share_of_cost() -> None:
    rng = np.random.default_rng(1)
    made = np.zeros((4, 6, len(KINDS)))
    made[:, :CHILD] = rng.uniform(1, 2, (4, CHILD, len(KINDS)))
    wanted, prices = rng.uniform(5, 9, (6, len(KINDS))), price_by_kind(figures())
    shares = np.array([1.0, 1.3, 0.9, 1.1])
    by_cell, by_kind = rake(wanted, shares, made, prices)
    scaled = made * by_cell[:, None, None] * by_kind
    cost = (scaled * prices).sum(axis=(1, 2))
    assert scaled.sum(axis=0)[:CHILD] == pytest.approx(wanted[:CHILD], rel=1e-3)
    assert cost / cost.sum() == pytest.approx(shares / shares.sum(), rel=1e-3)


def test_shipped_activity_equals_the_published_file(shared_data: Path) -> None:
    path = shared_data / "place_reference" / "bnssg_dynamic_population_model" / "outcomes.csv"
    with path.open(encoding="utf-8") as lines:
        published = {row["State"]: row for row in csv.DictReader(lines)}
    for number, segment in enumerate(SEGMENTS):
        assert figures().activity[number, 0] == pytest.approx(
            float(published[segment]["act_primary_care_contact"]), rel=1e-6
        )
        assert figures().activity[number, 3] == pytest.approx(
            float(published[segment]["act_secondary_ip"]), rel=1e-6
        )


def test_shipped_costs_add_up_to_the_published_total(shared_data: Path) -> None:
    with (shared_data / "costs" / "england_nhs_cost_age_sex_imd.csv").open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["year"] == "2014/15"]
    total = sum(float(row["population"]) * float(row["cost_per_head_gbp"]) for row in rows)
    assert (figures().people * figures().cost_per_head).sum() == pytest.approx(total, rel=1e-5)
