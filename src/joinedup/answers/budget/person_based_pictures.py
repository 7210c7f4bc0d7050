"""Pictures of person-based need: predicted against actual cost by tenth, and what characteristics add, with intervals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from joinedup.answers.page import words
from joinedup.pictures import charts

# More would not fit beside each other; the table has them all.
SHOWN_AMOUNTS = 24


def draw_calibration(tenths: Sequence[dict[str, Any]]) -> str:
    """A dot a tenth, with the line on which prediction and cost are the same."""
    if len(tenths) < 2:
        return ""
    rows = [
        {"predicted": row["predicted_pence"] / 100, "actual": row["actual_pence"] / 100} for row in tenths
    ]
    top = max(max(row.values()) for row in rows) * 1.05
    scale = {"domain": [0, top], "nice": False}
    axis = {"tickCount": 5, "labelExpr": "'£' + format(datum.value, ',.0f')"}
    spec = {
        "width": 400,
        "height": 290,
        "encoding": {
            "x": {
                "field": "predicted",
                "type": "quantitative",
                "title": "Predicted for a person-year",
                "scale": scale,
                "axis": axis,
            },
            "y": {
                "field": "actual",
                "type": "quantitative",
                "title": "Actual",
                "scale": scale,
                "axis": axis,
            },
        },
        "layer": [
            {
                "data": {"values": [{"predicted": 0, "actual": 0}, {"predicted": top, "actual": top}]},
                "mark": {"type": "line", "color": charts.PALE_GREY, "strokeDash": [5, 4]},
            },
            {"mark": {"type": "point", "size": 85}},
        ],
    }
    return charts.draw("calibration", spec, rows)


def draw_amounts(amounts: Sequence[dict[str, Any]]) -> str:
    """The amounts least likely to be chance, each a dot with its interval, the largest on top."""
    told = sorted(amounts, key=lambda row: -abs(row["amount_pence"]) / max(row["standard_error"], 1e-9))
    kept = sorted(told[:SHOWN_AMOUNTS], key=lambda row: -float(row["amount_pence"]))
    if not kept:
        return ""
    rows = [
        {
            "name": words.capitalised(row["name"]),
            "amount": row["amount_pence"] / 100,
            "low": row["low_pence"] / 100,
            "high": row["high_pence"] / 100,
        }
        for row in kept
    ]
    x = {
        "type": "quantitative",
        "title": "£ added to a person-year",
        "axis": {"format": ",.0f", "tickCount": 7},
    }
    spec = {
        "width": 500,
        "height": {"step": 22},
        "encoding": {
            "y": {
                "field": "name",
                "type": "nominal",
                "sort": None,
                "title": None,
                "axis": {"labelLimit": 300},
            }
        },
        "layer": [
            {
                "mark": {"type": "rule", "color": charts.LIGHT_BLUE, "strokeWidth": 4},
                "encoding": {"x": {"field": "low", **x}, "x2": {"field": "high"}},
            },
            {"mark": {"type": "point", "size": 70}, "encoding": {"x": {"field": "amount", **x}}},
            {"mark": {"type": "rule"}, "encoding": {"x": {"datum": 0}, "y": None}},
        ],
    }
    return charts.draw("amounts", spec, rows)
