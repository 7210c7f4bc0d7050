"""A multidisciplinary team runs its meeting from a screen, and each prints one page at the end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from playwright.sync_api import Page, expect

from tests.support.accessibility import violations
from tests.support.filling_in import fill_day
from tests.support.harbour_people import MARGARET, NORA

PageOf = Callable[[str], Page]
PHONE = {"width": 390, "height": 844}


def test_a_team_runs_its_meeting_from_a_screen_and_prints_its_record(page_of: PageOf) -> None:
    amina, priya = page_of("Amina Yusuf"), page_of("Priya Nair")
    when_she_calls_a_meeting(amina)
    and_moves_it(amina)
    then_who_is_invited_sees_when_and_where_it_is_and_that_it_was_moved(priya)
    for person in (MARGARET, NORA):
        and_puts_somebody_on_its_list(amina, person)
    and_notes_who_is_there(amina)
    then_the_social_worker_sees_the_meeting_and_nobody_she_does_not_care_for(amina, priya)
    when_they_talk_about_the_first_person(amina)
    and_about_the_next(amina)
    then_the_action_waits_for_the_social_worker(priya)
    when_it_is_finished(amina)
    then_the_record_is_one_page(amina)


def when_she_calls_a_meeting(amina: Page) -> None:
    amina.goto("/meetings/call/")
    amina.get_by_role("button", name="Call the meeting").click()
    expect(amina.get_by_role("alert")).to_contain_text("Enter a name for the meeting")
    assert violations(amina) == []
    amina.get_by_label("Name of the meeting").fill("Quay team, weekly")
    fill_day(amina, "Day of the meeting", date.today() + timedelta(days=1))
    amina.get_by_label("Time it starts").fill("2:30")
    amina.get_by_label("Where (optional)").fill("Quay hub")
    amina.get_by_label("Harbour Council").check()
    amina.get_by_role("button", name="Call the meeting").click()
    expect(amina.get_by_role("alert")).to_contain_text("Say whether you mean 2:30am or 2:30pm")
    amina.get_by_label("Time it starts").fill("2.30pm")
    amina.get_by_role("button", name="Call the meeting").click()
    expect(amina.get_by_role("heading", level=1)).to_contain_text("at 2:30pm Quay team, weekly")
    expect(amina.get_by_text("Where: Quay hub")).to_be_visible()
    assert violations(amina) == []


def and_moves_it(amina: Page) -> None:
    amina.get_by_role("link", name="Move the meeting").click()
    expect(amina.get_by_label("Time it starts")).to_have_value("2:30pm")
    amina.get_by_label("Time it starts").fill("quarter past nine")
    amina.get_by_role("button", name="Move the meeting").click()
    expect(amina.get_by_role("alert")).to_contain_text("Enter a time, such as 9am, 2:30pm or 14:00")
    assert violations(amina) == []
    fill_day(amina, "Day of the meeting", date.today())
    amina.get_by_label("Time it starts").fill("9:15")
    amina.get_by_label("Where (optional)").fill("Town hall, room 2")
    amina.get_by_role("button", name="Move the meeting").click()
    expect(amina.get_by_role("heading", level=1)).to_contain_text("at 9:15am Quay team, weekly")
    expect(amina.get_by_text("Until then it was to be on")).to_contain_text("at 2:30pm, Quay hub.")
    assert violations(amina) == []


def then_who_is_invited_sees_when_and_where_it_is_and_that_it_was_moved(priya: Page) -> None:
    priya.goto("/")
    card = priya.get_by_role("listitem").filter(has_text="Meeting: Quay team, weekly")
    expect(card).to_contain_text("Moved")
    expect(card).to_contain_text("Today at 9:15am, Town hall, room 2")
    card.get_by_role("link").click()
    expect(priya.get_by_text("Until then it was to be on")).to_contain_text("at 2:30pm, Quay hub.")
    expect(priya.get_by_role("link", name="Move the meeting")).to_have_count(0)
    assert violations(priya) == []


def and_puts_somebody_on_its_list(amina: Page, person: str) -> None:
    amina.goto(f"/people/{person}/meeting/")
    assert violations(amina) == []
    amina.get_by_label("Meeting", exact=True).select_option(index=1)
    amina.get_by_label("What the meeting is to talk about").fill("Can she stay at home?")
    amina.get_by_role("button", name="Put on the list").click()


def and_notes_who_is_there(amina: Page) -> None:
    for post, organisation in (
        ("Care coordinator", "Harbour View Surgery"),
        ("Social worker", "Harbour Council"),
    ):
        amina.get_by_label("Post", exact=True).select_option(post)
        amina.get_by_label("Organisation", exact=True).select_option(organisation)
        amina.get_by_role("button", name="Note as there").click()
    expect(amina.get_by_role("listitem").filter(has_text="Social worker, Harbour Council")).to_be_visible()


def then_the_social_worker_sees_the_meeting_and_nobody_she_does_not_care_for(
    amina: Page, priya: Page
) -> None:
    priya.goto("/meetings/")
    priya.get_by_role("link", name="Quay team, weekly").click()
    expect(priya.get_by_text("Nobody on the list is in your care")).to_be_visible()
    assert "Can she stay at home?" not in priya.content()
    item = amina.get_by_role("button", name="Begin with the first person").get_attribute("href")
    assert priya.request.get(str(item)).status == 404


def when_they_talk_about_the_first_person(amina: Page) -> None:
    amina.get_by_role("button", name="Begin with the first person").click()
    assert violations(amina) == []
    amina.get_by_label("What was decided").fill("Home, with more help at night")
    amina.get_by_role("button", name="Record the decision").click()
    amina.get_by_label("What is asked").fill("Assess for night sitting")
    amina.get_by_label("Which organisation").select_option("Harbour Council")
    fill_day(amina, "By when", date.today())
    amina.get_by_role("button", name="Record the action").click()
    expect(amina.get_by_role("link", name="Assess for night sitting")).to_be_visible()


def and_about_the_next(amina: Page) -> None:
    amina.get_by_role("button", name="Next:").click()
    amina.get_by_role("button", name="Record the decision").click()
    expect(amina.get_by_role("alert")).to_contain_text("Say what was decided")
    assert violations(amina) == []
    amina.get_by_label("What was decided").fill("Tablets looked at by the pharmacist")
    amina.get_by_role("button", name="Record the decision").click()
    amina.get_by_role("button", name="Back to the list").click()
    expect(amina.get_by_text("Discussed", exact=True)).to_have_count(2)


def then_the_action_waits_for_the_social_worker(priya: Page) -> None:
    priya.goto("/")
    expect(priya.get_by_role("link", name="Assess for night sitting")).to_be_visible()


def when_it_is_finished(amina: Page) -> None:
    amina.get_by_role("button", name="Finish the meeting").click()
    assert violations(amina) == []


def then_the_record_is_one_page(amina: Page) -> None:
    record = amina.get_by_role("article")
    for words in (
        "Home, with more help at night",
        "Assess for night sitting",
        "Tablets looked at",
        "Social worker, Harbour Council",
        "at 9:15am",
        "Where: Town hall, room 2",
    ):
        expect(record).to_contain_text(words)
    assert amina.pdf(format="A4").count(b"/Type /Page\n") == 1
    amina.set_viewport_size(PHONE)
    assert violations(amina) == []
