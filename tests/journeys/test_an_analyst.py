"""An analyst: what was sent, what was set aside, and a build from start to end with the care model evaluated on it, with scripts
and without."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from joinedup.learning.register import Register
from joinedup.rehearsal import write_place
from tests.builds.places import build_place
from tests.journeys.conftest import served
from tests.support.accessibility import violations
from tests.unit.web.data.registered import evaluated_in, registered_in

PAGES = ("/data/", "/data/set-aside/", "/data/linkage/", "/data/steps/", "/data/builds/", "/your-posts/")
# What says whether the care model works, and a word that each says only when its figures are there.
OF_THE_EVALUATION = {
    "/": "Does it work?",
    "/scorecard/": "How Complex care hubs was tested",
    "/care-models/complex-care-hubs/": "What was found, and by which rule",
    "/evaluation/complex-care-hubs/": "By the rule agreed beforehand",
}
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def hamlet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built, its care model registered and evaluated on that build."""
    folder: Path = tmp_path_factory.mktemp("analyst") / "built"
    write_place(folder, people=600, years=3, seed=11)
    build_place(folder, leave_out=("risk", "matching"))
    return evaluated_in(registered_in(folder.with_name("hamlet"), folder))


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
    expect(page.get_by_label("Complex care hubs")).to_be_checked()
    page.get_by_role("button", name="Start a build").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Build")
    for _ in range(120):
        if page.get_by_text("Finished in").count():
            break
        if not scripts:
            page.get_by_role("link", name="See how far it is now").click()
        page.wait_for_timeout(1_000)
    expect(page.get_by_role("status")).to_contain_text(
        "Every page now reads the new build, and the verdicts are of it"
    )
    assert page.locator(".joinedup-part .nhsuk-tag").all_inner_texts() == ["Done", "Done"]
    if scripts:
        assert violations(page) == []
    page.goto("/data/")
    assert page.get_by_role("contentinfo").inner_text() != before
    the_evaluation_is_of_this_build(page, hamlet)


def the_evaluation_is_of_this_build(page: Page, hamlet: Path) -> None:
    """Its file, its line in the register and every page that shows it; no page says that it is older."""
    manifest = hashlib.sha256((hamlet / "build" / "manifest.json").read_bytes()).hexdigest()
    result = json.loads((hamlet / "build" / "evaluations" / "complex-care-hubs.json").read_text())
    assert result["build"]["manifest_sha256"] == manifest
    read = Register(hamlet).entries()[-1]
    assert (read.kind, read.held.manifest_sha256) == ("outcomes-read", manifest)
    assert re.fullmatch(r"Dev Patel, Analyst at QZZ \(build \d+ in the web application\)", read.by)
    for address, word in OF_THE_EVALUATION.items():
        opened_when_worked_out(page, address, word)
        assert manifest[:8] in page.get_by_role("contentinfo").inner_text()
        for older in ("earlier build", "has not been evaluated", "Not tested yet"):
            assert older not in page.locator("main").inner_text(), address


def opened_when_worked_out(page: Page, address: str, word: str) -> None:
    """Open a page again and again until its figures are there, and see that it says something."""
    for _ in range(120):
        page.goto(address)
        if word in page.locator("main").inner_text() and "being worked out" not in page.content():
            break
        page.wait_for_timeout(1_000)
    expect(page.locator("main")).to_contain_text(word)


def test_where_the_register_was_edited_a_build_evaluates_nothing_and_pages_say_that_verdicts_are_older(
    browser: Browser, hamlet_address: str, hamlet: Path
) -> None:
    page = analyst_of(browser, hamlet_address)
    page.goto("/data/builds/")
    register = Register(hamlet).path
    kept = register.read_text(encoding="utf-8")
    register.write_text(kept.replace("Bo Field", "Eve Field"), encoding="utf-8")
    try:
        page.get_by_role("button", name="Start a build").click()
        expect(page.get_by_role("alert")).to_contain_text("this line was edited")
        assert page.get_by_label("Complex care hubs").count() == 0
        page.get_by_role("button", name="Start a build").click()
        expect(page.get_by_role("status")).to_contain_text(
            "No care model was evaluated on it", timeout=120_000
        )
    finally:
        register.write_text(kept, encoding="utf-8")
    opened_when_worked_out(page, "/care-models/complex-care-hubs/", "The verdicts are from an earlier build")


def test_a_second_build_is_refused_while_one_is_under_way(browser: Browser, hamlet_address: str) -> None:
    page, other = analyst_of(browser, hamlet_address), analyst_of(browser, hamlet_address)
    other.goto("/data/builds/")
    page.goto("/data/builds/")
    page.get_by_role("button", name="Start a build").click()
    other.get_by_role("button", name="Start a build").click()
    expect(other.get_by_role("alert")).to_contain_text("a build is under way already")
    assert violations(other) == []
    expect(page.get_by_role("status")).to_contain_text("Finished", timeout=180_000)
