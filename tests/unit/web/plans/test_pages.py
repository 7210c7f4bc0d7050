"""The pages of plans, tasks and meetings with bad input: a clear page, nothing lost, nothing given away."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.support.care_team_people import ANOTHER_PERSON, PERSON
from tests.support.signed_in import signed_in

pytestmark = pytest.mark.usefixtures("database")
EDIT = f"/people/{PERSON}/plan/edit/"
HOSTILE = "<script>alert(1)</script> \u202eright to left\u202c مرحبا 🌷 {{ 7 * 7 }} ' or 1=1 --"


@pytest.fixture
def amina(database: None) -> object:
    """The care coordinator's browser; her practice is in the person's care team."""
    from joinedup.web.accounts.models import Post
    from joinedup.web.care_teams.actions import join
    from tests.support.care_team_people import viewer

    client = signed_in("care-coordinator")
    post = Post.objects.get(user__subject="persona:care-coordinator")
    join(
        by=viewer("Amina", "care-coordinator", post.organisation),
        person=PERSON,
        organisation=post.organisation,
        because="a test",
    )
    return client


def sent(begun_from: int = 0, **words: str) -> dict[str, str]:
    """The plan's form as a browser sends it."""
    none = {"actions-TOTAL_FORMS": "0", "actions-INITIAL_FORMS": "0", "begun_from": str(begun_from)}
    return none | {key.replace("__", "-"): value for key, value in words.items()}


def row(number: int, what: str, **more: str) -> dict[str, str]:
    """A row of the actions."""
    return {
        f"actions-{number}-{key}": value for key, value in {"key": f"k{number}", "what": what, **more}.items()
    }


def test_hostile_right_to_left_and_emoji_words_are_kept_and_shown_as_words(amina: object) -> None:
    amina.post(EDIT, sent(about_me=HOSTILE))  # type: ignore[attr-defined]
    page = amina.get(f"/people/{PERSON}/plan/").content.decode()  # type: ignore[attr-defined]
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page
    assert "{{ 7 * 7 }}" in page
    assert "مرحبا 🌷" in page


def test_words_too_long_are_refused_with_the_words_still_in_the_form(amina: object) -> None:
    from joinedup.web.plans.models import Version

    page = amina.post(EDIT, sent(goals="walk " * 1_000, strengths="Sam")).content.decode()  # type: ignore[attr-defined]
    assert "Goals and hopes must be 4,000 characters or less" in page
    assert "walk walk walk" in page
    assert "Sam</textarea>" in page
    assert not Version.objects.exists()


@pytest.mark.parametrize(
    "broken",
    [{"begun_from": "-1"}, {"begun_from": "x"}, {"about_me": "a\0b"}],
)
def test_a_form_that_no_browser_sends_saves_nothing(amina: object, broken: dict[str, str]) -> None:
    from joinedup.web.plans.models import Version

    assert amina.post(EDIT, sent(about_me="Tea") | broken).status_code == 200  # type: ignore[attr-defined]
    assert not Version.objects.exists()


def test_a_plan_with_nothing_in_it_is_not_begun_and_one_that_is_there_may_be_emptied(amina: object) -> None:
    from joinedup.web.plans.models import Version

    page = amina.post(EDIT, sent()).content.decode()  # type: ignore[attr-defined]
    assert "Write something in the plan before you save it" in page
    assert not Version.objects.exists()
    amina.post(EDIT, sent(goals="Walk"))  # type: ignore[attr-defined]
    assert amina.post(EDIT, sent(begun_from=1)).status_code == 302  # type: ignore[attr-defined]
    assert [version.number for version in Version.objects.all()] == [1, 2]


def test_the_history_of_a_plan_begins_with_what_was_written_and_nothing_taken_out(amina: object) -> None:
    day = date.today() + timedelta(days=30)
    review = {f"review_on-{part}": str(getattr(day, part)) for part in ("day", "month", "year")}
    amina.post(EDIT, sent(goals="Walk", is_agreed="on") | review)  # type: ignore[attr-defined]
    page = amina.get(f"/people/{PERSON}/plan/history/").content.decode()  # type: ignore[attr-defined]
    assert "agreed</ins>" in page
    assert "<del>" not in page
    amina.post(EDIT, sent(begun_from=1, goals="Walk") | review)  # type: ignore[attr-defined]
    page = amina.get(f"/people/{PERSON}/plan/history/").content.decode()  # type: ignore[attr-defined]
    assert "not </ins>agreed" in page


def test_an_action_asked_again_stands_as_its_last_task_does_whichever_is_needed_first(amina: object) -> None:
    from joinedup.web.tasks.actions import decline
    from joinedup.web.tasks.models import Task
    from tests.support.care_team_people import social_worker

    amina.post(EDIT, sent(goals="Walk") | row(0, "Fit rails", owner="SEA"))  # type: ignore[attr-defined]
    for days in (60, 30):
        day = date.today() + timedelta(days=days)
        asked = {f"by_when-{part}": str(getattr(day, part)) for part in ("day", "month", "year")}
        amina.post(  # type: ignore[attr-defined]
            f"/people/{PERSON}/plan/actions/k0/ask/", {"what": "Fit rails", "organisation": "SEA", **asked}
        )
        if days == 60:
            decline(by=social_worker(), task=Task.objects.get(), reason="No fitter")  # type: ignore[arg-type]
    page = amina.get(f"/people/{PERSON}/plan/").content.decode()  # type: ignore[attr-defined]
    assert f"Task {Task.objects.latest('pk').pk}</a>" in page
    assert "Ask for this as a task" not in page


@pytest.mark.parametrize("counted", [{}, {"actions-TOTAL_FORMS": "many"}, {"actions-TOTAL_FORMS": "0"}])
def test_rows_are_counted_as_they_came_whatever_the_form_says(amina: object, counted: dict[str, str]) -> None:
    from joinedup.web.plans.models import Version

    words = {"begun_from": "0", "about_me": "Tea", **row(0, "Call the choir"), **counted}
    assert amina.post(EDIT, words).status_code == 302  # type: ignore[attr-defined]
    assert [one.what for one in Version.objects.get().draft().actions] == ["Call the choir"]


def test_one_can_add_a_row_and_lose_nothing_written(amina: object) -> None:
    words = (
        sent(goals="Walk", another="1")
        | {"actions-TOTAL_FORMS": "1"}
        | row(0, "Call the choir", **{"by_when-day": "40"})
    )
    page = amina.post(EDIT, words).content.decode()  # type: ignore[attr-defined]
    assert 'value="Call the choir"' in page
    assert 'name="actions-1-what"' in page
    assert 'value="40"' in page
    assert "There is a problem" not in page


def test_a_row_of_an_action_left_empty_is_no_action_and_one_without_words_is_a_mistake(amina: object) -> None:
    from joinedup.web.plans.models import Version

    empty = sent(goals="Walk") | {"actions-TOTAL_FORMS": "1"} | row(0, "")
    assert amina.post(EDIT, empty).status_code == 302  # type: ignore[attr-defined]
    assert Version.objects.get().actions == []
    owned = sent(begun_from=1, goals="Walk") | {"actions-TOTAL_FORMS": "1"} | row(0, "", owner="SEA")
    assert "Say what will be done" in amina.post(EDIT, owned).content.decode()  # type: ignore[attr-defined]


def test_addresses_of_nobody_of_others_and_of_the_wrong_type_are_all_the_same_page(amina: object) -> None:
    for address in (
        f"/people/{ANOTHER_PERSON}/plan/",
        "/people/nobody/plan/edit/",
        f"/people/{PERSON}/plan/history/99/",
        f"/people/{PERSON}/plan/history/one/",
        f"/people/{PERSON}/plan/actions/none/ask/",
        f"/people/{ANOTHER_PERSON}/meeting/",
        "/tasks/999/",
        "/tasks/999999999999999999999999/",
        "/tasks/1/accept/",
        "/meetings/999/",
        "/meetings/1/people/1/",
    ):
        assert amina.get(address).status_code == 404, address  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"organisation": "QZZ"}, "Choose an organisation"),
        ({"by_when-year": "2001"}, "The day must be today or later"),
        ({"by_when-day": "31", "by_when-month": "2"}, "Enter a real date"),
        ({"what": " "}, "Say what is asked"),
        ({"role": "analyst"}, "Select a valid choice"),
    ],
)
def test_a_task_asked_wrongly_is_asked_again_in_words(
    amina: object, wrong: dict[str, str], said: str
) -> None:
    from joinedup.web.tasks.models import Task

    day = date.today() + timedelta(days=30)
    right = {
        "what": "Visit",
        "organisation": "SEA",
        "role": "",
        **{f"by_when-{part}": str(getattr(day, part)) for part in ("day", "month", "year")},
    }
    page = amina.post(f"/people/{PERSON}/tasks/ask/", right | wrong).content.decode()  # type: ignore[attr-defined]
    assert said in page
    assert "There is a problem" in page
    assert not Task.objects.exists()


def test_whoever_gives_no_care_finds_none_of_these_pages(amina: object) -> None:
    for persona in ("finance-lead", "board-member", "analyst", "programme-lead", "caldicott-guardian"):
        client = signed_in(persona)
        for address in ("/tasks/", "/meetings/", "/meetings/call/", f"/people/{PERSON}/plan/", EDIT):
            assert client.get(address).status_code == 404, (persona, address)


def test_the_second_of_two_sees_a_page_with_both_and_saves_it(amina: object) -> None:
    from joinedup.web.plans.models import Version

    amina.post(EDIT, sent(goals="Walk"))  # type: ignore[attr-defined]
    amina.post(EDIT, sent(begun_from=1, goals="Walk\nSing"))  # type: ignore[attr-defined]
    page = amina.post(EDIT, sent(begun_from=1, goals="Walk\nSwim")).content.decode()  # type: ignore[attr-defined]
    assert "Somebody else saved the plan while you were writing" in page
    assert "Walk\nSing\nSwim</textarea>" in page
    assert 'name="begun_from" value="2"' in page
    assert Version.objects.count() == 2
