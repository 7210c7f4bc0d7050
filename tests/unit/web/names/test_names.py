"""A name is shown to those with a role, a legitimate relationship and a stated purpose, and the opening is on record."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.support.care_team_people import viewer
from tests.support.harbour_people import ARTHUR, MARGARET, NUMBERS, WILF
from tests.support.signed_in import signed_in

pytestmark = pytest.mark.usefixtures("database", "people_built")


def opened(
    *people: str, role: str = "care-coordinator", organisation: str = "L81001", purpose: str = "contacting"
) -> bool:
    from joinedup.web.names.actions import open_names
    from joinedup.web.names.purposes import Purpose
    from joinedup.web.published.current import build_of_this_page

    build = build_of_this_page()
    assert build is not None
    return open_names(
        by=viewer("Amina", role, organisation), build=build, people=people, purpose=Purpose(purpose)
    )


def test_a_name_is_shown_to_who_looks_after_the_person_and_says_what_for() -> None:
    from joinedup.web.names.queries import names_open

    coordinator = viewer("Amina", "care-coordinator", "L81001")
    assert names_open(coordinator, [MARGARET]) == {}
    assert opened(MARGARET, WILF)
    found = names_open(coordinator, [MARGARET, WILF, ARTHUR])
    assert {person: name.words for person, name in found.items()} == {
        MARGARET: "HARGREAVES, Margaret",
        WILF: "O'HARA, Wilf",
    }
    assert found[MARGARET].number == "943 476 5919"


def test_each_name_opened_is_in_the_audit_with_relationship_and_purpose_and_without_the_name() -> None:
    from joinedup.web.audit.models import Entry

    assert opened(MARGARET)
    entry = Entry.objects.filter(action="identity opened").get()
    assert entry.subject == f"person {MARGARET}"
    assert entry.detail == {
        "relationship": "The person is registered with this practice",
        "purpose": "direct-care",
        "stated": "contacting",
    }
    assert "Margaret" not in str(entry.detail)
    assert NUMBERS["Margaret"] not in str(entry.detail)


def test_a_name_that_is_open_is_not_opened_again() -> None:
    from joinedup.web.audit.models import Entry

    assert opened(MARGARET)
    assert opened(MARGARET)
    assert Entry.objects.filter(action="identity opened").count() == 1


@pytest.mark.parametrize(
    ("role", "organisation"), [("social-worker", "SEA"), ("finance-lead", "L81001"), ("analyst", "QZZ")]
)
def test_nobody_else_opens_a_name(role: str, organisation: str) -> None:
    from joinedup.web.audit.models import Entry
    from joinedup.web.names.actions import NotTheirName

    with pytest.raises(NotTheirName):
        opened(MARGARET, role=role, organisation=organisation)
    assert not Entry.objects.filter(action="identity opened").exists()


def test_one_person_who_is_not_theirs_keeps_all_names_closed() -> None:
    from joinedup.web.names.actions import NotTheirName
    from joinedup.web.names.models import NameOpening

    with pytest.raises(NotTheirName):
        opened(MARGARET, ARTHUR)
    assert not NameOpening.objects.exists()


def test_a_name_is_gone_once_the_organisation_left_the_care_team() -> None:
    from joinedup.web.care_teams.actions import join, leave
    from joinedup.web.names.queries import names_open

    social_worker = viewer("Amina", "social-worker", "SEA")
    join(by=social_worker, person=MARGARET, organisation="SEA", because="accepted task 1")
    assert opened(MARGARET, role="social-worker", organisation="SEA")
    assert MARGARET in names_open(social_worker, [MARGARET])
    leave(by=social_worker, person=MARGARET, organisation="SEA", because="after task 1")
    assert names_open(social_worker, [MARGARET]) == {}


def test_names_are_hidden_before_their_half_hour_is_over_and_opening_them_again_is_on_record_again() -> None:
    from joinedup.web.audit.models import Entry
    from joinedup.web.names.actions import hide_names
    from joinedup.web.names.models import NamesHidden
    from joinedup.web.names.queries import names_open

    coordinator, doctor = viewer("Amina", "care-coordinator", "L81001"), viewer("Amina", "gp", "L81001")
    assert opened(MARGARET, WILF)
    assert opened(MARGARET, role="gp")
    hide_names(by=coordinator)
    hide_names(by=coordinator)
    assert names_open(coordinator, [MARGARET, WILF]) == {}
    assert MARGARET in names_open(doctor, [MARGARET])
    assert NamesHidden.objects.count() == 1
    assert Entry.objects.get(action="hid names").detail == {"names": 2}
    assert opened(MARGARET)
    assert list(names_open(coordinator, [MARGARET, WILF])) == [MARGARET]
    assert Entry.objects.filter(action="identity opened").count() == 4


def test_every_page_says_how_many_names_are_open_until_when_and_hides_them() -> None:
    from joinedup.web.names.models import NameOpening
    from joinedup.web.pages import clock

    client = signed_in("care-coordinator")
    sent = {"person": [MARGARET, WILF], "purpose": "contacting", "back": "/tasks/"}
    assert "open to you until" not in client.get("/tasks/").content.decode()
    client.post("/names/", sent)
    ends_at = NameOpening.objects.latest("ends_at").ends_at
    said = client.get("/network/").content.decode()
    assert f"The names of 2 people are open to you until {clock(ends_at)}." in said
    assert client.post("/names/hide/", {"back": "//example.org/"}).headers["Location"] == "/people/"
    client.post("/names/", sent)
    answer = client.post("/names/hide/", {"back": "/network/"})
    assert answer.headers["Location"] == "/network/"
    assert "open to you until" not in client.get("/network/").content.decode()


def test_a_name_is_held_for_half_an_hour_only() -> None:
    from django.utils import timezone

    from joinedup.web.names.held import held, hold
    from joinedup.web.names.way_back import Name

    now = timezone.now()
    hold(-1, Name("HARGREAVES, Margaret", "", None), now + timedelta(minutes=30), now=now)
    assert held(-1, now=now + timedelta(minutes=29)) is not None
    assert held(-1, now=now + timedelta(minutes=30)) is None


def test_a_name_that_another_process_opened_is_read_once_more_and_is_on_record_once() -> None:
    from django.utils import timezone

    from joinedup.web.audit.models import Entry
    from joinedup.web.names.held import held, hold
    from joinedup.web.names.models import NameOpening
    from joinedup.web.names.queries import names_open
    from joinedup.web.names.way_back import Name

    assert opened(MARGARET)
    opening, now = NameOpening.objects.get(), timezone.now()
    hold(
        opening.pk, Name("", "", None), now - timedelta(minutes=1), now=now
    )  # as a process that has just begun
    assert held(opening.pk, now=now) is None
    coordinator = viewer("Amina", "care-coordinator", "L81001")
    assert names_open(coordinator, [MARGARET])[MARGARET].words == "HARGREAVES, Margaret"
    assert held(opening.pk, now=now) is not None
    assert names_open(viewer("Priya", "social-worker", "SEA"), [MARGARET]) == {}
    assert Entry.objects.filter(action="identity opened").count() == 1


def test_a_name_never_shows_itself_where_it_is_printed() -> None:
    from joinedup.web.names.way_back import Name

    assert "Margaret" not in f"{Name('HARGREAVES, Margaret', '943 476 5919', None)!r}"


def test_without_the_key_the_attempt_is_on_record_and_the_page_says_what_to_do(place_folder: Path) -> None:
    from joinedup.web.audit.models import Entry
    from joinedup.web.names.models import NameOpening

    (place_folder.parent / "key").write_text("f" * 64)
    client = signed_in("care-coordinator")
    answer = client.post(
        "/names/", {"person": MARGARET, "purpose": "contacting", "back": f"/people/{MARGARET}/"}
    )
    assert answer.status_code == 503
    assert "Names cannot be shown now" in answer.content.decode()
    assert str(place_folder) not in answer.content.decode()
    assert Entry.objects.filter(action="identity opened", subject=f"person {MARGARET}").count() == 1
    assert not NameOpening.objects.exists()


def test_the_page_asks_what_for_when_nothing_was_chosen() -> None:
    client = signed_in("care-coordinator")
    answer = client.post("/names/", {"person": MARGARET, "purpose": "", "back": f"/people/{MARGARET}/"})
    assert "There is a problem" in answer.content.decode()
    assert "Choose what you need the name for" in answer.content.decode()


@pytest.mark.parametrize(
    "back", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", "people", ""]
)
def test_the_way_back_leads_nowhere_else(back: str) -> None:
    client = signed_in("care-coordinator")
    answer = client.post("/names/", {"person": MARGARET, "purpose": "contacting", "back": back})
    assert answer.headers["Location"] == "/people/"


@pytest.mark.parametrize("people", [[], [ARTHUR], ["x" * 26], ["'; --"], [MARGARET, ARTHUR]])
def test_asking_for_somebody_else_answers_as_if_there_were_nobody(people: list[str]) -> None:
    client = signed_in("care-coordinator")
    assert (
        client.post("/names/", {"person": people, "purpose": "contacting", "back": "/people/"}).status_code
        == 404
    )


def test_nobody_is_asked_what_for_when_no_person_was_sent() -> None:
    answer = signed_in("care-coordinator").post("/names/", {"purpose": "", "back": "/people/"})
    assert answer.status_code == 404


def test_a_name_opened_by_one_is_not_shown_to_another_of_the_same_practice() -> None:
    client = signed_in("care-coordinator")
    client.post("/names/", {"person": MARGARET, "purpose": "contacting", "back": f"/people/{MARGARET}/"})
    assert "HARGREAVES" in client.get(f"/people/{MARGARET}/").content.decode()
    assert "HARGREAVES" not in signed_in("gp").get(f"/people/{MARGARET}/").content.decode()
