"""Somebody who has never seen it finds their own work, what the place is trying to achieve, and whether it works."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.support.accessibility import violations

# What is on the first screen of each: their actual work, and nobody else's.
WORK = {
    "Amina Yusuf": (
        "Somebody of the hub with us on the next visit",
        "Caseload of Complex care hubs",
        "Hub meeting",
    ),
    "Tom Ellery": ("Home visit after the third call to the ambulance", "Caseload of Complex care hubs"),
    "Priya Nair": ("Carer's assessment, and a sitter", "Somebody you see when you accept"),
    "Joan Fletcher": ("Night light and a sensor mat", "You joined the care team of"),
    "Marek Nowak": ("Money and time diverted", "Who could lose how much", "futures"),
    "Helen Shaw": ("with room for 240 people", "Your vote is wanted", "No longer covered"),
    "Grace Adeyemi": ("Complex care hubs", "4 things expected of it"),
    "Dev Patel": ("Records until 31 March 2024", "rows were set aside by"),
    "Ruth Owen": ("opened in an emergency", "Review it"),
}
OTHERS = {
    "Amina Yusuf": "Money and time diverted",
    "Marek Nowak": "Hub meeting",
    "Ruth Owen": "Your vote is wanted",
}


@pytest.mark.parametrize("name", WORK)
def test_a_newcomer_picks_a_persona_and_finds_that_persons_work_on_the_first_screen(
    page_of_filled_place: Callable[[str], Page], name: str
) -> None:
    page = page_of_filled_place(name)
    expect(page.get_by_role("banner")).to_contain_text(name)
    work = page.get_by_role("region", name="Your work")
    for words in WORK[name]:
        expect(work).to_contain_text(words)
    if name in OTHERS:
        expect(work).not_to_contain_text(OTHERS[name])
    assert is_on_the_first_screen(page, "Your work")
    then_the_page_says_what_the_place_wants_and_whether_it_works(page)
    assert violations(page) == []


def is_on_the_first_screen(page: Page, heading: str) -> bool:
    """Whether a heading is there without scrolling, at a desk."""
    page.set_viewport_size({"width": 1280, "height": 900})
    box = page.get_by_role("heading", name=heading).first.bounding_box()
    return box is not None and box["y"] < 800


def then_the_page_says_what_the_place_wants_and_whether_it_works(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "How can care be improved for people in Seacombe?"
    )
    wanted = page.get_by_role("region", name="What Seacombe is trying to do")
    expect(wanted).to_contain_text("18 organisations of Seacombe work together")
    expect(wanted).to_contain_text("They try Complex care hubs")
    expect(wanted).to_contain_text("fewer emergency admissions (10% lower)")
    expect(wanted).to_contain_text("by 31 March 2024")
    works = page.get_by_role("region", name="Does it work?", exact=True)
    expect(works).to_contain_text(re.compile("Of 4 things expected of it, .*1 is too early to say"))
    expect(works).to_contain_text("control charts")
    assert is_on_the_first_screen(page, "Does it work?")


def test_before_anybody_signs_in_the_first_page_says_what_it_is_about(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("How can care be improved")
    expect(page.get_by_text("This is a made-up place. Choose who to be")).to_be_visible()
    assert violations(page) == []
