"""The evidence library: looked through by measure and kind, each entry asked whether it fits, the place's own beside others'."""

from __future__ import annotations

from uuid import uuid4

import pytest

from tests.support.engine_room import HOSTILE, a_finding, finance_lead
from tests.support.signed_in import signed_in

pytestmark = pytest.mark.usefixtures("database")
RUSHCLIFFE = "Enhanced support for care homes, Rushcliffe"


def page(address: str, persona: str = "gp") -> str:
    answer = signed_in(persona).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_library_is_looked_through_by_what_changes_and_by_kind() -> None:
    assert RUSHCLIFFE in page("/learning/evidence/")
    of_kind = page("/learning/evidence/?kind=care-homes")
    assert RUSHCLIFFE in of_kind
    assert "PRISMATIC" not in of_kind
    of_measure = page("/learning/evidence/?measure=four_hour_waits")
    assert "A specialist emergency hospital" in of_measure
    assert RUSHCLIFFE not in of_measure
    assert "Nothing in the library" in page("/learning/evidence/?kind=continuity&measure=four_hour_waits")


@pytest.mark.parametrize("asked", ["?kind=%3Cscript%3E", "?measure=nothing", "?kind=&measure=", "?page=9"])
def test_a_filter_that_means_nothing_shows_everything(asked: str) -> None:
    words = page(f"/learning/evidence/{asked}")
    assert RUSHCLIFFE in words
    assert "<script>" not in words.replace('<script type="module"', "")


def test_an_entry_shows_effects_with_intervals_its_source_and_what_is_not_known() -> None:
    words = page("/learning/evidence/rushcliffe-care-homes-2017/")
    for said in (
        "23% fewer emergency admissions",
        "95% interval: 39% lower to 3% lower",
        "Improvement Analytics Unit",
    ):
        assert said in words
    assert "Not known" in words
    assert "until then its figures count as not known" in words


def test_an_entry_that_is_not_there_is_not_found() -> None:
    for address in ("miracles", "rushcliffe", "ours/9999", "ours/0"):
        assert signed_in("gp").get(f"/learning/evidence/{address}/").status_code == 404


def test_what_the_place_learned_stands_before_what_others_tried_and_is_marked_as_its_own() -> None:
    answer = signed_in("programme-lead").post("/learning/evidence/new/", a_finding())
    assert answer.status_code == 302
    words = page(answer.headers["Location"])
    for said in (
        "Our own",
        "4% lower",
        "95% interval: 11% lower to 3% higher",
        "A control chart",
        "Grace Adeyemi",
    ):
        assert said in words
    listed = page("/learning/evidence/?measure=outpatient_attendances")
    assert listed.index(">What we learned ourselves<") < listed.index(">What others tried<")
    assert "Ring before you refer" not in page("/learning/evidence/?measure=deaths")


def test_a_finding_without_a_size_says_so() -> None:
    said = a_finding(measure="", change="", low="", high="")
    address = signed_in("analyst").post("/learning/evidence/new/", said).headers["Location"]
    assert "No size of an effect was written down" in page(address)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"low": ""}, "Enter both ends of the interval, or neither"),
        ({"low": "1"}, "Enter a change that lies in the interval"),
        ({"measure": ""}, "Choose which measure changed by so much"),
        ({"change": "a lot"}, "Enter a number from -99 to 900"),
        ({"change": "-100", "low": "", "high": ""}, "Enter a number from -99 to 900"),
        ({"kind": "miracle"}, "Choose one of the list"),
        ({"learned": "x" * 4001}, "Shorten this to 4000 characters or fewer"),
    ],
)
def test_what_does_not_hold_together_is_said_beside_the_box(changes: dict[str, str], says: str) -> None:
    from joinedup.web.evidence.models import OwnFinding

    answer = (
        signed_in("programme-lead").post("/learning/evidence/new/", a_finding(**changes)).content.decode()
    )
    assert says in answer
    assert not OwnFinding.objects.exists()


def test_hostile_words_are_shown_as_words() -> None:
    said = a_finding(
        name=HOSTILE, done=HOSTILE, where=HOSTILE, who=HOSTILE, learned=HOSTILE, rests_on=HOSTILE
    )
    address = signed_in("programme-lead").post("/learning/evidence/new/", said).headers["Location"]
    for where in (address, "/learning/evidence/"):
        assert "<script>alert" not in page(where)


def test_only_the_engine_room_adds_and_the_same_form_adds_once() -> None:
    from joinedup.web.audit.models import Entry
    from joinedup.web.evidence import actions
    from joinedup.web.evidence.models import OwnFinding
    from joinedup.web.learning.asking import NotPossible

    said = a_finding()
    for _ in range(2):
        signed_in("programme-lead").post("/learning/evidence/new/", said)
    assert OwnFinding.objects.count() == 1
    assert Entry.objects.filter(action="added to the evidence library").count() == 1
    assert signed_in("finance-lead").post("/learning/evidence/new/", a_finding()).status_code == 404
    words = dict.fromkeys(("name", "kind", "measure", "where", "who", "done", "learned", "rests_on"), "x")
    with pytest.raises(NotPossible):
        actions.add_finding(by=finance_lead(), change=None, low=None, high=None, form_key=uuid4(), **words)


def test_posts_agreements_and_leads_of_this_place_answer_the_fit_check() -> None:
    from joinedup.learning.evidence import library
    from joinedup.web.evidence.queries import here, surroundings
    from tests.unit.web.decisions.board import place
    from tests.unit.web.network.test_members_and_posts import post

    tried = next(one for one in library() if one.kind == "pacs")
    before = here(surroundings(finance_lead(), place(), None, None), tried)
    assert before.posts is None
    assert before.leads is True
    assert before.agreements[0].kinds == {"practice", "acute", "council", "commissioner"}
    post(change="vacant")
    post(change="filled")
    after = here(surroundings(finance_lead(), place(), None, None), tried)
    assert after.posts is not None
    assert (after.posts.there, after.posts.vacant) == (3.0, 1.5)


def test_an_effect_whose_words_hold_its_interval_does_not_say_that_there_is_none() -> None:
    text = page("/learning/evidence/")
    assert (
        "(95% interval 4.5% to 13.1%), against 12% (9.5% to 13.6%) in areas of neither programme</li>" in text
    )
    assert "no interval published" in text
