"""The control chart of a cycle: the measure where it is tried, with a mark on each day something changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from markupsafe import Markup

from joinedup.answers.control_charts.charted import Charted, Group
from joinedup.answers.control_charts.page import Row, shown_groups
from joinedup.evaluation.methods.control_charts import ControlChart, Mark, Recalculation, control_chart
from joinedup.web.kept.page import KeptPage
from joinedup.wording import day, some


@dataclass(frozen=True)
class CycleChart:
    """The chart: what its last point says (a row of the charts' page), the picture with marks, and what it shows since."""

    row: Row
    unit: str
    better: str
    drawing: Markup
    since: str
    warnings: Sequence[str]


def charted_where(series: KeptPage, measure: str, area: str) -> Mapping[str, Any] | str:
    """The months of a measure in an area (empty for the whole place), or why there are none, in a sentence."""
    found = next((one for one in series.further["measures"] if one["measure"] == measure), None)
    if found is None:
        return "The build has no figures of this measure by month."
    own = next((one for one in found["areas"] if _is(one, area)), None)
    if own is None:
        return (
            " ".join(found["not_charted"])
            or f"There is no chart of this measure for {area or 'the whole place'}."
        )
    return {**own, "measure": found}


def never_charted(series: KeptPage) -> list[str]:
    """Titles of the measures of which no chart can be drawn here, of the whole place or of any area."""
    return [one["title"] for one in series.further["measures"] if not one["areas"]]


def afresh(own: Mapping[str, Any]) -> list[tuple[date, str]]:
    """The days on which the limits of a chart start afresh, with the reason."""
    return [(date.fromisoformat(on), reason) for on, reason in own["recalculations"]]


def cycle_chart(own: Mapping[str, Any], starts_on: date, marks: Sequence[Mark]) -> CycleChart:
    """The chart of what `charted_where` found, with marks on it."""
    chart, measure = _chart(own), own["measure"]
    charted = [Charted("chart", own["name"], chart)]
    group = Group(measure["measure"], measure["title"], measure["unit"], measure["better"], charted)
    return CycleChart(
        shown_groups([group])[0].rows[0],
        measure["unit"],
        measure["better"],
        Markup(chart.svg(width=860, height=310, marks=marks)),
        since_in_words(chart, starts_on),
        own["warnings"],
    )


def since_in_words(chart: ControlChart, starts_on: date) -> str:
    """What the points of whole months since a day show."""
    first = np.datetime64(starts_on, "D")
    after = [n for n, when in enumerate(chart.observations.dates) if when >= first]
    if not after:
        return f"The figures end before or in the month of {day(starts_on)}: nothing can be said yet."
    kinds = [chart.point_types[n][0].kind for n in after]
    months = f"Since {day(starts_on)} there {'is' if len(after) == 1 else 'are'} {some(len(after), 'whole month', 'whole months')}"
    better = kinds.count("special_cause_improvement")
    worse = kinds.count("special_cause_concern")
    neither = kinds.count("special_cause_neutral")
    if not better + worse + neither:
        return f"{months}, and none stands out from what chance alone does: the chart does not show that anything changed."
    parts = [
        f"{number} {words}"
        for number, words in (
            (better, "better than chance alone would make it"),
            (worse, "worse than chance alone would make it"),
            (neither, "beyond what chance alone would do"),
        )
        if number
    ]
    return f"{months}: {', '.join(parts)}. A chart shows that something changed, not why."


def _is(one: Mapping[str, Any], area: str) -> bool:
    return one["name"] == area if area else bool(one["is_whole_place"])


def _chart(own: Mapping[str, Any]) -> ControlChart:
    return control_chart(
        np.array(own["dates"], dtype="datetime64[D]"),
        own["values"],
        direction=own["direction"],
        target=own["target"],
        recalculations=[Recalculation(on, reason) for on, reason in afresh(own)],
        title=own["title"],
        unit=own["unit"],
    )
