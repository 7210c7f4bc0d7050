"""Pictures of how an amount came about: steps of a waterfall in pounds, and indices beside England's 1."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from joinedup.answers.page import words
from joinedup.pictures import charts


@dataclass(frozen=True)
class Step:
    """One step in pence: an amount reached (`is_total`), or a change from the amount before it."""

    label: str
    pence: int
    is_total: bool = False


def waterfall(name: str, steps: Sequence[Step]) -> str:
    """Steps from top to bottom: amounts as dark marks, changes as bars between them. The axis need not begin at 0."""
    rows = _placed(steps)
    # The layers show some of the steps each: without the order said, they would come layer by layer.
    order = [row["step"] for row in rows]
    spec: dict[str, Any] = {
        "width": 460,
        "height": {"step": 40},
        "encoding": {
            "y": {
                "field": "step",
                "type": "nominal",
                "sort": order,
                "title": None,
                "axis": {"labelLimit": 230},
            }
        },
        "layer": [
            {
                "transform": [{"filter": "!datum.total"}],
                "mark": {"type": "bar", "height": 20},
                "encoding": {
                    "x": _axis("from"),
                    "x2": {"field": "to"},
                    "color": {
                        "field": "more",
                        "type": "nominal",
                        "scale": {"domain": [True, False], "range": [charts.BLUE, charts.WARM]},
                        "legend": None,
                    },
                },
            },
            {
                "transform": [{"filter": "datum.total"}],
                "mark": {"type": "tick", "thickness": 6, "size": 26, "color": charts.DARK_BLUE, "opacity": 1},
                "encoding": {"x": _axis("to")},
            },
            {
                "mark": {"type": "text", "align": "left", "dx": 9, "fontWeight": "bold"},
                "encoding": {"x": _axis("right"), "text": {"field": "words"}},
            },
        ],
    }
    return charts.draw(name, spec, rows)


def index_bars(
    name: str, indices: Sequence[tuple[str, float, str]], *, emphasised: frozenset[str] = frozenset()
) -> str:
    """Bars from England's 1 to each index, from (label, index, words)."""
    far = 1.6 * max([abs(value - 1) for _, value, _ in indices] + [0.05])
    rows = [
        {
            "label": label,
            "index": value,
            "one": 1,
            "words": said,
            "side": 1 if value >= 1 else -1,
            "kind": "whole" if label in emphasised else "part",
        }
        for label, value, said in indices
    ]
    return charts.draw(name, _index_spec([label for label, _, _ in indices], far), rows)


def _index_spec(order: Sequence[str], far: float) -> dict[str, Any]:
    """Bars from 1, a line at 1, and words beyond each bar's end; the axis goes `far` to both sides."""
    return {
        "width": 440 - 6 * min(max(map(len, order), default=0), 34),
        "height": {"step": 32},
        "encoding": {
            "y": {
                "field": "label",
                "type": "nominal",
                "sort": order,
                "title": None,
                "axis": {"labelLimit": 240},
            },
        },
        "layer": [
            {
                "mark": {"type": "bar", "height": 18},
                "encoding": {
                    "x": {
                        "field": "index",
                        "type": "quantitative",
                        "title": "England = 1",
                        "scale": {"domain": [1 - far, 1 + far], "nice": False},
                        "axis": {"format": ".2f", "tickCount": 5},
                    },
                    "x2": {"field": "one"},
                    "color": {
                        "field": "kind",
                        "type": "nominal",
                        "scale": {
                            "domain": ["whole", "part"],
                            "range": [charts.DARK_BLUE, charts.LIGHT_BLUE],
                        },
                        "legend": None,
                    },
                },
            },
            {
                "mark": {"type": "rule", "color": charts.INK},
                "encoding": {"x": {"datum": 1, "type": "quantitative"}, "y": {}},
            },
            *(_index_words(side) for side in (1, -1)),
        ],
    }


def _index_words(side: int) -> dict[str, Any]:
    return {
        "transform": [{"filter": f"datum.side == {side}"}],
        "mark": {"type": "text", "align": "left" if side > 0 else "right", "dx": 5 * side},
        "encoding": {
            "x": {"field": "index", "type": "quantitative"},
            "text": {"field": "words"},
        },
    }


def _placed(steps: Sequence[Step]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    at = 0
    for step in steps:
        before = 0 if step.is_total else at
        at = step.pence if step.is_total else at + step.pence
        sign = "" if step.is_total else "+" if step.pence >= 0 else "−"
        rows.append(
            {
                "step": step.label,
                "from": before / 1e8,
                "to": at / 1e8,
                "right": at / 1e8 if step.is_total else max(before, at) / 1e8,
                "total": step.is_total,
                "more": step.pence >= 0,
                "words": sign + words.pounds(step.pence if step.is_total else abs(step.pence)),
            }
        )
    return rows


def _axis(field: str) -> dict[str, Any]:
    return {
        "field": field,
        "type": "quantitative",
        "title": "£ million",
        "scale": {"zero": False, "nice": True, "padding": 40},
        "axis": {"tickCount": 5, "grid": True},
    }
