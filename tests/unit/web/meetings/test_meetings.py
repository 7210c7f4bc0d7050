"""The multidisciplinary team's meeting: who sees whom of its list, and a record that closes."""

from __future__ import annotations

from datetime import date, time

import pytest

from tests.support.care_team_people import ANOTHER_PERSON, PERSON, care_coordinator, social_worker, viewer

pytestmark = pytest.mark.usefixtures("database")
DAY = date(2026, 3, 27)


def called() -> object:
    from joinedup.web.meetings.actions import call

    arranged = {"held_on": DAY, "starts_at": time(14), "where": "Quay hub"}
    return call(by=care_coordinator(), title="Harbour team", invited=["SEA", "RZZ1"], **arranged)  # type: ignore[arg-type]


def listed(meeting: object, person: str = PERSON) -> object:
    from joinedup.web.meetings.actions import put_on_list

    return put_on_list(by=care_coordinator(person), meeting=meeting, person=person, question="What next?")  # type: ignore[arg-type]


def on_list(who: object, meeting: object) -> list[str]:
    from joinedup.web.meetings.queries import items_of

    return [item.person for item in items_of(who, meeting)]  # type: ignore[arg-type]


def test_those_invited_see_the_meeting_and_of_its_list_only_the_people_in_their_care() -> None:
    from joinedup.web.care_teams.actions import join
    from joinedup.web.meetings.queries import for_first_screen

    meeting, priya = called(), social_worker()
    listed(meeting), listed(meeting, ANOTHER_PERSON)
    join(by=priya, person=PERSON, organisation="SEA", because="for a test")
    assert on_list(care_coordinator(), meeting) == [PERSON, ANOTHER_PERSON]
    assert on_list(priya, meeting) == [PERSON]
    assert [one.title for one in for_first_screen(priya, DAY)] == ["Harbour team"]


def test_who_is_not_invited_finds_no_meeting() -> None:
    from joinedup.web.meetings.queries import for_first_screen, meeting_for

    meeting, joan = called(), viewer("Joan Fletcher", "care-home-manager", "VL001")
    assert meeting_for(joan, meeting.pk) is None  # type: ignore[attr-defined]
    assert for_first_screen(joan, DAY) == []


def test_an_action_of_the_meeting_is_a_task_of_whoever_takes_it_on() -> None:
    from joinedup.web.meetings.actions import agree
    from joinedup.web.tasks.queries import asked_of_us

    item = listed(called())
    said = {"organisation": "SEA", "role": "social-worker", "what": "Assess the home", "by_when": DAY}
    agree(by=care_coordinator(), item=item, **said)  # type: ignore[arg-type]
    agree(by=care_coordinator(), item=item, **said)  # type: ignore[arg-type]
    assert [task.what for task in asked_of_us(social_worker())] == ["Assess the home"]


def test_a_decision_recorded_twice_is_there_once() -> None:
    from joinedup.web.meetings.actions import decide

    item = listed(called())
    for _ in range(2):
        decide(by=care_coordinator(), item=item, words="Stay at home with more help")  # type: ignore[arg-type]
    assert [one.words for one in item.decided.all()] == ["Stay at home with more help"]  # type: ignore[attr-defined]


def test_a_finished_meeting_takes_nothing_more() -> None:
    from joinedup.web.meetings.actions import NotPossible, decide, finish, note_attendance

    meeting = called()
    item, amina = listed(meeting), care_coordinator()
    finish(by=amina, meeting=meeting)  # type: ignore[arg-type]
    finish(by=amina, meeting=meeting)  # type: ignore[arg-type]
    for attempt in (
        lambda: decide(by=amina, item=item, words="Later"),  # type: ignore[arg-type]
        lambda: note_attendance(by=amina, meeting=meeting, organisation="SEA", role="social-worker"),  # type: ignore[arg-type]
    ):
        with pytest.raises(NotPossible, match="over"):
            attempt()


def test_only_the_organisation_that_called_a_meeting_finishes_it() -> None:
    from joinedup.web.meetings.actions import NotPossible, finish

    with pytest.raises(NotPossible):
        finish(by=social_worker(), meeting=called())  # type: ignore[arg-type]


def test_an_organisation_that_is_not_in_a_care_team_decides_nothing_about_the_person() -> None:
    from joinedup.web.meetings.actions import NotPossible, decide

    item = listed(called())
    with pytest.raises(NotPossible, match="care team"):
        decide(by=social_worker(), item=item, words="Move to a home")  # type: ignore[arg-type]
