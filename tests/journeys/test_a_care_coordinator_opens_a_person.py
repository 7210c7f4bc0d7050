"""A care coordinator on her caseload, and what keeps everybody else out."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.support.accessibility import violations
from tests.support.harbour_people import ARTHUR, EDNA, MARGARET, NUMBERS

pytestmark = pytest.mark.usefixtures("people_built")

PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


def be(page: Page, name: str) -> None:
    page.goto("/sign-in/")
    page.get_by_role("button", name=f"Be {name}").click()


def nothing_is_in_anybodys_way(page: Page) -> None:
    for size in (PHONE, DESKTOP):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1"), (
            "the page is wider than its window"
        )


def test_a_care_coordinator_sees_her_caseload_and_opens_a_person(page: Page) -> None:
    be(page, "Amina Yusuf")
    page.get_by_role("link", name="People", exact=True).click()
    nothing_is_in_anybodys_way(page)
    page.get_by_role("link", name="Caseload of Quay hub").click()
    expect(page.get_by_text("2 people were on the caseload. There are places for 40.")).to_be_visible()
    page.get_by_text("The rule: who is eligible").click()
    expect(page.get_by_text("Age in whole years on the day: 65 or more")).to_be_visible()
    nothing_is_in_anybodys_way(page)
    page.get_by_role("link", name="Eligible and waiting").click()
    expect(
        page.get_by_text(
            "A few others (7 or fewer) were eligible and waiting, looked after by other organisations"
        )
    ).to_be_visible()
    nothing_is_in_anybodys_way(page)
    page.get_by_role("link", name="On the caseload").click()
    page.get_by_role("link", name=f"Person {MARGARET[:8].upper()}").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"Person {MARGARET[:8].upper()}")
    expect(page.get_by_role("img")).to_have_accessible_name(
        "7 events from 1 April 2023 to 31 March 2024, in 4 lanes: GP practice: Harbour View Surgery,"
        " Hospital: Harbour General, Social care: Harbour Council and Long-term conditions first on record."
        " 1 item prescribed in this time is not drawn."
    )
    page.get_by_text("The same as a table").click()
    expect(page.get_by_role("row", name="1 July 2023 to 8 July 2023")).to_contain_text(
        "Emergency admission, 8 nights"
    )
    expect(page.get_by_text("High risk of the problems that come with frailty")).to_be_visible()
    nothing_is_in_anybodys_way(page)
    page.get_by_role("link", name="Everything since 1 April 2021").click()
    nothing_is_in_anybodys_way(page)


def test_a_name_is_shown_for_a_purpose_and_the_opening_is_on_record(page: Page) -> None:
    be(page, "Amina Yusuf")
    page.goto(f"/people/{MARGARET}/")
    expect(page.get_by_text("HARGREAVES")).to_have_count(0)
    page.get_by_role("button", name="Show the name").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose what you need the name for")
    nothing_is_in_anybodys_way(page)
    page.get_by_label("What do you need the name for?").select_option(
        label="Writing or reviewing their care plan"
    )
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("HARGREAVES, Margaret")
    expect(page.get_by_text("943 476 5919")).to_be_visible()
    nothing_is_in_anybodys_way(page)
    page.goto("/tasks/")
    expect(page.get_by_text("The name of 1 person is open to you until")).to_be_visible()
    page.get_by_role("button", name="Hide it").click()
    expect(page.get_by_role("button", name="Hide it")).to_have_count(0)
    page.goto(f"/people/{MARGARET}/")
    expect(page.get_by_text("HARGREAVES")).to_have_count(0)


def test_a_social_worker_outside_the_team_finds_nobody_until_an_emergency_and_it_is_loud(page: Page) -> None:
    be(page, "Priya Nair")
    nobody = page.request.get(f"/people/{'a' * 26}/")
    assert (page.request.get(f"/people/{MARGARET}/").status, nobody.status) == (404, 404)
    page.goto("/people/")
    page.get_by_label("NHS number").fill(NUMBERS["Margaret"])
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_role("alert")).to_contain_text("You look after nobody with this NHS number")
    nothing_is_in_anybodys_way(page)
    page.get_by_role("link", name="Open a record in an emergency").click()
    page.get_by_role("button", name="Open the record").click()
    expect(page.get_by_role("alert")).to_contain_text("Confirm that this is an emergency")
    expect(page.get_by_role("alert")).to_be_focused()
    nothing_is_in_anybodys_way(page)
    page.get_by_label("NHS number").fill(NUMBERS["Arthur"])
    page.get_by_label("Why do you need the record now?").fill("Found in the street, confused 🧭 לא מגיב")
    page.get_by_label("This is an emergency").check()
    page.get_by_role("button", name="Open the record").click()
    expect(page.get_by_label(f"Emergency access to person {ARTHUR[:8].upper()}")).to_contain_text(
        "Caldicott guardian will review it"
    )
    nothing_is_in_anybodys_way(page)
    page.goto("/people/")
    expect(page.get_by_label(f"Emergency access to person {ARTHUR[:8].upper()}")).to_be_visible()
    page.get_by_role("button", name="End it now").click()
    assert page.request.get(f"/people/{ARTHUR}/").status == 404


def test_the_caldicott_guardian_reviews_emergency_access(page: Page) -> None:
    be(page, "Tom Ellery")
    page.goto("/emergency-access/")
    page.get_by_label("NHS number").fill(NUMBERS["Edna"])
    page.get_by_label("Why do you need the record now?").fill("Collapsed in the waiting room")
    page.get_by_label("This is an emergency").check()
    page.get_by_role("button", name="Open the record").click()
    expect(page.get_by_text("Emergency access.")).to_be_visible()
    be(page, "Ruth Owen")
    page.get_by_role("link", name="Emergency access", exact=True).first.click()
    waiting = page.get_by_role("region", name=f"Record of person {EDNA[:8].upper()}")
    expect(waiting).to_contain_text("Tom Ellery, GP, Harbour View Surgery")
    nothing_is_in_anybodys_way(page)
    waiting.get_by_role("button").click()
    page.get_by_role("button", name="Save the review").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose what you found")
    nothing_is_in_anybodys_way(page)
    page.get_by_label("What did you find?").select_option(label="It was justified")
    page.get_by_label("Why?").fill("The practice manager confirms it")
    page.get_by_role("button", name="Save the review").click()
    expect(page.get_by_role("region", name=f"Record of person {EDNA[:8].upper()}")).to_contain_text(
        "It was justified"
    )
    nothing_is_in_anybodys_way(page)
