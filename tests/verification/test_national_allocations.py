"""NHS England's weighted populations by practice: identities of the published files, and published distances from target."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from joinedup.money.capitation.distance import distance_from_target
from joinedup.money.capitation.national import PracticeAllocations
from joinedup.money.capitation.national_file import read_allocations
from joinedup.money.capitation.place_index import (
    chosen_practices,
    need_index,
    practice_budgets,
    practices_of_area,
)

ENGLAND_2025_26 = 63_849_324.2
ENGLAND_2018_19 = 59_079_904.556


@pytest.fixture(scope="module")
def latest(shared_data: Path) -> PracticeAllocations:
    return read_allocations(shared_data / "nhs_allocations" / "practice_weighted_populations_2025_26.csv")


@pytest.fixture(scope="module")
def vanguard_years(shared_data: Path) -> PracticeAllocations:
    return read_allocations(shared_data / "nhs_allocations" / "practice_weighted_populations_2018_19.csv")


def column(file: Path, name: str) -> np.ndarray:
    with file.open(encoding="utf-8-sig", newline="") as text:
        return np.array([float(row[name]) for row in csv.DictReader(text)])


def test_every_practice_of_2025_26_is_read(latest: PracticeAllocations) -> None:
    assert (len(latest.codes), latest.rows_read, latest.set_aside) == (6_348, 6_348, ())


def test_every_weighted_column_sums_to_england_in_2025_26(latest: PracticeAllocations) -> None:
    assert len(latest.weighted) == 9
    for weighted in (latest.population, *latest.weighted.values()):
        assert float(weighted.sum()) == pytest.approx(ENGLAND_2025_26, abs=0.05)
    assert latest.unbalanced() == {}


def test_final_primary_medical_care_is_85_parts_need_and_15_parts_inequality(
    latest: PracticeAllocations,
) -> None:
    need, inequality = latest.weighted["primary-medical-need"], latest.weighted["health-inequalities"]
    final = latest.weighted["primary-medical"]
    assert np.abs(0.85 * need + 0.15 * inequality - final).max() < 4e-9 * 1e4
    assert np.abs((0.85 * need + 0.15 * inequality) / final - 1).max() < 4e-9
    assert final[latest.codes.index("A81001")] == pytest.approx(4_782.681789, abs=1e-6)


@pytest.mark.parametrize(
    ("area", "index"),
    [
        ("NHS Cheshire and Merseyside ICB", 1.1226),
        ("NHS Buckinghamshire, Oxfordshire and Berkshire West ICB", 0.8808),
        ("QUE", 0.8853),
    ],
)
def test_need_of_integrated_care_boards(latest: PracticeAllocations, area: str, index: float) -> None:
    assert need_index(latest, practices_of_area(latest, area)).index == pytest.approx(index, abs=5e-5)


def test_cambridgeshire_and_peterborough_counts_as_fewer_people(latest: PracticeAllocations) -> None:
    found = need_index(latest, practices_of_area(latest, "QUE"))
    assert found.people == pytest.approx(1_056_871.6, abs=0.05)
    assert found.weighted == pytest.approx(935_598.1, abs=0.05)


def test_a_hundred_billion_is_shared_out_over_all_practices_and_boards_to_the_penny(
    latest: PracticeAllocations,
) -> None:
    pot = 100_000_000_000_00
    budgets = practice_budgets(latest, pot)
    assert int(budgets.sum()) == pot
    boards = sorted(set(latest.areas["icb"]))
    assert len(boards) == 42
    assert sum(int(budgets[practices_of_area(latest, board).rows].sum()) for board in boards) == pot
    share = 935_598.1301 / 63_849_324.2113
    assert int(budgets[practices_of_area(latest, "QUE").rows].sum()) == pytest.approx(pot * share, rel=1e-9)


def test_every_practice_and_target_of_2018_19_is_read(vanguard_years: PracticeAllocations) -> None:
    assert (len(vanguard_years.codes), vanguard_years.set_aside) == (7_325, ())
    assert vanguard_years.target_pence is not None
    assert int(vanguard_years.target_pence.sum()) / 1e11 == pytest.approx(74.185, abs=0.0005)
    assert vanguard_years.unbalanced() == {}


def test_parts_of_need_sum_to_england_in_2018_19(vanguard_years: PracticeAllocations) -> None:
    for key in (
        "general-and-acute",
        "community",
        "mental-health",
        "maternity",
        "prescribing",
        "health-inequalities",
        "overall",
    ):
        assert float(vanguard_years.weighted[key].sum()) == pytest.approx(ENGLAND_2018_19, abs=0.3)


def test_the_overall_weighted_population_is_the_published_target_in_people(
    vanguard_years: PracticeAllocations,
) -> None:
    assert vanguard_years.target_pence is not None
    per_head = vanguard_years.target_pence.sum() / vanguard_years.england
    assert per_head == pytest.approx(1_255.6754 * 100, rel=1e-7)
    # A target is published to a hundred-millionth of a thousand pounds and kept to the penny.
    wanted = vanguard_years.weighted["overall"] * per_head
    assert np.abs(wanted - vanguard_years.target_pence).max() < 2_00


def test_sharing_the_targets_out_again_gives_the_published_targets(
    vanguard_years: PracticeAllocations,
) -> None:
    assert vanguard_years.target_pence is not None
    budgets = practice_budgets(vanguard_years, int(vanguard_years.target_pence.sum()))
    practices = chosen_practices(vanguard_years, ["A83005", "A83006", "A83010"])
    assert np.abs(budgets - vanguard_years.target_pence).max() < 2_00
    # £16,745.50796, £10,571.72665 and £19,928.43844 thousand in the file.
    assert (budgets[practices.rows] / 1e5).tolist() == pytest.approx(
        [16_745.50796, 10_571.72665, 19_928.43844], abs=1e-3
    )


def test_hospital_and_community_need_of_2018_19_is_a_weighted_sum_of_its_parts(shared_data: Path) -> None:
    file = shared_data / "nhs_allocations" / "practice_weighted_populations_2018_19.csv"
    parts = [column(file, name) for name in ("WP_G&A", "WP_CS", "WP_MH", "WP_Mat")]
    weights = np.array([0.74434514, 0.06413866, 0.14985545, 0.04166075])
    assert weights.sum() == pytest.approx(1, abs=2e-8)
    assert np.abs(weights @ parts / column(file, "WP_HCHS") - 1).max() < 1e-7


def test_a_tenth_of_the_target_of_2018_19_goes_by_avoidable_mortality(shared_data: Path) -> None:
    # Target = 0.9 · (a · HCHS · MFF · EACA + b · prescribing) + 0.1 · AM · (a · MFF · EACA + b), in thousand pounds.
    file = shared_data / "nhs_allocations" / "practice_weighted_populations_2018_19.csv"
    local = column(file, "MFF_index") * column(file, "EACA_index")
    hospital, prescribing = 0.999631399 / 0.9, 0.136135399 / 0.9
    worked_out = 0.9 * (hospital * column(file, "WP_HCHS") * local + prescribing * column(file, "WP_Presc"))
    worked_out += 0.1 * column(file, "WP_AM") * (hospital * local + prescribing)
    assert np.abs(worked_out / column(file, "Target_exc_remote_£k") - 1).max() < 2e-7


def test_remoteness_only_ever_adds_and_only_to_some(shared_data: Path) -> None:
    file = shared_data / "nhs_allocations" / "practice_weighted_populations_2018_19.csv"
    added = column(file, "Target_inc_remote_£k") - column(file, "Target_exc_remote_£k")
    assert added.min() == 0
    assert int((added > 0).sum()) == 268
    assert added.sum() == pytest.approx(34_055.6, abs=0.1)


# Allocations of 2013/14 beside indicative targets in £000, and the distance printed beside them. Source: NHS England,
# Allocations 2014/15 technical guidance working paper, annex A (Gateway reference 00337).
PUBLISHED_DISTANCES = (
    ("Eastern Cheshire", 219_307, 237_285, -7.58),
    ("South Cheshire", 193_566, 206_448, -6.24),
    ("Vale Royal", 120_033, 119_722, 0.26),
    ("South Tees", 383_116, 365_519, 4.81),
    ("Bury", 215_753, 235_451, -8.37),
)


@pytest.mark.parametrize(("group", "allocation", "target", "published"), PUBLISHED_DISTANCES)
def test_published_distances_from_target(group: str, allocation: int, target: int, published: float) -> None:
    assert 100 * distance_from_target([allocation], [target])[0] == pytest.approx(published, abs=0.005), group
