"""Who is in whose care team: from the records, and by joining."""

from __future__ import annotations

import pytest

from tests.support.care_team_people import viewer
from tests.support.harbour_people import ARTHUR, EDNA, MARGARET, NORA, WILF

pytestmark = pytest.mark.usefixtures("database", "people_built")


def test_the_practice_is_in_the_care_team_of_the_people_registered_with_it() -> None:
    from joinedup.web.care_teams.queries import in_team, team_of

    gp = viewer("Tom", "gp", "L81001")
    assert in_team(gp, NORA)
    assert [(one.organisation, one.because) for one in team_of(gp, NORA)] == [
        ("L81001", "The person is registered with this practice")
    ]


def test_a_practice_that_somebody_left_is_no_longer_in_their_care_team() -> None:
    from joinedup.web.care_teams.queries import in_team

    assert not in_team(viewer("Tom", "gp", "L81001"), EDNA)


def test_the_lead_of_a_care_model_is_in_the_care_team_of_the_people_on_its_caseload() -> None:
    from joinedup.web.care_teams.queries import in_team, team_of

    coordinator = viewer("Amina", "care-coordinator", "L81001")
    assert in_team(coordinator, WILF)
    assert [one.organisation for one in team_of(coordinator, WILF)] == ["L81999", "L81001"]


def test_a_role_that_gives_no_care_is_in_no_care_team() -> None:
    from joinedup.web.care_teams.queries import in_team, people_of

    finance = viewer("Marek", "finance-lead", "L81001")
    assert not in_team(finance, MARGARET)
    assert people_of(finance) == frozenset()


def test_people_of_a_viewer_are_those_whose_care_team_they_are_in() -> None:
    from joinedup.web.care_teams.queries import in_team, people_of

    everyone = (MARGARET, ARTHUR, WILF, NORA, EDNA)
    for one in (
        viewer("Tom", "gp", "L81001"),
        viewer("Priya", "social-worker", "SEA"),
        viewer("Ann", "gp", "L81999"),
    ):
        assert people_of(one) == {person for person in everyone if in_team(one, person)}


def test_an_organisation_reads_from_when_it_joins_until_it_leaves() -> None:
    from joinedup.web.audit.models import Entry
    from joinedup.web.care_teams.actions import join, leave
    from joinedup.web.care_teams.queries import in_team, people_of, team_of

    social_worker = viewer("Priya", "social-worker", "SEA")
    before = Entry.objects.count()
    for _ in range(2):
        join(by=social_worker, person=MARGARET, organisation="SEA", because="accepted task 1")
    assert in_team(social_worker, MARGARET)
    assert people_of(social_worker) == {MARGARET}
    assert [one.organisation for one in team_of(social_worker, MARGARET)] == ["L81001", "SEA"]
    for _ in range(2):
        leave(by=social_worker, person=MARGARET, organisation="SEA", because="after task 1")
    assert not in_team(social_worker, MARGARET)
    assert team_of(social_worker, MARGARET) == []
    assert Entry.objects.count() == before + 2


def test_an_organisation_may_join_again() -> None:
    from joinedup.web.care_teams.actions import join, leave
    from joinedup.web.care_teams.queries import in_team

    social_worker = viewer("Priya", "social-worker", "SEA")
    for change in (join, leave, join):
        change(by=social_worker, person=MARGARET, organisation="SEA", because="a task")
    assert in_team(social_worker, MARGARET)


def test_the_practice_stays_in_the_care_team_while_the_records_say_so() -> None:
    from joinedup.web.care_teams.actions import leave
    from joinedup.web.care_teams.queries import in_team

    gp = viewer("Tom", "gp", "L81001")
    leave(by=gp, person=NORA, organisation="L81001", because="by mistake")
    assert in_team(gp, NORA)


def test_nobody_outside_the_team_brings_another_organisation_into_it() -> None:
    from joinedup.web.care_teams.actions import NotTheirsToChange, join

    with pytest.raises(NotTheirsToChange):
        join(
            by=viewer("Priya", "social-worker", "SEA"),
            person=MARGARET,
            organisation="RZZ1",
            because="not asked",
        )


@pytest.mark.parametrize("person", ["", "nobody", "é" * 26, "a" * 500, "'; drop table person", "٣" * 26])
def test_nobody_is_in_the_care_team_of_somebody_who_is_not_there(person: str) -> None:
    from joinedup.web.care_teams.queries import in_team, memberships

    assert not in_team(viewer("Tom", "gp", "L81001"), person)
    assert memberships(person) == []
