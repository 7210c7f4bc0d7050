"""A meeting has a day, a time and a place. Moving it adds to what is there: who takes part sees when it is, and how it was."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from typing import Any

import pytest

from tests.support.care_team_people import viewer
from tests.support.harbour_people import MARGARET
from tests.support.signed_in import signed_in

pytestmark = pytest.mark.usefixtures("database", "people_built")
WHERE = "Quay hub, room 2"


def in_days(days: int) -> date:
    from django.utils import timezone

    return timezone.localdate() + timedelta(days=days)


def amina() -> Any:
    return viewer("Amina Yusuf", "care-coordinator", "L81001")


@pytest.fixture
def meeting() -> Any:
    """A meeting in a week at 2pm, that Harbour View Surgery called and the council is invited to."""
    from joinedup.web.meetings.actions import call, put_on_list

    made = call(
        by=amina(),
        title="Harbour team",
        held_on=in_days(7),
        starts_at=time(14),
        where=WHERE,
        invited=["SEA"],
    )
    put_on_list(by=amina(), meeting=made, person=MARGARET, question="What next?")
    return made


def moved(meeting: Any, by: Any = None, begun_from: int = 1, **to: Any) -> None:
    from joinedup.web.meetings.actions import move

    said = {"held_on": in_days(7), "starts_at": time(14), "where": WHERE} | to
    move(by=by or amina(), meeting=meeting, begun_from=begun_from, **said)


def sent(meeting: Any, **to: str) -> dict[str, str]:
    """The form that moves it to the day after, with what else is changed."""
    day = in_days(8)
    parts = {"held_on-day": day.day, "held_on-month": day.month, "held_on-year": day.year}
    said = {"starts_at": "9.30am", "where": WHERE, "begun_from": "1"} | to
    return {name: str(value) for name, value in (parts | said).items()}


def arranged(meeting: Any) -> list[tuple[date, time | None, str]]:
    return [(one.held_on, one.starts_at, one.where) for one in meeting.arranged.all()]


def page(address: str, persona: str = "social-worker") -> str:
    return signed_in(persona).get(address).content.decode()


def words_of(html: str) -> str:
    """What somebody reads."""
    return re.sub(r"<[^>]*>", "", html)


def test_time_and_place_stand_wherever_the_meeting_does(meeting: Any) -> None:
    from joinedup.web.pages import day

    when = f"{day(in_days(7))} at 2pm"
    here = f"/meetings/{meeting.pk}/"
    for address in ("/meetings/", here, f"{here}record/"):
        assert when in page(address), address
        assert WHERE in page(address), address
    assert f"On {when}, {WHERE}" in page("/")
    assert f"Harbour team, {when}, {WHERE}" in page(f"/people/{MARGARET}/", "care-coordinator")
    assert f"Harbour team, {when}" in page(f"/people/{MARGARET}/meeting/", "care-coordinator")


def test_a_meeting_that_is_moved_is_another_row_and_everybody_invited_sees_the_move(meeting: Any) -> None:
    from joinedup.web.audit.models import Entry
    from joinedup.web.pages import day

    coordinator, here = signed_in("care-coordinator"), f"/meetings/{meeting.pk}/"
    assert coordinator.post(f"{here}move/", sent(meeting)).headers["Location"] == here
    assert arranged(meeting) == [(in_days(7), time(14), WHERE), (in_days(8), time(9, 30), WHERE)]
    assert [one.number for one in meeting.arranged.all()] == [1, 2]
    seen = page(here)
    assert f"{day(in_days(8))} at 9:30am" in seen.split("</h1>")[0]
    told = seen.split("Moved</strong>")[1].split("</p>")[0]
    assert told.startswith(" by Amina Yusuf, Care coordinator, Harbour View Surgery on ")
    assert f"Until then it was to be on {day(in_days(7))} at 2pm, {WHERE}." in words_of(told)
    assert f"On {day(in_days(8))} at 9:30am, {WHERE}" in page("/")
    assert '<strong class="nhsuk-tag nhsuk-tag--yellow">Moved</strong>' in page("/")
    entry = Entry.objects.get(action="moved a meeting")
    assert entry.subject == f"meeting {meeting.pk}"
    assert entry.detail == {"from": f"{in_days(7)} 14:00:00", "to": f"{in_days(8)} 09:30:00"}


def test_moving_it_where_it_is_or_pressing_twice_adds_nothing(meeting: Any) -> None:
    from joinedup.web.audit.models import Entry

    moved(meeting)
    assert len(arranged(meeting)) == 1
    moved(meeting, where="Room 3")
    entries = Entry.objects.count()
    moved(meeting, where="Room 3")
    assert len(arranged(meeting)) == 2
    assert Entry.objects.count() == entries


def test_who_moves_a_meeting_that_somebody_moved_meanwhile_is_told_where_to_and_loses_nothing(
    meeting: Any,
) -> None:
    from joinedup.web.pages import day

    moved(meeting, where="Town hall")
    said = sent(meeting, where="Room 3, by the sea")
    answer = signed_in("care-coordinator").post(f"/meetings/{meeting.pk}/move/", said).content.decode()
    told = f"somebody moved the meeting meanwhile, to {day(in_days(7))} at 2pm, Town hall"
    assert f"Nothing was changed: {told}." in answer
    assert 'value="Room 3, by the sea"' in answer
    assert 'name="begun_from" value="2"' in answer, "sent again, it is moved on purpose"
    assert len(arranged(meeting)) == 2


def test_only_the_organisation_that_called_it_moves_it(meeting: Any) -> None:
    from joinedup.web.meetings.actions import NotPossible

    priya, address = signed_in("social-worker"), f"/meetings/{meeting.pk}/move/"
    assert priya.get(address).status_code == 404
    assert priya.post(address, sent(meeting)).status_code == 404
    assert "Move the meeting" not in page(f"/meetings/{meeting.pk}/")
    assert "Move the meeting" in page(f"/meetings/{meeting.pk}/", "gp"), "a colleague may"
    with pytest.raises(NotPossible, match="that called the meeting"):
        moved(meeting, by=viewer("Priya Nair", "social-worker", "SEA"), where="Room 3")


def test_a_meeting_that_is_over_stays_where_it_was(meeting: Any) -> None:
    from joinedup.web.meetings.actions import NotPossible, finish

    finish(by=amina(), meeting=meeting)
    with pytest.raises(NotPossible, match="over"):
        moved(meeting, where="Room 3")
    coordinator, address = signed_in("care-coordinator"), f"/meetings/{meeting.pk}/move/"
    assert coordinator.get(address).status_code == 404
    assert "Nothing was changed" in coordinator.post(address, sent(meeting)).content.decode()
    assert "Move the meeting" not in page(f"/meetings/{meeting.pk}/", "care-coordinator")


@pytest.mark.parametrize(
    ("to", "said"),
    [
        ({"held_on": 9}, "Moved"),
        ({"held_on": 9, "where": "Room 3"}, "Moved"),
        ({"starts_at": time(9)}, "New time"),
        ({"where": "Room 3"}, "New place"),
    ],
)
def test_the_card_says_what_is_new_about_the_meeting(meeting: Any, to: dict[str, Any], said: str) -> None:
    moved(meeting, **(to | ({"held_on": in_days(to["held_on"])} if "held_on" in to else {})))
    assert f'<strong class="nhsuk-tag nhsuk-tag--yellow">{said}</strong>' in page("/")


def test_of_two_meetings_on_one_day_the_earlier_comes_first(meeting: Any) -> None:
    from joinedup.web.meetings.actions import call
    from joinedup.web.meetings.queries import to_come

    call(by=amina(), title="Morning", held_on=in_days(7), starts_at=time(9), where="", invited=[])
    assert [one.title for one in to_come(amina())] == ["Morning", "Harbour team"]


def test_the_same_meeting_twice_on_a_day_is_two_and_pressing_twice_is_one(meeting: Any) -> None:
    from joinedup.web.meetings.actions import call
    from joinedup.web.meetings.models import Meeting

    for hour in (14, 9, 9):
        call(
            by=amina(),
            title="Harbour team",
            held_on=in_days(7),
            starts_at=time(hour),
            where=WHERE,
            invited=["SEA"],
        )
    assert Meeting.objects.count() == 2


def test_a_meeting_is_not_called_without_a_time_and_may_be_without_a_place() -> None:
    day, coordinator = in_days(3), signed_in("care-coordinator")
    said = {
        "title": "Ward",
        "held_on-day": day.day,
        "held_on-month": day.month,
        "held_on-year": day.year,
        "starts_at": "",
    }
    assert "Enter the time the meeting starts" in coordinator.post("/meetings/call/", said).content.decode()
    two = coordinator.post("/meetings/call/", said | {"starts_at": "2:30"}).content.decode()
    assert "Say whether you mean 2:30am or 2:30pm" in two
    assert 'value="2:30"' in two
    called = coordinator.post("/meetings/call/", said | {"starts_at": "2:30pm"})
    assert called.status_code == 302
    assert "Where it is has not been said yet" in page(called.headers["Location"], "care-coordinator")


def test_how_to_join_can_be_followed_and_is_nothing_but_text_and_links(meeting: Any) -> None:
    moved(meeting, where="<b>Room</b> or https://meet.example/quay javascript:alert(1)")
    seen = page(f"/meetings/{meeting.pk}/")
    assert 'href="https://meet.example/quay"' in seen
    assert "&lt;b&gt;Room&lt;/b&gt;" in seen
    assert 'href="javascript' not in seen
