"""The engine room sees why each care model should work and whether it does, tries something, learns, and asks what others tried."""

from __future__ import annotations

from datetime import date

from playwright.sync_api import Page, expect

from tests.journeys.test_the_finance_lead import PHONE, signed_in
from tests.journeys.test_the_scorecard import seen
from tests.support.accessibility import violations
from tests.support.filling_in import fill_day

CARE_MODEL = "/care-models/complex-care-hubs/"


def is_clean(page: Page) -> None:
    assert violations(page) == []


def test_a_care_model_shows_its_logic_its_ledger_its_enrolment_and_its_sites(page_of_seacombe: Page) -> None:
    page = page_of_seacombe
    signed_in(page, "Grace Adeyemi")
    page.get_by_role("navigation", name="Menu").get_by_role("link", name="Care models").click()
    is_clean(page)
    page.get_by_role("link", name="Complex care hubs").first.click()
    seen(page, CARE_MODEL, "95% interval")

    why = page.get_by_role("region", name="Why it should work")
    expect(why.get_by_role("img", name="Logic model of Complex care hubs")).to_be_visible()
    expect(why).to_contain_text("Complex care hubs rests on 4 assumptions")
    why.get_by_text("The logic model as a table").click()
    expect(why.get_by_role("table")).to_contain_text(
        "each person has one coordinator and one plan within 28 days"
    )

    first = page.get_by_role("article", name="A1 Fewer emergency admissions")
    expect(first).to_contain_text("10% lower by 31 March 2024")
    expect(first).to_contain_text("Smallest change this test could find")
    expect(first).to_contain_text("pause enrolment and bring to the board")
    first.get_by_text("What was found, and by which rule").click()
    expect(first).to_contain_text("The rule:")
    expect(
        page.get_by_role("article", name="A4 Fewer nights").get_by_text("Too early to say")
    ).to_be_visible()

    enrolment = page.get_by_role("region", name="Enrolment", exact=True)
    expect(enrolment.get_by_role("img", name="Enrolment against capacity")).to_be_visible()
    expect(enrolment).to_contain_text("which has places for")
    enrolment.get_by_text("The figures as a table").click()
    expect(enrolment.get_by_role("table", name="People on the first day of each month")).to_contain_text(
        "Mar 2024"
    )

    sites = page.get_by_role("table", name="Sites of Complex care hubs")
    expect(sites).to_contain_text("Consultations until")
    expect(sites).to_contain_text("No agreement names it")
    is_clean(page)


def test_a_site_says_that_it_is_not_ready_and_later_that_it_is(page_of_seacombe: Page) -> None:
    page = page_of_seacombe
    signed_in(page, "Grace Adeyemi")
    page.goto(f"{CARE_MODEL}sites/L81002/")
    is_clean(page)
    page.get_by_role("button", name="Say how it stands").click()
    page.get_by_role("radio", name="Not ready").check()
    fill_day(page, "As of which day", date(2024, 4, 1))
    page.get_by_role("button", name="Write this down").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter why the site is not ready")
    is_clean(page)
    page.get_by_label("What is there, or what is missing").fill("No room for the coordinator <b>yet</b>")
    page.get_by_role("button", name="Write this down").click()
    expect(page.get_by_text("No room for the coordinator <b>yet</b>")).to_be_visible()

    page.get_by_role("button", name="Say how it stands").click()
    page.get_by_role("radio", name="Ready", exact=True).check()
    fill_day(page, "As of which day", date(2024, 5, 1))
    page.get_by_role("button", name="Write this down").click()
    expect(page.get_by_text("No room for the coordinator <b>yet</b>")).to_be_visible()
    is_clean(page)
    page.goto(CARE_MODEL)
    row = page.get_by_role("row").filter(has_text="Quay Street Medical Centre")
    expect(row.get_by_text("Ready", exact=True)).to_be_visible()

    # Whoever sees the place reads of it, and finds no way to write.
    signed_in(page, "Tom Ellery")
    page.goto(f"{CARE_MODEL}sites/L81002/")
    expect(page.get_by_role("button", name="Say how it stands")).to_have_count(0)
    assert page.request.get(f"{CARE_MODEL}sites/L81002/say/").status == 404


def test_a_cycle_is_planned_done_studied_on_a_control_chart_and_learned_from(page_of_seacombe: Page) -> None:
    page = page_of_seacombe
    signed_in(page, "Grace Adeyemi")
    seen(page, "/learning/", "Cycles")
    page.get_by_role("button", name="Add a cycle").click()
    is_clean(page)
    page.get_by_label("What is tried, in a few words").fill("Ring before you refer")
    page.get_by_label("On which measure it should show").select_option(
        label="Consultations in general practice"
    )
    fill_day(page, "On which day the change is made", date(2023, 9, 1))
    page.get_by_label("What exactly will be done, by whom").fill("Two practices ring the consultant first")
    page.get_by_label("What you expect to see, and by when").fill("A tenth fewer by March 2024")
    page.get_by_role("button", name="Add the cycle").click()
    seen(page, page.url, "whole months")
    chart = page.get_by_role("region", name="Control chart of consultations in general practice")
    expect(chart.get_by_role("img")).to_be_visible()
    expect(page.get_by_text("Since 1 September 2023 there are 7 whole months")).to_be_visible()
    expect(page.get_by_text("1 September 2023 The change was made")).to_be_visible()

    page.get_by_role("link", name="Write down what was done").click()
    page.get_by_role("radio", name="What was done").check()
    fill_day(page, "On which day", date(2023, 10, 2))
    page.get_by_label("In words").fill("Both practices began")
    is_clean(page)
    page.get_by_role("button", name="Write this down").click()
    expect(page.get_by_role("region", name="Do", exact=True)).to_contain_text("Both practices began")

    page.get_by_role("button", name="Record what was learned").click()
    page.get_by_role("button", name="Write this down").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose what follows from it")
    page.get_by_role("radio", name="Adapt").check()
    page.get_by_label("What was learned").fill("Messages work better than telephones")
    fill_day(page, "On which day", date(2024, 2, 1))
    is_clean(page)
    page.get_by_role("button", name="Write this down").click()
    expect(page.get_by_role("region", name="Act", exact=True)).to_contain_text("Messages work better")
    for words in ("2 October 2023 Something was done", "1 February 2024 Learned: adapted"):
        expect(page.get_by_text(words)).to_be_visible()
    assert chart.locator("svg").text_content().count("Learned") == 1  # type: ignore[union-attr]
    is_clean(page)
    page.goto("/learning/")
    row = page.get_by_role("row").filter(has_text="Ring before you refer")
    expect(row.first.get_by_text("Adapted, tried again")).to_be_visible()
    is_clean(page)


def test_the_library_says_what_others_tried_and_whether_it_fits_here(page_of_seacombe: Page) -> None:
    page = page_of_seacombe
    signed_in(page, "Dev Patel")
    seen(page, f"{CARE_MODEL}", "95% interval")
    page.get_by_role("link", name="What others tried").click()
    expect(page.get_by_role("article", name="Integrated care teams, North East Hampshire")).to_be_visible()
    page.get_by_label("Kind").select_option(label="Care homes")
    page.get_by_label("What it changes").select_option(label="Emergency admissions")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("article", name="Integrated care teams, North East Hampshire")).to_have_count(0)
    is_clean(page)
    page.get_by_role("link", name="Enhanced support for care homes, Rushcliffe").click()
    expect(page.get_by_role("table", name="What came of it")).to_contain_text(
        "95% interval: 39% lower to 3% lower"
    )
    expect(page.get_by_role("img", name="Enhanced support for care homes, Rushcliffe")).to_be_visible()
    is_clean(page)

    seen(page, "/learning/evidence/north-east-hampshire-farnham-teams/", "people who are eligible for")
    fit = page.get_by_role("region", name="Does it fit here?")
    expect(fit).to_contain_text("Of 8 questions")
    expect(fit).to_contain_text("81 years on average there")
    expect(fit).to_contain_text("the smallest that could be found here is")
    expect(fit).to_contain_text("Find out first: the workforce")
    is_clean(page)

    page.goto("/learning/evidence/")
    page.get_by_role("link", name="Add what we learned").click()
    page.get_by_label("What was tried, in a few words").fill("Ring before you refer")
    page.get_by_label("Kind").select_option(label="Primary and acute care together")
    page.get_by_label("What was done").fill("Two practices rang first")
    page.get_by_label("Where", exact=True).fill("Old Town")
    page.get_by_label("For whom").fill("People about to be referred")
    page.get_by_label("What this rests on").fill("A control chart")
    page.get_by_label("What was learned").fill("Messages work better than telephones")
    is_clean(page)
    page.get_by_role("button", name="Add it to the library").click()
    expect(page.get_by_text("Our own")).to_be_visible()
    is_clean(page)


def test_the_engine_rooms_pages_are_readable_on_a_phone(page_of_seacombe: Page) -> None:
    page = page_of_seacombe
    page.set_viewport_size(PHONE)
    signed_in(page, "Helen Shaw")
    seen(page, CARE_MODEL, "95% interval")
    expect(page.get_by_role("img", name="Logic model of Complex care hubs")).to_have_count(1)
    for address in (
        "/care-models/",
        CARE_MODEL,
        f"{CARE_MODEL}sites/L81001/",
        "/learning/",
        "/learning/cycles/a-coordinator-in-the-emergency-department-on-weekdays-2023-06-01/",
        "/learning/evidence/",
        "/learning/evidence/prismatic-2018/",
    ):
        page.goto(address)
        is_clean(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], address
