"""The drawings of an evaluation: rates over time, the effect beside what was expected, balance, and every other way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from joinedup.answers.evaluation_report.answer import Answer, Characteristic, OverTime
from joinedup.answers.evaluation_report.shown import ALIKE
from joinedup.evaluation.methods.results import Estimate
from joinedup.pictures import charts

Row = Mapping[str, Any]
JOINED, BESIDE = charts.BLUE, charts.WARM
PER_CENT = "datum.value === 0 ? 'no change' : format(datum.value, '+,.0f') + '%'"


def draw_over_time(name: str, over_time: OverTime, points: Sequence[Row], unit: str) -> str:
    """Both groups' rates, one line each with its band, the beginning marked. Empty without points.

    `points` hold time, group, rate, low and high as they may be shown.
    """
    if not points:
        return ""
    x = {
        "field": "time",
        "type": "quantitative",
        "title": over_time.time_is.capitalize(),
        "axis": {"grid": False, "values": _ticks(points), "domain": True},
        "scale": {"nice": False, "padding": 12},
    }
    colour = {
        "field": "group",
        "type": "nominal",
        "scale": {"domain": list(over_time.groups), "range": [JOINED, BESIDE]},
        "legend": None,
    }
    title = {
        "text": unit,
        "anchor": "start",
        "fontSize": 12,
        "fontWeight": "normal",
        "color": charts.GREY,
    }
    spec = {
        "width": 720,
        "height": 260,
        "title": title,
        "encoding": {"x": x, "color": colour},
        "layer": [_beginning(over_time), *_lines_with_bands()],
    }
    return charts.draw(name, spec, _with_labels(over_time, points))


def _beginning(over_time: OverTime) -> dict[str, Any]:
    """The dashed line where the care model begins, with its word."""
    return {
        "data": {"values": [{"begins": over_time.begins, "words": _begins(over_time)}]},
        "encoding": {
            "x": {"field": "begins", "type": "quantitative"},
            "color": {"value": charts.GREY},
        },
        "layer": [
            {"mark": {"type": "rule", "strokeDash": [4, 3]}},
            {
                "mark": {"type": "text", "align": "left", "dx": 5, "baseline": "top"},
                "encoding": {"y": {"value": 0}, "text": {"field": "words"}},
            },
        ],
    }


def _lines_with_bands() -> list[dict[str, Any]]:
    """Each group's band, its line, and its name where the line ends."""
    y = {"type": "quantitative", "title": None, "axis": {"tickCount": 5}, "scale": {"zero": True}}
    name = {"type": "text", "align": "left", "dx": 8, "fontWeight": "bold", "limit": 170}
    return [
        {
            "transform": [{"filter": "isValid(datum.low)"}],
            "mark": {"type": "area", "opacity": 0.14, "line": False},
            "encoding": {"y": {"field": "low", **y}, "y2": {"field": "high"}},
        },
        {
            "mark": {"type": "line", "strokeWidth": 2.5, "point": {"size": 34}},
            "encoding": {"y": {"field": "rate", **y}},
        },
        {
            "transform": [{"filter": "datum.last"}],
            "mark": name,
            "encoding": {"y": {"field": "label_at", **y}, "text": {"field": "label"}},
        },
    ]


def draw_effect(name: str, answer: Answer, estimate: Estimate) -> str:
    """The estimate with its interval, above what was expected and the smallest change that could have been found."""
    least = answer.verdict.detectable_change
    rows: list[dict[str, Any]] = [
        {"what": "Found", "value": estimate.value, "low": estimate.low, "high": estimate.high}
    ]
    rows.append({"what": "Expected", "value": answer.plan.expected_change})
    if least is not None and abs(least) < 1:
        signed = abs(least) * (-1 if answer.plan.expected_change < 0 else 1)
        rows.append({"what": "Smallest that could be found", "value": signed})
    rows = [_in_per_cent(row) for row in rows]
    return charts.draw(name, _effects(rows, 44, {"Found": charts.BLUE}), rows)


def draw_ways(name: str, rows: Sequence[Row]) -> str:
    """One row for each way of answering: name, value, low, high (relative changes) and whether it is the agreed one."""
    if not rows:
        return ""
    shown = [_in_per_cent({"what": row["name"], **row}) for row in rows]
    agreed = {str(row["name"]): charts.BLUE for row in rows if row["agreed"]}
    return charts.draw(name, _effects(shown, 26, agreed), shown)


def draw_balance(name: str, characteristics: Sequence[Characteristic]) -> str:
    """The love plot: how far the groups differ in everything known, before and after the comparison was made."""
    if not characteristics:
        return ""
    rows = [
        {"name": one.name, "when": when, "size": abs(value)}
        for one in characteristics
        for when, value in (("Everybody eligible", one.before), ("Those compared", one.after))
    ]
    spec = {
        "width": 420,
        "height": {"step": 20},
        "encoding": {
            "y": {
                "field": "name",
                "type": "nominal",
                "title": None,
                "sort": None,
                "axis": {"labelLimit": 360, "grid": True, "gridColor": charts.RULE},
            },
            "x": {
                "field": "size",
                "type": "quantitative",
                "title": "Difference between the groups, in standard deviations",
                "axis": {"grid": False, "tickCount": 6},
            },
        },
        "layer": [
            {
                "data": {"values": [{"size": ALIKE}]},
                "mark": {"type": "rule", "strokeDash": [4, 3]},
                "encoding": {"y": None},
            },
            {
                "mark": {"type": "point", "size": 70, "opacity": 1},
                "encoding": {
                    "color": {
                        "field": "when",
                        "type": "nominal",
                        "scale": {
                            "domain": ["Everybody eligible", "Those compared"],
                            "range": [charts.PALE_GREY, charts.BLUE],
                        },
                    }
                },
            },
        ],
    }
    return charts.draw(name, spec, rows)


def _effects(rows: Sequence[Row], step: int, coloured: Mapping[str, str]) -> dict[str, Any]:
    """A row for each value, with its interval where there is one, and no change as a line."""
    colour = {
        "field": "what",
        "type": "nominal",
        "legend": None,
        "scale": {
            "domain": [row["what"] for row in rows],
            "range": [coloured.get(str(row["what"]), charts.GREY) for row in rows],
        },
    }
    return {
        "width": 520,
        "height": {"step": step},
        "encoding": {
            "y": {
                "field": "what",
                "type": "nominal",
                "title": None,
                "sort": None,
                "axis": {"labelLimit": 300},
            },
            "x": {
                "field": "value",
                "type": "quantitative",
                "title": None,
                "axis": {
                    "labelExpr": PER_CENT,
                    "labelFlush": False,
                    "grid": True,
                    "tickCount": 7,
                    "tickMinStep": 1,
                },
                "scale": {"padding": 8},
            },
            "color": colour,
        },
        "layer": [
            {
                "data": {"values": [{"value": 0}]},
                "mark": {"type": "rule", "color": charts.INK, "strokeWidth": 1.2},
                "encoding": {"y": None, "color": {"value": charts.INK}},
            },
            {
                "transform": [{"filter": "isValid(datum.low)"}],
                "mark": {"type": "rule", "strokeWidth": 3},
                "encoding": {"x": {"field": "low"}, "x2": {"field": "high"}},
            },
            {"mark": {"type": "point", "filled": True, "size": 90, "opacity": 1}},
        ],
    }


def _in_per_cent(row: Row) -> dict[str, Any]:
    """Changes as per cent, an interval cut where it would leave the picture."""
    widest = 100.0
    shown = dict(row)
    for key in ("value", "low", "high"):
        if shown.get(key) is not None:
            shown[key] = round(max(-100.0, min(widest, shown[key] * 100)), 3)
    return shown


def _ticks(points: Sequence[Row]) -> list[int]:
    """Every third month that the points reach."""
    first, last = (limit(float(point["time"]) for point in points) for limit in (min, max))
    step = 3 if last - first <= 60 else 12
    return list(range(int(first // step) * step, int(-(-last // step)) * step + 1, step))


def _begins(over_time: OverTime) -> str:
    return "joins" if "joining" in over_time.time_is else "starts"


def _with_labels(over_time: OverTime, points: Sequence[Row]) -> list[dict[str, Any]]:
    """The points, the last of each group marked to carry the group's name, kept apart where both would stand together."""
    latest = {group: [p for p in points if p["group"] == group][-1:] for group in over_time.groups}
    top = max(float(p.get("high") or p["rate"]) for p in points) or 1.0
    heights = {group: float(found[0]["rate"]) for group, found in latest.items() if found}
    if len(heights) == 2 and abs(heights[over_time.groups[0]] - heights[over_time.groups[1]]) < top * 0.14:
        middle = sum(heights.values()) / 2
        above, below = sorted(heights, key=lambda group: -heights[group])
        heights = {above: middle + top * 0.07, below: middle - top * 0.07}
    rows = []
    for point in points:
        is_last = bool(latest[point["group"]]) and point is latest[point["group"]][0]
        label = {"label": point["group"], "label_at": heights[point["group"]]} if is_last else {}
        rows.append({**point, "last": is_last, **label})
    return rows
