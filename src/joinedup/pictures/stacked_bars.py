"""Horizontal bars, each divided into parts that the bars have in common, with their total in words beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from joinedup.pictures.charts import INK, draw

# Lines of a label stand between these.
NEW_LINE = "|"


@dataclass(frozen=True)
class StackedBar:
    """One bar: its label (`|` begins a new line), its parts by name, and the words beside it."""

    label: str
    parts: Mapping[str, float]
    words: str


def draw_stacked(name: str, bars: Sequence[StackedBar], shades: Sequence[str]) -> str:
    """The bars in the order given, parts in the order they first come, each with a shade (over again where shades run out);
    empty where there is nothing to draw."""
    parts = list(dict.fromkeys(part for bar in bars for part, size in bar.parts.items() if size))
    if not parts:
        return ""
    rows = [
        {"bar": bar.label, "part": part, "size": size, "rank": parts.index(part)}
        for bar in bars
        for part, size in bar.parts.items()
        if size
    ]
    totals = [{"bar": bar.label, "size": sum(bar.parts.values()), "words": bar.words} for bar in bars]
    return draw(name, _spec(totals, parts, [shades[n % len(shades)] for n in range(len(parts))]), rows)


def _spec(totals: Sequence[Mapping[str, Any]], parts: Sequence[str], shades: Sequence[str]) -> dict[str, Any]:
    longest = max(row["size"] for row in totals)
    x: dict[str, Any] = {"field": "size", "type": "quantitative", "title": None, "axis": None}
    x["scale"] = {"domain": [0, 1.2 * longest], "nice": False}
    y = {
        "field": "bar",
        "type": "nominal",
        "sort": [row["bar"] for row in totals],
        "title": None,
        "axis": {"labelLimit": 240, "labelExpr": f"split(datum.label, '{NEW_LINE}')"},
    }
    colour = {"field": "part", "type": "nominal", "scale": {"domain": parts, "range": shades}}
    bars = {
        "mark": {"type": "bar", "height": 21},
        "encoding": {
            "y": y,
            "x": x | {"stack": "zero"},
            "color": colour | {"legend": {"columns": 2, "labelLimit": 330}},
            "order": {"field": "rank", "type": "quantitative"},
        },
    }
    words = {
        "data": {"values": list(totals)},
        "mark": {"type": "text", "align": "left", "dx": 6, "color": INK},
        "encoding": {"y": y, "x": x, "text": {"field": "words"}},
    }
    return {"width": 580, "height": {"step": 38}, "layer": [bars, words]}
