"""What is charted: a chart with where it is of, and the groups that stand together on the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from joinedup.evaluation.methods.control_charts import ControlChart

# What needs looking at first: a worsening, then a change that may be either, then what only wanders.
KIND_ORDER = (
    "special_cause_concern",
    "special_cause_neutral",
    "common_cause",
    "special_cause_improvement",
    "too_few_points",
)
ASSURANCE_ORDER = (
    "consistently_failing",
    "hit_or_miss",
    "too_few_points",
    "no_target",
    "consistently_passing",
)


@dataclass(frozen=True)
class Charted:
    """One chart on the page: of an area or a provider. `key` is its anchor."""

    key: str
    name: str
    chart: ControlChart
    is_whole_place: bool = False


@dataclass(frozen=True)
class Group:
    """Charts of one measure, and what could not be charted, in sentences."""

    name: str
    title: str
    unit: str
    better: str
    charts: Sequence[Charted]
    not_charted: Sequence[str] = ()
    about: str = ""


def in_order_of_need(charts: Sequence[Charted]) -> list[Charted]:
    """Charts so that what needs looking at comes first; those without a warning before the others; then the furthest out."""
    return sorted(charts, key=need)


def need(charted: Charted) -> tuple[int, int, bool, float, str]:
    """Where a chart stands in that order."""
    chart = charted.chart
    return (
        KIND_ORDER.index(chart.variation),
        ASSURANCE_ORDER.index(chart.assurance),
        not chart.is_safe,
        -_widths_from_the_mean(chart),
        charted.name,
    )


def _widths_from_the_mean(chart: ControlChart) -> float:
    """How far the last point is from its mean, in widths of the limits; 0 where there are none."""
    latest = chart.limits[-1]
    if not latest.exist or latest.mean_moving_range == 0:
        return 0.0
    return float(abs(chart.observations.values[-1] - latest.mean) / (latest.upper - latest.mean))
