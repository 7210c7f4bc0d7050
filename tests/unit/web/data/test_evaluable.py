"""What evaluating a care model on the next build would be: the registered test again, and never a look nobody agreed to."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from joinedup.learning.register import Register
from joinedup.place.file import read_place
from joinedup.place.model import Place
from joinedup.web.data.evaluable import Evaluable, evaluable

pytestmark = pytest.mark.usefixtures("application")


def only(folder: Path, place: Place | None = None) -> Evaluable:
    (found,) = evaluable(folder, place or read_place(folder))
    return found


def said(one: Evaluable) -> str:
    from joinedup.web.data.evaluable_presenter import shown_evaluable

    return " ".join(shown_evaluable(one).sentences)


def until(folder: Path, last: date) -> Place:
    """The place with records until another day."""
    place = read_place(folder)
    return place.model_copy(update={"place": place.place.model_copy(update={"data_until": last})})


def test_a_care_model_that_is_not_registered_is_not_offered(hamlet: Path) -> None:
    found = only(hamlet)
    assert not found.is_offered
    assert 'Register it first, at a terminal: joinedup register "Complex care hubs"' in said(found)


def test_one_whose_day_has_come_is_usual_and_says_which_of_its_assumptions_is_looked_at_early(
    evaluated: Path,
) -> None:
    found = only(evaluated)
    assert (found.is_offered, found.is_usual) == (True, True)
    words = said(found)
    assert "Repeats the test registered on 3 April 2024." in words
    assert "Outcomes were last read on 10 April 2024, asked for by Bo Field." in words
    assert "A1, A2 and A3: what happened is counted up to the agreed day and no further" in words
    assert (
        "A4 is not due until 30 September 2025: this is an early look, and it stays “too early to say”"
        in words
    )


def test_the_first_look_belongs_to_a_build_once_the_agreed_day_has_come(registered: Path) -> None:
    found = only(registered)
    assert found.is_usual
    assert "Takes the test registered on 3 April 2024, for the first time." in said(found)


def test_outcomes_that_nobody_has_read_are_not_read_before_the_agreed_day(registered: Path) -> None:
    found = only(registered, until(registered, date(2024, 3, 30)))
    assert not found.is_offered
    assert said(found).startswith("Not due until 31 March 2024. Nobody has read its outcomes yet")


def test_another_early_look_is_offered_and_not_taken_for_granted(evaluated: Path) -> None:
    from joinedup.web.data.evaluable_presenter import shown_evaluable

    found = only(evaluated, until(evaluated, date(2024, 3, 30)))
    assert (found.is_offered, found.is_usual) == (True, False)
    assert "A1, A2, A3 and A4 are not due until 31 March 2024 and 30 September 2025" in said(found)
    assert not shown_evaluable(found).is_ticked
    assert shown_evaluable(found, ["complex-care-hubs"]).is_ticked


def test_what_changed_since_it_was_registered_is_registered_first(evaluated: Path, tmp_path: Path) -> None:
    text = (evaluated / "place.toml").read_text(encoding="utf-8")
    (tmp_path / "place.toml").write_text(
        text.replace("change = -0.10", "change = -0.02", 1), encoding="utf-8"
    )
    shutil.copytree(evaluated / "evaluations", tmp_path / "evaluations")
    found = only(tmp_path)
    assert not found.is_offered
    assert "assumptions.A1.expected_change: -0.1 became -0.02). Register the change first" in said(found)


def test_an_edited_register_is_told_without_where_it_lies(evaluated: Path, tmp_path: Path) -> None:
    shutil.copy(evaluated / "place.toml", tmp_path)
    shutil.copytree(evaluated / "evaluations", tmp_path / "evaluations")
    path = Register(tmp_path).path
    path.write_text(path.read_text(encoding="utf-8").replace("Ada Okafor", "Eve Field"), encoding="utf-8")
    found = only(tmp_path)
    assert not found.is_offered
    assert "evaluations/register.jsonl, line 1: this line was edited" in said(found)
    assert str(tmp_path) not in said(found)


def test_a_care_model_of_which_nothing_is_expected_has_nothing_to_test(evaluated: Path) -> None:
    place = read_place(evaluated)
    empty = place.care_models[0].model_copy(update={"assumptions": []})
    found = only(evaluated, place.model_copy(update={"care_models": [empty]}))
    assert not found.is_offered
    assert "nothing to test" in said(found)
