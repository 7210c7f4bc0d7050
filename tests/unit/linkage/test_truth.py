"""Precision and recall, counted by pairs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinedup.linkage.truth import linkage_quality


def test_a_perfect_linkage_has_precision_and_recall_of_one() -> None:
    quality = linkage_quality([1, 1, 2, 3, 3, 3], list("aabccc"))
    assert (quality.precision, quality.recall, quality.f1) == (1.0, 1.0, 1.0)


def test_a_person_split_in_two_costs_recall_and_two_merged_cost_precision() -> None:
    split = linkage_quality([1, 1, 2], ["a", "a", "a"])
    assert (split.precision, split.recall) == (1.0, pytest.approx(1 / 3))
    merged = linkage_quality([1, 1, 1], ["a", "a", "b"])
    assert (merged.precision, merged.recall) == (pytest.approx(1 / 3), 1.0)


def test_only_pairs_with_a_chosen_record_count() -> None:
    quality = linkage_quality([1, 1, 2, 2], ["a", "a", "b", "b"], about=[True, False, False, False])
    assert (quality.pairs_said, quality.pairs_true, quality.pairs_right) == (1, 1, 1)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.booleans()), max_size=15))
def test_counts_agree_with_going_through_every_pair(rows: list[tuple[int, int, bool]]) -> None:
    said = true = right = 0
    for n, (person, truth, chosen) in enumerate(rows):
        for other_person, other_truth, other_chosen in rows[:n]:
            if chosen or other_chosen:
                said += person == other_person
                true += truth == other_truth
                right += person == other_person and truth == other_truth
    quality = linkage_quality([r[0] for r in rows], [r[1] for r in rows], about=[r[2] for r in rows])
    assert (quality.pairs_said, quality.pairs_true, quality.pairs_right) == (said, true, right)
