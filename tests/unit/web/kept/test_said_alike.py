"""What one page says another page says with the same words and the same rounding."""

from __future__ import annotations

from pathlib import Path

import pytest

from joinedup.answers.page.section import Figure, ShownTable
from tests.unit.answers.made_up_place import publish_made_up_place

pytestmark = pytest.mark.usefixtures("application")


@pytest.mark.parametrize(
    ("change", "words"),
    [(-0.0861, "9% lower"), (0.0824, "8% higher"), (-0.0151, "1.5% lower"), (0.003, "0.3% higher")],
)
def test_the_ledger_rounds_as_the_evaluation_does(change: float, words: str) -> None:
    from joinedup.answers.evaluation_report.answer import Measure
    from joinedup.answers.evaluation_report.in_words import change as said
    from joinedup.web.kept.engine_room.ledger import as_on_its_page

    assert as_on_its_page(change) == words
    assert said(change, Measure("x", "x", "", 1, is_count=False)).split("%")[0] == words.split("%")[0]


def test_a_source_is_called_alike_among_linkage_and_sources() -> None:
    from joinedup.web.data.queries import under_their_names

    table = ShownTable(
        "Linkage", ("Source", "Valid"), [("RZZ1 hes-apc", "5"), ("SEA social-care", "2"), ("All", "7")]
    )
    read = [
        {"organisation_code": "RZZ1", "format": "hes-apc", "source_name": "Admitted care"},
        {"organisation_code": "SEA", "format": "social-care", "source_name": "North"},
        {"organisation_code": "SEA", "format": "social-care", "source_name": "South"},
    ]
    found = under_their_names(Figure("Linkage", "", table=table), read).table
    assert found is not None
    assert [row[0] for row in found.rows] == ["Admitted care", "SEA social-care", "All"]


def test_a_verdict_that_nothing_blocks_says_what_else_was_found() -> None:
    from joinedup.web.kept.of_money import with_what_else

    clean, found = {"verdict": {"besides": ""}}, {"verdict": {"besides": "1 error and 2 warnings"}}
    place = {"verdict": None}
    assert with_what_else("Nothing found blocks it", [clean, place]) == "Nothing found blocks it"
    said = "Nothing found blocks it; also found: 1 error and 2 warnings"
    assert with_what_else("Nothing found blocks it", [found, place]) == said


def test_the_network_and_the_report_count_the_same_shared_patients_without_those_who_opted_out(
    tmp_path: Path,
) -> None:
    from joinedup.web.kept.of_place import report, shared_patients

    some_opted_out = publish_made_up_place(tmp_path / "some", opted_out=120)
    (section,) = shared_patients(some_opted_out).sections
    reported = next(one for one in report(some_opted_out).sections if one.name == section.name)
    assert [figure.sentence for figure in section.figures] == [figure.sentence for figure in reported.figures]
    ties = shared_patients(some_opted_out).further["ties"]
    everyone = shared_patients(publish_made_up_place(tmp_path / "none", opted_out=0)).further["ties"]
    assert 0 < sum(people for *_, people in ties) < sum(people for *_, people in everyone)
