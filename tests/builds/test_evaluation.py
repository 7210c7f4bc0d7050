"""A care model of a whole built place, evaluated from the register to the page."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from joinedup.answers.checks.tests_of_care_models import agreement_lines
from joinedup.answers.evaluating.evaluate import Asked, evaluate, register_care_model
from joinedup.answers.evaluating.of_which_build import evaluated_on_another_build
from joinedup.answers.evaluating.write import write_evaluation
from joinedup.errors import JoinedupError
from joinedup.evaluation.verdicts import OUTCOME_OF
from joinedup.learning.register import Register
from joinedup.place.file import read_place
from tests.builds.places import Built, build_place
from tests.unit.answers.reading import PageReader

BEFORE = Asked(datetime(2024, 4, 3, 9, 0, tzinfo=UTC), "Ada Okafor")
LATER = Asked(datetime(2024, 4, 10, 9, 0, tzinfo=UTC), "Bo Field")
PAGE = Path("build") / "evaluations" / "complex-care-hubs.html"


def copy_of(hamlet: Built, folder: Path) -> Path:
    """The built place in a folder of the test's own."""
    shutil.copytree(hamlet.folder, folder)
    return folder


@pytest.fixture(scope="module")
def place(hamlet: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Registered, then evaluated."""
    folder = copy_of(hamlet, tmp_path_factory.mktemp("evaluated") / "hamlet")
    register_care_model(folder, None, BEFORE)
    evaluated = evaluate(folder, "complex care hubs", LATER)
    write_evaluation(folder, evaluated, pdf=folder / "board.pdf")
    return folder


@pytest.fixture(scope="module")
def page(place: Path) -> PageReader:
    return PageReader((place / PAGE).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def result(place: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((place / PAGE).with_suffix(".json").read_text(encoding="utf-8"))
    return found


def test_the_page_is_whole_and_fetches_nothing(page: PageReader) -> None:
    assert page.faults == []
    assert page.fetched == []


def test_every_assumption_has_one_verdict_on_the_page(
    place: Path, page: PageReader, result: dict[str, Any]
) -> None:
    models = read_place(place).care_models
    assert [each["id"] for each in result["assumptions"]] == [each.id for each in models[0].assumptions]
    words = {"Supported", "Not supported", "Too early", "Undetectable"}
    shown = [word.strip() for word in page.words if word.strip() in words]
    assert len([word for word in shown if word]) >= len(result["assumptions"])
    for each in result["assumptions"]:
        assert OUTCOME_OF[each["reading"]] == each["verdict"]


def test_an_assumption_due_after_the_data_end_is_too_early(result: dict[str, Any]) -> None:
    due = {each["id"]: each for each in result["assumptions"] if each["by"] > result["data_until"]}
    assert due
    assert {each["verdict"] for each in due.values()} == {"too-early"}


def test_no_small_number_of_people_is_on_the_page_or_in_the_file(
    page: PageReader, result: dict[str, Any]
) -> None:
    shown = [
        count
        for table in page.tables
        for heading in ("People",)
        if heading in table.headings
        for row in table.rows[1:]
        for count, name in zip(row, table.headings, strict=True)
        if name == heading
    ]
    shown += [row[1] for each in result["assumptions"] for row in each["flow"]]
    numbers = [int(count.replace(",", "")) for count in shown if count not in ("*", "0")]
    assert numbers
    assert all(number % 5 == 0 and number > 7 for number in numbers)


def test_the_verdict_names_its_protocol_and_its_build(place: Path, result: dict[str, Any]) -> None:
    registered = Register(place).registered("Complex care hubs")
    assert registered is not None
    assert result["protocol"]["sha256"] == registered.protocol.sha256
    assert result["protocol"]["beforehand"] is True
    assert result["protocol"]["registered_by"] == "Ada Okafor"
    assert result["build"]["manifest_sha256"] == registered.entry.held.manifest_sha256


def test_the_register_says_that_outcomes_were_read_and_by_whom(place: Path) -> None:
    entries = Register(place).entries()
    assert [(entry.kind, entry.by) for entry in entries] == [
        ("registered", "Ada Okafor"),
        ("outcomes-read", "Bo Field"),
    ]


def test_the_smallest_detectable_change_was_worked_out_beforehand(place: Path) -> None:
    registered = Register(place).registered("Complex care hubs")
    assert registered is not None
    plan = registered.protocol.plans[0]
    assert plan.smallest_detectable.change is not None
    assert -1 <= plan.smallest_detectable.change < 0
    assert plan.smallest_detectable.planned_years


def test_the_same_build_and_register_give_the_same_page_and_no_new_line(place: Path) -> None:
    before = (place / PAGE).read_bytes(), Register(place).path.read_bytes()
    write_evaluation(place, evaluate(place, None, LATER))
    assert ((place / PAGE).read_bytes(), Register(place).path.read_bytes()) == before


def test_the_pdf_is_written_beside_it(place: Path) -> None:
    assert (place / "board.pdf").read_bytes().startswith(b"%PDF")


def test_what_is_registered_covers_the_place_file(place: Path) -> None:
    assert agreement_lines(place, read_place(place)) == [
        "Complex care hubs: registered as the place file says"
    ]


def test_a_place_where_nothing_is_registered_is_told_so_by_check_and_on_the_page(
    hamlet: Built, tmp_path: Path
) -> None:
    folder = copy_of(hamlet, tmp_path / "hamlet")
    assert "not registered yet" in agreement_lines(folder, read_place(folder))[0]
    text = write_evaluation(folder, evaluate(folder, None, LATER)).read_text(encoding="utf-8")
    assert text.index("registered at the moment of evaluating, so not beforehand") < text.index("<article")


def test_a_place_file_that_changed_after_the_look_is_told_with_key_and_values(
    hamlet: Built, tmp_path: Path
) -> None:
    folder = copy_of(hamlet, tmp_path / "hamlet")
    register_care_model(folder, None, BEFORE)
    evaluate(folder, None, BEFORE)
    file = folder / "place.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("change = -0.10", "change = -0.02", 1))
    said = agreement_lines(folder, read_place(folder))
    assert "  assumptions.A1.expected_change: -0.1 became -0.02" in said
    with pytest.raises(JoinedupError, match="joinedup build"):
        evaluate(folder, None, LATER)
    build_place(folder)
    text = write_evaluation(folder, evaluate(folder, None, LATER)).read_text(encoding="utf-8")
    top = text[: text.index("<article")]
    assert "by Bo Field, after outcomes had been read" in top
    assert "-0.1 became -0.02" in top


def test_an_edited_register_stops_the_evaluation(hamlet: Built, tmp_path: Path) -> None:
    folder = copy_of(hamlet, tmp_path / "hamlet")
    register_care_model(folder, None, BEFORE)
    path = Register(folder).path
    path.write_text(path.read_text(encoding="utf-8").replace("Ada Okafor", "Eve Field"), encoding="utf-8")
    with pytest.raises(JoinedupError, match="line 1: this line was edited"):
        evaluate(folder, None, LATER)


def test_asked_for_as_registered_nothing_is_registered_on_the_way(hamlet: Built, tmp_path: Path) -> None:
    folder = copy_of(hamlet, tmp_path / "hamlet")
    as_registered = replace(LATER, as_registered=True)
    with pytest.raises(
        JoinedupError, match=r'not registered, so it is not evaluated.*joinedup register "Complex'
    ):
        evaluate(folder, None, as_registered)
    assert not Register(folder).path.exists()
    register_care_model(folder, None, BEFORE)
    assert [one.verdict.outcome for one in evaluate(folder, None, as_registered).answers]
    agreed = Register(folder).path.read_bytes()
    assert [entry.kind for entry in Register(folder).entries()] == ["registered", "outcomes-read"]
    file = folder / "place.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("change = -0.10", "change = -0.02", 1))
    build_place(folder)
    with pytest.raises(JoinedupError, match=r"no longer what was registered.*-0.1 became -0.02"):
        evaluate(folder, None, as_registered)
    assert Register(folder).path.read_bytes() == agreed


def test_after_a_build_it_is_known_whose_verdicts_are_older(hamlet: Built, tmp_path: Path) -> None:
    folder = copy_of(hamlet, tmp_path / "hamlet")
    names = [model.name for model in read_place(folder).care_models]
    assert evaluated_on_another_build(folder, names) == []
    write_evaluation(folder, evaluate(folder, None, LATER))
    assert evaluated_on_another_build(folder, names) == []
    manifest = folder / "build" / "manifest.json"
    manifest.write_text(manifest.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert evaluated_on_another_build(folder, names) == names
