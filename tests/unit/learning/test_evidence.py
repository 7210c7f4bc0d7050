"""The evidence library: published results with their intervals and sources, as their publishers give them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from joinedup.learning import evidence
from joinedup.learning.evidence import KINDS, Tried, library
from joinedup.reference.files import ReferenceError, ReferenceFile
from joinedup.reference.measures import measure_definition_rows

BY_ID = {one.id: one for one in library()}


def effect(entry: str, measure: str) -> tuple[float | None, float | None, float | None]:
    one = next(one for one in BY_ID[entry].effects if one.measure == measure)
    return one.change, one.low, one.high


@pytest.mark.parametrize("tried", library(), ids=lambda one: one.id)
def test_an_entry_names_its_source_where_it_was_tried_and_what_came_of_it(tried: Tried) -> None:
    assert tried.source
    assert tried.address.startswith("http")
    assert tried.where
    assert tried.kind in KINDS
    assert tried.effects
    assert not tried.is_assumption


def test_every_measure_of_the_library_is_one_of_the_projects_own() -> None:
    known = {row[0] for row in measure_definition_rows()}
    assert {one.measure for tried in library() for one in tried.effects} <= known


def test_rushcliffe_is_as_the_improvement_analytics_unit_published_it() -> None:
    """Improvement Analytics Unit, March 2017: 29% (11 to 43) fewer A&E attendances, 23% (3 to 39) fewer admissions."""
    assert effect("rushcliffe-care-homes-2017", "emergency_admissions") == (-0.23, -0.39, -0.03)
    assert effect("rushcliffe-care-homes-2017", "emergency_department_attendances") == (-0.29, -0.43, -0.11)


def test_teams_that_were_followed_by_more_attendances_are_in_the_library_too() -> None:
    """Improvement Analytics Unit on North East Hampshire and Farnham: 33% (16 to 54) more A&E attendances."""
    found = effect("north-east-hampshire-farnham-teams", "emergency_department_attendances")
    assert found == (0.33, 0.16, 0.54)


def test_prismatic_is_as_its_trial_published_it() -> None:
    """Snooks and others, BMJ Quality & Safety 2019;28:697: admissions 0.011 (0.010 to 0.013), 230,099 people."""
    assert effect("prismatic-2018", "emergency_admissions") == (0.011, 0.010, 0.013)
    assert BY_ID["prismatic-2018"].people == 230_099


def file(**changes: Any) -> ReferenceFile:
    content: dict[str, Any] = {
        "kind": "pacs",
        "done": "Something",
        "design": "Some design",
        "setting": {"where": "There", "system": "NHS in England", "years": "2016"},
        "people": {"who": "people", "group": "everybody"},
        "effects": [{"measure": "deaths", "words": "fewer", "change": -0.1, "low": -0.2, "high": 0.0}],
    } | changes
    return ReferenceFile(
        "evidence/x.toml", "Something", "", "Somebody", False, None, date(2017, 1, 1), content
    )


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"kind": "miracle"}, "kind is one of"),
        ({"people": {"who": "people", "group": "friends"}}, "group of"),
        (
            {"effects": [{"measure": "deaths", "words": "x", "change": -0.3, "low": -0.2, "high": 0.0}]},
            "interval",
        ),
        ({"effects": [{"measure": "deaths", "words": "x", "change": -0.3, "low": -0.4}]}, "two ends"),
        ({"effects": [{"measure": "deaths", "word": "x"}]}, "word"),
        ({"setting": {"where": "There"}}, "system"),
    ],
)
def test_a_file_that_does_not_keep_to_the_form_is_refused_by_name(changes: dict[str, Any], says: str) -> None:
    with pytest.raises(ReferenceError, match=says) as refusal:
        evidence.read_entry(file(**changes))
    assert "evidence/x.toml" in str(refusal.value)
