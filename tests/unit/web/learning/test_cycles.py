"""Cycles: added, written into, learned from; nothing is ever changed, and only the engine room writes."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from tests.support.engine_room import HOSTILE, a_cycle, boxes, finance_lead, programme_lead
from tests.support.signed_in import signed_in
from tests.unit.web.decisions.board import place

pytestmark = pytest.mark.usefixtures("database")


def added(**changes: str) -> str:
    """The address of a cycle added through its form."""
    answer = signed_in("programme-lead").post("/learning/cycles/new/", a_cycle(**changes))
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"])


def page(address: str, persona: str = "gp") -> str:
    answer = signed_in(persona).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def note(address: str, what: str, **words: str) -> int:
    said = {"form_key": str(uuid4()), "words": "Both began", **boxes("on", date(2023, 10, 1)), **words}
    return signed_in("programme-lead").post(f"{address}{what}/", said).status_code


def test_a_cycle_says_what_is_tried_and_what_is_expected_to_everybody() -> None:
    address = added()
    words = page(address)
    for said in (
        "Ring before you refer",
        "Outpatient attendances",
        "Quay",
        "1 September 2023",
        "A tenth fewer",
    ):
        assert said in words
    assert "Record what was learned" not in words
    assert address in page("/learning/")


def test_what_was_done_seen_and_learned_stands_in_its_stage_and_on_the_list() -> None:
    address = added()
    assert note(address, "notes", stage="do", words="Both practices began") == 302
    assert note(address, "notes", stage="study", words="Nothing yet") == 302
    assert note(address, "learned", outcome="adapt", words="Try messages") == 302
    words = page(address)
    stages = [words.index(f'id="{stage}"') for stage in ("plan", "do", "study", "act")]
    assert (
        stages[1] < words.index("Both practices began") < stages[2] < words.index("Nothing yet") < stages[3]
    )
    assert words.index("Try messages") > stages[3]
    assert "Adapted, tried again" in page("/learning/")


def test_the_latest_thing_learned_says_how_a_cycle_stands_and_the_earlier_stays() -> None:
    address = added()
    note(address, "learned", outcome="adapt", words="Try messages")
    note(address, "learned", outcome="abandon", words="Nobody answers", **boxes("on", date(2024, 1, 1)))
    words = page(address)
    assert words.index("Abandoned") < words.index("Try messages") < words.index("Nobody answers")


def test_nothing_is_written_of_days_before_the_cycle_began_or_that_have_not_come() -> None:
    address = added()
    assert note(address, "notes", stage="do", **boxes("on", date(2023, 8, 31))) == 200
    assert note(address, "notes", stage="do", **boxes("on", date(2199, 1, 1))) == 200
    assert "Nobody has written down what was done" in page(address)


def test_learning_needs_an_outcome_and_words() -> None:
    address = added()
    assert note(address, "learned", outcome="") == 200
    assert note(address, "learned", outcome="spread", words="x") == 200
    assert note(address, "learned", outcome="adopt", words="") == 200
    assert note(address, "notes", stage="act", words="x") == 200
    assert "Nothing was learned yet" in page(address)


def test_the_same_form_sent_twice_adds_one_cycle_and_one_audit_entry() -> None:
    from joinedup.web.audit.models import Entry
    from joinedup.web.learning.models import Cycle

    key = str(uuid4())
    assert added(form_key=key) == added(form_key=key)
    assert Cycle.objects.count() == 1
    assert Entry.objects.filter(action="added a cycle").count() == 1


def test_a_form_that_somebody_else_sent_adds_nothing_and_says_so() -> None:
    from joinedup.web.learning.models import Cycle

    key = str(uuid4())
    added(form_key=key)
    answer = signed_in("analyst").post("/learning/cycles/new/", a_cycle(form_key=key, name="Mine"))
    assert "This form was sent by somebody else" in answer.content.decode()
    assert Cycle.objects.count() == 1


def test_only_the_engine_room_finds_the_forms_and_only_it_may_act() -> None:
    from joinedup.web.learning import actions
    from joinedup.web.learning.asking import NotPossible

    address = added()
    for persona in ("finance-lead", "gp", "board-member", "care-home-manager", "caldicott-guardian"):
        for part in ("/learning/cycles/new/", f"{address}notes/", f"{address}learned/"):
            assert signed_in(persona).get(part).status_code == 404
            assert signed_in(persona).post(part, a_cycle()).status_code == 404
    with pytest.raises(NotPossible):
        actions.write_down(
            by=finance_lead(),
            place=place(),
            cycle="added-1",
            stage="do",
            on=date(2023, 10, 1),
            words="x",
            form_key=uuid4(),
        )


def test_a_cycle_that_is_not_there_is_not_found_and_not_written_into() -> None:
    from joinedup.web.learning import actions
    from joinedup.web.learning.asking import NotPossible

    for key in ("added-999999", "added-", "nothing", "new-"):
        assert signed_in("programme-lead").get(f"/learning/cycles/{key}/").status_code == 404
        assert signed_in("programme-lead").post(f"/learning/cycles/{key}/notes/").status_code == 404
    with pytest.raises(NotPossible, match="no such cycle"):
        actions.write_down(
            by=programme_lead(),
            place=place(),
            cycle="gone",
            stage="do",
            on=date.today(),
            words="x",
            form_key=uuid4(),
        )


def test_hostile_words_are_shown_as_words() -> None:
    address = added(name=HOSTILE, tried=HOSTILE, prediction=HOSTILE)
    note(address, "notes", stage="do", words=HOSTILE)
    note(address, "learned", outcome="adopt", words=HOSTILE)
    for where in (address, "/learning/", f"{address}learned/"):
        words = page(where, "programme-lead")
        assert "<script>alert" not in words
        assert "&lt;script&gt;" in words


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"name": ""}, "Enter what is tried"),
        ({"name": "x" * 201}, "Shorten this to 200 characters or fewer"),
        ({"tried": "x" * 4001}, "Shorten this to 4000 characters or fewer"),
        ({"measure": "happiness"}, "Choose one of the list"),
        ({"area": "Elsewhere"}, "Choose one of the list"),
        ({"prediction": " "}, "Enter what you expect to see"),
        ({"starts_on-day": "31", "starts_on-month": "2"}, "Enter a real date"),
    ],
)
def test_what_is_missing_or_wrong_is_said_on_top_and_beside_the_box(
    changes: dict[str, str], says: str
) -> None:
    answer = signed_in("programme-lead").post("/learning/cycles/new/", a_cycle(**changes)).content.decode()
    assert answer.count(says) == 2
    assert "There is a problem" in answer


def test_rows_are_never_changed_or_deleted() -> None:
    from joinedup.web.learning.models import Cycle

    added()
    cycle = Cycle.objects.get()
    with pytest.raises(TypeError, match="never edited"):
        cycle.save()
    with pytest.raises(TypeError, match="never deleted"):
        cycle.delete()


def test_what_was_learned_has_an_outcome_in_the_database_too() -> None:
    from django.db import IntegrityError, transaction

    from joinedup.web.learning.models import CycleEntry

    words = {"cycle": "added-1", "on": date(2024, 1, 1), "words": "x", "by_id": programme_lead().post_id}
    for stage, outcome in (("act", ""), ("do", "adopt")):
        with pytest.raises(IntegrityError), transaction.atomic():
            CycleEntry.objects.create(
                stage=stage, outcome=outcome, at="2024-01-01T00:00:00Z", form_key=uuid4(), **words
            )


def test_a_cycle_says_when_it_was_written_down_and_whether_it_had_begun() -> None:
    from django.utils.timezone import localdate

    from joinedup.wording import day

    today = localdate()
    assert f"by Grace Adeyemi on {day(today)}, after it began" in page(added())
    assert "after it began" not in page(added(**boxes("starts_on", today)))


def test_an_entry_names_the_day_it_was_written_down_only_where_that_is_another_day() -> None:
    from django.utils.timezone import localdate

    from joinedup.wording import day

    address, today = added(), localdate()
    note(address, "notes", stage="do", words="Earlier")
    note(address, "notes", stage="do", words="Now", **boxes("on", today))
    words = page(address)
    assert f"1 October 2023, written down by Grace Adeyemi on {day(today)}" in words
    assert f"{day(today)}, written down by Grace Adeyemi</p>" in words
