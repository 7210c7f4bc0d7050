"""Who may open and record what, and what a form says to nonsense."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.usefixtures("database")
GOOD = {
    "fund": "engine-room",
    "quarter": "2021-04-01",
    "spent": "25000",
    "elsewhere": "0",
    "staff": "2",
    "note": "",
}


def signed_in(persona: str = "finance-lead") -> object:
    from django.test import Client

    client = Client(headers={"host": "localhost"})
    client.post("/sign-in/", {"persona": persona})
    return client


def rows() -> int:
    from joinedup.web.money.models import ChangeSpending

    return ChangeSpending.objects.count()


def test_the_finance_lead_records_a_quarter_and_sees_it() -> None:
    client = signed_in()
    assert client.post("/money/change/", GOOD).status_code == 302  # type: ignore[attr-defined]
    words = client.get("/money/change/").content.decode()  # type: ignore[attr-defined]
    assert "April to June 2021" in words
    assert "Marek Nowak" in words
    assert "As planned" in words


@pytest.mark.parametrize(
    "persona", ["programme-lead", "board-member", "analyst", "care-coordinator", "caldicott-guardian"]
)
def test_nobody_but_the_finance_lead_records(persona: str) -> None:
    assert signed_in(persona).post("/money/change/", GOOD).status_code == 404  # type: ignore[attr-defined]
    assert rows() == 0


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("fund", "", "Choose which money it is"),
        ("fund", "somebody-else", "Select a valid choice"),
        ("quarter", "2150-01-01", "Select a valid choice"),
        ("quarter", "2021-04-02", "Select a valid choice"),
        ("spent", "-1", "Enter an amount in whole pounds, 0 or more"),
        ("spent", "lots", "Enter an amount in whole pounds, 0 or more"),
        ("spent", "9" * 40, "less than or equal to"),
        ("elsewhere", "", "Enter an amount in whole pounds, 0 or more"),
        ("staff", "a few", "Enter a number such as 3.5"),
        ("staff", "NaN", "Enter a number such as 3.5"),
        ("note", "x" * 1_001, "Write at most 1,000 characters"),
    ],
)
def test_nonsense_is_refused_in_words_and_nothing_is_recorded(field: str, value: str, said: str) -> None:
    answer = signed_in().post("/money/change/", GOOD | {field: value})  # type: ignore[attr-defined]
    words = answer.content.decode()
    assert "There is a problem" in words
    assert said in words
    assert rows() == 0


def test_hostile_and_right_to_left_text_is_shown_as_text() -> None:
    client = signed_in()
    note = "<script>alert(1)</script> \u05d4\u05e2\u05e8\u05d4 \U0001f600"
    client.post("/money/change/", GOOD | {"note": note})  # type: ignore[attr-defined]
    words = client.get("/money/change/").content.decode()  # type: ignore[attr-defined]
    assert "<script>alert" not in words
    assert "\u05d4\u05e2\u05e8\u05d4 \U0001f600" in words


@pytest.mark.parametrize(
    "address",
    [
        "/money/contracts/no-such/stress/",
        "/money/contracts/no-such/forms/",
        "/money/contracts/no-such/year-0/",
        "/money/contracts/no-such/year-99999999999999999999/",
        "/money/members/no-such/",
        "/evaluation/no-such/",
        "/money/contracts/%00/stress/",
    ],
)
def test_what_does_not_exist_is_not_found(address: str) -> None:
    assert signed_in().get(address).status_code == 404  # type: ignore[attr-defined]
