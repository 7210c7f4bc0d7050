"""What is sent twice at the same moment, or saved by many at once, is done once and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Page

from tests.support.counted_rows import rows_in
from tests.support.forms_of_a_page import forms_of
from tests.support.harbour_people import WILF
from tests.support.plain_browser import PlainBrowser

PLAN = f"/people/{WILF}/plan/"


def browser_of(page: Page) -> tuple[str, str]:
    """The cookies of a page as a header, and the token its forms carry."""
    cookies = {one["name"]: one["value"] for one in page.context.cookies()}
    token = page.locator('input[name="csrfmiddlewaretoken"]').last.get_attribute("value")
    return "; ".join(f"{name}={value}" for name, value in cookies.items()), str(token)


def sent(address: str, cookies: str, words: dict[str, str]) -> int:
    """The status of what comes back when a form is sent."""
    request = Request(address, urlencode(words).encode(), {"Cookie": cookies})
    try:
        with urlopen(request, timeout=30) as answer:
            return int(answer.status)
    except HTTPError as error:
        return error.code


def test_a_task_asked_eight_times_at_once_is_asked_once(page_of: Callable[[str], Page]) -> None:
    amina = page_of("Amina Yusuf")
    amina.goto(f"/people/{WILF}/tasks/ask/")
    cookies, token = browser_of(amina)
    later = date.today().replace(year=date.today().year + 1, day=1)
    words = {"csrfmiddlewaretoken": token, "what": "Press once", "organisation": "SEA", "role": ""}
    words |= {f"by_when-{part}": str(getattr(later, part)) for part in ("day", "month", "year")}
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: sent(amina.url, cookies, words), range(8)))
    assert found == [200] * 8
    amina.goto(PLAN)
    assert amina.get_by_role("link", name="Press once").count() == 1


def test_of_eight_plans_saved_at_once_one_is_saved_and_seven_are_shown_it(
    page_of: Callable[[str], Page],
) -> None:
    amina = page_of("Amina Yusuf")
    amina.goto(f"{PLAN}edit/")
    cookies, token = browser_of(amina)
    begun_from = str(amina.locator('input[name="begun_from"]').get_attribute("value"))
    form = {"csrfmiddlewaretoken": token, "begun_from": begun_from}
    form |= {"actions-TOTAL_FORMS": "0", "actions-INITIAL_FORMS": "0"}
    with ThreadPoolExecutor(8) as pool:
        found = list(
            pool.map(lambda number: sent(amina.url, cookies, form | {"goals": f"Goal {number}"}), range(8))
        )
    assert found == [200] * 8
    amina.goto(f"{PLAN}history/")
    assert amina.get_by_role("heading", level=2).count() == int(begun_from) + 1


@pytest.mark.usefixtures("people_built")
@pytest.mark.parametrize(
    ("persona", "page", "table", "words"),
    [
        ("care-coordinator", "/meetings/call/", "meetings_meeting", {}),
        ("finance-lead", "/money/change/", "money_changespending", {}),
        ("board-member", "/decisions/new/1-1/", "decisions_proposal", {"replaces_how": ""}),
        ("board-member", "/network/agreements/1/disputes/", "network_dispute", {}),
        ("board-member", "/network/posts/new/", "network_establishedpost", {"on-year": "2024"}),
        ("programme-lead", "/learning/cycles/new/", "learning_cycle", {"on-year": "2024"}),
    ],
)
def test_whatever_is_sent_eight_times_at_once_is_written_down_once(
    address: str,
    database_address: str,
    place_folder: Path,
    persona: str,
    page: str,
    table: str,
    words: dict[str, str],
) -> None:
    browser = PlainBrowser(address).signed_in(persona)
    form = max(forms_of(browser.get(page)[1], page), key=lambda one: len(one.boxes))
    said = form.filled() | words
    before = [rows_in(one, address=database_address, folder=place_folder) for one in (table, "audit_entry")]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: browser.post(form.action, **said)[0], range(8)))
    after = [rows_in(one, address=database_address, folder=place_folder) for one in (table, "audit_entry")]
    assert found == [200] * 8
    assert [now - was for now, was in zip(after, before, strict=True)] == [1, 1]
