"""A chart as SVG: values, mean, limits, target and recalculations, special causes in colour. Drawn directly, in a millisecond."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import numpy as np

from joinedup.evaluation.methods.control_charts import colours
from joinedup.evaluation.methods.control_charts.icons import date_words
from joinedup.evaluation.methods.control_charts.marks import RADIUS, ROOM, Mark, mark_svg
from joinedup.evaluation.methods.control_charts.reading import Reading
from joinedup.evaluation.methods.control_charts.ticks import time_ticks, value_ticks
from joinedup.evaluation.methods.control_charts.words import icon_words, rule_words, summary

FONT = "Arial, Helvetica, sans-serif"


@dataclass(frozen=True)
class Frame:
    """Where the points of a chart lie on the drawing: pixels for days and values."""

    left: float
    right: float
    top: float
    bottom: float
    first: float
    last: float
    low: float
    high: float

    def x(self, day: float) -> float:
        """Across, for a day as a number since 1970."""
        share = (day - self.first) / (self.last - self.first) if self.last > self.first else 0.5
        return round(self.left + share * (self.right - self.left), 1)

    def y(self, value: float) -> float:
        """Down, for a value."""
        share = (value - self.low) / (self.high - self.low)
        return round(self.bottom - share * (self.bottom - self.top), 1)


def chart_svg(chart: Reading, width: int, height: int, marks: Sequence[Mark] = ()) -> str:
    """The whole chart with axes, words for the lines and a title for each point; marks of days outside it are left out."""
    top = 14 + 16 * bool(chart.recalculations) + ROOM * bool(marks)
    frame = _frame(chart, left=52, right=width - 92, top=top, bottom=height - 26)
    parts = [
        *_grid(chart, frame),
        *_limits(chart, frame),
        *_target(chart, frame, words=True),
        *_recalculations(chart, frame),
        _line(chart, frame, 1.6),
        *_points(chart, frame, 3.6),
        *_line_words(chart, frame),
        *_marks(marks, frame, _step(chart)),
    ]
    title = escape(chart.title or "Control chart")
    return (
        f'<svg class="control-chart" role="img" viewBox="0 0 {width} {height}" width="{width}" height="{height}" fill="none"'
        f' font-family="{FONT}" font-size="12" xmlns="http://www.w3.org/2000/svg"><title>{title}</title>'
        f"<desc>{escape(summary(chart))}</desc>{''.join(parts)}</svg>"
    )


def sparkline_svg(chart: Reading, width: int, height: int) -> str:
    """Line, limits, target and special causes only; hidden from screen readers, since a row says it in words."""
    frame = _frame(chart, left=4, right=width - 5, top=5, bottom=height - 5)
    parts = [*_limits(chart, frame), *_target(chart, frame, words=False), _line(chart, frame, 1.2)]
    parts += _points(chart, frame, 2.1, words=False)
    return (
        f'<svg class="sparkline" aria-hidden="true" focusable="false" viewBox="0 0 {width} {height}" width="{width}"'
        f' height="{height}" fill="none" xmlns="http://www.w3.org/2000/svg">{"".join(parts)}</svg>'
    )


def _frame(chart: Reading, *, left: float, right: float, top: float, bottom: float) -> Frame:
    days = chart.observations.dates.astype(float)
    shown = [chart.observations.values, chart.lower, chart.upper]
    everything = np.concatenate(shown)
    everything = everything[np.isfinite(everything)]
    if chart.target is not None:
        everything = np.append(everything, chart.target)
    low, high = float(everything.min()), float(everything.max())
    room = 0.04 * (high - low) or 0.05 * abs(high) or 1.0
    return Frame(left, right, top, bottom, float(days[0]), float(days[-1]), low - room, high + room)


def _grid(chart: Reading, frame: Frame) -> list[str]:
    scale = 100 if chart.unit == "%" else 1
    ticks = value_ticks(frame.low * scale, frame.high * scale)
    parts = []
    for value, word in ticks:
        y = frame.y(value / scale)
        parts.append(f'<path d="M{frame.left} {y}H{frame.right}" stroke="#e8ecee"/>')
        said = f"{word}%" if chart.unit == "%" else word
        parts.append(
            f'<text x="{frame.left - 8}" y="{y + 4}" text-anchor="end" fill="{colours.LINE}">{said}</text>'
        )
    for day, word in time_ticks(chart.observations.dates):
        x = frame.x(day)
        parts.append(f'<path d="M{x} {frame.bottom}v4" stroke="{colours.PALE}"/>')
        parts.append(
            f'<text x="{x}" y="{frame.bottom + 18}" text-anchor="middle" fill="{colours.LINE}">{word}</text>'
        )
    return parts


def _limits(chart: Reading, frame: Frame) -> list[str]:
    """The band between the limits and the mean of each segment; they stop where the next segment begins."""
    days = chart.observations.dates.astype(float)
    parts = []
    for one in chart.limits:
        if not one.exist:
            continue
        start, stop = _edges(days, one.start, one.stop)
        x, across = frame.x(start), frame.x(stop)
        upper, lower, mean = frame.y(one.upper), frame.y(one.lower), frame.y(one.mean)
        parts.append(
            f'<rect x="{x}" y="{upper}" width="{round(across - x, 1)}" height="{round(lower - upper, 1)}" fill="{colours.BAND}"/>'
            f'<path d="M{x} {upper}H{across}M{x} {lower}H{across}" stroke="{colours.PALE}" stroke-dasharray="5 4"/>'
            f'<path d="M{x} {mean}H{across}" stroke="{colours.LINE}"/>'
        )
    return parts


def _edges(days: np.ndarray, start: int, stop: int) -> tuple[float, float]:
    """First and last day of the lines of a segment: half way to its neighbours."""
    first = days[0] if start == 0 else (days[start - 1] + days[start]) / 2
    last = days[-1] if stop == len(days) else (days[stop - 1] + days[stop]) / 2
    return float(first), float(last)


def _target(chart: Reading, frame: Frame, *, words: bool) -> list[str]:
    if chart.target is None:
        return []
    y, thick = frame.y(chart.target), 1.6 if words else 1.2
    line = f'stroke="{colours.TARGET}" stroke-dasharray="2 3" stroke-width="{thick}"'
    return [f'<path d="M{frame.left} {y}H{frame.right}" {line}/>']


def _recalculations(chart: Reading, frame: Frame) -> list[str]:
    """A line where limits start afresh, with the reason as far as there is room for it."""
    days = chart.observations.dates.astype(float)
    across = [frame.x(_edges(days, one.start, one.stop)[0]) for one in chart.limits[1:]]
    parts = []
    following = [*across, frame.right + 80][1:]
    for one, x, ends in zip(chart.recalculations, across, following, strict=True):
        on_left = len(across) == 1 and x - frame.left > ends - x
        anchor, beside = ("end", x - 5) if on_left else ("start", x + 5)
        room = (x - frame.left if on_left else ends - x) - 8
        parts.append(
            f'<path d="M{x} {frame.top - 16}V{frame.bottom}" stroke="{colours.INK}" stroke-dasharray="1 3"/>'
            f'<text x="{beside}" y="{frame.top - 5}" text-anchor="{anchor}" fill="{colours.INK}">'
            f"<title>{escape(one.reason)}</title>{escape(_shortened(one.reason, room))}</text>"
        )
    return parts


def _step(chart: Reading) -> float:
    """Days between two points, as a rule."""
    days = chart.observations.dates.astype(float)
    return float(np.median(np.diff(days))) if len(days) > 1 else 1.0


def _marks(marks: Sequence[Mark], frame: Frame, step: float) -> list[str]:
    """Days on which things changed, from left to right; the last point stands for as many days as lie between two. Discs that
    would touch are moved apart, their lines lean."""
    inside = sorted(
        (one for one in marks if frame.first <= one.day < frame.last + step), key=lambda one: one.day
    )
    across = [min(frame.x(one.day), frame.right) for one in inside]
    discs = _apart_across(across)
    return [
        mark_svg(one, x, disc, 11.0, frame.bottom) for one, x, disc in zip(inside, across, discs, strict=True)
    ]


def _apart_across(across: Sequence[float]) -> list[float]:
    """Places at least a disc apart, each as near as can be to where it belongs, moved to the left from the last on."""
    placed: list[float] = []
    for x in reversed(across):
        placed.append(min(x, placed[-1] - 2 * RADIUS - 2) if placed else x)
    return placed[::-1]


def _shortened(reason: str, room: float) -> str:
    """As much of it as fits, a letter of the font taking about six pixels."""
    longest = max(int(room / 6.2), 4)
    return reason if len(reason) <= longest else f"{reason[: longest - 1].rstrip()}…"


def _line(chart: Reading, frame: Frame, thick: float) -> str:
    days = chart.observations.dates.astype(float).tolist()
    values = chart.observations.values.tolist()
    path = " ".join(f"{frame.x(day)} {frame.y(value)}" for day, value in zip(days, values, strict=True))
    return f'<polyline points="{path}" stroke="{colours.COMMON}" stroke-width="{thick}" stroke-linejoin="round"/>'


def _points(chart: Reading, frame: Frame, radius: float, *, words: bool = True) -> list[str]:
    days = chart.observations.dates.astype(float).tolist()
    parts = []
    for place, (day, value) in enumerate(zip(days, chart.observations.values.tolist(), strict=True)):
        shown = chart.point_types[place][0]
        if not words and not shown.is_special:
            continue
        spot = f'cx="{frame.x(day)}" cy="{frame.y(value)}" fill="{colours.OF_KIND[shown.kind]}"'
        size = radius if shown.is_special else radius - 0.9
        if words:
            parts.append(
                f'<circle {spot} r="{size}"><title>{escape(_said(chart, place, value))}</title></circle>'
            )
        else:
            parts.append(f'<circle {spot} r="{size}"/>')
    return parts


def _said(chart: Reading, place: int, value: float) -> str:
    shown = chart.point_types[place][0]
    words = f"{date_words(chart.observations.dates, place)}: {chart.words(value)}"
    if shown.rule is None:
        return words
    shift, trend = chart.options.shift_points, chart.options.trend_points
    why = rule_words(shown.rule, shown.side, shift=shift, trend=trend)
    return f"{words}, {icon_words(shown.kind, shown.side)}: {why}"


def _line_words(chart: Reading, frame: Frame) -> list[str]:
    """Names of the latest lines at the right, moved apart where they would touch."""
    latest = chart.limits[-1]
    named: list[tuple[float, str, str]] = []
    if latest.exist and latest.mean_moving_range > 0:
        named += [(latest.upper, "Upper limit", colours.LINE), (latest.lower, "Lower limit", colours.LINE)]
    if latest.exist:
        named.append((latest.mean, "Mean", colours.INK))
    if chart.target is not None:
        named.append((chart.target, "Target", colours.TARGET))
    named.sort(key=lambda one: -one[0])
    spots = _apart([frame.y(value) for value, _, _ in named], 26.0, frame.bottom)
    return [
        f'<text x="{frame.right + 8}" y="{round(y, 1)}" fill="{colour}"><tspan>{word}</tspan>'
        f'<tspan x="{frame.right + 8}" dy="12" font-weight="700">{chart.words(value)}</tspan></text>'
        for y, (value, word, colour) in zip(spots, named, strict=True)
    ]


def _apart(spots: Sequence[float], gap: float, lowest: float) -> list[float]:
    """Places at least `gap` apart, from the top down, then pushed up from the bottom where they would run out."""
    placed: list[float] = []
    for spot in spots:
        placed.append(max(spot, placed[-1] + gap if placed else -math.inf))
    limit = lowest - 8.0
    for place in range(len(placed) - 1, -1, -1):
        placed[place] = min(placed[place], limit)
        limit = placed[place] - gap
    return placed
