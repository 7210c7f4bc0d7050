"""A control chart: made in one call from dates and values, it prints, sums up, tabulates and draws itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from numbers import Real
from typing import Any

from numpy.typing import ArrayLike

from joinedup.evaluation.methods.control_charts import drawing, icon_drawing, words
from joinedup.evaluation.methods.control_charts.cautions import cautions_of
from joinedup.evaluation.methods.control_charts.icons import assurance, date_words, variation_icons
from joinedup.evaluation.methods.control_charts.limits import Limits, limits_of, lines_of
from joinedup.evaluation.methods.control_charts.marks import Mark
from joinedup.evaluation.methods.control_charts.observations import Observations, observations_of
from joinedup.evaluation.methods.control_charts.options import ChartOptions, Direction, preset
from joinedup.evaluation.methods.control_charts.points import TOO_FEW, PointType, point_types
from joinedup.evaluation.methods.control_charts.reading import Reading
from joinedup.evaluation.methods.control_charts.rules import rules_broken
from joinedup.evaluation.methods.control_charts.segments import Recalculation, in_order, segments_of
from joinedup.evaluation.methods.results import Caution, Floats, MethodError

DIRECTIONS = ("higher", "lower", "neutral")


@dataclass(frozen=True)
class ControlChart(Reading):
    """An XmR chart that sums itself up, prints and draws itself."""

    def summary(self) -> str:
        """The chart in a few sentences, warnings first."""
        return words.summary(self)

    def svg(self, *, width: int = 720, height: int = 260, marks: Sequence[Mark] = ()) -> str:
        """The chart as an SVG that stands by itself, with a title and a description for those who cannot see it."""
        return drawing.chart_svg(self, width, height, marks)

    def sparkline_svg(self, *, width: int = 220, height: int = 48) -> str:
        """The chart without axes or words, to stand in a row."""
        return drawing.sparkline_svg(self, width, height)

    def variation_icon_svg(self, *, size: int = 48) -> str:
        """The variation icon as an SVG with a title."""
        icon = self.variation_icons[0]
        return icon_drawing.variation_icon(icon.kind, icon.side, size)

    def assurance_icon_svg(self, *, size: int = 48) -> str:
        """The assurance icon as an SVG with a title."""
        return icon_drawing.assurance_icon(self.assurance, size)

    def __str__(self) -> str:
        return f"{self.title}: {self.summary()}" if self.title else self.summary()


def control_chart(
    dates: ArrayLike,
    values: ArrayLike,
    *,
    direction: Direction = "neutral",
    target: float | None = None,
    options: ChartOptions | str | None = None,
    recalculations: Sequence[Recalculation] = (),
    counts: ArrayLike | None = None,
    title: str = "",
    unit: str = "",
) -> ControlChart:
    """An XmR chart of one value a date.

    `direction` says which way is better. `options` is a preset's name, or options (`preset(name, shift_points=6)`); the
    default is NHS England's with runs of 7. `counts` are the events behind each value, and the values themselves when these
    are counts. With the unit "%" values are fractions and read in per cent. MethodError when the points, an option, the
    target or a recalculation cannot be used; the message says what to do.
    """
    if direction not in DIRECTIONS:
        raise MethodError(f"direction is {direction!r}; say which way is better: {', '.join(DIRECTIONS)}")
    _refuse_target(target)
    chosen = options if isinstance(options, ChartOptions) else preset(options)
    points = observations_of(dates, values, counts)
    ordered = in_order(recalculations)
    parts = segments_of(points.dates, ordered)
    limits = tuple(limits_of(points.values[a:b], chosen, start=a) for a, b in parts)
    types = _types(points.values, limits, direction, chosen)
    away = points.values - lines_of(limits, "mean")
    return ControlChart(
        points,
        direction,
        target,
        chosen,
        ordered,
        limits,
        types,
        variation_icons(types, away, limits, direction, chosen),
        assurance(target, limits[-1], direction, chosen),
        cautions_of(points.dates, points.values, points.counts, limits),
        (
            *points.notes,
            *_dropped_notes(points),
            *_limit_notes(limits, chosen),
            *_afresh(points, limits, ordered),
        ),
        title,
        unit,
    )


def _refuse_target(target: Any) -> None:
    if target is None:
        return
    if isinstance(target, bool) or not isinstance(target, Real) or not isfinite(target):
        raise MethodError(f"the target is {target!r}; give a number, or None when there is no target")


def _types(
    values: Floats, limits: Sequence[Limits], direction: Direction, options: ChartOptions
) -> tuple[tuple[PointType, ...], ...]:
    found: list[tuple[PointType, ...]] = []
    for one in limits:
        part = values[one.start : one.stop]
        shown = point_types(rules_broken(part, one, options), direction, options)
        found += shown if one.exist else [(TOO_FEW,)] * len(part)
    return tuple(found)


def _dropped_notes(points: Observations) -> tuple[Caution, ...]:
    return tuple(
        Caution(
            "dropped", f"{one.rows} {'point was' if one.rows == 1 else 'points were'} left out: {one.reason}."
        )
        for one in points.dropped
    )


def _afresh(
    points: Observations, limits: Sequence[Limits], recalculations: Sequence[Recalculation]
) -> tuple[Caution, ...]:
    return tuple(
        Caution(
            "recalculated",
            f"Limits start afresh in {date_words(points.dates, one.start)}: {point.reason.rstrip('.')}.",
        )
        for point, one in zip(recalculations, limits[1:], strict=True)
    )


def _limit_notes(limits: Sequence[Limits], options: ChartOptions) -> tuple[Caution, ...]:
    latest = limits[-1]
    notes = []
    if latest.trial:
        message = f"Trial limits: {latest.points} points, {options.trial_below} are wanted."
        notes.append(Caution("trial-limits", message))
    if latest.exist and latest.mean_moving_range == 0:
        message = "No value differs from the one before, so the limits have no width."
        notes.append(Caution("constant", message))
    if latest.screened:
        some = (
            "1 large moving range was"
            if latest.screened == 1
            else f"{latest.screened} large moving ranges were"
        )
        notes.append(Caution("screened", f"{some} left out of the latest limits."))
    return tuple(notes)
