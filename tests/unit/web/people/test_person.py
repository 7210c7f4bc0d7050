"""One person's page: what happened anywhere, to the care team and to nobody else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.support.harbour_people import ARTHUR, EDNA, MARGARET
from tests.support.signed_in import signed_in

if TYPE_CHECKING:
    from django.http import HttpResponse

pytestmark = pytest.mark.usefixtures("database", "people_built")


def test_the_care_team_sees_what_happened_in_lanes_with_the_same_as_a_table() -> None:
    page = signed_in("gp").get(f"/people/{MARGARET}/").content.decode()
    for lane in (
        "GP practice: Harbour View Surgery",
        "Hospital: Harbour General",
        "Social care: Harbour Council",
    ):
        assert f">{lane}</text>" in page
    assert "1 July 2023 to 8 July 2023: Emergency admission, 8 nights" in page
    table = page.split("What happened, the latest first")[1]
    for words in (
        "Emergency admission, 8 nights, for a condition that good care outside hospital",
        "Outpatient appointment, did not come, or it was cancelled",
        "1 August 2023, still going on",
        "Long-term condition: chronic lung disease",
    ):
        assert words in table
    assert "5 May 2021" not in page
    assert "5 May 2021" in signed_in("gp").get(f"/people/{MARGARET}/?show=all").content.decode()


def test_scores_come_with_what_they_mean() -> None:
    page = signed_in("gp").get(f"/people/{MARGARET}/").content.decode()
    assert "<strong>16.5</strong> – High risk of the problems that come with frailty" in page
    assert "<strong>42%</strong>" in page
    assert "never a reason to refuse or delay care" in page
    assert "Frailty and dementia" in page


def test_the_page_says_who_is_in_the_care_team_and_by_which_rule_the_person_is_on_a_caseload() -> None:
    page = signed_in("care-coordinator").get(f"/people/{MARGARET}/").content.decode()
    assert "On the caseload of Quay hub since 10 May 2023: by which rule" in page
    assert "Eligible on 1 May 2023. The rule of the care model" in page
    assert "The person is registered with this practice" in page


def without_token(answer: HttpResponse) -> str:
    """A page without the token of its forms, which differs each time."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", answer.content.decode())


def test_nobody_outside_the_team_sees_the_page_and_it_is_as_if_there_were_nobody() -> None:
    nobody = "a" * 26
    for persona, person in (
        ("social-worker", MARGARET),
        ("care-home-manager", MARGARET),
        ("gp", ARTHUR),
        ("gp", EDNA),
    ):
        client = signed_in(persona)
        theirs, nobodys = client.get(f"/people/{person}/"), client.get(f"/people/{nobody}/")
        assert theirs.status_code == nobodys.status_code == 404
        assert without_token(theirs).replace(person, "") == without_token(nobodys).replace(nobody, "")


@pytest.mark.parametrize(
    "persona", ["finance-lead", "analyst", "board-member", "caldicott-guardian", "programme-lead"]
)
def test_a_role_that_gives_no_care_finds_no_such_page(persona: str) -> None:
    client = signed_in(persona)
    assert {
        client.get(at).status_code
        for at in (f"/people/{MARGARET}/", "/people/", "/people/caseloads/quay-hub/")
    } == {404}


@pytest.mark.parametrize(
    "person", ["1", "-1", "x" * 300, "%00", "%F0%9F%98%80", "..", MARGARET.upper(), MARGARET + "a"]
)
def test_an_address_of_nobody_is_not_found(person: str) -> None:
    assert signed_in("gp").get(f"/people/{person}/").status_code in (404, 301)


def test_the_page_names_nobody() -> None:
    page = signed_in("gp").get(f"/people/{MARGARET}/").content.decode()
    assert not [
        word
        for word in ("Hargreaves", "HARGREAVES", "9434765919", "943 476", "SE1 1AA", "11 June 1945")
        if word in page
    ]


def told(page: str) -> str:
    """The words of a page without its marks, on one line."""
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


def test_what_matters_first_stands_on_top_plan_tasks_meeting_last_contact_and_what_goes_on() -> None:
    words = told(signed_in("care-coordinator").get(f"/people/{MARGARET}/").content.decode())
    assert "Shared care plan None is written yet." in words
    assert "Tasks None is open." in words
    assert "Next meeting None is called to talk about this person." in words
    assert "Last contact 1 August 2023, still going on: Care at home, Harbour Council" in words
    assert "Going on Care at home since 1 August 2023" in words
    assert "Emergency admissions 1 in the 12 months to 31 March 2024, on 1 July 2023, for 8 nights" in words


def test_what_the_care_team_did_lately_is_told_with_who_did_it() -> None:
    from datetime import timedelta

    from django.utils import timezone

    client = signed_in("care-coordinator")
    assert "Nothing yet. Begin the" in told(client.get(f"/people/{MARGARET}/").content.decode())
    soon = timezone.localdate() + timedelta(days=3)
    asked = {
        "what": "Look at the stairs",
        "organisation": "SEA",
        "by_when-day": soon.day,
        "by_when-month": soon.month,
        "by_when-year": soon.year,
    }
    task = client.post(f"/people/{MARGARET}/tasks/ask/", asked).headers["Location"]
    signed_in("social-worker").post(f"{task}accept/")
    words = told(client.get(f"/people/{MARGARET}/").content.decode())
    assert "Tasks 1 open. The next is needed by" in words
    lately = words.split("What the care team did lately")[1]
    assert lately.index("Task accepted: Look at the stairs") < lately.index("Task asked: Look at the stairs")
    assert "Priya Nair, Social worker, Harbour Council" in lately
    assert ": Priya Nair, Social worker Ask them for something : Harbour Council" in words


def test_an_organisation_of_the_team_is_asked_with_one_press() -> None:
    page = (
        signed_in("care-coordinator").get(f"/people/{MARGARET}/tasks/ask/?organisation=SEA").content.decode()
    )
    assert '<option value="SEA" selected>' in page


@pytest.mark.parametrize(
    ("asked", "there", "not_there"),
    [
        ("show=2", "5 May 2021", "1 July 2023"),
        ("only=emergencies", "Emergency admission", "Outpatient appointment"),
        ("only=social-care", "Care at home", "Emergency admission"),
        ("show=all&only=general-practice", "5 May 2021", "Care at home"),
        ("show=99&only=<script>", "1 July 2023", "<script>alert"),
    ],
)
def test_the_history_is_narrowed_to_a_time_and_a_service(asked: str, there: str, not_there: str) -> None:
    page = signed_in("gp").get(f"/people/{MARGARET}/?{asked}").content.decode()
    table = page.split("What happened, the latest first")[1].split("</table>")[0]
    assert there in table
    assert not_there not in table


def test_a_time_with_nothing_in_it_says_what_to_do() -> None:
    words = told(signed_in("gp").get(f"/people/{MARGARET}/?only=mental-health").content.decode())
    assert "Nothing of this is on record in this time. Choose another time or service above." in words
