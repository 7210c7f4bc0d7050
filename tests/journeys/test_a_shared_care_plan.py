"""A care coordinator and a social worker of another organisation care for one person with one plan."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from playwright.sync_api import Page, expect

from tests.support.accessibility import violations
from tests.support.filling_in import fill_day
from tests.support.harbour_people import ARTHUR, MARGARET, NORA

PLAN = f"/people/{MARGARET}/plan/"
NOBODY = "a" * 26
LATER = date.today() + timedelta(days=60)
PageOf = Callable[[str], Page]


def test_a_care_coordinator_writes_the_plan_and_asks_the_councils_social_worker_who_joins_reads_and_leaves(
    page_of: PageOf,
) -> None:
    amina, priya = page_of("Amina Yusuf"), page_of("Priya Nair")
    when_she_writes_the_plan(amina)
    then_the_plan_says_who_saved_it(amina)
    nobody_outside_the_team_reads_it(priya)
    when_she_asks_for_the_action_as_a_task(amina)
    then_the_social_worker_finds_it_on_her_first_screen_without_the_person(priya)
    when_she_accepts(priya)
    then_she_reads_the_plan(priya)
    when_she_hands_it_back(priya)
    nobody_outside_the_team_reads_it(priya)
    amina.goto("/tasks/")
    expect(amina.get_by_role("row").filter(has_text="Fit grab rails")).to_contain_text("Handed back")


def when_she_writes_the_plan(amina: Page) -> None:
    amina.goto(f"{PLAN}edit/")
    assert violations(amina) == []
    amina.get_by_label("About me").fill("Call her Peggy 🌷\nNobody before ten in the morning")
    amina.get_by_label("Goals and hopes").fill("Back to the choir by summer")
    amina.get_by_label("What will be done").fill("Fit grab rails")
    amina.get_by_label("Who does it").select_option("Harbour Council")
    amina.get_by_label("Whose work it is there").select_option("Social worker")
    fill_day(amina, "By when", LATER)
    amina.get_by_label("Contingency plan").fill("If she falls: the falls service before an ambulance")
    amina.get_by_role("button", name="Save the plan").click()


def then_the_plan_says_who_saved_it(amina: Page) -> None:
    expect(amina.get_by_role("heading", level=1)).to_contain_text("Shared care plan")
    expect(
        amina.get_by_text("Version 1, saved by Amina Yusuf, Care coordinator, Harbour View Surgery")
    ).to_be_visible()
    expect(amina.get_by_role("heading", name="Contingency plan")).to_be_visible()
    assert violations(amina) == []


def when_she_asks_for_the_action_as_a_task(amina: Page) -> None:
    amina.goto(PLAN)
    amina.get_by_role("link", name="Ask for this as a task").click()
    assert violations(amina) == []
    amina.get_by_role("button", name="Ask", exact=True).click()
    expect(amina.get_by_role("table", name="Tasks for this person")).to_contain_text("Fit grab rails")


def then_the_social_worker_finds_it_on_her_first_screen_without_the_person(priya: Page) -> None:
    priya.goto("/")
    priya.get_by_role("link", name="Fit grab rails").click()
    expect(priya.get_by_text("Somebody you see when you accept")).to_be_visible()
    assert MARGARET not in priya.content()
    assert violations(priya) == []


def when_she_accepts(priya: Page) -> None:
    priya.get_by_role("button", name="Accept").click()
    assert violations(priya) == []


def then_she_reads_the_plan(priya: Page) -> None:
    priya.goto(PLAN)
    expect(priya.get_by_text("Back to the choir by summer")).to_be_visible()


def when_she_hands_it_back(priya: Page) -> None:
    priya.goto("/tasks/")
    priya.get_by_role("link", name="Fit grab rails").click()
    priya.get_by_text("Hand it back").first.click()
    priya.get_by_role("button", name="Hand it back").click()
    expect(priya.get_by_role("alert")).to_contain_text("Say why")
    assert violations(priya) == []
    priya.get_by_label("Why").fill("Her daughter has had them fitted")
    priya.get_by_role("button", name="Hand it back").click()


def nobody_outside_the_team_reads_it(other: Page) -> None:
    """To somebody else the person is the same as one who does not exist."""
    for address in (
        PLAN,
        f"{PLAN}edit/",
        f"{PLAN}history/",
        f"{PLAN}history/1/",
        f"/people/{MARGARET}/tasks/ask/",
    ):
        assert answered(other, address) == answered(other, address.replace(MARGARET, NOBODY))


def answered(page: Page, address: str) -> tuple[int, str]:
    """The status and the words of a page, without what differs each time it is asked for."""
    answer = page.request.get(address)
    assert answer.status == 404
    return answer.status, re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", answer.text())


def test_a_social_worker_declines_with_a_reason_and_reads_nothing(page_of: PageOf) -> None:
    amina, priya = page_of("Amina Yusuf"), page_of("Priya Nair")
    amina.goto(f"/people/{NORA}/tasks/ask/")
    amina.get_by_role("button", name="Ask", exact=True).click()
    expect(amina.get_by_role("alert")).to_contain_text("Say what is asked")
    assert violations(amina) == []
    amina.get_by_label("What is asked").fill("See whether a day centre would suit <b>her</b> \u202eabc")
    amina.get_by_label("Which organisation").select_option("Harbour Council")
    fill_day(amina, "By when", LATER)
    amina.get_by_role("button", name="Ask", exact=True).click()
    expect(amina.get_by_role("heading", level=1)).to_contain_text("<b>her</b>")
    task = amina.url
    priya.goto(task)
    priya.get_by_text("Decline", exact=True).first.click()
    priya.get_by_label("Why").fill("No place before June")
    priya.get_by_role("button", name="Decline").click()
    expect(priya.get_by_role("heading", level=1)).to_have_text("Tasks")
    assert priya.request.get(task).status == 404
    assert priya.request.get(f"/people/{NORA}/plan/").status == 404
    amina.reload()
    expect(amina.get_by_text("No place before June")).to_be_visible()


def test_a_social_worker_who_stayed_after_the_task_leaves_when_her_part_is_over(page_of: PageOf) -> None:
    amina, priya = page_of("Amina Yusuf"), page_of("Priya Nair")
    amina.goto(f"/people/{NORA}/tasks/ask/")
    amina.get_by_label("What is asked").fill("Look at the stairs")
    amina.get_by_label("Which organisation").select_option("Harbour Council")
    fill_day(amina, "By when", LATER)
    amina.get_by_role("button", name="Ask", exact=True).click()
    priya.goto(amina.url)
    priya.get_by_role("button", name="Accept").click()
    priya.get_by_role("button", name="It is done").click()
    priya.get_by_role("link", name="Person").click()
    priya.get_by_role("link", name="Leave the care team").click()
    assert violations(priya) == []
    priya.get_by_role("button", name="Leave the care team").click()
    expect(priya.get_by_role("heading", level=1)).to_contain_text("People you look after")
    for address in (amina.url, f"/people/{NORA}/", f"/people/{NORA}/plan/", f"/people/{NORA}/leave/"):
        assert priya.request.get(address).status == 404
    amina.reload()
    expect(amina.get_by_text("Done", exact=True).first).to_be_visible()


def test_two_people_who_write_at_once_see_what_the_other_changed_and_lose_nothing(page_of: PageOf) -> None:
    amina, tom = page_of("Amina Yusuf"), page_of("Tom Ellery")
    plan = f"/people/{NORA}/plan/"
    amina.goto(f"{plan}edit/")
    amina.get_by_label("Goals and hopes").fill("Sleep through the night")
    amina.get_by_role("button", name="Save the plan").click()
    for both in (amina, tom):
        both.goto(f"{plan}edit/")
    tom.get_by_label("Goals and hopes").fill("Sleep through the night\nFewer tablets")
    tom.get_by_role("button", name="Save the plan").click()
    amina.get_by_label("Goals and hopes").fill("Sleep through the night\nVisit her sister")
    amina.get_by_label("Strengths").fill("Plays the piano")
    amina.get_by_role("button", name="Save the plan").click()
    expect(amina.get_by_role("alert")).to_contain_text("saved by Tom Ellery, GP, Harbour View Surgery")
    expect(amina.get_by_role("region", name="What they changed").locator("ins")).to_contain_text(
        "Fewer tablets"
    )
    expect(amina.get_by_text("You both changed this").first).to_be_visible()
    assert violations(amina) == []
    expect(amina.get_by_label("Goals and hopes")).to_have_value(
        "Sleep through the night\nFewer tablets\nVisit her sister"
    )
    amina.get_by_role("button", name="Save both together").click()
    amina.get_by_role("link", name="Every version").click()
    expect(amina.get_by_role("heading", level=2)).to_have_text(["Version 3", "Version 2", "Version 1"])
    assert violations(amina) == []


def test_a_person_nobody_here_looks_after_has_no_plan_for_anybody(page_of: PageOf) -> None:
    for name in ("Amina Yusuf", "Priya Nair", "Marek Nowak", "Helen Shaw", "Dev Patel"):
        assert page_of(name).request.get(f"/people/{ARTHUR}/plan/").status == 404
