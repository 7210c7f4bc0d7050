"""Somebody who has never seen the place finds out whether it works, and money that went elsewhere raises an alarm."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.test_the_finance_lead import PHONE, opened, signed_in
from tests.support.accessibility import violations


def seen(page: Page, address: str, words: str) -> None:
    """The page, asked for again until what is worked out stands on it."""
    page.goto(address)
    for _ in range(90):
        if page.get_by_text(words).count():
            break
        page.wait_for_timeout(1_000)
        page.reload()
    assert violations(page) == []


@pytest.mark.parametrize("name", ["Amina Yusuf", "Helen Shaw"])
def test_the_first_page_says_what_is_tried_and_whether_it_works(page_of_seacombe: Page, name: str) -> None:
    page = page_of_seacombe
    signed_in(page, name)
    seen(page, "/", "control charts")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "How can care be improved for people in Seacombe?"
    )
    works = page.get_by_role("region", name="Does it work?", exact=True)
    expect(works).to_contain_text("Of 4 things expected of it")
    expect(works).to_contain_text("control charts")
    tried = page.get_by_role("region", name="What was tried, and what was found")
    expect(tried.get_by_text("Too early to say")).to_be_visible()
    expect(page.get_by_role("region", name="What changed lately?")).to_contain_text(
        re.compile("every chart", re.IGNORECASE)
    )
    expect(page.get_by_role("region", name="The money in short")).to_contain_text("a year is pooled")
    expect(page.get_by_role("region", name="What waits for a decision?")).to_be_visible()


def test_version_one_stands_beside_version_two(page_of_seacombe: Page) -> None:
    page = page_of_seacombe
    signed_in(page, "Helen Shaw")
    opened(page, "/scorecard/")
    first = page.get_by_role("region", name="Version one: what regulators count")
    expect(first).to_contain_text("Waits")
    expect(first).to_contain_text("Access")
    expect(first).to_contain_text("Finance")
    expect(first.get_by_role("img", name="variation").first).to_be_visible()
    second = page.get_by_role("region", name="Version two: what the place is changing")
    expect(second).to_contain_text("Complex care hubs")
    expect(second).to_contain_text("whole-time equivalents")
    one, two = first.bounding_box(), second.bounding_box()
    assert one is not None
    assert two is not None
    assert one["y"] == two["y"]
    assert one["x"] < two["x"]
    by_organisation = page.get_by_role("region", name="By organisation, and for the whole place")
    expect(by_organisation).to_contain_text("the place as a whole")
    expect(by_organisation.get_by_role("table")).to_contain_text("The place")
    expect(page.get_by_role("heading", name="Inequality")).to_be_visible()


def test_money_for_change_that_went_elsewhere_raises_an_alarm(page_of_seacombe: Page) -> None:
    page = page_of_seacombe
    signed_in(page)
    page.goto("/money/change/")
    page.get_by_role("button", name="Record this quarter").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose which money it is")
    assert violations(page) == []
    page.get_by_role("radio", name="The engine room").check()
    page.get_by_label("Quarter", exact=True).select_option("2023-04-01")
    page.get_by_label("Spent on change, in pounds").fill("40000")
    page.get_by_label("Used for something else, in pounds").fill("20000")
    page.get_by_label("What it was spent on").fill("A winter ward needed staff <b>at once</b> \u2603")
    page.get_by_role("button", name="Record this quarter").click()
    expect(page.get_by_role("table", name="The engine room, by quarter")).to_contain_text("£20,000")
    expect(page.get_by_text("<b>at once</b>")).to_be_visible()
    assert violations(page) == []

    seen(page, "/", "control charts")
    expect(page.get_by_role("heading", name="Change money or time went elsewhere")).to_be_visible()
    opened(page, "/scorecard/")
    expect(page.get_by_text("Money diverted")).to_be_visible()


def test_figures_of_the_place_are_readable_on_a_phone(page_of_seacombe: Page) -> None:
    page = page_of_seacombe
    page.set_viewport_size(PHONE)
    signed_in(page, "Dev Patel")
    for address in ("/", "/scorecard/", "/charts/", "/report/", "/evaluation/complex-care-hubs/"):
        opened(page, address)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], address
