"""Charts as SVG: Vega-Lite drawn by vl-convert with one theme. Nothing is fetched; the same figures give the same bytes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import vl_convert

from joinedup.errors import JoinedupError

BLUE = "#005eb8"
DARK_BLUE = "#003087"
LIGHT_BLUE = "#9fc5e8"
WARM = "#b85c00"
INK = "#212b32"
GREY = "#4c6272"
PALE_GREY = "#aeb7bd"
RULE = "#e3e8eb"
FONT = "Arial, Helvetica, sans-serif"

VEGA_LITE = "6.4"

THEME: Mapping[str, Any] = {
    "background": "transparent",
    "font": FONT,
    "padding": {"left": 2, "right": 6, "top": 4, "bottom": 2},
    "view": {"stroke": None},
    "axis": {
        "labelColor": GREY,
        "labelFontSize": 12,
        "titleColor": GREY,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "gridColor": RULE,
        "domain": False,
        "ticks": False,
        "labelPadding": 6,
    },
    "axisY": {"labelColor": INK},
    "header": {
        "labelColor": INK,
        "labelFontSize": 12.5,
        "labelFontWeight": "bold",
        "labelAnchor": "start",
        "title": None,
    },
    "legend": {
        "labelColor": INK,
        "labelFontSize": 12,
        "title": None,
        "orient": "top",
        "symbolType": "square",
    },
    "text": {"color": INK, "fontSize": 12},
    "bar": {"color": BLUE},
    "line": {"color": BLUE, "strokeWidth": 2},
    "area": {"color": BLUE, "opacity": 0.16, "line": False},
    "point": {"color": BLUE, "filled": True, "size": 60},
    "rule": {"color": GREY},
}


class DrawingError(JoinedupError):
    """A chart could not be drawn."""


def draw(name: str, spec: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> str:
    """A Vega-Lite spec over `rows` as an SVG to stand in a page; `name` keeps its inner ids apart from other charts'."""
    whole = {"data": {"values": list(rows)}, **spec}
    try:
        svg = vl_convert.vegalite_to_svg(
            whole, vl_version=VEGA_LITE, config=dict(THEME), allowed_base_urls=[]
        )
    except ValueError as error:
        raise DrawingError(f"the chart {name} could not be drawn: {error}") from error
    return for_a_page(name, svg)


def for_a_page(name: str, svg: str) -> str:
    """An SVG cleaned to stand inside HTML: no namespaces, no roles (the page says what it shows), ids of its own."""
    svg = re.sub(r' (?:xmlns(?::xlink)?|version|role|aria-[a-z]+)="[^"]*"', "", svg)
    svg = re.sub(r'\bid="([^"]+)"', rf'id="{name}-\1"', svg)
    svg = re.sub(r"url\(#([^)]+)\)", rf"url(#{name}-\1)", svg)
    return re.sub(
        r'<svg class="marks"', '<svg class="marks" aria-hidden="true" focusable="false"', svg, count=1
    )


def as_file(svg: str) -> str:
    """A drawing made for a page as the text of an SVG file that stands by itself, on white."""
    return svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg" style="background: white"', 1) + "\n"


def draw_bars(name: str, bars: Sequence[tuple[str, float, str]]) -> str:
    """Horizontal bars from (label, value, words beside the bar), in the order given; empty when there are none."""
    if not bars:
        return ""
    longest = max(len(label) for label, _, _ in bars)
    spec = {
        "width": 420 - 6 * min(longest, 30),
        "height": {"step": 34},
        "encoding": {
            "y": {
                "field": "label",
                "type": "nominal",
                "sort": None,
                "title": None,
                "axis": {"labelLimit": 200},
            },
            "x": {"field": "value", "type": "quantitative", "title": None, "axis": None},
        },
        "layer": [
            {"mark": {"type": "bar", "height": 20}},
            {"mark": {"type": "text", "align": "left", "dx": 6}, "encoding": {"text": {"field": "words"}}},
        ],
    }
    return draw(name, spec, [{"label": label, "value": value, "words": said} for label, value, said in bars])
