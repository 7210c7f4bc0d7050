"""Nobody outside a care team finds the person: by search, address, list, count, message or redirect."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.support.care_team_people import viewer
from tests.support.filled_harbour import LATER, SECRETS
from tests.support.harbour_people import MARGARET, NORA, NUMBERS, WILF
from tests.unit.web.access.addresses import BOARD_ROLES, CARE, NOBODY, every_address
from tests.unit.web.access.browsing import body, browser, nothing_at, sent

if TYPE_CHECKING:
    from joinedup.web.access.viewer import Viewer
    from tests.support.filled_harbour import Filled

NOBODY_AT_ALL = "a" * 26
NUMBER_OF_NOBODY = "6328797966"
# They read the audit, in which a person is a pseudonym.
READS_THE_AUDIT = ("audit", "emergency-reviews", "review-emergency")


def outsiders(filled: Filled) -> list[Viewer]:
    """Everybody who does not look after Wilf; among them the very roles that do, in other organisations."""
    personas = [one for role, one in filled.viewers.items() if role not in ("care-coordinator", "gp")]
    others = (("gp", "RZZ1"), ("care-coordinator", "VL001"), ("board-member", "VL001"))
    return [*personas, *(viewer(f"Another {role}", role, where) for role, where in others)]


def hidden_from(who: Viewer) -> list[str]:
    """Pseudonyms, names, numbers and words of people they do not look after, and of the board's confidence."""
    from joinedup.web.pseudonyms import reference

    hidden = [WILF, NORA, reference(WILF), reference(NORA), "O'Hara", "Bright", *NUMBERS.values()]
    hidden += [] if who.organisation == "SEA" else [MARGARET, "Hargreaves", *SECRETS[:3]]
    return hidden + ([] if who.role in BOARD_ROLES and who.organisation != "VL001" else [SECRETS[3]])


def pages(filled: Filled, who: Viewer) -> dict[str, str]:
    """By name, whatever every address shows somebody, moved or not."""
    from django.urls import reverse

    client = browser(who)
    shown = {}
    for name, (_, one) in every_address(filled).items():
        if name not in READS_THE_AUDIT:
            answer = client.get(reverse(name, kwargs=dict(one.kwargs)))
            shown[name] = f"{answer.status_code} {answer.headers.get('Location', '')} {body(answer)}"
    return shown


def writes_about_wilf(filled: Filled) -> None:
    """What his practice does for him: a plan, tasks, at a meeting that the council takes part in, and his name."""
    from joinedup.web.meetings import actions as meetings
    from joinedup.web.meetings.models import Item, Meeting
    from joinedup.web.names.actions import open_names
    from joinedup.web.names.purposes import Purpose
    from joinedup.web.plans.actions import save
    from joinedup.web.plans.draft import Draft
    from joinedup.web.published.current import build_of_this_page
    from joinedup.web.tasks.actions import ask

    amina = filled.viewers["care-coordinator"]
    save(by=amina, person=WILF, draft=Draft({"goals": "Sees the sea"}, review_on=LATER), begun_from=1)
    ask(by=amina, person=WILF, organisation="L81001", role="gp", what="Visit", by_when=LATER)
    item = Item.objects.get(pk=filled.numbers[f"item {WILF}"])
    meetings.decide(by=amina, item=item, words="Move him to the ground floor")
    with_council = Meeting.objects.get(pk=filled.numbers["meeting"])
    meetings.put_on_list(by=amina, meeting=with_council, person=NORA, question="Where does she live?")
    build = build_of_this_page()
    assert build is not None
    assert open_names(by=amina, build=build, people=[WILF, NORA], purpose=Purpose.PLAN)


def test_whatever_is_written_about_somebody_those_outside_read_none_of_it_and_their_pages_do_not_change(
    filled: Filled,
) -> None:
    seen_by = outsiders(filled)
    before = [pages(filled, one) for one in seen_by]
    writes_about_wilf(filled)
    for who, was in zip(seen_by, before, strict=True):
        now, wrong = pages(filled, who), f"{who.role} at {who.organisation}"
        assert [name for name in was if was[name] != now[name]] == [], wrong
        for name, page in now.items():
            found = [one for one in hidden_from(who) if one in page]
            assert not found, f"{wrong} reads {found} at {name}"


def test_whatever_is_written_about_somebody_is_seen_by_those_who_look_after_them(filled: Filled) -> None:
    amina = filled.viewers["care-coordinator"]
    before = pages(filled, amina)
    writes_about_wilf(filled)
    now = pages(filled, amina)
    changed = {name for name in before if before[name] != now[name]}
    assert {"place", "people", "caseload", "tasks", "meeting", "meeting-person", "edit-plan"} <= changed


def test_the_same_role_of_another_organisation_is_told_the_same_as_of_nothing(filled: Filled) -> None:
    from django.urls import reverse

    doctor, member = viewer("A doctor", "gp", "RZZ1"), viewer("A member", "board-member", "VL001")
    for who, roles in ((doctor, CARE), (member, BOARD_ROLES)):
        client = browser(who)
        for name, (_, one) in every_address(filled).items():
            address = reverse(name, kwargs=dict(one.kwargs))
            for answer, by in ((client.get(address), one.got_by), (sent(client, address), one.posted_by)):
                if one.kwargs and by is not None and by != NOBODY and by <= roles:
                    assert answer.status_code == 404, address
                    assert body(answer) == nothing_at(client, address), address


@pytest.mark.parametrize(
    "name", ["person", "plan", "edit-plan", "plan-history", "ask-task", "list-for-meeting"]
)
def test_somebody_elses_person_and_nobody_at_all_are_one_and_the_same(filled: Filled, name: str) -> None:
    from django.urls import reverse

    for who in (filled.viewers["social-worker"], viewer("A doctor", "gp", "RZZ1")):
        client = browser(who)
        told = []
        for person in (WILF, NOBODY_AT_ALL):
            address = reverse(name, kwargs={"person": person})
            told += [_told(client.get(address)), _told(sent(client, address, {"question": "Where?"}))]
        assert len(set(told)) == 1
        assert told[0][0] == 404


def test_a_search_for_somebody_elses_person_answers_as_a_search_for_nobody(filled: Filled) -> None:
    for who in (filled.viewers["social-worker"], viewer("A doctor", "gp", "RZZ1")):
        client = browser(who)
        told = {
            body(sent(client, "/people/", {"number": number})).replace(number, "")
            for number in (NUMBERS["Wilf"], NUMBERS["Nora"], NUMBER_OF_NOBODY)
        }
        assert len(told) == 1
        assert "You look after nobody with this NHS number" in told.pop()


def test_a_form_that_names_somebody_elses_person_answers_as_one_that_names_nobody(filled: Filled) -> None:
    client = browser(filled.viewers["social-worker"])
    to_list = f"/meetings/{filled.numbers['meeting over']}/list/"
    purpose = {"purpose": "giving-care", "back": "/people/"}
    for address, more in ((to_list, {"question": "Where?"}), ("/names/", purpose)):
        told = {
            _told(sent(client, address, {"person": person, **more}), person)
            for person in (NORA, NOBODY_AT_ALL)
        }
        assert len(told) == 1, address


def test_a_meetings_list_has_no_gap_where_somebody_elses_person_stands(filled: Filled) -> None:
    margaret = f"/meetings/{filled.numbers['meeting']}/people/{filled.numbers[f'item {MARGARET}']}/"
    seen = {
        role: browser(filled.viewers[role]).get(margaret).content.decode() for role in ("gp", "social-worker")
    }
    assert "1 of 2" in seen["gp"]
    assert "1 of 1" in seen["social-worker"]
    item = f"/meetings/{filled.numbers['meeting']}/people/{filled.numbers[f'item {WILF}']}/"
    client = browser(filled.viewers["social-worker"])
    assert _told(client.get(item)) == _told(client.get(item.replace("/people/", "/people/99")))


def _told(answer: Any, typed: str = "-") -> tuple[int, str]:
    return answer.status_code, body(answer).replace(typed, "")
