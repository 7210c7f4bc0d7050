"""An analyst: what was sent, what was set aside, and a build from start to end, with scripts and without."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from joinedup.rehearsal import write_place
from tests.builds.places import build_place
from tests.journeys.conftest import served
from tests.support.accessibility import violations

PAGES = ("/data/", "/data/set-aside/", "/data/linkage/", "/data/steps/", "/data/builds/", "/your-posts/")
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def hamlet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("analyst") / "hamlet"
    write_place(folder, people=600, years=3, seed=11)
    build_place(folder, leave_out=("risk", "matching"))
    return folder


@pytest.fixture(scope="module")
def hamlet_address(hamlet: Path, database_address: str) -> Iterator[str]:
    """The application for that place, with the key that it was built with."""
    from tests.builds.places import KEY

    key = hamlet.parent / "key"
    key.write_text(f"{KEY.secret.hex()}\n", encoding="ascii")
    key.chmod(0o600)
    shutil.rmtree(hamlet / "web", ignore_errors=True)
    with served(
        hamlet, os.environ | {"JOINEDUP_DATABASE_URL": database_address, "JOINEDUP_KEY_FILE": str(key)}
    ) as address:
        yield address


def analyst_of(browser: Browser, address: str, *, scripts: bool = True) -> Page:
    page = browser.new_context(base_url=address, java_script_enabled=scripts).new_page()
    page.goto("/sign-in/")
    page.get_by_role("button", name="Be Dev Patel").click()
    return page


def test_an_analyst_sees_the_sources_and_follows_a_rule_to_its_rows(
    browser: Browser, hamlet_address: str
) -> None:
    page = analyst_of(browser, hamlet_address)
    for size in ({"width": 1280, "height": 900}, PHONE):
        page.set_viewport_size(size)
        for address in PAGES:
            page.goto(address)
            assert violations(page) == [], address
    page.goto("/data/")
    expect(page.get_by_role("row", name="General practice extract")).to_contain_text("March 2024")
    page.get_by_role("link", name="Rows set aside").click()
    page.locator("tbody a").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("tbody tr").first).to_contain_text("data/")
    assert violations(page) == []


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_an_analyst_starts_a_build_and_every_page_shows_it_without_a_restart(
    browser: Browser, hamlet_address: str, hamlet: Path, scripts: bool
) -> None:
    page = analyst_of(browser, hamlet_address, scripts=scripts)
    page.goto("/data/builds/")
    before = page.get_by_role("contentinfo").inner_text()
    page.get_by_role("button", name="Start a build").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Build")
    for _ in range(120):
        if page.get_by_text("Finished in").count():
            break
        if not scripts:
            page.get_by_role("link", name="See how far it is now").click()
        page.wait_for_timeout(1_000)
    expect(page.get_by_role("status")).to_contain_text("Every page now reads the new build")
    if scripts:
        assert violations(page) == []
    page.goto("/data/")
    assert page.get_by_role("contentinfo").inner_text() != before


def test_a_second_build_is_refused_while_one_is_under_way(browser: Browser, hamlet_address: str) -> None:
    page, other = analyst_of(browser, hamlet_address), analyst_of(browser, hamlet_address)
    other.goto("/data/builds/")
    page.goto("/data/builds/")
    page.get_by_role("button", name="Start a build").click()
    other.get_by_role("button", name="Start a build").click()
    expect(other.get_by_role("alert")).to_contain_text("a build is under way already")
    assert violations(other) == []
    expect(page.get_by_role("status")).to_contain_text("Finished", timeout=120_000)
