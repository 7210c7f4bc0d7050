"""The risk model's section of the report."""

from __future__ import annotations

from pathlib import Path

from joinedup.answers.page.section import Section
from joinedup.answers.place_report.risk import NOT_FITTED, risk_section
from joinedup.answers.published import open_published
from tests.unit.answers.tiny_build import publish

CARD = """
    position | section        | item                                        | value | words
    1        | warning        | what it is not                              |       | It rations nothing.
    2        | data           | tested on the other half                    | 900   | 2022-04-01
    3        | discrimination | gradient-boosting: area under the ROC curve | 0.781 | 95% interval 0.760 to 0.802
    4        | discrimination | {found}                                     | 0.214 | 6 of 45 people on that list were admitted
    5        | calibration    | gradient-boosting: slope                    | 0.97  | 95% interval 0.90 to 1.04; 1 is perfect
""".format(found="gradient-boosting: share of all admitted found in the highest 5%")
CALIBRATION = """
    model             | group_name | group_value | bin | people | expected | observed
    gradient-boosting | everyone   | everyone    | 1   | 452    | 5.2      | 4
    gradient-boosting | everyone   | everyone    | 2   | 448    | 91.0     | 88
    gradient-boosting | sex        | female      | 2   | 441    | 50.0     | 60
    gradient-boosting | sex        | male        | 2   | 454    | 44.0     | 30
    gradient-boosting | sex        | other       | 1   | 5      | 0.4      | 2
"""


def section(folder: Path, card: str, calibration: str) -> Section:
    tables = {"risk_model_card": card, "risk_calibration": calibration}
    with open_published(publish(folder, tables)) as published:
        return risk_section(published)


def test_the_warning_and_the_discrimination_are_said(tmp_path: Path) -> None:
    found = section(tmp_path, CARD, CALIBRATION)
    assert found.warning == "It rations nothing."
    assert "78 times in a hundred (area 0.781, 95% interval 0.760 to 0.802)" in found.in_short
    assert "as they stood on 1 April 2022" in found.lead
    table = found.figures[0].table
    assert table is not None
    assert tuple(table.rows[0]) == (
        "Gradient boosting",
        "0.781 (0.760 to 0.802)",
        "0.97 (0.90 to 1.04)",
        "21%",
    )


def test_counts_of_the_calibration_are_controlled(tmp_path: Path) -> None:
    found = section(tmp_path, CARD, CALIBRATION)
    tenths, groups = found.figures[1].table, found.figures[2].table
    assert tenths is not None
    assert groups is not None
    assert [tuple(row) for row in tenths.rows] == [("1", "450", "1.2%", "*"), ("2", "450", "20.2%", "*")]
    assert [tuple(row) for row in groups.rows] == [
        ("Sex: female", "*", "60", "*"),
        ("Sex: male", "455", "*", "*"),
        ("Sex: other", "*", "*", "*"),
    ]
    assert found.suppressed_cells == 6


def test_the_cards_own_words_with_exact_counts_are_not_repeated(tmp_path: Path) -> None:
    assert "6 of 45" not in repr(section(tmp_path, CARD, CALIBRATION))


def test_a_card_without_a_model_says_why_in_words_and_keeps_the_warning(tmp_path: Path) -> None:
    card = """
        position | section | item                    | words
        1        | warning | what it is not          | It rations nothing.
        2        | data    | why there is no risk    | only 3 people admitted in one of the parts
    """
    found = section(tmp_path, card, "model | people")
    assert found.lead == NOT_FITTED
    assert found.warning == "It rations nothing."
    assert "only 3" not in repr(found)
