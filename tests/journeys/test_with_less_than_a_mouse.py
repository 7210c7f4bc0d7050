"""Everything works with the keyboard alone, and with scripts switched off."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.filling_in import fill_day

LATER = date.today() + timedelta(days=30)
WHAT = "Somebody to sit with her on Wednesday afternoons"
MOST_TABS = 80


@pytest.fixture
def without_scripts(browser: Browser, filled_address: str) -> Iterator[Callable[[str], Page]]:
    """Opens a browser that runs no scripts, signed in under a name."""
    contexts = []

    def opened(name: str) -> Page:
        contexts.append(browser.new_context(base_url=filled_address, java_script_enabled=False))
        page = contexts[-1].new_page()
        page.goto("/sign-in/")
        page.get_by_role("button", name=f"Be {name}").click()
        return page

    yield opened
    for context in contexts:
        context.close()


def test_a_task_is_asked_accepted_and_done_with_scripts_switched_off(
    without_scripts: Callable[[str], Page],
) -> None:
    amina, priya = without_scripts("Amina Yusuf"), without_scripts("Priya Nair")
    when_she_asks_after_a_mistake(amina)
    priya.goto("/tasks/")
    priya.get_by_role("link", name=WHAT).first.click()
    priya.get_by_role("button", name="Accept").click()
    expect(priya.get_by_text("Accepted", exact=True).first).to_be_visible()
    priya.get_by_label("What was done").fill("A volunteer comes from next week")
    priya.get_by_role("button", name="It is done").click()
    amina.reload()
    expect(amina.get_by_text("A volunteer comes from next week")).to_be_visible()


def when_she_asks_after_a_mistake(amina: Page) -> None:
    """From her first screen to a task that is asked; the form says what is missing before it is sent well."""
    amina.get_by_role("link", name="Caseload of Complex care hubs").click()
    amina.get_by_role("table").get_by_role("link", name="Person").nth(15).click()
    amina.get_by_role("link", name="Ask another organisation for a task").click()
    amina.get_by_role("button", name="Ask", exact=True).click()
    expect(amina.get_by_role("alert")).to_contain_text("Say what is asked")
    amina.get_by_label("What is asked").fill(WHAT)
    amina.get_by_label("Which organisation").select_option("Seacombe Council")
    fill_day(amina, "By when", LATER)
    amina.get_by_role("button", name="Ask", exact=True).click()
    expect(amina.get_by_role("heading", level=1)).to_contain_text(WHAT)


def test_the_caldicott_guardian_reviews_an_emergency_access_by_keyboard_alone(
    browser: Browser, filled_address: str
) -> None:
    page = browser.new_context(base_url=filled_address).new_page()
    page.goto("/sign-in/")
    when_the_first_press_of_tab_offers_to_skip_to_the_content(page)
    tab_to(page, "Be Ruth Owen")
    press_enter(page)
    tab_to(page, "opened in an emergency")
    press_enter(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Record of person")
    tab_to(page, "What did you find?")
    page.keyboard.press("ArrowDown")
    tab_to(page, "Why?")
    page.keyboard.type("Rang the surgery: the patient was on their doorstep.")
    tab_to(page, "Save the review")
    press_enter(page)
    expect(page.get_by_text("Rang the surgery: the patient was on their doorstep.")).to_be_visible()
    page.context.close()


def when_the_first_press_of_tab_offers_to_skip_to_the_content(page: Page) -> None:
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.url.endswith("#maincontent")


def press_enter(page: Page) -> None:
    """On whatever has the focus; it leads to another page."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def tab_to(page: Page, name: str) -> None:
    """Press Tab until what has the focus is called so; and what has it can be seen to have it."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if name in str(page.evaluate(_CALLED)):
            assert page.evaluate(_SHOWS_ITS_FOCUS), f"nothing shows that {name} has the focus"
            return
    raise AssertionError(f"{MOST_TABS} presses of Tab do not reach {name}")


_CALLED = """() => {
    const one = document.activeElement;
    return (one.labels?.[0]?.innerText || "") + " " + (one.getAttribute("aria-label") || "") + " " + one.innerText;
}"""
_SHOWS_ITS_FOCUS = """() => {
    const one = document.activeElement;
    const looks = (element, part) => { const s = getComputedStyle(element, part);
        return s.outlineStyle + s.outlineWidth + s.boxShadow + s.backgroundColor + s.borderColor; };
    const parts = [[one, null], ...(one.labels?.[0] ? [[one.labels[0], "::before"]] : [])];
    const focused = parts.map(([element, part]) => looks(element, part)).join();
    one.blur();
    const plain = parts.map(([element, part]) => looks(element, part)).join();
    one.focus();
    return focused !== plain;
}"""
