"""Who could have joined and what happened to them, read from a published build without people who opted out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from joinedup.answers.detectable import DetectableInBuild, sentences
from joinedup.answers.evaluation_data import read_candidates, read_follow_up
from joinedup.answers.published import open_published
from joinedup.answers.released import Released, release
from joinedup.errors import JoinedupError
from joinedup.place.model import Assumption, CareModel, Expectation
from tests.unit.answers.tiny_build import publish

TABLES = {
    "care_model": """
        care_model | starts_on  | capacity | eligible
        Hub        | 2022-04-01 | 100      | age >= 75
    """,
    "person": """
        person_id | opted_out
        1         | false
        2         | false
        3         | false
        4         | true
    """,
    "place_period": """
        data_from  | data_until | data_ends_before
        2021-04-01 | 2023-03-31 | 2023-04-01
    """,
    "resident": """
        person_id | practice_code | starts_on  | ends_before
        1         | L1            | 2010-01-01 | 2023-04-01
        2         | L1            | 2010-01-01 | 2022-06-15
        2         | L2            | 2022-06-15 | 2022-12-25
        3         | L2            | 2010-01-01 | 2023-04-01
        4         | L2            | 2010-01-01 | 2023-04-01
    """,
    "eligible_month": """
        care_model | month | person_id | age | sex | care_home | deprivation_quintile | emergency_admissions_12m | joined_on
        Hub | 2022-04-01 | 1 | 80 | female | false | 1 | 3 | 2022-04-20
        Hub | 2022-05-01 | 1 | 80 | female | false | 1 | 4 | 2022-04-20
        Hub | 2022-04-01 | 2 | 90 | male | true | | 1 |
        Hub | 2022-05-01 | 3 | 76 | male | false | 3 | 2 |
        Hub | 2022-05-01 | 4 | 77 | male | false | 3 | 2 |
        Other | 2022-05-01 | 3 | 76 | male | false | 3 | 2 |
    """,
    "caseload": """
        care_model | person_id | joined_on
        Hub        | 1         | 2022-04-20
        Hub        | 3         | 2021-11-11
    """,
    "candidate_event": """
        person_id | measure              | happened_on | amount
        2         | emergency_admissions | 2022-07-01  | 1
        1         | emergency_admissions | 2022-05-05  | 1
        1         | emergency_bed_days   | 2022-05-05  | 6
        1         | emergency_bed_days   | 2022-06-05  | 0
        4         | emergency_admissions | 2022-05-05  | 1
    """,
    "cost": """
        source_id | person_id | day        | setting  | kind      | amount_pence
        1         | 1         | 2022-05-05 | hospital | admission | 250000
        2         | 3         | 2022-05-06 | hospital | outpatient | 0
    """,
    "measure_definition": """
        measure              | title    | setting  | kind      | began     | counts       | denominator
        emergency_admissions | Admitted | hospital | admission | emergency | contacts     | person-years
        emergency_bed_days   | Nights   | hospital | admission | emergency | bed_days     | person-years
        four_hour_waits      | Waits    | hospital | emergency-department |  | contacts  | contacts
        cost_per_person      | Cost     |          |           |           | amount_pence | person-years
    """,
}


@contextmanager
def build(folder: Path, without: str = "") -> Iterator[Released]:
    tables = {name: rows for name, rows in TABLES.items() if name != without}
    with open_published(publish(folder, tables)) as published, release(published) as released:
        yield released


def test_candidates_are_those_eligible_and_not_yet_joined_who_have_not_opted_out(tmp_path: Path) -> None:
    with build(tmp_path) as released:
        found = read_candidates(released, "Hub")
    assert list(zip(found.person.tolist(), found.month.tolist(), strict=True)) == [(1, 0), (2, 0), (3, 1)]
    assert found.months == (date(2022, 4, 1), date(2022, 5, 1))
    assert found.joins_this_month.tolist() == [True, False, False]
    assert [(one.reason, one.rows) for one in found.dropped] == [("months after the person had joined", 1)]


def test_everyone_on_the_caseload_is_known_eligible_or_not(tmp_path: Path) -> None:
    with build(tmp_path) as released:
        who, _ = read_candidates(released, "Hub").caseload
    assert sorted(who.tolist()) == [1, 3]


def test_a_fact_missing_for_some_has_their_mean_and_says_so_and_one_missing_for_all_is_left_out(
    tmp_path: Path,
) -> None:
    with build(tmp_path) as released:
        found = read_candidates(released, "Hub")
    facts = dict(zip(found.feature_names, found.features.T.tolist(), strict=True))
    assert facts["deprivation_quintile"] == [1, 2, 3]
    assert facts["deprivation_quintile_not_known"] == [0, 1, 0]
    assert facts["female"] == [1, 0, 0]
    assert facts["emergency_admissions_12m"] == [3, 1, 2]
    assert "charlson" not in facts
    assert found.counted == ("emergency_admissions_12m",)


def test_columns_to_match_exactly_on_become_strata(tmp_path: Path) -> None:
    with build(tmp_path) as released:
        strata = read_candidates(released, "Hub", exact=("sex", "care_home")).strata
    assert strata is not None
    assert len(np.unique(strata)) == 3


def test_follow_up_has_the_measures_events_and_stays_that_touch_are_one(tmp_path: Path) -> None:
    with build(tmp_path) as released:
        found = read_follow_up(released, "Hub", "emergency_admissions")
    assert found.people.tolist() == [1, 2, 3]
    assert found.event_person.tolist() == [0, 1]
    second = found.stay_person == 1
    assert second.sum() == 1
    assert found.stay_ends_before[second][0] == np.datetime64("2022-12-25", "D").astype(int)


def test_bed_days_are_counted_as_nights_and_costs_as_pence(tmp_path: Path) -> None:
    with build(tmp_path) as released:
        nights = read_follow_up(released, "Hub", "emergency_bed_days")
        pence = read_follow_up(released, "Hub", "cost_per_person")
    assert nights.event_amount.tolist() == [6.0]
    assert pence.event_amount.tolist() == [250_000.0]


def test_a_share_of_contacts_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with build(tmp_path) as released, pytest.raises(JoinedupError, match="is a share of contacts"):
        read_follow_up(released, "Hub", "four_hour_waits")


def test_an_unknown_care_model_or_measure_is_named(tmp_path: Path) -> None:
    with build(tmp_path) as released:
        with pytest.raises(JoinedupError, match="has no care model 'Hubs'; it has Hub"):
            read_candidates(released, "Hubs")
        with pytest.raises(JoinedupError, match="is no measure"):
            read_follow_up(released, "Hub", "falls")


def model(test: str, by: date = date(2023, 3, 31)) -> CareModel:
    assumption = Assumption(
        id="A1",
        because="one plan",
        then="fewer admissions",
        measure="emergency_admissions",
        expect=Expectation(change=-0.1, by=by),
        test=test,
        if_not_supported="pause",
    )
    return CareModel(
        name="Hub",
        kind="own",
        starts_on=date(2022, 4, 1),
        eligible="age >= 75",
        capacity=100,
        assumptions=(assumption,),
    )


def test_what_could_be_detected_is_said_for_each_assumption_or_why_not(tmp_path: Path) -> None:
    with build(tmp_path) as released:
        too_few = sentences(released, (model("matched-controls"),))
        of_practices = sentences(released, (model("synthetic-control"),))
    assert "too few people (about 1) are expected to join by 2023-03-31" in too_few["Hub", "A1"]
    assert "it has no table practice_month); run `joinedup build`" in of_practices["Hub", "A1"]


def test_a_build_without_the_tables_says_to_build(tmp_path: Path) -> None:
    with build(tmp_path, without="caseload") as released:
        assert "has no table caseload: run `joinedup build`" in (DetectableInBuild(released).why_not() or "")
        said = sentences(released, (model("matched-controls"),))
    assert "run `joinedup build`" in said["Hub", "A1"]
