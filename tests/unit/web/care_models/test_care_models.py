"""A care model's page: why it should work, what is known, who is on it, and which sites are ready."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from joinedup.place.file import read_place
from joinedup.place.model import CareModel
from tests.architecture.tree import ROOT
from tests.support.engine_room import HOSTILE, boxes, finance_lead, programme_lead
from tests.support.signed_in import signed_in
from tests.unit.web.decisions.board import place

pytestmark = pytest.mark.usefixtures("database")
SITE = "/care-models/quay-hub/sites/L81001/"


def seacombes() -> CareModel:
    return read_place(ROOT / "places" / "seacombe").care_models[0]


def page(address: str, persona: str = "gp") -> str:
    answer = signed_in(persona).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def say(persona: str = "programme-lead", **changes: str) -> Any:
    said = {
        "stands": "ready",
        "because": "",
        "form_key": str(uuid4()),
        **boxes("on", date(2024, 5, 1)),
        **changes,
    }
    return signed_in(persona).post(f"{SITE}say/", said)


def test_every_arrow_of_the_logic_model_is_drawn_and_said_and_nobody_claims_what_is_not_known() -> None:
    from joinedup.web.care_models.presenters import ledger_of, shown_logic_model

    model = seacombes()
    shown = shown_logic_model(model, ledger_of(model, None))
    assert shown is not None
    assert (
        shown.sentence
        == "Complex care hubs rests on 4 assumptions; of none of them is it known yet whether it holds."
    )
    for assumption in model.assumptions:
        assert any(assumption.because in row and assumption.then in row for row in shown.rows)
    assert shown.wide.count("Not worked out") == shown.narrow.count("Not worked out") == 4


def test_verdicts_are_counted_in_the_sentence() -> None:
    from joinedup.web.care_models.presenters import ledger_of, shown_logic_model

    model = seacombes()
    verdicts = ("supported", "not-supported", "undetectable", "too-early")
    ledger = [
        {**row, "verdict": verdict} for row, verdict in zip(ledger_of(model, None), verdicts, strict=True)
    ]
    shown = shown_logic_model(model, ledger)
    assert shown is not None
    assert shown.sentence.endswith("4 assumptions: 1 of them came true, 1 did not; of 2 it is not known.")


def test_an_assumption_nobody_has_tested_says_so_in_the_ledger(tmp_path: Path) -> None:
    from joinedup.web.kept.engine_room.ledger import ledger

    rows = ledger(tmp_path, seacombes(), {"emergency_admissions": "Emergency admissions"})
    assert {row.in_words for row in rows} == {"Not tested yet"}
    assert {row.estimate for row in rows} == {""}
    assert rows[0].measure == "Emergency admissions"
    assert rows[0].if_not_supported == "pause enrolment and bring to the board"


def test_a_care_model_that_assumes_nothing_is_told_that_nobody_can_say_whether_it_works() -> None:
    words = page("/care-models/quay-hub/")
    assert "Nothing that is expected of it is written down" in words
    assert "Harbour View Surgery" in words


def test_a_care_model_or_a_site_that_is_not_there_is_not_found() -> None:
    for address in (
        "/care-models/none/",
        "/care-models/none/sites/L81001/",
        "/care-models/quay-hub/sites/RZZ1/",
    ):
        assert signed_in("programme-lead").get(address).status_code == 404
        assert signed_in("programme-lead").post(f"{address}say/", {}).status_code == 404


def test_a_site_is_ready_once_somebody_says_so_and_what_was_said_before_stays() -> None:
    assert "Nobody has said yet" in page(SITE)
    assert say(stands="not-ready", because="No room").status_code == 302
    assert say(**boxes("on", date(2024, 6, 1))).status_code == 302
    words = page(SITE)
    assert words.index("Ready</strong>") < words.index("No room")
    assert "1 of 1 site is said to be ready" in page("/care-models/")


def test_of_two_statements_that_of_the_later_day_counts_whichever_was_written_first() -> None:
    say(**boxes("on", date(2024, 6, 1)))
    say(stands="not-ready", because="No room", **boxes("on", date(2024, 5, 1)))
    assert "1 of 1 site is said to be ready" in page("/care-models/")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"stands": ""}, "Choose whether the site is ready"),
        ({"stands": "perhaps"}, "Choose whether the site is ready"),
        ({"stands": "not-ready"}, "Enter why the site is not ready"),
        ({"on-year": "2199"}, "Enter a day that is not in the future"),
        ({"on-day": "x"}, "Enter a real date"),
        ({"because": "x" * 4001}, "Shorten this to 4000 characters or fewer"),
    ],
)
def test_what_is_missing_or_wrong_is_said(changes: dict[str, str], says: str) -> None:
    from joinedup.web.care_models.models import SiteReadiness

    assert says in say(**changes).content.decode()
    assert not SiteReadiness.objects.exists()


def test_only_the_engine_room_says_how_a_site_stands_once_for_each_form_with_an_audit_entry() -> None:
    from joinedup.web.audit.models import Entry
    from joinedup.web.care_models import actions
    from joinedup.web.care_models.models import SiteReadiness
    from joinedup.web.learning.asking import NotPossible

    key = str(uuid4())
    assert [say(form_key=key).status_code for _ in range(2)] == [302, 302]
    assert SiteReadiness.objects.count() == Entry.objects.filter(action="said how a site stands").count() == 1
    assert say("finance-lead").status_code == 404
    said = {"model": place().care_models[0], "stands": "ready", "because": "", "on": date(2024, 5, 1)}
    with pytest.raises(NotPossible):
        actions.say_how_a_site_stands(
            by=finance_lead(), place=place(), site="L81001", form_key=uuid4(), **said
        )
    with pytest.raises(NotPossible, match="no site"):
        actions.say_how_a_site_stands(
            by=programme_lead(), place=place(), site="RZZ1", form_key=uuid4(), **said
        )


def test_a_site_that_is_not_ready_says_why_in_the_database_too() -> None:
    from django.db import IntegrityError, transaction

    from joinedup.web.care_models.models import SiteReadiness

    words = {"care_model": "Quay hub", "organisation": "L81001", "on": date(2024, 5, 1), "form_key": uuid4()}
    with pytest.raises(IntegrityError), transaction.atomic():
        SiteReadiness.objects.create(
            stands="not-ready", because="", by_id=programme_lead().post_id, at="2024-05-01T00:00:00Z", **words
        )


def test_hostile_words_are_shown_as_words() -> None:
    say(stands="not-ready", because=HOSTILE)
    for address in (SITE, "/care-models/quay-hub/"):
        assert "<script>alert" not in page(address)


def test_vacancies_are_those_of_the_posts_of_the_site() -> None:
    from tests.unit.web.network.test_members_and_posts import post

    assert "No post written down" in page(SITE)
    post(change="vacant")
    post(change="filled")
    post(organisation="RZZ1", change="vacant")
    assert "1.5 of 3 whole-time equivalents" in page(SITE)


@pytest.mark.usefixtures("people_built")
def test_few_people_at_a_site_are_never_counted_out_loud(place_folder: Path) -> None:
    """Harbour's build has two people eligible at the practice, and one who joined there."""
    from joinedup.web.kept.of_engine_room import care_model

    made = care_model(place_folder, name="Quay hub")
    (site,) = made.further["sites"]
    assert (site["eligible"], site["joined"]) == ("*", "*")
    assert site["signed"] == "Harbour alliance (in force since 1 April 2023)"


def test_a_care_model_with_sites_begins_at_each_on_its_own_day() -> None:
    from joinedup.place.model import Site
    from joinedup.web.kept.engine_room.sites import sites

    model = seacombes().model_copy(
        update={"sites": (Site(practices=("L81002",), starts_on=date(2023, 1, 1)),)}
    )
    (found,) = sites(read_place(ROOT / "places" / "seacombe"), model, None)
    assert (found.code, found.starts_on, found.eligible) == ("L81002", "1 January 2023", "")
    assert asdict(found)["records"] == ""
