"""Every measure that can be charted by month, as numbers: a cycle's page draws its chart from them, with its own marks on it."""

from __future__ import annotations

from typing import Any

from joinedup.answers.control_charts.charted import Charted, Group
from joinedup.answers.control_charts.measures import measure_groups
from joinedup.answers.control_charts.settings import read_settings
from joinedup.answers.page.measure_values import definitions
from joinedup.answers.released import Released
from joinedup.evaluation.methods.control_charts import preset


def series(released: Released) -> list[dict[str, Any]]:
    """The measures that count contacts, each with its areas; the whole place is one of them."""
    if not released.has("measure_month", "measure_definition"):
        return []
    counted = [one.measure for one in definitions(released) if one.counts == "contacts"]
    groups = measure_groups(released, counted, read_settings(released), preset(None)) if counted else []
    return [_measure(group) for group in groups]


def titles(released: Released | None) -> dict[str, str]:
    """Every measure in words."""
    if released is None or not released.has("measure_definition"):
        return {}
    return {one.measure: one.title for one in definitions(released)}


def _measure(group: Group) -> dict[str, Any]:
    return {
        "measure": group.name.replace("-", "_"),
        "title": group.title,
        "unit": group.unit,
        "better": group.better,
        "areas": [_area(one) for one in group.charts],
        "not_charted": list(group.not_charted),
    }


def _area(charted: Charted) -> dict[str, Any]:
    chart = charted.chart
    return {
        "name": charted.name,
        "is_whole_place": charted.is_whole_place,
        "title": chart.title,
        "dates": [str(day) for day in chart.observations.dates],
        "values": [float(value) for value in chart.observations.values],
        "direction": chart.direction,
        "target": chart.target,
        "unit": chart.unit,
        "recalculations": [[one.starts_on.isoformat(), one.reason] for one in chart.recalculations],
        "warnings": [warning.message for warning in chart.warnings],
    }
