"""A place as a set of practices: its index and its part of a pot."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinedup.money.capitation.national import PracticeAllocations
from joinedup.money.capitation.national_file import read_allocations
from joinedup.money.capitation.place_index import (
    chosen_practices,
    need_index,
    practice_budgets,
    practices_of_area,
)
from joinedup.money.capitation.pot import CapitationError, normalised, shared_by_weight
from tests.unit.money.capitation.practice_files import row, write

WEIGHTS = st.lists(st.floats(0, 1e6, allow_subnormal=False), min_size=1, max_size=40).filter(
    lambda found: sum(found) > 1e-3
)


@pytest.fixture(scope="module")
def need(tmp_path_factory: pytest.TempPathFactory) -> PracticeAllocations:
    return read_allocations(write(tmp_path_factory.mktemp("need")))


def test_the_index_is_weighted_over_people_beside_england(need: PracticeAllocations) -> None:
    index = need_index(need, chosen_practices(need, ["A81001"]))
    assert (index.people, index.weighted) == (4000, 4600)
    assert index.index == pytest.approx(1.15)
    assert index.by_component["maternity"] == pytest.approx(1.15)


def test_practices_that_the_file_does_not_have_are_named(need: PracticeAllocations) -> None:
    chosen = chosen_practices(need, ["A81001", "Z99999", "a81002", "A81001"])
    assert chosen.missing == ("Z99999",)
    assert [need.codes[at] for at in chosen.rows] == ["A81001", "A81002"]


def test_a_place_none_of_whose_practices_is_in_the_file_is_refused(need: PracticeAllocations) -> None:
    with pytest.raises(CapitationError, match="none of the practices Z99999 is in the file"):
        chosen_practices(need, ["Z99999"])


@pytest.mark.parametrize("area", ["QBB", "qbb"])
def test_an_area_is_named_by_its_code(need: PracticeAllocations, area: str) -> None:
    assert [need.codes[at] for at in practices_of_area(need, area).rows] == ["B82003"]


def test_a_network_is_named_by_its_name(need: PracticeAllocations) -> None:
    assert len(practices_of_area(need, "Central PCN").rows) == 3


def test_a_name_that_several_areas_have_is_refused(need: PracticeAllocations) -> None:
    with pytest.raises(CapitationError, match=r"the name of 2 areas \(QAA, QBB\); name one by its code"):
        practices_of_area(need, "NHS Coast ICB")


def test_an_area_that_is_not_there_is_refused(need: PracticeAllocations) -> None:
    with pytest.raises(CapitationError, match="no area QZZ"):
        practices_of_area(need, "QZZ")


def test_a_component_that_the_file_lacks_is_refused(need: PracticeAllocations) -> None:
    with pytest.raises(
        CapitationError, match="no weighted population for dentistry; it has general-and-acute"
    ):
        need_index(need, chosen_practices(need, ["A81001"]), "dentistry")


@given(st.integers(0, 10**14), WEIGHTS)
def test_a_pot_is_shared_out_to_the_penny(pot: int, weights: list[float]) -> None:
    parts = shared_by_weight(pot, weights)
    assert int(parts.sum()) == pot
    exact = np.array(weights) / sum(weights) * pot
    assert np.all(np.abs(parts - exact) <= 1 + 1e-9 * pot)


@given(st.integers(0, 10**12), WEIGHTS, st.floats(1e-3, 1e3))
def test_weights_may_be_of_any_scale(pot: int, weights: list[float], scale: float) -> None:
    scaled = shared_by_weight(pot, np.array(weights) * scale)
    assert np.abs(scaled - shared_by_weight(pot, weights)).max() <= 1


@given(WEIGHTS, st.data())
def test_normalised_weights_add_up_to_the_people(weights: list[float], data: st.DataObject) -> None:
    lived = data.draw(st.lists(st.floats(0.01, 1), min_size=len(weights), max_size=len(weights)))
    found = normalised(weights, lived)
    assert float((found * np.array(lived)).sum()) == pytest.approx(sum(lived), rel=1e-12)


@pytest.mark.parametrize("weights", [[0.0, 0.0], [1.0, -1.0], [float("nan")], []])
def test_weights_that_nothing_can_be_shared_by_are_refused(weights: list[float]) -> None:
    with pytest.raises(CapitationError):
        shared_by_weight(100, weights)


@given(st.permutations(range(30)), st.integers(1, 10**12))
def test_the_order_of_practices_in_the_file_makes_no_difference(
    tmp_path_factory: pytest.TempPathFactory, order: list[int], pot: int
) -> None:
    # Equal weights, so that every penny left over is decided by the tie-break.
    lines = [row(f"A8{number:04}", 100, 100) for number in range(30)]
    folder = tmp_path_factory.mktemp("order")
    first = read_allocations(write(folder, lines))
    other = read_allocations(write(folder, [lines[at] for at in order]))
    assert np.array_equal(practice_budgets(first, pot), practice_budgets(other, pot))


@given(st.integers(1, 10**13))
def test_places_that_divide_england_divide_the_pot(need: PracticeAllocations, pot: int) -> None:
    parts = practice_budgets(need, pot)
    assert sum(int(parts[practices_of_area(need, area).rows].sum()) for area in ("QAA", "QBB")) == pot


@given(st.integers(0, 10**12), WEIGHTS, st.data())
def test_more_need_is_never_given_less(pot: int, weights: list[float], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(weights) - 1))
    more = list(weights)
    more[at] += data.draw(st.floats(0, 1e6))
    # A penny may go either way: a larger remainder elsewhere can take the last one.
    assert shared_by_weight(pot, more)[at] >= shared_by_weight(pot, weights)[at] - 1


def test_a_place_that_names_no_practice_is_told_how_to(need: PracticeAllocations) -> None:
    with pytest.raises(CapitationError, match=r"no practices are named: write \[\[neighbourhoods\]\]"):
        chosen_practices(need, [])
