"""The board takes a decision, and is told when what it approved is no longer what the place file says."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.support.accessibility import violations


def be(page: Page, name: str) -> None:
    """Sign in as somebody else."""
    page.context.clear_cookies()
    page.goto("/sign-in/")
    page.get_by_role("button", name=f"Be {name}").click()


def is_clean(page: Page) -> None:
    assert violations(page) == []


def fill_day(page: Page, question: str, day: str, month: str, year: str) -> None:
    boxes = page.get_by_role("group", name=question)
    for name, value in (("Day", day), ("Month", month), ("Year", year)):
        boxes.get_by_label(name).fill(value)


def propose(page: Page) -> str:
    """A proposal is put to the board; gives its address."""
    page.goto("/decisions/")
    is_clean(page)
    page.get_by_role("button", name="Put something to the board").click()
    is_clean(page)
    page.get_by_role("link", name="Moving up to 50,000 pounds").click()
    is_clean(page)
    page.get_by_label("What is to be decided").fill("Open the Quay hub at weekends")
    page.get_by_label("Why", exact=True).fill("People wait from Friday to Monday.")
    page.get_by_label("Option 1").first.fill("Open it on Saturdays and Sundays")
    page.get_by_label("Option 2").first.fill("Leave it as it is")
    page.get_by_role("radio", name="Option 1").check()
    page.get_by_label("Part of the place file that is approved").select_option(
        label="Quay hub (care_models[1])"
    )
    page.get_by_label("Money to be moved or spent, in pounds").fill("20,000")
    page.get_by_label("Harbour General").fill("-5,000")
    page.get_by_label("Who is accountable").select_option(label="Harbour Integrated Care Board")
    page.get_by_label("Who does it").select_option(label="Harbour View Surgery")
    page.get_by_label("What is expected to come of it").fill("Ten fewer emergency admissions a month")
    page.get_by_role("button", name="Put this to the board").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter a review date")
    is_clean(page)
    fill_day(page, "Review on", "1", "4", "2040")
    page.get_by_role("button", name="Put this to the board").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Open the Quay hub at weekends")
    is_clean(page)
    return page.url


def add_evidence_and_a_condition(page: Page) -> None:
    page.get_by_role("link", name="Add evidence").click()
    page.get_by_label("Address of the page").fill("/network/agreements/1/")
    page.get_by_label("What it shows").fill("Who decides what in Harbour")
    is_clean(page)
    page.get_by_role("button", name="Add this page").click()
    expect(page.get_by_role("link", name="Who decides what in Harbour")).to_be_visible()
    page.get_by_role("link", name="Add a condition").click()
    page.get_by_label("What must be met first").fill("Two nurses are found")
    page.get_by_label("Who sees to it").select_option(label="Harbour View Surgery")
    fill_day(page, "By when", "1", "2", "2040")
    page.get_by_role("button", name="Add the condition").click()
    expect(page.get_by_text("Two nurses are found").first).to_be_visible()


def vote(page: Page, post: str, does: str, choice: str, because: str = "") -> None:
    """A post says that it has no interest, and votes."""
    page.get_by_role("link", name=f"Declare for the {post}").click()
    page.get_by_role("radio", name="No interest in this").check()
    is_clean(page)
    page.get_by_role("button", name="Write this down").click()
    page.get_by_role("link", name=f"{does} of the {post}").click()
    page.get_by_role("radio", name=choice).check()
    page.get_by_label("Why").fill(because)
    is_clean(page)
    page.get_by_role("button", name="Record this vote").click()


@contextmanager
def changed(file: Path, before: str, after: str) -> Iterator[None]:
    """The place file says another thing, for a while."""
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(before, after), encoding="utf-8")
    yield
    file.write_text(text, encoding="utf-8")


def test_the_board_takes_a_decision_and_sees_later_what_it_no_longer_covers(
    page: Page, place_folder: Path
) -> None:
    be(page, "Grace Adeyemi")
    address = propose(page)
    add_evidence_and_a_condition(page)

    # One member has an interest and steps aside; another's dissent goes into the minutes.
    page.get_by_role("link", name="Declare for the Clinical lead").click()
    page.get_by_role("radio", name="Financial: money could be gained or lost").check()
    page.get_by_label("What the interest is").fill("The practice would be paid for the weekends")
    page.get_by_label("It steps aside").check()
    page.get_by_role("button", name="Write this down").click()
    expect(page.get_by_role("row", name=re.compile("Clinical lead"))).to_contain_text("Steps aside")
    vote(page, "Director of adult social care", "Minute the vote", "Against", "The council was not asked")
    vote(page, "Director of strategy", "Minute the vote", "For")
    expect(page.get_by_role("button", name="Sign and close the vote")).to_have_count(0)

    # The hospital votes for itself, and signs: who kept the minutes does not.
    be(page, "Helen Shaw")
    page.goto(address)
    vote(page, "Finance director", "Vote", "For")
    is_clean(page)
    page.get_by_role("button", name="Sign and close the vote").click()
    expect(page.get_by_text("Taken", exact=True)).to_be_visible()
    expect(page.get_by_text("The council was not asked")).to_be_visible()
    expect(page.get_by_text("as it stands in the place file today")).to_be_visible()

    # The decision lies in the place's folder too, with the hash of the part it approved.
    line = json.loads(
        (place_folder / "decisions" / "decisions.jsonl").read_text(encoding="utf-8").splitlines()[0]
    )
    assert line["entry"]["part"]["path"] == "care_models[1]"
    assert [one["vote"] for one in line["entry"]["votes"]] == ["for", "for", "against"]

    # The condition is met; later, what came of it stands beside what was expected.
    page.get_by_role("link", name="Say that it is met").click()
    page.get_by_label("How it is known").fill("Both began on Monday")
    page.get_by_role("button", name="Write this down").click()
    page.get_by_role("link", name="Say what came of it").click()
    page.get_by_label("What came of it").fill("Four fewer admissions a month")
    page.get_by_role("radio", name="In part").check()
    is_clean(page)
    page.get_by_role("button", name="Write this down").click()
    expect(page.get_by_text("Ten fewer emergency admissions a month")).to_be_visible()
    expect(page.get_by_text("Four fewer admissions a month")).to_be_visible()
    is_clean(page)

    # The part that was approved changes: everybody is told that the approval no longer covers it, and what changed.
    with changed(place_folder / "place.toml", "capacity = 40", "capacity = 60"):
        be(page, "Priya Nair")
        page.goto(address)
        expect(
            page.get_by_role("heading", name="This approval no longer covers the place file")
        ).to_be_visible()
        expect(page.get_by_role("row", name="capacity 40 60")).to_be_visible()
        is_clean(page)
        page.set_viewport_size({"width": 390, "height": 800})
        page.goto("/decisions/")
        expect(page.get_by_text("No longer covers the place file")).to_be_visible()
        is_clean(page)
    page.goto(address)
    expect(page.get_by_text("as it stands in the place file today")).to_be_visible()
