"""Reading for matched controls from a whole build: nobody lost, nothing counted twice."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from joinedup.answers.checks.tests_of_care_models import detectable_lines
from joinedup.answers.evaluation_data import read_candidates, read_follow_up
from joinedup.answers.published import open_published
from joinedup.answers.released import Released, release
from joinedup.cli.vocabulary import formats, measures
from joinedup.place.file import read_place
from tests.builds.places import Built

MODEL = "Complex care hubs"


@pytest.fixture(scope="module")
def released(hamlet: Built) -> Iterator[Released]:
    with open_published(hamlet.folder) as published, release(published) as opened:
        yield opened


def only(released: Released, sql: str) -> int:
    return int(released.rows(sql)[0][0] or 0)


def test_every_month_of_a_person_eligible_is_a_candidate_or_was_after_joining(released: Released) -> None:
    found = read_candidates(released, MODEL)
    rows = only(released, f"select count(*) from eligible_month where care_model = '{MODEL}'")
    assert rows == len(found) + sum(one.rows for one in found.dropped)
    joined = only(
        released,
        f"select count(*) from caseload where care_model = '{MODEL}' and eligible_on_joining_month",
    )
    assert joined == found.joins_this_month.sum() > 0


@pytest.mark.parametrize("measure", ["emergency_admissions", "emergency_bed_days", "gp_consultations"])
def test_every_event_of_the_candidates_is_in_their_follow_up(released: Released, measure: str) -> None:
    total = only(released, f"select sum(amount) from candidate_event where measure = '{measure}'")
    assert read_follow_up(released, MODEL, measure).event_amount.sum() == total > 0


def test_every_pound_of_the_candidates_is_in_their_follow_up(released: Released) -> None:
    total = only(
        released,
        "select sum(amount_pence) from cost where person_id in (select distinct person_id from eligible_month"
        f" where care_model = '{MODEL}')",
    )
    assert read_follow_up(released, MODEL, "cost_per_person").event_amount.sum() == total > 0


def test_check_says_for_each_assumption_what_its_test_could_find(hamlet: Built) -> None:
    place = read_place(hamlet.folder, formats=formats(), measures=measures())
    with open_published(hamlet.folder) as published:
        head, *lines = detectable_lines(published, place)
    assert head.strip() == "what the tests of assumptions could find"
    assert len(lines) == 2 * sum(len(model.assumptions) for model in place.care_models) > 0
    assert any("would look like chance" in line for line in lines)
