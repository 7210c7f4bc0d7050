"""The meeting's screens: names for a purpose, what is open for a person, and plans that are overdue on the first page."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from tests.support.care_team_people import viewer
from tests.support.harbour_people import MARGARET, NORA
from tests.support.signed_in import signed_in

pytestmark = pytest.mark.usefixtures("database", "people_built")


@pytest.fixture
def meeting() -> object:
    """A meeting in a week with Margaret and Nora on its list, in that order."""
    from django.utils import timezone

    from joinedup.web.meetings.actions import call, put_on_list

    amina = viewer("Amina", "care-coordinator", "L81001")
    day = timezone.localdate() + timedelta(days=7)
    made = call(
        by=amina, title="Harbour team", held_on=day, starts_at=time(14), where="Quay hub", invited=["SEA"]
    )
    for person in (MARGARET, NORA):
        put_on_list(by=amina, meeting=made, person=person, question="What next?")
    return made


def test_names_are_shown_for_a_purpose_on_the_meetings_screen_and_the_person_is_found_from_there(
    meeting: object,
) -> None:
    amina, address = signed_in("care-coordinator"), f"/meetings/{meeting.pk}/"  # type: ignore[attr-defined]
    before = amina.get(address).content.decode()
    assert "What do you need the names for?" in before
    assert "Hargreaves" not in before
    asked = {"person": [MARGARET, NORA], "purpose": "meeting", "back": address}
    assert amina.post("/names/", asked).headers["Location"] == address
    after = amina.get(address).content.decode()
    assert "HARGREAVES, Margaret" in after
    assert "What do you need the names for?" not in after


def test_the_meeting_goes_on_with_whoever_was_not_talked_about_and_says_how_many_there_are(
    meeting: object,
) -> None:
    from joinedup.web.meetings.actions import decide

    amina, address = signed_in("care-coordinator"), f"/meetings/{meeting.pk}/"  # type: ignore[attr-defined]
    begun = amina.get(address).content.decode()
    assert "Begin with the first person" in begun
    assert "Nothing is decided or asked yet for 2 of the 2 on the list" in begun
    by, (first, second) = viewer("Amina", "care-coordinator", "L81001"), meeting.items.order_by("pk")  # type: ignore[attr-defined]
    decide(by=by, item=first, words="Home")
    page = amina.get(address).content.decode()
    assert f"Go on with Person {NORA[:8].upper()}" in page
    assert "yet for 1 of the 2" in page
    decide(by=by, item=second, words="Home")
    page = amina.get(address).content.decode()
    assert "Go on with" not in page
    assert "Nothing is decided or asked yet" not in page
    amina.post(f"{address}finish/")
    assert "Who was there" in amina.get(address).content.decode()


def test_in_the_meeting_the_tasks_that_are_open_for_a_person_are_seen_beside_the_plan(
    meeting: object,
) -> None:
    from django.utils import timezone

    from joinedup.web.tasks.actions import ask

    day = timezone.localdate() + timedelta(days=2)
    amina = viewer("Amina", "care-coordinator", "L81001")
    ask(by=amina, person=MARGARET, what="Look at the stairs", organisation="SEA", role="", by_when=day)
    item = meeting.items.get(person=MARGARET)  # type: ignore[attr-defined]
    page = signed_in("care-coordinator").get(f"/meetings/{meeting.pk}/people/{item.pk}/").content.decode()  # type: ignore[attr-defined]
    assert "Look at the stairs" in page.split("Tasks open before this meeting")[1].split("</ul>")[0]
    assert f"/people/{MARGARET}/" in page


def test_the_next_meeting_about_somebody_is_the_soonest_that_is_not_over_and_of_the_team_alone(
    meeting: object,
) -> None:
    from django.utils import timezone

    from joinedup.web.meetings.queries import next_about

    today = timezone.localdate()
    assert next_about(viewer("Amina", "care-coordinator", "L81001"), MARGARET, today) == meeting
    assert next_about(viewer("Priya", "social-worker", "SEA"), MARGARET, today) is None
    late = today + timedelta(days=8)
    assert next_about(viewer("Amina", "care-coordinator", "L81001"), MARGARET, late) is None


def test_a_plan_past_its_day_is_overdue_on_the_first_page() -> None:
    from django.utils import timezone

    from joinedup.web.plans.actions import save
    from joinedup.web.plans.draft import Draft

    day = timezone.localdate() - timedelta(days=2)
    amina = viewer("Amina", "care-coordinator", "L81001")
    save(by=amina, person=MARGARET, draft=Draft(review_on=day), begun_from=0)
    page = signed_in("care-coordinator").get("/").content.decode()
    assert '<strong class="nhsuk-tag nhsuk-tag--red">2 days overdue</strong>' in page
