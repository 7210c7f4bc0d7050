"""From scored pairs to people: two different valid numbers never become one person, whatever the pairs say."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from joinedup.linkage.cluster import NOBODY, Pairs, clear, people_of


def pairs_from(rows: list[tuple[int, int, float]]) -> Pairs:
    left, right, weight = zip(*rows, strict=True) if rows else ((), (), ())
    return Pairs(np.array(left, dtype=int), np.array(right, dtype=int), np.array(weight, dtype=float))


def together(number_of: list[int], rows: list[tuple[int, int, float]]) -> list[int]:
    return people_of(np.array(number_of), pairs_from(rows)).first.tolist()


NUMBERS = st.lists(st.one_of(st.just(NOBODY), st.integers(0, 5)), min_size=2, max_size=14)


@given(NUMBERS, st.data())
def test_two_different_valid_numbers_never_merge_not_even_through_a_chain(
    numbers: list[int], data: st.DataObject
) -> None:
    record = st.integers(0, len(numbers) - 1)
    rows = data.draw(st.lists(st.tuples(record, record, st.floats(-50, 50)), max_size=40))
    people = people_of(np.array(numbers), pairs_from(rows))
    for person in set(people.first.tolist()):
        held = {number for number, first in zip(numbers, people.first, strict=True) if first == person} - {
            NOBODY
        }
        assert len(held) <= 1
        assert set(people.number[people.first == person].tolist()) == (held or {NOBODY})


@given(NUMBERS, st.data())
def test_the_order_of_the_pairs_does_not_matter(numbers: list[int], data: st.DataObject) -> None:
    record = st.integers(0, len(numbers) - 1)
    rows = data.draw(st.lists(st.tuples(record, record, st.integers(0, 3).map(float)), max_size=20))
    shuffled = [(right, left, weight) for left, right, weight in data.draw(st.permutations(rows))]
    assert together(numbers, rows) == together(numbers, shuffled)


def test_records_of_one_number_are_one_person_without_any_pair() -> None:
    assert together([7, NOBODY, 7], []) == [0, 1, 0]


def test_a_chain_stops_where_it_would_reach_a_second_number() -> None:
    assert together([NOBODY, NOBODY, 1, 2], [(0, 1, 30.0), (0, 2, 20.0), (1, 3, 10.0)]) == [0, 0, 0, 3]


def test_a_record_joins_the_likelier_of_two_people() -> None:
    rows = [(0, 1, 12.0), (0, 2, 20.0)]
    stays = clear(pairs_from(rows), np.array([NOBODY, 1, 2]), lead_in_bits=3.0)
    assert stays.tolist() == [False, True]


def test_a_record_that_fits_two_people_almost_equally_joins_neither() -> None:
    rows = [(0, 1, 20.0), (0, 2, 18.0), (0, 3, 25.0)]
    stays = clear(pairs_from(rows), np.array([NOBODY, 1, 2, NOBODY]), lead_in_bits=3.0)
    assert stays.tolist() == [False, False, True]


def test_two_rows_of_one_person_are_no_rivals() -> None:
    rows = [(0, 1, 20.0), (0, 2, 19.0)]
    assert clear(pairs_from(rows), np.array([NOBODY, 5, 5]), lead_in_bits=3.0).tolist() == [True, True]
