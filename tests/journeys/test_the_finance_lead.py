"""The finance lead sees where the money comes from, who pays whom, what could go wrong and whether anybody should sign."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.support.accessibility import violations

PHONE = {"width": 390, "height": 844}


def signed_in(page: Page, name: str = "Marek Nowak") -> None:
    page.goto("/sign-in/")
    page.get_by_role("button", name=f"Be {name}").click()


def opened(page: Page, address: str) -> None:
    """The page at an address, waited for by asking again as a reader would."""
    page.goto(address)
    again = page.get_by_role("link", name="See whether it is ready")
    for _ in range(90):
        if not again.count():
            break
        page.wait_for_timeout(1_000)
        again.click()
    assert violations(page) == []


def test_the_finance_lead_sees_the_budget_built_up_and_who_pays_whom(page_of_seacombe: Page) -> None:
    page = page_of_seacombe
    signed_in(page)
    page.get_by_role("navigation", name="Menu").get_by_role("link", name="Money").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Money")
    assert violations(page) == []

    opened(page, "/money/budget/")
    expect(page.get_by_role("heading", level=1)).to_have_text("How each pound of the budget was arrived at")
    expect(page.get_by_role("table", name="The budget of each neighbourhood")).to_be_visible()

    opened(page, "/money/contracts/seacombe-outcomes-contract/year-0/")
    expect(page.get_by_role("img", name="Payments between organisations")).to_be_visible()
    flows = page.get_by_role("table", name="What each organisation pays another, over all terms")
    expect(flows).to_contain_text("NHS Seacombe Integrated Care Board")
    expect(page.get_by_role("heading", name="Why", exact=True)).to_be_visible()
    page.get_by_text("lines", exact=False).last.click()
    expect(page.get_by_role("table", name="Every line of the ledger")).to_contain_text("£0.00")


def test_the_finance_lead_sees_the_futures_and_what_the_checks_found(page_of_seacombe: Page) -> None:
    page = page_of_seacombe
    signed_in(page)
    opened(page, "/money/contracts/seacombe-outcomes-contract/stress/")
    expect(page.get_by_text("of 100 futures").first).to_be_visible()
    expect(page.get_by_role("heading", name="What it hangs on")).to_be_visible()
    expect(page.get_by_role("table", name="Share of the variance")).to_have_count(1)

    opened(page, "/money/checks/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Should anybody sign?")
    expect(page.get_by_text("What would mend it").first).to_be_visible()

    opened(page, "/money/members/complex-care-hubs/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Who gains and who loses?")
    opened(page, "/money/contracts/seacombe-outcomes-contract/forms/")


@pytest.mark.parametrize(
    "address", ["/money/", "/money/change/", "/money/contracts/seacombe-outcomes-contract/year-0/"]
)
def test_the_finance_lead_reads_money_on_a_phone(page_of_seacombe: Page, address: str) -> None:
    page = page_of_seacombe
    page.set_viewport_size(PHONE)
    signed_in(page)
    opened(page, address)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
