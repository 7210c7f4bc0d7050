"""What changed lately: the charts whose last point is out of the ordinary, what needs looking at first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from joinedup.answers.control_charts.charted import Group, need
from joinedup.web.kept.scorecard.chart_rows import row_of

CHANGED = ("special_cause_concern", "special_cause_improvement")


def changed_lately(groups: Sequence[Group]) -> list[dict[str, Any]]:
    """One entry a chart that shows special cause variation: its measure, its row, and which way it went."""
    found = [
        (group, charted) for group in groups for charted in group.charts if charted.chart.variation in CHANGED
    ]
    found.sort(key=lambda pair: (not pair[1].is_whole_place, need(pair[1])))
    return [
        {
            "measure": group.title,
            "unit": group.unit,
            "group": group.name,
            "key": charted.key,
            "is_concern": charted.chart.variation == CHANGED[0],
            **row_of(group, charted),
        }
        for group, charted in found
    ]
