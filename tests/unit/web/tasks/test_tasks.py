"""Tasks between organisations: who sees what before, while and after they take one on."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.care_team_people import ANOTHER_PERSON, PERSON, care_coordinator, social_worker, viewer

pytestmark = pytest.mark.usefixtures("database")
WHAT = "Fit grab rails in the bathroom"


def asked(what: str = WHAT) -> object:
    from joinedup.web.tasks.actions import ask

    amina = care_coordinator()
    return ask(
        by=amina,
        person=PERSON,
        organisation="SEA",
        role="social-worker",
        what=what,
        by_when=date(2026, 3, 27),
    )


def stands(task: object) -> str:
    from joinedup.web.tasks.models import Step

    return Step.objects.filter(task=task).order_by("-number").values_list("stands", flat=True)[0]


def reads(who: object) -> bool:
    from joinedup.web.plans.queries import may_read

    return may_read(who, PERSON)  # type: ignore[arg-type]


def test_before_the_answer_the_organisation_asked_sees_the_task_and_not_the_person() -> None:
    from joinedup.web.tasks.queries import asked_of_us, people_known

    asked()
    priya = social_worker()
    assert [one.what for one in asked_of_us(priya)] == [WHAT]
    assert people_known(priya, asked_of_us(priya)) == {}
    assert not reads(priya)


def test_by_accepting_the_organisation_joins_the_care_team_and_reads() -> None:
    from joinedup.web.care_teams.queries import team_of
    from joinedup.web.tasks.actions import accept

    task, priya = asked(), social_worker()
    accept(by=priya, task=task)  # type: ignore[arg-type]
    accept(by=priya, task=task)  # type: ignore[arg-type]
    assert reads(priya)
    assert {one.organisation for one in team_of(priya, PERSON)} == {"L81001", "SEA"}
    assert stands(task) == "accepted"


def test_who_declines_says_why_and_never_reads() -> None:
    from joinedup.web.tasks.actions import decline
    from joinedup.web.tasks.queries import asked_by_us, asked_of_us, task_for

    task, priya = asked(), social_worker()
    decline(by=priya, task=task, reason="We have no fitter until June")  # type: ignore[arg-type]
    assert not reads(priya)
    assert (asked_of_us(priya), task_for(priya, task.pk)) == ([], None)  # type: ignore[attr-defined]
    assert [one.stands for one in asked_by_us(care_coordinator())] == ["declined"]  # type: ignore[attr-defined]


def test_a_reason_is_needed_by_the_database_itself() -> None:
    from django.db import IntegrityError, transaction

    from joinedup.web.tasks.actions import decline

    task, priya = asked(), social_worker()
    with pytest.raises(IntegrityError), transaction.atomic():
        decline(by=priya, task=task, reason="")  # type: ignore[arg-type]


def test_handing_back_leaves_the_care_team_and_ends_reading() -> None:
    from joinedup.web.tasks.actions import accept, hand_back
    from joinedup.web.tasks.queries import task_for

    task, priya = asked(), social_worker()
    accept(by=priya, task=task)  # type: ignore[arg-type]
    hand_back(by=priya, task=task, reason="They moved away")  # type: ignore[arg-type]
    assert not reads(priya)
    assert task_for(priya, task.pk) is None  # type: ignore[attr-defined]


def test_with_another_task_under_way_handing_one_back_does_not_leave() -> None:
    from joinedup.web.tasks.actions import accept, hand_back

    first, second, priya = asked(), asked("Look into a day centre"), social_worker()
    accept(by=priya, task=first)  # type: ignore[arg-type]
    accept(by=priya, task=second)  # type: ignore[arg-type]
    hand_back(by=priya, task=first, reason="Done by family")  # type: ignore[arg-type]
    assert reads(priya)


@pytest.mark.parametrize("leaves", [True, False])
def test_who_has_done_a_task_stays_in_the_team_or_leaves_as_they_say(leaves: bool) -> None:
    from joinedup.web.tasks.actions import accept, finish

    task, priya = asked(), social_worker()
    accept(by=priya, task=task)  # type: ignore[arg-type]
    finish(by=priya, task=task, note="", leaves=leaves)  # type: ignore[arg-type]
    assert stands(task) == "done"
    assert reads(priya) is not leaves


def test_who_stayed_after_the_task_was_done_leaves_when_their_part_is_over() -> None:
    from joinedup.web.audit.models import Entry
    from joinedup.web.tasks.actions import accept, finish, leave_team

    task, priya = asked(), social_worker()
    accept(by=priya, task=task)  # type: ignore[arg-type]
    finish(by=priya, task=task, note="", leaves=False)  # type: ignore[arg-type]
    leave_team(by=priya, person=PERSON)
    leave_team(by=priya, person=PERSON)
    assert not reads(priya)
    assert reads(care_coordinator())
    assert Entry.objects.filter(action="left a care team", subject=f"person {PERSON}").count() == 1


def test_nobody_leaves_while_a_task_of_theirs_is_under_way() -> None:
    from joinedup.web.tasks.actions import NotTheirsToDo, accept, leave_team

    task, priya = asked(), social_worker()
    accept(by=priya, task=task)  # type: ignore[arg-type]
    with pytest.raises(NotTheirsToDo, match="under way"):
        leave_team(by=priya, person=PERSON)
    assert reads(priya)


def test_the_page_to_leave_a_care_team_names_what_is_still_to_do_and_then_leaves() -> None:
    from joinedup.web.tasks.actions import accept, finish
    from tests.support.signed_in import signed_in

    task, priya, address = asked(), social_worker(), f"/people/{PERSON}/leave/"
    browser = signed_in("social-worker")
    assert browser.get(address).status_code == 404
    accept(by=priya, task=task)  # type: ignore[arg-type]
    assert WHAT in browser.get(address).content.decode()
    assert "under way for this person" in browser.post(address).content.decode()
    of_task = f"/tasks/{task.pk}/"  # type: ignore[attr-defined]
    assert address not in browser.get(of_task).content.decode()
    finish(by=priya, task=task, note="", leaves=False)  # type: ignore[arg-type]
    assert address in browser.get(of_task).content.decode()
    page = browser.get(address).content.decode()
    assert WHAT not in page
    assert "You then see nothing of them" in page
    assert browser.post(address)["Location"] == "/people/"
    assert (browser.get(address).status_code, browser.post(address).status_code) == (404, 404)


def test_who_is_in_the_team_by_the_records_has_nothing_to_leave() -> None:
    from tests.support.signed_in import signed_in

    assert signed_in("care-coordinator").get(f"/people/{PERSON}/leave/").status_code == 404


def test_another_organisation_neither_sees_nor_answers_a_task() -> None:
    from joinedup.web.tasks.actions import NotTheirsToDo, accept
    from joinedup.web.tasks.queries import task_for

    task, joan = asked(), viewer("Joan Fletcher", "care-home-manager", "VL001")
    assert task_for(joan, task.pk) is None  # type: ignore[attr-defined]
    with pytest.raises(NotTheirsToDo):
        accept(by=joan, task=task)  # type: ignore[arg-type]


def test_a_task_withdrawn_meanwhile_cannot_be_accepted() -> None:
    from joinedup.web.tasks.actions import NotTheirsToDo, accept, withdraw

    task = asked()
    withdraw(by=care_coordinator(), task=task)  # type: ignore[arg-type]
    with pytest.raises(NotTheirsToDo, match="withdrawn"):
        accept(by=social_worker(), task=task)  # type: ignore[arg-type]
    assert not reads(social_worker())


def test_asking_twice_while_it_is_open_asks_once() -> None:
    assert asked().pk == asked().pk  # type: ignore[attr-defined]


def test_nobody_asks_for_somebody_outside_their_care() -> None:
    from joinedup.web.tasks.actions import NotTheirsToDo, ask

    with pytest.raises(NotTheirsToDo):
        ask(
            by=social_worker(),
            person=ANOTHER_PERSON,
            organisation="L81001",
            role="",
            what="x",
            by_when=date(2026, 3, 1),
        )


def test_what_one_asks_of_ones_own_organisation_is_accepted() -> None:
    from joinedup.web.tasks.actions import ask

    mine = ask(
        by=care_coordinator(),
        person=PERSON,
        organisation="L81001",
        role="gp",
        what="Review tablets",
        by_when=date(2026, 3, 1),
    )
    assert stands(mine) == "accepted"


def test_a_long_list_of_tasks_is_read_page_by_page() -> None:
    from tests.support.signed_in import signed_in

    for number in range(53):
        asked(f"{WHAT} {number}")
    browser = signed_in("social-worker")
    first, second = (browser.get(f"/tasks/?of-us={page}").content.decode() for page in (1, 2))
    assert first.count(WHAT) >= 50 > 3 * second.count(WHAT) > 0
    assert "?by-us=1&amp;of-us=2" in first or "?by-us=1&of-us=2" in first
    assert browser.get("/tasks/?of-us=nonsense").status_code == 200


def test_a_task_that_came_back_is_asked_again_with_its_words() -> None:
    from joinedup.web.tasks.actions import decline
    from tests.support.signed_in import signed_in

    task = asked()
    again = f"/people/{PERSON}/tasks/ask/?again={task.pk}"  # type: ignore[attr-defined]
    decline(by=social_worker(), task=task, reason="No fitter until June")  # type: ignore[arg-type]
    amina = signed_in("care-coordinator")
    assert again in amina.get(f"/tasks/{task.pk}/").content.decode()  # type: ignore[attr-defined]
    assert f"{WHAT}</textarea>" in amina.get(again).content.decode()
    for nonsense in ("x", "0", "9" * 40, "²"):
        assert WHAT not in amina.get(f"/people/{PERSON}/tasks/ask/?again={nonsense}").content.decode()


def test_the_words_of_a_task_for_somebody_else_are_never_filled_in() -> None:
    from joinedup.web.care_teams.actions import join
    from tests.support.signed_in import signed_in

    task, priya = asked(), social_worker()
    join(by=priya, person=ANOTHER_PERSON, organisation="SEA", because="a test")
    page = signed_in("social-worker").get(f"/people/{ANOTHER_PERSON}/tasks/ask/?again={task.pk}")  # type: ignore[attr-defined]
    assert page.status_code == 200
    assert WHAT not in page.content.decode()


def test_a_list_of_what_is_asked_of_us_says_whose_work_each_is() -> None:
    from tests.support.signed_in import signed_in

    asked()
    page = signed_in("social-worker").get("/tasks/").content.decode()
    assert page.index("Whose work") < page.index("Social worker</span>")
