"""What of an evaluation may be shown: small counts suppressed, the others rounded, and no total gives one away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from joinedup.answers.disclosure import one_way, rules, shown_count
from joinedup.answers.evaluation_report.answer import Flow, OverTime, Point
from joinedup.answers.page.words import capitalised, count
from joinedup.evaluation.methods.matching.thresholds import alike
from joinedup.evaluation.methods.results import Caution

ALIKE = alike().largest_difference
"""Standard deviations from which groups no longer count as alike."""


@dataclass(frozen=True)
class ShownFlow:
    """A flow as it may be shown: rows of words and counts, and how many counts are suppressed."""

    rows: tuple[tuple[str, str], ...]
    remaining: str
    compared_with: str
    suppressed: int


def shown_flow(flow: Flow) -> ShownFlow:
    """Counts of a flow: who was left out, and who remains, are the cells of one table whose total is who there was at first."""
    numbers = [left.number for left in flow.left_out] + [flow.remaining]
    if flow.are_people:
        table = one_way(numbers)
        cells, total, suppressed = table.cells, table.total, table.suppressed
        beside = shown_count(flow.compared_with)
        suppressed += beside is None
    else:
        cells, total, suppressed, beside = tuple(numbers), sum(numbers), 0, flow.compared_with
    rows = [(capitalised(flow.began), count(total))]
    rows += [
        (f"Left out: {left.reason}", count(cell)) for left, cell in zip(flow.left_out, cells, strict=False)
    ]
    rows += [(capitalised(flow.remained), count(cells[-1])), (capitalised(flow.comparison), count(beside))]
    return ShownFlow(tuple(rows), count(cells[-1]), count(beside), suppressed)


def shown_points(over_time: OverTime) -> tuple[list[dict[str, Any]], int]:
    """The points that may be shown, rates to three figures; and how many are not.

    A point is suppressed when the people behind it, or about as many events as its rate stands for, are a small count.
    """
    points = [_as_row(point) for point in over_time.points if not _is_small(point)]
    return points, len(over_time.points) - len(points)


def shown_caution(caution: Caution) -> str:
    """A caution as it may be released: where it counts people, in words without the count."""
    said = _CAUTIONS.get(caution.name, caution.message).rstrip(".")
    return f"{capitalised(said)}."


_CAUTIONS: Mapping[str, str] = {
    "few-people": (
        "Few people who joined could be compared: the interval is less sure than it says. Wait for more, or read it as a"
        " first sign."
    ),
    "few-events": (
        "Few people of one group had any event: the interval is less sure than it says. Wait for more time, or choose a"
        " measure of something commoner."
    ),
}


def _is_small(point: Point) -> bool:
    of_people = point.people is not None and shown_count(point.people) is None
    if point.events is None:
        return of_people
    return of_people or rules().is_small(max(1, round(point.events)) if point.events > 0 else 0)


def _as_row(point: Point) -> dict[str, Any]:
    low, high = point.low, point.high
    return {
        "time": point.time,
        "period": point.period,
        "group": point.group,
        "rate": three_figures(point.rate),
        "low": None if low is None else three_figures(low),
        "high": None if high is None else three_figures(high),
        "people": None if point.people is None else shown_count(point.people),
    }


def three_figures(value: float) -> float:
    """A number to three figures, so that no count can be worked back from it exactly."""
    return float(f"{value:.3g}")
