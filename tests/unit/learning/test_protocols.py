"""A protocol: everything agreed, filled from the place file and the defaults, and a hash that names it."""

from __future__ import annotations

import json
from datetime import date

import pytest

from joinedup.errors import JoinedupError
from joinedup.learning.planning import care_model_named, months_before
from joinedup.learning.protocols import protocol_from
from joinedup.place.model import Expectation
from tests.unit.learning.agreements import assumption, care_model, protocol


def test_the_agreed_day_is_the_first_window_and_the_others_are_earlier() -> None:
    windows = protocol().plans[0].windows
    assert windows[0] == date(2024, 3, 31)
    assert windows[1:] == (date(2023, 12, 31), date(2023, 9, 30), date(2023, 3, 31))


def test_no_window_is_shorter_than_six_months_after_the_start() -> None:
    soon = care_model(assumption(expect=Expectation(change=-0.1, by=date(2022, 12, 31))))
    assert protocol(soon).plans[0].windows == (date(2022, 12, 31),)


def test_what_is_expected_to_change_is_no_negative_control() -> None:
    assert protocol().plans[0].negative_control == "outpatient_attendances"
    two = care_model(assumption(), assumption(id="A2", measure="outpatient_attendances"))
    assert {plan.negative_control for plan in protocol(two).plans} == {"mental_health_contacts"}


def test_the_hash_is_of_canonical_json() -> None:
    one = protocol()
    assert json.loads(one.canonical) == json.loads(json.dumps(one.content))
    assert len(one.sha256) == 64
    assert one.sha256 == protocol().sha256


@pytest.mark.parametrize(
    "changed",
    [
        care_model(capacity=241),
        care_model(eligible="age >= 65"),
        care_model(assumption(test="difference-in-differences")),
        care_model(assumption(expect=Expectation(change=-0.11, by=date(2024, 3, 31)))),
        care_model(assumption(if_not_supported="bring to the board")),
    ],
    ids=["capacity", "eligible", "design", "expected change", "what then"],
)
def test_any_change_of_what_is_agreed_changes_the_hash(changed: object) -> None:
    assert protocol(changed).sha256 != protocol().sha256  # type: ignore[arg-type]


def test_what_was_worked_out_and_the_version_are_in_the_hash() -> None:
    assert protocol(detectable=-0.2).sha256 != protocol().sha256
    assert protocol(version="0.2.0").sha256 != protocol().sha256


def test_a_protocol_is_read_back_as_it_was() -> None:
    again = protocol_from(json.loads(json.dumps(protocol().content)))
    assert again.sha256 == protocol().sha256
    assert again.plans == protocol().plans
    assert again.starts_on == date(2022, 4, 1)


def test_the_rule_stands_in_the_protocol_in_words_and_figures() -> None:
    rule = protocol().content["decision_rule"]
    assert (rule["level"], rule["power"]) == (0.95, 0.8)
    assert rule["in_words"][0].startswith("Too early:")


def test_a_protocol_of_another_format_is_refused_with_what_to_do() -> None:
    with pytest.raises(JoinedupError, match="register the care model again"):
        protocol_from({**protocol().content, "format": 99})


def test_a_care_model_without_assumptions_has_nothing_to_test() -> None:
    bare = care_model().model_copy(update={"assumptions": ()})
    with pytest.raises(JoinedupError, match="nothing to test"):
        protocol(bare)


def test_a_care_model_is_found_by_its_name_in_any_case() -> None:
    models = (care_model(), care_model(name="Urgent care desk"))
    assert care_model_named(models, "complex  CARE hubs").name == "Complex care hubs"
    assert care_model_named(models[:1], None).name == "Complex care hubs"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Complx care hub", 'did you mean "Complex care hubs"'),
        ("Rapid response", 'this place has "Complex care hubs", "Urgent care desk"'),
        (None, "Name one of"),
    ],
)
def test_a_care_model_that_is_not_there_is_answered_with_those_that_are(name: str | None, said: str) -> None:
    with pytest.raises(JoinedupError, match=said):
        care_model_named((care_model(), care_model(name="Urgent care desk")), name)


def test_a_place_without_care_models_says_where_to_describe_one() -> None:
    with pytest.raises(JoinedupError, match=r"\[\[care_models\]\]"):
        care_model_named((), None)


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2024, 3, 31), 1, date(2024, 2, 29)),
        (date(2024, 3, 31), 12, date(2023, 3, 31)),
        (date(2024, 1, 15), 3, date(2023, 10, 15)),
    ],
)
def test_months_are_counted_back_by_the_calendar(day: date, months: int, before: date) -> None:
    assert months_before(day, months) == before
