"""Marks on a control chart: where something changed, beside limits that they do not move."""

from __future__ import annotations

import itertools
import re
from datetime import date
from xml.etree import ElementTree

import numpy as np

from joinedup.evaluation.methods.control_charts import ControlChart, Mark, control_chart

MONTHS = np.arange("2022-01", "2024-01", dtype="datetime64[M]").astype("datetime64[D]")


def chart() -> ControlChart:
    return control_chart(MONTHS, np.tile([10.0, 12.0, 11.0], 8), title="Admissions")


def discs(svg: str) -> dict[str, float]:
    """The letters of each mark, and where its disc is across."""
    found = {}
    for group in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}g"):
        circle = group.find("{http://www.w3.org/2000/svg}circle")
        text = group.find("{http://www.w3.org/2000/svg}text")
        if circle is not None and text is not None:
            found[str(text.text)] = float(str(circle.get("cx")))
    return found


def test_marks_stand_in_the_order_of_their_days_and_never_on_each_other() -> None:
    days = [date(2023, 3, 1), date(2023, 3, 2), date(2023, 3, 3), date(2022, 5, 1)]
    marks = [Mark(day, str(n), f"{n}. {day}") for n, day in enumerate(days, start=1)]
    found = discs(chart().svg(marks=marks))
    assert list(found) == ["4", "1", "2", "3"]
    places = list(found.values())
    assert all(after - before >= 19 for before, after in itertools.pairwise(places))


def test_the_last_month_lasts_until_it_ends_and_days_outside_the_chart_are_left_out() -> None:
    days = {"a": date(2021, 12, 31), "b": date(2022, 1, 1), "c": date(2023, 12, 30), "d": date(2024, 1, 2)}
    marks = [Mark(day, letters, letters) for letters, day in days.items()]
    assert list(discs(chart().svg(marks=marks))) == ["b", "c"]


def test_a_mark_changes_nothing_else_on_the_chart() -> None:
    made = chart()
    plain, marked = made.svg(), made.svg(marks=[Mark(date(2023, 1, 1), "1", "A <change>")])
    assert len(re.findall("<circle", marked)) == len(re.findall("<circle", plain)) + 1
    assert "A &lt;change&gt;" in marked
    assert chart().limits == made.limits
