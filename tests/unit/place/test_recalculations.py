"""Where limits of control charts start afresh: what the place file may say of it."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest

from joinedup.pipeline.parameters import parameter_columns
from joinedup.place.cross_checks import cross_findings
from joinedup.place.key_paths import shown
from joinedup.place.shape import read_shape
from tests.unit.place.sound import SOUND

POINT = """
[[learning.recalculations]]
measure = "emergency_admissions"
from = 2023-04-01
reason = "The hubs opened"
"""


def test_a_recalculation_says_what_from_when_and_why() -> None:
    place, findings = read_shape(tomllib.loads(SOUND + POINT + 'neighbourhood = "Harbour"\n'))
    assert findings == []
    assert place is not None
    (point,) = place.learning.recalculations
    assert (point.starts_on, point.reason, point.neighbourhood) == (
        date(2023, 4, 1),
        "The hubs opened",
        "Harbour",
    )


@pytest.mark.parametrize("key", ["from", "reason", "measure"])
def test_a_recalculation_without_one_of_them_is_refused(key: str) -> None:
    without = "\n".join(line for line in POINT.splitlines() if not line.startswith(f"{key} ="))
    _, findings = read_shape(tomllib.loads(SOUND + without))
    assert [shown(finding.path) for finding in findings] == [f"learning.recalculations[1].{key}"]


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("2023-04-01", "2023-04-15", "from"),
        ("2023-04-01", "2025-04-01", "from"),
        ('"The hubs opened"', '"The hubs opened"\nneighbourhood = "Harbor"', "neighbourhood"),
        (
            '"The hubs opened"',
            '"The hubs opened"\nneighbourhood = "Harbour"\norganisation = "RZZ1"',
            "organisation",
        ),
    ],
)
def test_a_recalculation_must_fit_the_chart_it_is_of(old: str, new: str, key: str) -> None:
    (finding,) = cross_findings(tomllib.loads(SOUND + POINT.replace(old, new)))
    assert shown(finding.path) == f"learning.recalculations[1].{key}"


def test_targets_and_recalculations_are_tables_of_the_build() -> None:
    place, _ = read_shape(
        tomllib.loads(SOUND + POINT + '[[standards]]\nmeasure = "four_hour_waits"\ntarget = 0.95\n')
    )
    assert place is not None
    found = parameter_columns(place)
    assert found["chart_recalculation"][1]["starts_on"].tolist() == [date(2023, 4, 1)]
    assert found["chart_recalculation"][1]["neighbourhood"].tolist() == [None]
    assert 0.95 in found["standard"][1]["target"].tolist()
