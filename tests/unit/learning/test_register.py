"""The register: what was agreed, by whom, when, and whether outcomes had been read by then."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from joinedup.learning.changes import changes
from joinedup.learning.register import Register, Registered, RegisterError
from joinedup.place.model import Expectation
from tests.unit.learning.agreements import AT, HELD, LATER, assumption, care_model, protocol

EASIER = care_model(assumption(expect=Expectation(change=-0.05, by=date(2024, 3, 31))))
LATE = AT + timedelta(days=800)


@pytest.fixture
def register(tmp_path: Path) -> Register:
    return Register(tmp_path)


def registered(register: Register) -> Registered:
    return register.register(protocol(), at=AT, by="Ada Okafor", held=HELD)


def test_a_registered_protocol_says_who_when_and_what_the_build_held(register: Register) -> None:
    found = registered(register)
    assert found.entry.by == "Ada Okafor"
    assert found.entry.at == "2022-03-01T09:30:00+00:00"
    assert found.entry.held == HELD
    assert found.protocol.sha256 == found.entry.protocol_sha256 == protocol().sha256
    assert found.was_beforehand
    assert found.outcomes_first_read is None


def test_the_register_stands_outside_the_build(register: Register) -> None:
    registered(register)
    assert register.path == register.folder / "evaluations" / "register.jsonl"
    assert register.path.exists()


def test_what_is_in_force_is_not_registered_twice(register: Register) -> None:
    registered(register)
    again = register.register(protocol(detectable=-0.3, version="9"), at=LATE, by="Bo", held=LATER)
    assert len(register.entries()) == 1
    assert again.protocol.plans[0].smallest_detectable.change == -0.08


def test_a_change_before_outcomes_are_read_says_what_changed(register: Register) -> None:
    registered(register)
    found = register.register(protocol(EASIER), at=AT + timedelta(days=9), by="Bo", held=HELD)
    assert [str(change) for change in found.revisions[1].changes] == [
        "assumptions.A1.expected_change: -0.1 became -0.05"
    ]
    assert not found.revisions[1].after_outcomes
    assert found.changed_after_outcomes == ()


def test_a_change_after_outcomes_were_read_is_told_apart(register: Register) -> None:
    register.note_outcomes_read(registered(register), at=LATE, by="Ada Okafor", held=LATER)
    found = register.register(protocol(EASIER), at=LATE + timedelta(days=1), by="Bo", held=LATER)
    (revision,) = found.changed_after_outcomes
    assert revision.entry.by == "Bo"
    assert revision.changes[0].key == "assumptions.A1.expected_change"
    assert found.outcomes_first_read == LATE.isoformat()


def test_reading_outcomes_is_written_down_once_for_a_protocol_and_a_build(register: Register) -> None:
    found = registered(register)
    for days in range(3):
        found = register.note_outcomes_read(found, at=LATE + timedelta(days=days), by="Ada", held=LATER)
    assert [entry.kind for entry in register.entries()] == ["registered", "outcomes-read"]
    register.note_outcomes_read(found, at=LATE, by="Ada", held=HELD)
    assert len(register.entries()) == 3


def test_care_models_are_kept_apart(register: Register) -> None:
    registered(register)
    other = care_model(name="Urgent care desk")
    register.register(protocol(other), at=LATE, by="Bo", held=LATER)
    assert register.registered("Urgent care desk").entry.by == "Bo"  # type: ignore[union-attr]
    assert register.registered("Complex care hubs").entry.by == "Ada Okafor"  # type: ignore[union-attr]
    assert register.registered("Nobody's") is None


def test_a_protocol_registered_while_evaluating_was_not_beforehand(register: Register) -> None:
    found = register.register(protocol(), at=AT, by="Ada", held=HELD, while_evaluating=True)
    assert not found.was_beforehand


def test_nobody_makes_a_registered_protocol_but_the_register(register: Register) -> None:
    with pytest.raises(RegisterError, match="joinedup register"):
        Registered(protocol(), registered(register).revisions, None, object())


@pytest.mark.parametrize("by", ["", "   "])
def test_somebody_registers(register: Register, by: str) -> None:
    with pytest.raises(RegisterError, match="--by NAME"):
        register.register(protocol(), at=AT, by=by, held=HELD)


def test_an_edited_register_stops_everything_and_says_which_line(register: Register) -> None:
    register.note_outcomes_read(registered(register), at=LATE, by="Ada", held=LATER)
    register.path.write_text(register.path.read_text().replace("-0.1,", "-0.2,", 1))
    for ask in (register.verify, register.entries, lambda: register.registered("Complex care hubs")):
        with pytest.raises(RegisterError, match=r"line 1: this line was edited.*version control"):
            ask()


def test_a_register_without_its_first_line_is_found(register: Register) -> None:
    register.note_outcomes_read(registered(register), at=LATE, by="Ada", held=LATER)
    register.path.write_text(register.path.read_text().splitlines(keepends=True)[1])
    with pytest.raises(RegisterError, match="line 1 was taken out or moved"):
        register.verify()


def test_a_register_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "evaluations").write_text("a file where the folder would be")
    with pytest.raises(RegisterError, match="cannot be"):
        registered(Register(tmp_path))


def test_every_key_that_changed_is_named_with_both_values() -> None:
    other = care_model(assumption(), assumption(id="A2", measure="deaths"), capacity=300)
    found = {change.key: (change.was, change.now) for change in changes(protocol(), protocol(other))}
    assert found["agreed.capacity"] == ("240", "300")
    assert found["assumptions.A2.measure"] == ("nothing", "deaths")
    assert not [key for key in found if key.startswith("assumptions.A1")]


def test_what_is_only_recorded_is_no_change() -> None:
    assert changes(protocol(), protocol(detectable=-0.5, version="2.0.0")) == ()
