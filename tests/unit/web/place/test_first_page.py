"""The first page and the scorecard: what they say when much, little or nothing is known."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from joinedup.place.file import read_place
from joinedup.web.kept.page import KeptPage
from joinedup.web.kept.scorecard.by_organisation import Column, one_for_itself
from joinedup.web.kept.scorecard.made import made_scorecard
from joinedup.web.place import presenters
from joinedup.web.place.in_short import in_short
from tests.support.harbour import written

ASSUMPTION = """
[[care_models.assumptions]]
id = "A1"
because = "each person has one coordinator"
then = "fewer emergency admissions"
measure = "emergency_admissions"
expect = { change = -0.10, by = 2024-03-31 }
test = "matched-controls"
if_not_supported = "bring to the board"
"""
RESULT = """{"build": {"manifest_sha256": "of another build"}, "assumptions": [{"id": "A1", "verdict": "supported",
 "sentences": ["It fell."], "doubts": ["Only just."]}]}"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = written(tmp_path / "harbour")
    text = (
        (made / "place.toml")
        .read_text()
        .replace('primary_care_lead = "L81001"\n', f'primary_care_lead = "L81001"\n{ASSUMPTION}')
    )
    (made / "place.toml").write_text(text)
    return made


def model(folder: Path) -> Mapping[str, object]:
    return made_scorecard(folder).further["care_models"][0]  # type: ignore[no-any-return]


def test_an_assumption_nobody_tested_says_by_when_it_will_be(folder: Path) -> None:
    found = model(folder)
    assert found["in_short"] == "Of 1 thing expected of it, 1 is not tested yet."
    one = found["assumptions"][0]  # type: ignore[index]
    assert (one["in_words"], one["sentences"]) == ("Not tested yet", ["To be tested by 31 March 2024."])


def test_a_verdict_of_an_earlier_build_says_that_it_is(folder: Path) -> None:
    result = folder / "build" / "evaluations" / "quay-hub.json"
    result.parent.mkdir(parents=True)
    result.write_text(RESULT)
    found = model(folder)
    assert found["assumptions"][0]["in_words"] == "Came true"  # type: ignore[index]
    assert "earlier build" in str(found["note"])


def test_one_organisations_gain_at_the_places_loss_is_said(folder: Path) -> None:
    place = read_place(folder)
    found = one_for_itself(
        place, Column("The hub", {"RZZ1": 10_000_00, "SEA": -30_000_00}, -20_000_00, is_change=True)
    )
    assert found == ["The hub: Harbour General gains while the place as a whole loses £20 thousand."]


def test_the_places_gain_at_one_organisations_loss_is_said(folder: Path) -> None:
    place = read_place(folder)
    found = one_for_itself(
        place, Column("The hub", {"RZZ1": -10_000_00, "SEA": 30_000_00}, 20_000_00, is_change=True)
    )
    assert found == ["The hub: the place as a whole gains £20 thousand, but Harbour General loses."]
    assert one_for_itself(place, Column("The hub", {"RZZ1": 1, "SEA": 1}, 2, is_change=True)) == []


def test_before_figures_are_there_the_page_says_what_was_agreed(folder: Path) -> None:
    place = read_place(folder)
    assert presenters.care_models(place, None)[0]["name"] == "Quay hub"
    assert presenters.about_the_place(place, None).startswith("5 organisations of Harbour work together")


def test_what_changed_lately_is_counted_both_ways() -> None:
    rows = [{"is_concern": True}, {"is_concern": False}, {"is_concern": True}]
    found = presenters.lately(KeptPage("", further={"lately": rows, "charted": 17}))
    assert found["sentence"].startswith(
        "Of 17 control charts, 2 show something getting worse and 1 something getting better"
    )


def test_what_is_wanted_says_what_is_tried_and_what_it_is_to_bring_by_when(folder: Path) -> None:
    found = in_short(read_place(folder), None)
    about, tried = found.wanted
    assert about.startswith("5 organisations of Harbour work together")
    assert tried == (
        "They try Quay hub (since 1 April 2022) for people aged 65 or over. They expect fewer emergency admissions (10% lower) by"
        " 31 March 2024."
    )
    assert found.works == []


def test_whether_it_works_is_said_finding_by_finding(folder: Path) -> None:
    result = folder / "build" / "evaluations" / "quay-hub.json"
    result.parent.mkdir(parents=True)
    result.write_text(RESULT.replace("supported", "not-supported"))
    (answer,) = in_short(read_place(folder), made_scorecard(folder)).works
    assert answer.first == "Not as expected so far."
    assert answer.said == "Of 1 thing expected of it, 1 did not come true."
    assert answer.findings == [("not-supported", "Did not come true", "fewer emergency admissions")]


@pytest.mark.parametrize(
    ("verdicts", "said"),
    [
        ((), ""),
        (("not-tested", "not-tested"), ""),
        (("supported", "supported"), "As expected."),
        (("supported", "not-supported", "too-early"), "In part."),
        (("supported", "not-tested"), "In part."),
        (("not-supported", "undetectable"), "Not as expected so far."),
        (("undetectable", "too-early"), "Nobody can say yet."),
    ],
)
def test_the_answer_comes_before_how_it_was_arrived_at(
    folder: Path, verdicts: tuple[str, ...], said: str
) -> None:
    assumptions = [{"verdict": verdict, "then": "fewer"} for verdict in verdicts]
    model = {"name": "Quay hub", "slug": "quay-hub", "in_short": "", "assumptions": assumptions}
    (answer,) = in_short(
        read_place(folder), KeptPage("", further={"people": "", "care_models": [model]})
    ).works
    assert answer.first == said


def test_a_care_model_of_which_nothing_is_expected_says_so(tmp_path: Path) -> None:
    found = in_short(read_place(written(tmp_path / "harbour")), None)
    assert "have not written down what they expect" in found.wanted[-1]


@pytest.mark.usefixtures("database")
def test_everybody_finds_their_own_work_on_the_first_page() -> None:
    from django.test import Client

    expected = {
        "care-coordinator": "Quay hub",
        "social-worker": "No task waits for you",
        "finance-lead": "Money and time for change",
        "board-member": "Decisions of the board",
        "analyst": "Sources, what was set aside",
        "caldicott-guardian": "Who opened whose record",
    }
    for persona, words in expected.items():
        client = Client(headers={"host": "localhost"})
        client.post("/sign-in/", {"persona": persona})
        answer = client.get("/").content.decode()
        work = answer[answer.index("Your work") : answer.index("Does it work?")]
        assert words in work, persona


def test_a_verdict_has_one_word_wherever_it_stands(folder: Path) -> None:
    result = folder / "build" / "evaluations" / "quay-hub.json"
    result.parent.mkdir(parents=True)
    result.write_text(RESULT)
    made = made_scorecard(folder)
    said = in_short(read_place(folder), made).works[0].findings[0][1]
    assert said == made.further["care_models"][0]["assumptions"][0]["in_words"] == "Came true"
