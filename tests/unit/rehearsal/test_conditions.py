"""The conditions people are given, and the codes that stand for them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from joinedup.reference import lookup
from joinedup.rehearsal import conditions as module
from joinedup.rehearsal.conditions import conditions, first_conditions, grown_conditions, segments_of
from joinedup.rehearsal.draws import generator
from joinedup.rehearsal.figures import CHILD, figures, table

# The rehearsal's short names, as the score was published, and the names of the code lists.
LISTED = {
    "hyp": "hypertension",
    "anx_dep": "anxiety-or-depression",
    "pnc": "painful-condition",
    "hel": "hearing-loss",
    "ibs": "irritable-bowel-syndrome",
    "ast": "asthma",
    "dia": "diabetes",
    "chd": "coronary-heart-disease",
    "ckd": "chronic-kidney-disease",
    "atr": "atrial-fibrillation",
    "con": "constipation",
    "str": "stroke-or-tia",
    "copd": "copd",
    "rhe": "connective-tissue-disorder",
    "can": "cancer",
    "ap": "alcohol-problems",
    "hf": "heart-failure",
    "dem": "dementia",
    "scz": "psychosis-or-bipolar",
    "epi": "epilepsy",
}


def _codes() -> list[tuple[str, str, str, str]]:
    rows = lookup.reference_columns("condition_code")
    listed = zip(rows["code_list"], rows["condition"], rows["code_system"], rows["code"], strict=True)
    return [row for row in listed if row[0] == "long-term-condition"]


def _conditions_of(code: str, system: str) -> set[str]:
    """The scored conditions that a code counts towards."""
    plain = code.rstrip("X") if system == "icd10" else code
    return {
        condition
        for _, condition, listed_system, listed in _codes()
        if listed_system == system
        and condition in LISTED.values()
        and (plain.startswith(listed) if system == "icd10" else plain == listed)
    }


@pytest.mark.parametrize("name", list(LISTED))
def test_every_code_written_for_a_condition_counts_towards_it_and_no_other(name: str) -> None:
    number = conditions().names.index(name)
    for system, codes in (("snomed", conditions().snomed[number]), ("icd10", conditions().icd10[number])):
        for code in codes:
            assert _conditions_of(code, system) == {LISTED[name]}, code


def test_no_other_diagnosis_counts_towards_a_scored_condition() -> None:
    for row in table(Path(module.__file__).parent / "words" / "diagnoses.csv"):
        assert _conditions_of(row["code"], "icd10") == set(), row["code"]


def test_scores_equal_the_weights_of_the_score() -> None:
    rows = lookup.reference_columns("score_weight")
    weights = {
        condition: weight
        for score, condition, weight in zip(rows["score"], rows["condition"], rows["weight"], strict=True)
        if score == "cambridge"
    }
    assert {
        LISTED[n]: s / 100 for n, s in zip(conditions().names, conditions().score, strict=True)
    } == pytest.approx(weights)


def test_first_conditions_give_everyone_a_score_inside_the_bounds_of_their_segment() -> None:
    rng = generator(1)
    age, segment = rng.integers(17, 100, 4_000), rng.integers(0, 5, 4_000)
    held = first_conditions(age, segment, figures(), rng)
    assert (segments_of(held, figures()) == segment).mean() > 0.999


def test_children_have_conditions_of_childhood_only() -> None:
    held = first_conditions(np.full(3_000, 9), np.full(3_000, CHILD), figures(), generator(2))
    found = {conditions().names[n] for n in np.flatnonzero(held.any(axis=0))}
    assert found <= {"ast", "anx_dep", "epi"}


def test_a_year_on_conditions_are_added_and_none_taken_away() -> None:
    rng = generator(3)
    age, segment = rng.integers(40, 90, 2_000), rng.integers(0, 4, 2_000)
    held = first_conditions(age, segment, figures(), rng)
    grown = grown_conditions(held, held, age, segment + 1, figures(), rng)
    assert (grown >= held).all()
    assert (segments_of(grown, figures()) == segment + 1).mean() > 0.99
