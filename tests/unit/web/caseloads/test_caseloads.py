"""Caseloads: who is on them and by which rule, who waits, and nobody whom the viewer does not look after."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.care_team_people import viewer
from tests.support.harbour_people import ARTHUR, EDNA, MARGARET, NORA, NUMBERS, WILF
from tests.support.signed_in import signed_in

pytestmark = pytest.mark.usefixtures("database", "people_built")


def test_the_lead_sees_everybody_on_the_caseload_and_by_which_rule() -> None:
    page = signed_in("care-coordinator").get("/people/caseloads/quay-hub/").content.decode()
    assert (
        "On 31 March 2024, the last day of the records, 2 people were on the caseload. There are places for 40."
        in page
    )
    assert f"/people/{MARGARET}/" in page
    assert f"/people/{WILF}/" in page
    assert "Age in whole years on the day: 65 or more" in page
    assert "Not eligible on 1 June 2022" in page


def test_who_waits_is_listed_only_to_who_looks_after_them_and_the_others_are_counted_roughly() -> None:
    page = signed_in("care-coordinator").get("/people/caseloads/quay-hub/?show=waiting").content.decode()
    assert f"/people/{NORA}/" in page
    assert EDNA not in page
    assert ARTHUR not in page
    assert "A few others (7 or fewer) were eligible and waiting, looked after by other organisations" in page


@pytest.mark.parametrize("persona", ["social-worker", "care-home-manager"])
def test_who_looks_after_nobody_on_it_finds_nobody_and_no_small_count(persona: str) -> None:
    for address in ("/people/", "/people/caseloads/quay-hub/", "/people/caseloads/quay-hub/?show=waiting"):
        page = signed_in(persona).get(address).content.decode()
        assert not [one for one in (MARGARET, WILF, NORA, EDNA, ARTHUR) if one in page]
    assert (
        "A few others (7 or fewer) were on it"
        in signed_in(persona).get("/people/caseloads/quay-hub/").content.decode()
    )


def test_a_care_model_that_is_not_there_is_not_found() -> None:
    assert signed_in("gp").get("/people/caseloads/no-such-hub/").status_code == 404


def test_somebody_is_found_by_nhs_number_by_who_looks_after_them_alone() -> None:
    gp = signed_in("gp")
    assert gp.post("/people/", {"number": "943 476 5919"}).headers["Location"] == f"/people/{MARGARET}/"
    said = []
    for number in (NUMBERS["Arthur"], "6328797966"):
        page = gp.post("/people/", {"number": number}).content.decode()
        said.append("You look after nobody with this NHS number" in page)
    assert said == [True, True]


@pytest.mark.parametrize("number", ["9434765918", "943 476-5918", "9999999999"])
def test_ten_digits_that_are_no_nhs_number_are_said_to_be_mistyped(number: str) -> None:
    page = signed_in("gp").post("/people/", {"number": number}).content.decode()
    assert "Look at the NHS number again: one of its digits is wrong" in page
    assert "10 digits" not in page


@pytest.mark.parametrize("number", ["", "123", "<script>", "\u202e9434765919", "😀", "9" * 1000])
def test_what_is_no_nhs_number_is_said_to_be_none(number: str) -> None:
    page = signed_in("gp").post("/people/", {"number": number}).content.decode()
    assert "Enter an NHS number: 10 digits" in page
    assert "<script>" not in page.replace('<script type="module"', "")


def test_the_people_of_a_practice_come_with_the_highest_risk_first() -> None:
    from joinedup.web.caseloads.registered import how_many_registered, registered
    from joinedup.web.published.current import build_of_this_page

    gp, build = viewer("Tom", "gp", "L81001"), build_of_this_page()
    assert build is not None
    assert how_many_registered(gp) == 2
    assert [one.person for one in registered(gp, build, skip=0, most=20)] == [MARGARET, NORA]
    assert registered(viewer("Marek", "finance-lead", "L81001"), build, skip=0, most=20) == []


@pytest.mark.parametrize("page", ["", "0", "-1", "999999", "abc", "²"])
def test_a_page_that_is_not_there_shows_the_nearest(page: str) -> None:
    client = signed_in("gp")
    assert client.get(f"/people/?page={page}").status_code == 200
    assert client.get(f"/people/caseloads/quay-hub/?page={page}").status_code == 200


def test_without_the_key_nobody_is_found_by_number_and_everything_else_works(place_folder: object) -> None:
    from django.conf import settings

    settings.SURROUNDINGS.key_file.unlink()
    page = signed_in("gp").post("/people/", {"number": "943 476 5919"}).content.decode()
    assert "Nobody can be found by NHS number now" in page
    assert signed_in("gp").get(f"/people/{MARGARET}/").status_code == 200


def test_a_rule_that_is_more_than_a_list_is_shown_as_it_is_written() -> None:
    from joinedup.web.people.rule import rule_in_words

    assert rule_in_words("age >= 65 or (care_home and age > 50)") == (
        "age >= 65 or (care_home and age > 50)",
    )
    assert rule_in_words("sex = 'female' AND emergency_admissions_12m > 1") == (
        "Sex as recorded: female",
        "Emergency admissions in the 12 months before the day: more than 1",
    )


def test_lists_are_worked_out_as_soon_as_a_build_is_there_and_once(place_folder: Path) -> None:
    from joinedup.web.caseloads.ahead import lists_held
    from joinedup.web.caseloads.queries import lists_of
    from joinedup.web.published.current import builds_of
    from joinedup.web.published.place_file import place_of

    build = builds_of(place_folder).current()
    assert build is not None
    version = lists_held(place_folder, "")
    assert version == build.version == lists_held(place_folder, version)
    (model,) = place_of(place_folder).care_models
    assert lists_of(build, model)[0] is lists_of(build, model)[0]
    assert {one.person for one in lists_of(build, model)[0]} == {MARGARET, WILF}


def test_who_waits_is_shown_since_when_and_whether_a_plan_is_written() -> None:
    page = signed_in("care-coordinator").get("/people/caseloads/quay-hub/?show=waiting").content.decode()
    row = page.split(f"/people/{NORA}/")[1].split("</tr>")[0]
    assert "1 March 2024 or before" in row, "nobody knows about the months before"
    assert "None yet" in row
    assert "12%" in row


def test_a_caseload_says_which_plans_are_overdue() -> None:
    from datetime import timedelta

    from django.utils import timezone

    from joinedup.web.plans.actions import save
    from joinedup.web.plans.draft import Draft

    amina = viewer("Amina", "care-coordinator", "L81001")
    day = timezone.localdate() - timedelta(days=3)
    save(by=amina, person=MARGARET, draft=Draft(review_on=day), begun_from=0)
    page = signed_in("care-coordinator").get("/people/caseloads/quay-hub/").content.decode()
    assert "3 days overdue" in page.split(f"/people/{MARGARET}/")[1].split("</tr>")[0]
    assert "None yet" in page.split(f"/people/{WILF}/")[1].split("</tr>")[0]


def test_somebody_is_eligible_since_the_first_month_of_the_run_that_goes_on() -> None:
    from django.conf import settings

    from joinedup.web.caseloads.queries import caseload, eligible_since, facts_now
    from joinedup.web.published.current import build_of_this_page
    from joinedup.web.published.place_file import place_of

    build = build_of_this_page()
    assert build is not None
    (model,) = place_of(settings.SURROUNDINGS.place).care_models
    found = caseload(viewer("Amina", "care-coordinator", "L81001"), build, model)
    assert {day.isoformat() for day in eligible_since(build, model, found.waiting).values()} == {"2024-03-01"}
    assert facts_now(build, model, found.waiting) == {}, (
        "the rule looks at the age alone, which is shown anyway"
    )


def test_those_whose_care_team_was_joined_are_listed_with_age_and_names_for_a_purpose() -> None:
    from joinedup.web.care_teams.actions import join

    priya = viewer("Priya", "social-worker", "SEA")
    join(by=priya, person=MARGARET, organisation="SEA", because="for a test")
    page = signed_in("social-worker").get("/people/").content.decode()
    assert "78, female" in page.split("Whose care team you joined")[1]
    assert f'name="person" value="{MARGARET}"' in page
    assert "What do you need the name for?" in page
