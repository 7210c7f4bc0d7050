"""What may be shown of counts of people. Nothing suppressed may be worked out from what is shown."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from joinedup.answers.disclosure import TwoWay, one_way, percentage, rate, rules, shown_count, two_way

COUNT = st.one_of(st.integers(0, 8), st.integers(0, 40), st.integers(0, 5_000))
ROW = st.lists(COUNT, min_size=1, max_size=6)


def tables(cell: st.SearchStrategy[int], most: int) -> st.SearchStrategy[list[list[int]]]:
    def of_width(width: int) -> st.SearchStrategy[list[list[int]]]:
        row = st.lists(cell, min_size=width, max_size=width)
        return st.lists(row, min_size=1, max_size=most)

    return st.integers(1, most).flatmap(of_width)


def everything_shown(table: TwoWay) -> list[int | None]:
    return [*itertools.chain(*table.cells), *table.row_totals, *table.column_totals, table.total]


def test_the_thresholds_come_from_the_dated_file() -> None:
    assert (rules().suppress_from, rules().suppress_to, rules().round_to) == (1, 7, 5)
    assert "NHS Digital" in rules().source


@pytest.mark.parametrize(
    ("count", "shown"),
    [(0, 0), (1, None), (7, None), (8, 10), (12, 10), (13, 15), (1_002, 1_000), (1_003, 1_005)],
)
def test_small_counts_are_suppressed_and_the_others_rounded_to_five(count: int, shown: int | None) -> None:
    assert shown_count(count) == shown


def test_a_single_small_cell_takes_the_next_smallest_with_it_and_zero_stays() -> None:
    answer = one_way([3, 0, 90, 20])
    assert answer.cells == (None, 0, 90, None)
    assert (answer.total, answer.suppressed) == (115, 2)


def test_a_table_of_one_small_cell_loses_its_total_too() -> None:
    answer = one_way([0, 4, 0])
    assert answer.cells == (0, None, 0)
    assert answer.total is None


def test_four_sevens_lose_their_total_because_30_would_give_each_away() -> None:
    assert one_way([7, 7, 7, 7]).total is None


def test_each_row_and_column_with_a_suppressed_cell_has_at_least_two() -> None:
    answer = two_way([[3, 10, 20], [50, 60, 70], [80, 90, 100]])
    assert answer.cells == ((None, None, 20), (None, None, 70), (80, 90, 100))
    assert answer.row_totals == (35, 180, 270)
    assert (answer.total, answer.suppressed) == (485, 4)


def test_totals_that_are_not_shown_protect_nothing_and_cost_nothing() -> None:
    answer = two_way([[3, 10], [20, 30]], row_totals=False, column_totals=False)
    assert answer.cells == ((None, 10), (20, 30))
    assert (answer.total, answer.suppressed) == (None, 1)


def test_rates_are_worked_out_from_what_is_shown() -> None:
    assert rate(shown_count(12), shown_count(998)) == 10
    assert rate(None, 1_000) is None
    assert rate(10, 0) is None
    assert rate(10, None) is None


def test_a_percentage_of_few_people_has_no_decimal() -> None:
    assert percentage(20, 3_000) == 1.0
    assert percentage(20, 4_000) == 0.5


def test_rows_of_unequal_length_are_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="equal length"):
        two_way([[1, 2], [3]])


@given(tables(COUNT, 6))
def test_a_count_of_one_to_seven_is_never_shown_and_others_are_multiples_of_five(
    counts: list[list[int]],
) -> None:
    for shown in everything_shown(two_way(counts)):
        assert shown is None or shown == 0 or (shown >= 10 and shown % 5 == 0)


@given(tables(COUNT, 6))
def test_what_is_shown_is_within_two_of_the_truth_and_zero_is_zero(counts: list[list[int]]) -> None:
    answer = two_way(counts)
    for row, shown_row in zip(counts, answer.cells, strict=True):
        for count, shown in zip(row, shown_row, strict=True):
            assert shown is None or abs(shown - count) <= 2
            assert (shown == 0) == (count == 0)


@given(tables(COUNT, 5), st.booleans(), st.booleans())
def test_the_same_counts_give_the_same_answer(counts: list[list[int]], by_row: bool, by_column: bool) -> None:
    first = two_way(counts, row_totals=by_row, column_totals=by_column)
    assert first == two_way(counts, row_totals=by_row, column_totals=by_column)


@given(tables(COUNT, 6))
def test_no_row_or_column_has_a_single_suppressed_entry(counts: list[list[int]]) -> None:
    answer = two_way(counts)
    bordered = [[*row, total] for row, total in zip(answer.cells, answer.row_totals, strict=True)] + [
        [*answer.column_totals, answer.total]
    ]
    for line in [*bordered, *zip(*bordered, strict=True)]:
        assert list(line).count(None) != 1


@settings(max_examples=60, deadline=None)
@given(tables(st.integers(0, 9), 2))
def test_every_suppressed_cell_of_a_tiny_table_could_be_another_number(counts: list[list[int]]) -> None:
    """By trying every table that would look the same."""
    answer = two_way(counts)
    flat, hidden = list(itertools.chain(*counts)), list(itertools.chain(*answer.cells))
    choices = [_possible(count, shown) for count, shown in zip(flat, hidden, strict=True)]
    trial = np.array(list(itertools.product(*choices))).reshape(-1, len(counts), len(counts[0]))
    fits = np.ones(len(trial), dtype=bool)
    for totals, shown in (
        (trial.sum(2), answer.row_totals),
        (trial.sum(1), answer.column_totals),
        (trial.sum((1, 2))[:, None], (answer.total,)),
    ):
        for column, number in enumerate(shown):
            if number is not None:
                low, high = rules().counts_shown_as(number)
                fits &= (totals[:, column] >= low) & (totals[:, column] <= high)
    alike = trial[fits].reshape(fits.sum(), -1)
    for column, shown in enumerate(hidden):
        if shown is None:
            assert len(np.unique(alike[:, column])) > 1


@settings(max_examples=80, deadline=None)
@given(tables(COUNT, 5))
def test_every_suppressed_cell_and_total_has_more_than_one_possible_value(counts: list[list[int]]) -> None:
    """By linear programming: its least and its greatest possible value differ by one at least."""
    answer = two_way(counts)
    rows, columns = len(counts), len(counts[0])
    cell = np.arange(rows * columns).reshape(rows, columns)
    sums = [*cell, *cell.T, cell.ravel()]
    totals = [*answer.row_totals, *answer.column_totals, answer.total]
    limits, at_most = [], []
    for members, shown in zip(sums, totals, strict=True):
        row = np.isin(cell.ravel(), members).astype(float)
        low, high = rules().counts_shown_as(shown) if shown is not None else (1, np.inf)
        limits += [row, -row] if np.isfinite(high) else [-row]
        at_most += [high, -low] if np.isfinite(high) else [-low]
    bounds = [
        _limits(count, shown)
        for count, shown in zip(itertools.chain(*counts), itertools.chain(*answer.cells), strict=True)
    ]
    suppressed = [[i] for i, shown in enumerate(itertools.chain(*answer.cells)) if shown is None]
    suppressed += [list(m) for m, shown in zip(sums, totals, strict=True) if shown is None]
    for members in suppressed:
        aim = np.isin(cell.ravel(), members).astype(float)
        least = linprog(aim, A_ub=limits, b_ub=at_most, bounds=bounds)
        greatest = linprog(-aim, A_ub=limits, b_ub=at_most, bounds=bounds)
        assert least.status == 0
        assert greatest.status == 3 or -greatest.fun - least.fun > 0.999  # 3: without limit


def _limits(count: int, shown: int | None) -> tuple[float, float | None]:
    if shown is not None:
        return rules().counts_shown_as(shown)
    return (1, 7) if 1 <= count <= 7 else (1, None)


def _possible(count: int, shown: int | None) -> range:
    low, high = _limits(count, shown)
    return range(int(low), int(high if high is not None else 14) + 1)
