"""Emergency access: for a reason, for an hour, loud, and reviewed by somebody else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.care_team_people import viewer
from tests.support.harbour_people import ARTHUR, EDNA, MARGARET, NUMBERS
from tests.support.signed_in import signed_in

pytestmark = pytest.mark.usefixtures("database", "people_built")

ASKED = {"number": NUMBERS["Margaret"], "reason": "Found on the floor, does not answer", "is_emergency": "on"}


def test_a_record_opens_with_a_reason_and_a_loud_banner_and_closes_when_it_is_over() -> None:
    from joinedup.web.audit.models import Entry

    client = signed_in("social-worker")
    assert client.get(f"/people/{MARGARET}/").status_code == 404
    answer = client.post("/emergency-access/", ASKED)
    assert answer.headers["Location"] == f"/people/{MARGARET}/"
    page = client.get(f"/people/{MARGARET}/").content.decode()
    assert "Emergency access." in page
    assert "Caldicott guardian will review it" in page
    assert "Emergency access." in client.get("/people/").content.decode()
    assert Entry.objects.filter(subject=f"person {MARGARET}", action="read in an emergency").count() == 1
    end = page.split('action="/emergency-access/')[1].split('"')[0]
    assert client.post(f"/emergency-access/{end}").status_code == 302
    assert client.get(f"/people/{MARGARET}/").status_code == 404


def test_an_emergency_lasts_an_hour() -> None:
    from django.utils import timezone

    from joinedup.web.emergency.actions import open_in_emergency
    from joinedup.web.emergency.queries import all_under_way, under_way

    gp = viewer("Tom", "gp", "L81001")
    access = open_in_emergency(by=gp, person=ARTHUR, reason="Chest pain at the desk")
    assert under_way(gp, ARTHUR) == access
    assert not all_under_way(gp, at=timezone.now() + timedelta(minutes=61)).exists()


def test_asking_twice_opens_one_access() -> None:
    from joinedup.web.emergency.actions import open_in_emergency

    gp = viewer("Tom", "gp", "L81001")
    assert open_in_emergency(by=gp, person=ARTHUR, reason="Chest pain") == open_in_emergency(
        by=gp, person=ARTHUR, reason="Again"
    )


def test_the_access_is_for_whoever_opened_it_alone() -> None:
    from joinedup.web.emergency.actions import open_in_emergency
    from joinedup.web.emergency.queries import may_read

    open_in_emergency(by=viewer("Priya", "social-worker", "SEA"), person=MARGARET, reason="On the floor")
    assert not may_read(viewer("Another", "social-worker", "SEA"), MARGARET)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"number": ""}, "Enter an NHS number"),
        ({"number": "9434765918"}, "one of its digits is wrong"),
        ({"number": "٩٤٣٤٧٦٥٩١٩"}, "Enter an NHS number"),
        ({"number": "1" * 500}, "Enter an NHS number"),
        ({"reason": ""}, "Say why you need the record now"),
        ({"reason": "   help   "}, "Say why you need the record now"),
        ({"reason": "🚑" * 501}, "Use 500 characters or fewer"),
        ({"is_emergency": ""}, "Confirm that this is an emergency"),
    ],
)
def test_whatever_is_missing_is_said_and_nothing_opens(wrong: dict[str, str], words: str) -> None:
    from joinedup.web.emergency.models import EmergencyAccess

    page = signed_in("social-worker").post("/emergency-access/", ASKED | wrong)
    assert words in page.content.decode()
    assert "There is a problem" in page.content.decode()
    assert not EmergencyAccess.objects.exists()


def test_an_attempt_that_finds_nobody_is_on_record_and_waits_for_review() -> None:
    from joinedup.web.emergency.queries import waiting_for_review

    page = signed_in("social-worker").post("/emergency-access/", ASKED | {"number": "6328797966"})
    assert "There is no record with this NHS number" in page.content.decode()
    waiting = waiting_for_review(viewer("Ruth", "caldicott-guardian", "RZZ1"))
    assert [(one.person, one.reason) for one in waiting] == [("", ASKED["reason"])]


def test_who_looks_after_the_person_needs_no_emergency() -> None:
    from joinedup.web.emergency.models import EmergencyAccess

    assert signed_in("gp").post("/emergency-access/", ASKED).headers["Location"] == f"/people/{MARGARET}/"
    assert not EmergencyAccess.objects.exists()


def test_a_role_without_emergency_access_finds_no_such_page() -> None:
    assert signed_in("care-home-manager").post("/emergency-access/", ASKED).status_code == 404


def test_the_name_opens_in_an_emergency_with_that_as_the_relationship() -> None:
    from joinedup.web.audit.models import Entry

    client = signed_in("social-worker")
    client.post("/emergency-access/", ASKED)
    client.post("/names/", {"person": MARGARET, "purpose": "keeping-safe", "back": f"/people/{MARGARET}/"})
    assert "HARGREAVES, Margaret" in client.get(f"/people/{MARGARET}/").content.decode()
    assert Entry.objects.get(action="identity opened").detail["relationship"].startswith("Emergency access")


def test_the_caldicott_guardian_reviews_and_may_look_again() -> None:
    from joinedup.web.emergency.actions import open_in_emergency, review
    from joinedup.web.emergency.models import EmergencyReview
    from joinedup.web.emergency.queries import accesses, waiting_for_review

    guardian = viewer("Ruth", "caldicott-guardian", "RZZ1")
    access = open_in_emergency(
        by=viewer("Priya", "social-worker", "SEA"), person=MARGARET, reason="On the floor"
    )
    assert list(waiting_for_review(guardian)) == [access]
    for finding in (EmergencyReview.Finding.UNCLEAR, EmergencyReview.Finding.JUSTIFIED):
        review(by=guardian, access=access, finding=finding, note="Rang the ward")
    assert not waiting_for_review(guardian).exists()
    assert [one.finding for one in accesses(guardian).get().reviews.all()] == ["unclear", "justified"]


def test_nobody_reviews_their_own_access_and_nobody_else_reviews_any() -> None:
    from joinedup.web.emergency.actions import NotAllowedToReview, open_in_emergency, review
    from joinedup.web.emergency.models import EmergencyReview
    from joinedup.web.emergency.queries import accesses

    gp = viewer("Tom", "gp", "L81001")
    access = open_in_emergency(by=gp, person=ARTHUR, reason="Chest pain at the desk")
    for reviewer in (gp, viewer("Tom", "caldicott-guardian", "RZZ1")):
        with pytest.raises(NotAllowedToReview):
            review(by=reviewer, access=access, finding=EmergencyReview.Finding.JUSTIFIED, note="Fine")
    assert not accesses(gp).exists()


def test_the_guardian_sees_which_pages_were_read_and_nobody_else_does() -> None:
    from joinedup.web.emergency.actions import open_in_emergency, say_read
    from joinedup.web.emergency.queries import read_under

    tom = viewer("Tom", "gp", "L81001")
    access = open_in_emergency(by=tom, person=ARTHUR, reason="Made up: collapsed")
    other = open_in_emergency(by=tom, person=EDNA, reason="Made up: another")
    for page in ("record", "plan", "record"):
        say_read(by=tom, access=access, page=page)
    say_read(by=tom, access=other, page="record")
    guardian = viewer("Ruth", "caldicott-guardian", "RZZ1")
    assert dict(read_under(guardian, access)) == {"record": 2, "plan": 1}
    assert dict(read_under(tom, access)) == {}
    page = signed_in("caldicott-guardian").get(f"/emergency-reviews/{access.pk}/").content.decode()
    assert "The record, 2 times" in page
    assert "The plan, 1 time<" in page
