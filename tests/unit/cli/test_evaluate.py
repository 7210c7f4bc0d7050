"""`joinedup register`, `joinedup evaluate` and what `joinedup check` says of them, before anything is built."""

from __future__ import annotations

from pathlib import Path

import pytest

from joinedup.answers.checks.tests_of_care_models import agreement_lines
from joinedup.cli.main import outcome
from joinedup.learning.register import Register
from joinedup.place.file import read_place
from tests.unit.learning.agreements import AT, HELD, assumption, care_model, protocol

PLACE = """
[place]
name = "Seacombe"
question = "How can care be improved?"
data_from = 2021-04-01
data_until = 2024-03-31
demo = true
[[organisations]]
code = "QZZ"
name = "Board"
kind = "commissioner"
[population]
registered_with = "any-practice"
[[care_models]]
name = "Complex care hubs"
kind = "pacs"
starts_on = 2022-04-01
eligible = "age >= 18 and long_term_conditions >= 3"
capacity = 240
[[care_models.assumptions]]
id = "A1"
because = "each person has one coordinator and one plan within 28 days"
then = "fewer emergency admissions"
measure = "emergency_admissions"
expect = { change = -0.10, by = 2024-03-31 }
test = "matched-controls"
if_not_supported = "pause enrolment and bring to the board"
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "place.toml").write_text(PLACE, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("words", [["evaluate"], ["register", "--by", "Ada Okafor"]])
def test_nothing_can_be_evaluated_or_registered_before_a_build(
    words: list[str], place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert outcome([*words, str(place)]) == 1
    assert "joinedup build" in capsys.readouterr().err
    assert not (place / "evaluations").exists()


def test_a_care_model_that_is_not_there_is_answered_with_the_nearest(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert outcome(["evaluate", "Complex care hub", str(place)]) == 1
    assert 'did you mean "Complex care hubs"?' in capsys.readouterr().err


def test_somebody_registers() -> None:
    with pytest.raises(SystemExit, match="2"):
        outcome(["register", "Complex care hubs"])


def test_check_says_that_nothing_is_registered(place: Path) -> None:
    (line,) = agreement_lines(place, read_place(place))
    assert line.startswith("Complex care hubs: how it will be tested is not registered yet")


def test_check_says_that_what_is_registered_covers_the_place_file(place: Path) -> None:
    Register(place).register(protocol(), at=AT, by="Ada Okafor", held=HELD)
    assert agreement_lines(place, read_place(place)) == [
        "Complex care hubs: registered as the place file says"
    ]


def test_check_names_each_key_that_the_registered_protocol_no_longer_covers(place: Path) -> None:
    other = care_model(assumption(measure="deaths"), capacity=300)
    Register(place).register(protocol(other), at=AT, by="Ada Okafor", held=HELD)
    said = "\n".join(agreement_lines(place, read_place(place)))
    assert "no longer covers the place file" in said
    assert "agreed.capacity: 300 became 240" in said
    assert "assumptions.A1.measure: deaths became emergency_admissions" in said
    assert "options" not in said


def test_a_place_without_assumptions_has_nothing_to_register(place: Path) -> None:
    text = PLACE[: PLACE.index("[[care_models]]")]
    (place / "place.toml").write_text(text, encoding="utf-8")
    assert agreement_lines(place, read_place(place)) == []
