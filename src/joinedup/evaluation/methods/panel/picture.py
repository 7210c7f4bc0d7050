"""The picture of a counterfactual: the treated as they were beside what they would have been, and the gap below."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np

from joinedup.evaluation.methods.panel.estimator import PanelEstimate
from joinedup.evaluation.methods.panel.panel import Panel
from joinedup.evaluation.methods.results import MethodError

OBSERVED = "observed"
WITHOUT = "without the treatment (estimated)"
WIDTH = 560


def draw_counterfactual(name: str, panel: Panel, found: PanelEstimate) -> str:
    """An SVG of two panes: means of the treated units, observed and without; below, their difference by time since the start
    with its interval. MethodError when the estimate has no counterfactual to draw."""
    from joinedup.pictures.charts import draw

    if found.observed is None or found.without is None or found.by_time is None:
        raise MethodError(
            f"{found.effect.method} gives no path without the treatment, so there is nothing to draw: choose a design that"
            " does (a synthetic control, an interrupted time series), or draw its effect by time"
        )
    return draw(name, {"vconcat": [_paths(panel, found), _gap(panel, found)], "spacing": 14}, [])


def _paths(panel: Panel, found: PanelEstimate) -> dict[str, Any]:
    assert found.observed is not None
    assert found.without is not None
    rows = [
        {"time": _time(time), "value": float(value), "which": which}
        for which, path in ((WITHOUT, found.without), (OBSERVED, found.observed))
        for time, value in zip(panel.times, path, strict=True)
    ]
    across = {"field": "time", "title": None, **_axis(panel)}
    starts = [{"time": _time(panel.times[start])} for start in np.unique(panel.starts[panel.is_treated])]
    return {
        "title": _title(panel.outcome_name),
        "width": WIDTH,
        "height": 220,
        "encoding": {"x": across},
        "layer": [
            {"data": {"values": starts}, "mark": _start_line()},
            {"data": {"values": starts[:1]}, "mark": _start_word()},
            {"data": {"values": rows}, "mark": {"type": "line"}, "encoding": _two_lines()},
        ],
    }


def _two_lines() -> dict[str, Any]:
    from joinedup.pictures.charts import INK, WARM

    domain = [OBSERVED, WITHOUT]
    which = {"field": "which", "type": "nominal"}
    return {
        "y": {
            "field": "value",
            "type": "quantitative",
            "title": None,
            "scale": {"zero": False},
            "axis": {"tickCount": 5},
        },
        "color": {
            **which,
            "scale": {"domain": domain, "range": [INK, WARM]},
            "legend": {"symbolType": "stroke", "labelLimit": 300},
        },
        "strokeDash": {**which, "scale": {"domain": domain, "range": [[1, 0], [5, 3]]}, "legend": None},
    }


def _start_line() -> dict[str, Any]:
    from joinedup.pictures.charts import GREY

    return {"type": "rule", "color": GREY, "strokeDash": [3, 3]}


def _start_word() -> dict[str, Any]:
    from joinedup.pictures.charts import GREY

    return {"type": "text", "align": "left", "dx": 4, "y": 6, "text": "start", "color": GREY}


def _gap(panel: Panel, found: PanelEstimate) -> dict[str, Any]:
    from joinedup.pictures.charts import PALE_GREY

    path = found.by_time
    assert path is not None
    when, across = _since(panel, found)
    rows = [
        {"time": time, "value": float(value), "low": _drawn(low), "high": _drawn(high)}
        for time, value, low, high in zip(when, path.value, path.low, path.high, strict=True)
    ]
    up = {"type": "quantitative", "title": None, "axis": {"tickCount": 5}}
    beginning = when[int(np.flatnonzero(path.since_start == 0)[0])]
    return {
        "title": _title(f"observed less without, with {found.effect.level:.0%} interval"),
        "width": WIDTH,
        "height": 150,
        "data": {"values": rows},
        "encoding": {"x": across},
        "layer": [
            {"mark": {"type": "rule", "color": PALE_GREY}, "encoding": {"x": None, "y": {"datum": 0, **up}}},
            {"data": {"values": [{"time": beginning}]}, "mark": _start_line()},
            {
                "transform": [{"filter": "isValid(datum.low) && isValid(datum.high)"}],
                "mark": {"type": "area"},
                "encoding": {"y": {"field": "low", **up}, "y2": {"field": "high"}},
            },
            {"mark": {"type": "line"}, "encoding": {"y": {"field": "value", **up}}},
        ],
    }


def _since(panel: Panel, found: PanelEstimate) -> tuple[list[Any], dict[str, Any]]:
    """The gap's times and their axis: the panel's own where all started together, else times since the start."""
    assert found.by_time is not None
    since = found.by_time.since_start
    if panel.is_staggered:
        axis = {
            "type": "quantitative",
            "title": "times since the start",
            "axis": {"format": "d", "grid": False},
        }
        return since.tolist(), {"field": "time", **axis}
    start = int(panel.starts[panel.is_treated][0])
    return [_time(panel.times[start + int(step)]) for step in since], {
        "field": "time",
        "title": None,
        **_axis(panel),
    }


def _title(words: str) -> dict[str, Any]:
    return {"text": words, "anchor": "start", "fontSize": 12, "fontWeight": "normal", "offset": 6}


def _drawn(limit: float) -> float | None:
    return float(limit) if np.isfinite(limit) else None


def _time(time: Any) -> Any:
    return time.isoformat() if isinstance(time, date) else time


def _axis(panel: Panel) -> dict[str, Any]:
    if all(isinstance(time, date) for time in panel.times):
        return {"type": "temporal", "axis": {"format": "%b %Y", "grid": False, "labelFlush": False}}
    if all(isinstance(time, int | float) for time in panel.times):
        return {
            "type": "quantitative",
            "scale": {"zero": False, "nice": False},
            "axis": {"format": "d", "grid": False, "tickMinStep": 1},
        }
    return {"type": "ordinal", "axis": {"grid": False, "labelAngle": 0, "labelOverlap": True}}
