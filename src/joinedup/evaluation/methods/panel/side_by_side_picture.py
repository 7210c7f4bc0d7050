"""The forest plot of a side by side: a block per estimator, a line per window."""

from __future__ import annotations

from typing import Any

import numpy as np

from joinedup.evaluation.methods.panel.side_by_side_rows import Compared, Row
from joinedup.evaluation.methods.results import Floats

STEP = 17
WIDTH = 430


def forest(name: str, found: Compared) -> str:
    """The plot as SVG, to stand in a page."""
    from joinedup.pictures.charts import draw

    low, high = _ends(found)
    rows = [_row(found, row, low, high) for row in found.rows]
    return draw(name, _spec(found, low, high), rows)


def _ends(found: Compared) -> tuple[float, float]:
    """Where the axis ends: all values and nine in ten limits are inside, so that one vast interval squashes nothing."""
    figures = [figure for row in found.rows if (figure := found.figure(row)) is not None]
    if not figures:
        return -1.0, 1.0
    values = [figure.value for figure in figures]
    lows = _finite([figure.low for figure in figures], values)
    highs = _finite([figure.high for figure in figures], values)
    low = min(float(np.quantile(lows, 0.05)), min(values), 0.0)
    high = max(float(np.quantile(highs, 0.95)), max(values), 0.0)
    margin = (high - low) * 0.04 or 1.0
    return low - margin, high + margin


def _finite(limits: list[float], otherwise: list[float]) -> Floats:
    found = np.array([limit for limit in limits if np.isfinite(limit)])
    return found if len(found) else np.array(otherwise)


def _row(found: Compared, row: Row, low: float, high: float) -> dict[str, Any]:
    figure = found.figure(row)
    drawn: dict[str, Any] = {
        "estimator": row.title,
        "window": str(row.window),
        "which": "registered beforehand" if row.is_registered else "for comparison",
    }
    if figure is None:
        return {**drawn, "middle": (low + high) / 2, "words": "cannot be used on this window"}
    return {
        **drawn,
        "value": figure.value,
        "low": max(figure.low, low),
        "high": min(figure.high, high),
        "beyond_low": low if figure.low < low else None,
        "beyond_high": high if figure.high > high else None,
    }


def _spec(found: Compared, low: float, high: float) -> dict[str, Any]:
    header = {"labelAngle": 0, "labelOrient": "top", "labelPadding": 0, "offset": -10}
    order = list(dict.fromkeys(row.title for row in found.rows))
    down = {"field": "window", "type": "nominal", "sort": None, "title": None, "axis": {"grid": False}}
    return {
        "facet": {"row": {"field": "estimator", "sort": order, "header": header}},
        "spacing": 12,
        "resolve": {"scale": {"y": "independent"}},
        "spec": {
            "width": WIDTH,
            "height": {"step": STEP},
            "encoding": {"y": down},
            "layer": _layers(_across(found, low, high), _colour(found)),
        },
    }


def _across(found: Compared, low: float, high: float) -> dict[str, Any]:
    title = f"{found.outcome_name}: {'relative change' if found.is_relative else 'difference'}, {found.level:.0%} interval"
    written = "+.0%" if found.is_relative else "+.3~g"
    return {
        "type": "quantitative",
        "scale": {"domain": [low, high], "nice": False},
        "title": title,
        "axis": {
            "labelExpr": f"datum.value === 0 ? '0' : format(datum.value, '{written}')",
            "tickCount": 7,
        },
    }


def _colour(found: Compared) -> dict[str, Any]:
    from joinedup.pictures.charts import DARK_BLUE, WARM

    return {
        "field": "which",
        "type": "nominal",
        "scale": {"domain": ["registered beforehand", "for comparison"], "range": [WARM, DARK_BLUE]},
        "legend": {"symbolType": "circle"} if found.registered is not None else None,
    }


def _layers(across: dict[str, Any], colour: dict[str, Any]) -> list[dict[str, Any]]:
    """No effect, the intervals, the estimates, arrows where an interval runs off the axis, words where there is none."""
    from joinedup.pictures.charts import GREY, PALE_GREY

    def at(field: str, mark: dict[str, Any], **more: Any) -> dict[str, Any]:
        return {"mark": mark, "encoding": {"x": {"field": field, **across}, **more}}

    nothing = {"type": "rule", "color": PALE_GREY, "strokeWidth": 1.5}
    arrow = {"type": "point", "filled": True, "size": 40}
    words = {"type": "text", "fontSize": 11, "fontStyle": "italic", "color": GREY}
    return [
        {"mark": nothing, "encoding": {"x": {"datum": 0, **across}, "y": None}},
        at("low", {"type": "rule", "strokeWidth": 2}, x2={"field": "high"}, color=colour),
        at("value", {"type": "point", "size": 46}, color=colour),
        at("beyond_low", {**arrow, "shape": "triangle-left"}, color=colour),
        at("beyond_high", {**arrow, "shape": "triangle-right"}, color=colour),
        at("middle", words, text={"field": "words"}),
    ]
