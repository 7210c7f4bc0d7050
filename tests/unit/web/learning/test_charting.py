"""The chart of a cycle: of the right measure and area, with the days things changed, and what it shows since."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from joinedup.evaluation.methods.control_charts import Mark
from tests.unit.web.decisions.board import place

pytestmark = pytest.mark.usefixtures("database")
MONTHS = [str(day) for day in np.arange("2022-01", "2024-01", dtype="datetime64[M]").astype("datetime64[D]")]


def area(name: str, values: list[float], **words: Any) -> dict[str, Any]:
    return {
        "name": name,
        "is_whole_place": name == "Whole place",
        "title": f"Admissions, {name}",
        "dates": MONTHS,
        "values": values,
        "direction": "lower",
        "target": None,
        "unit": "",
        "recalculations": [],
        "warnings": [],
        **words,
    }


def series(*areas: dict[str, Any], not_charted: tuple[str, ...] = ()) -> Any:
    from joinedup.web.kept.page import KeptPage

    measure = {
        "measure": "emergency_admissions",
        "title": "Admissions",
        "unit": "per 1,000 person-years",
        "better": "lower is better",
        "areas": list(areas),
        "not_charted": list(not_charted),
    }
    return KeptPage("Series", further={"measures": [measure]})


STEADY = [100.0, 104.0, 98.0, 102.0, 96.0, 101.0] * 4
FELL = [*STEADY[:12], *(value - 30 for value in STEADY[12:])]


def test_the_chart_is_of_the_area_where_it_is_tried() -> None:
    from joinedup.web.learning.charting import charted_where, cycle_chart

    found = series(area("Whole place", STEADY), area("Quay", FELL))
    whole, quay = (charted_where(found, "emergency_admissions", where) for where in ("", "Quay"))
    assert not isinstance(whole, str)
    assert not isinstance(quay, str)
    assert cycle_chart(whole, date(2023, 1, 1), []).row.name == "Whole place"
    assert "Admissions, Quay" in cycle_chart(quay, date(2023, 1, 1), []).drawing


def test_what_cannot_be_charted_says_why() -> None:
    from joinedup.web.learning.charting import charted_where

    found = series(not_charted=("Counts of some months are too small to show.",))
    assert charted_where(found, "emergency_admissions", "") == "Counts of some months are too small to show."
    assert charted_where(found, "deaths", "") == "The build has no figures of this measure by month."
    assert "no chart of this measure for Quay" in str(
        charted_where(series(area("Whole place", STEADY)), "emergency_admissions", "Quay")
    )


@pytest.mark.parametrize(
    ("values", "starts_on", "says"),
    [
        (STEADY, date(2023, 1, 1), "12 whole months, and none stands out"),
        (FELL, date(2023, 1, 1), "better than chance alone would make it"),
        (STEADY, date(2023, 11, 2), "there is 1 whole month,"),
        (STEADY, date(2023, 12, 2), "nothing can be said yet"),
    ],
)
def test_what_it_shows_since_is_said_in_a_sentence(values: list[float], starts_on: date, says: str) -> None:
    from joinedup.web.learning.charting import charted_where, cycle_chart

    own = charted_where(series(area("Whole place", values)), "emergency_admissions", "")
    assert not isinstance(own, str)
    assert says in cycle_chart(own, starts_on, []).since


def test_the_start_each_note_and_each_recalculation_is_numbered_in_the_order_of_days() -> None:
    from joinedup.web.learning.charting import afresh, charted_where, cycle_chart
    from joinedup.web.learning.presenters import noted
    from joinedup.web.learning.queries import CycleNow

    own = charted_where(
        series(area("Whole place", STEADY, recalculations=[["2022-10-01", "A centre opened"]])),
        "emergency_admissions",
        "",
    )
    assert not isinstance(own, str)
    cycle = CycleNow("added-1", "Ring", "emergency_admissions", "", date(2023, 2, 1), "", "", "")
    found = noted(cycle, [], afresh(own))
    assert [(one.mark.letters, one.on) for one in found] == [
        ("1", "1 October 2022"),
        ("2", "1 February 2023"),
    ]
    drawing = cycle_chart(own, cycle.starts_on, [one.mark for one in found]).drawing
    assert "2. 1 February 2023: The change was made" in drawing


def test_a_mark_after_the_figures_end_is_told_and_not_drawn() -> None:
    from joinedup.web.learning.charting import charted_where, cycle_chart

    own = charted_where(series(area("Whole place", STEADY)), "emergency_admissions", "")
    assert not isinstance(own, str)
    late = Mark(date(2023, 12, 1) + timedelta(days=40), "1", "1. later")
    assert "1. later" not in cycle_chart(own, date(2023, 1, 1), [late]).drawing


def test_cycles_of_the_place_file_have_a_key_of_their_name_and_day() -> None:
    from joinedup.place.model import Cycle, Learning
    from joinedup.web.learning.queries import cycles
    from tests.support.engine_room import programme_lead

    cycle = Cycle(name="A call in two days", measure="emergency_readmissions", starts_on=date(2023, 9, 1))
    changed = place().model_copy(update={"learning": Learning(cycles=(cycle, cycle))})
    found = cycles(programme_lead(), changed)
    assert [one.key for one in found] == ["a-call-in-two-days-2023-09-01"]
    assert found[0].by == ""


def test_measures_that_no_chart_can_be_drawn_of_are_named_before_one_is_chosen() -> None:
    from joinedup.web.learning.charting import never_charted
    from joinedup.web.learning.forms import CycleForm

    assert never_charted(series(area("Whole place", STEADY))) == []
    none = never_charted(series(not_charted=("Counts of some months are too small to show.",)))
    assert len(none) == 1
    assert CycleForm(areas=[], never_charted=none).fields["measure"].help_text.endswith(f"{none[0]}.")
    assert not CycleForm(areas=[]).fields["measure"].help_text
