"""The love plot: how far each covariate's means were apart before matching, and how far they are after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from joinedup.evaluation.methods.results import Floats
from joinedup.pictures.charts import BLUE, GREY, PALE_GREY, draw

BEFORE, AFTER = "before matching", "after matching"
TITLE = "difference of means, in standard deviations"


def love_plot_svg(name: str, covariates: Sequence[str], before: Floats, after: Floats, limit: float) -> str:
    """Absolute standardised differences, the largest before matching on top, with the limit of a good one as a line."""
    largest_first = [covariates[at] for at in np.argsort(-np.abs(before), kind="stable")]
    spec = {
        "width": 420,
        "height": {"step": 26},
        "encoding": {"y": _covariate(largest_first)},
        "layer": [*_limit(limit), *_differences()],
    }
    return draw(name, spec, love_plot_rows(covariates, before, after))


def love_plot_rows(
    covariates: Sequence[str], before: Floats, after: Floats
) -> Sequence[Mapping[str, object]]:
    """Two rows a covariate: its name, when, and the absolute standardised difference. Endless ones are left out."""
    return [
        {"covariate": name, "when": when, "difference": round(abs(float(differences[at])), 6)}
        for at, name in enumerate(covariates)
        for when, differences in ((BEFORE, before), (AFTER, after))
        if np.isfinite(differences[at])
    ]


def _covariate(order: Sequence[str]) -> Mapping[str, Any]:
    axis = {"labelLimit": 260, "labelPadding": 12, "grid": True}
    return {"field": "covariate", "type": "nominal", "sort": order, "title": None, "axis": axis}


def _limit(limit: float) -> Sequence[Mapping[str, Any]]:
    once: Mapping[str, Any] = {"values": [{}]}
    words = {"type": "text", "align": "left", "dx": 4, "dy": -6, "color": GREY, "fontSize": 11}
    return [
        {
            "data": once,
            "mark": {"type": "rule", "color": GREY, "strokeDash": [4, 3]},
            "encoding": {"x": {"datum": limit}, "y": None},
        },
        {
            "data": once,
            "mark": words,
            "encoding": {
                "x": {"datum": limit},
                "y": {"value": 0},
                "text": {"value": f"alike below {limit:g}"},
            },
        },
    ]


def _differences() -> Sequence[Mapping[str, Any]]:
    """A line from before to after, and a point at either end."""
    difference = {"field": "difference", "type": "quantitative", "title": TITLE}
    scale = {"scale": {"zero": True, "nice": True}, "axis": {"grid": False, "tickCount": 6}}
    when = {
        "field": "when",
        "type": "nominal",
        "sort": [BEFORE, AFTER],
        "scale": {"domain": [BEFORE, AFTER], "range": [PALE_GREY, BLUE]},
        "legend": {"symbolType": "circle"},
    }
    ends = {
        "x": difference | {"aggregate": "min"},
        "x2": {"field": "difference", "aggregate": "max"},
    }
    return [
        {"mark": {"type": "rule", "color": PALE_GREY, "strokeWidth": 1.5}, "encoding": ends},
        {
            "mark": {"type": "point", "size": 90, "opacity": 1},
            "encoding": {"x": difference | scale, "color": when},
        },
    ]
