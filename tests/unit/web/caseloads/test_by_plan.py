"""A caseload by whether people have a shared care plan: counted among those the viewer looks after, and kept in the address."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest

from tests.support.care_team_people import viewer
from tests.support.harbour_people import ARTHUR, EDNA, MARGARET, NORA, WILF
from tests.support.signed_in import signed_in

pytestmark = pytest.mark.usefixtures("database", "people_built")
QUAY = "/people/caseloads/quay-hub/"


def planned(person: str, review_in: int | None, saved: int = 1) -> None:
    """A shared care plan to be looked at again in so many days; `saved` so often, each time put off to the day named last."""
    from django.utils import timezone

    from joinedup.web.plans.actions import save
    from joinedup.web.plans.draft import Draft

    amina = viewer("Amina", "care-coordinator", "L81001")
    for number in range(saved):
        first = timezone.localdate() - timedelta(days=50)
        last = None if review_in is None else timezone.localdate() + timedelta(days=review_in)
        review_on = last if number + 1 == saved else first
        draft = Draft({"goals": f"Walk {number}"}, review_on=review_on)
        save(by=amina, person=person, draft=draft, begun_from=number)


def seen(address: str, persona: str = "care-coordinator") -> tuple[list[str], list[str]]:
    """Who is in the list, in order; and the ways to narrow it down, with their counts."""
    page = signed_in(persona).get(address).content.decode()
    table = page.split("<tbody>")[1] if "<tbody>" in page else ""
    ways = (
        page.split('aria-label="By shared care plan"')[1].split("</nav>")[0]
        if "By shared care" in page
        else ""
    )
    return re.findall(r'href="/people/(\w{26})/"', table), re.findall(r">([^<>]+\([0-9,]+\))</a>", ways)


def test_without_a_plan_everybody_has_none_yet() -> None:
    people, ways = seen(QUAY)
    assert set(people) == {MARGARET, WILF}
    assert ways == [
        "Everybody (2)",
        "No shared care plan yet (2)",
        "Plan due to be looked at again (0)",
    ]


@pytest.mark.parametrize(
    ("review_in", "is_due"), [(-30, True), (0, True), (14, True), (15, False), (None, False)]
)
def test_a_plan_is_due_from_14_days_before_its_day_on(review_in: int | None, is_due: bool) -> None:
    planned(MARGARET, review_in)
    assert seen(f"{QUAY}?plan=none")[0] == [WILF]
    people, ways = seen(f"{QUAY}?plan=due")
    assert people == ([MARGARET] if is_due else [])
    assert ways[1:] == ["No shared care plan yet (1)", f"Plan due to be looked at again ({int(is_due)})"]


def test_only_the_newest_version_of_a_plan_says_when_it_is_due() -> None:
    planned(MARGARET, 60, saved=3)
    assert seen(f"{QUAY}?plan=due")[0] == []


def test_those_due_first_come_first() -> None:
    planned(MARGARET, 3)
    planned(WILF, -3)
    assert seen(f"{QUAY}?plan=due")[0] == [WILF, MARGARET]
    page = signed_in("care-coordinator").get(f"{QUAY}?plan=due").content.decode()
    assert "Their plans are overdue, or due within 14 days: those due first come first." in page
    assert "3 days overdue" in page


def test_who_waits_is_narrowed_down_the_same_way_and_nobody_else_is_counted() -> None:
    people, ways = seen(f"{QUAY}?show=waiting&plan=none")
    assert people == [NORA]
    assert EDNA not in people
    assert ARTHUR not in people
    assert ways[:2] == ["Everybody (1)", "No shared care plan yet (1)"]
    planned(NORA, None)
    page = signed_in("care-coordinator").get(f"{QUAY}?show=waiting&plan=none").content.decode()
    assert "Everybody you look after who is eligible and waiting has a shared care plan." in page
    assert 'href="?show=waiting&amp;plan=due"' in page


@pytest.mark.parametrize("persona", ["social-worker", "care-home-manager"])
def test_who_looks_after_nobody_there_sees_no_counts_of_plans(persona: str) -> None:
    planned(MARGARET, 3)
    for plan in ("none", "due"):
        page = signed_in(persona).get(f"{QUAY}?plan={plan}").content.decode()
        assert "By shared care plan" not in page
        assert "Nobody you look after is on this caseload." in page


@pytest.mark.parametrize("plan", ["", "NONE", "everything", "none ", "<script>", "0"])
def test_a_way_that_there_is_not_shows_everybody(plan: str) -> None:
    people, _ = seen(f"{QUAY}?plan={plan}")
    assert set(people) == {MARGARET, WILF}


def test_the_plans_of_a_whole_caseload_are_one_question_to_the_database() -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    planned(MARGARET, 3, saved=2)
    planned(WILF, None)
    coordinator = signed_in("care-coordinator")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        coordinator.get(f"{QUAY}?plan=due")
    of_plans = [one["sql"] for one in asked.captured_queries if "plans_version" in one["sql"]]
    assert len(of_plans) == 1
    assert "words" not in of_plans[0], "what plans say is not read for a list"


def test_of_many_people_as_of_few_only_those_asked_for_and_looked_after_are_told_of() -> None:
    from joinedup.web.plans.queries import ASKED_BY_NAME, plans_now

    planned(MARGARET, 3)
    planned(WILF, None)
    amina, priya = viewer("Amina", "care-coordinator", "L81001"), viewer("Priya", "social-worker", "SEA")
    strangers = [f"{number:026d}" for number in range(ASKED_BY_NAME)]
    for others in ([], strangers):
        assert plans_now(amina, [MARGARET, *others]).keys() == {MARGARET}
        assert plans_now(amina, [MARGARET, WILF, *others]).keys() == {MARGARET, WILF}
        assert plans_now(priya, [MARGARET, *others]) == {}
    assert plans_now(viewer("Marek", "finance-lead", "L81001"), [MARGARET]) == {}


def listed(count: int) -> list[Any]:
    from joinedup.web.caseloads.queries import Listed

    return [Listed(f"{number:026d}", number, "female", None, None, None, "", None) for number in range(count)]


def test_a_list_and_the_ways_to_narrow_it_down_keep_what_else_stands_in_the_address() -> None:
    from joinedup.web.caseloads.by_plan import ByPlan, choices, in_address, narrowed
    from joinedup.web.plans.queries import PlanNow

    people, today = listed(45), date(2026, 3, 27)
    plans = {one.person: PlanNow(today, today - timedelta(days=one.person_id)) for one in people[:3]}
    lists = narrowed(people, plans, today)
    assert [len(lists[one]) for one in ByPlan] == [45, 42, 3]
    assert [one.person_id for one in lists[ByPlan.DUE]] == [2, 1, 0]
    ways = choices(lists, ByPlan.NONE, {"show": "waiting"})
    assert [one.address for one in ways] == [
        "?show=waiting",
        "?show=waiting&plan=none",
        "?show=waiting&plan=due",
    ]
    assert [one.is_chosen for one in ways] == [False, True, False]
    assert in_address(ByPlan.EVERYBODY, {}) == {}


def test_those_registered_with_a_practice_are_listed_with_their_plans() -> None:
    planned(MARGARET, -2)
    page = signed_in("gp").get("/people/").content.decode().split("Registered with you")[1]
    assert "2 days overdue" in page.split(f"/people/{MARGARET}/")[1].split("</tr>")[0]
    assert "None yet" in page.split(f"/people/{NORA}/")[1].split("</tr>")[0]
