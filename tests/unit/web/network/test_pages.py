"""The pages of the network: what stands on them, bad input, and addresses of nothing."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

pytestmark = pytest.mark.usefixtures("database")


def browser(persona: str) -> Any:
    from django.test import Client

    client = Client(headers={"host": "localhost"})
    client.post("/sign-in/", {"persona": persona})
    return client


def test_the_page_of_an_agreement_says_what_its_form_means_and_how_its_votes_are_counted() -> None:
    text = browser("care-coordinator").get("/network/agreements/1/").content.decode()
    assert "Alliance, over the members" in text
    assert "each out of its own reserve" in text
    assert "more than half of the votes cast for or against must be for it" in text
    assert "votes cannot be counted by this rule" in text
    assert "No contract under this agreement names who decides" in text


def test_without_a_build_the_picture_of_shared_patients_says_so() -> None:
    assert "Nothing is built yet" in browser("gp").get("/network/shared-patients/").content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "organisations/XXX/",
        "organisations/%2E%2E/",
        "agreements/9/",
        "agreements/0/",
        "disputes/9/",
        "posts/9/",
        "agreements/x/",
    ],
)
def test_an_address_of_nothing_is_not_found(address: str) -> None:
    assert browser("programme-lead").get(f"/network/{address}").status_code == 404


def test_who_keeps_no_record_finds_no_form() -> None:
    for address in ("agreements/1/members/", "agreements/1/disputes/", "posts/new/"):
        assert browser("gp").get(f"/network/{address}").status_code == 404


@pytest.mark.parametrize("whole_time", ["", "0", "-1", "many", "NaN", "1e9", "0.333"])
def test_a_post_of_no_real_size_is_refused(whole_time: str) -> None:
    form = {
        "title": "Coordinator",
        "organisation": "QZZ",
        "works_on": "Quay hub",
        "change": "filled",
        "on-day": "1",
        "on-month": "4",
        "on-year": "2024",
        "whole_time": whole_time,
        "form_key": str(uuid4()),
    }
    answer = browser("programme-lead").post("/network/posts/new/", form)
    assert answer.status_code == 200
    assert "nhsuk-error-message" in answer.content.decode()


def test_a_form_sent_twice_makes_one_post() -> None:
    from joinedup.web.network.models import EstablishedPost

    form = {
        "title": "<b>منسق</b> 🙂",
        "organisation": "QZZ",
        "works_on": "Quay hub",
        "change": "vacant",
        "on-day": "1",
        "on-month": "4",
        "on-year": "2024",
        "whole_time": "0.5",
        "form_key": str(uuid4()),
    }
    client = browser("programme-lead")
    for _ in range(2):
        assert client.post("/network/posts/new/", form).status_code == 302
    assert EstablishedPost.objects.count() == 1
    assert "&lt;b&gt;منسق" in client.get("/network/posts/").content.decode()


def test_a_day_in_the_future_is_refused() -> None:
    form = {
        "organisation": "SEA",
        "change": "left",
        "because": "x",
        "on-day": "1",
        "on-month": "4",
        "on-year": "2190",
    }
    answer = browser("programme-lead").post("/network/agreements/1/members/", form)
    assert "not in the future" in answer.content.decode()


def test_an_organisation_whose_place_another_took_says_so_in_the_list() -> None:
    from joinedup.web.network.presenters import organisation_rows
    from tests.unit.web.decisions.board import place

    first, second, *others = place().organisations
    merged = first.model_copy(update={"succeeded_by": second.code})
    rows = organisation_rows(place().model_copy(update={"organisations": (merged, second, *others)}), [])
    assert [row.successor for row in rows[:2]] == [second.name, ""]
