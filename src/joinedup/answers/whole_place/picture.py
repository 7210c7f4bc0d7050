"""The picture: bars to the right for who gains and to the left for who loses, before and after the transfer."""

from __future__ import annotations

from textwrap import wrap
from typing import Any

from joinedup.answers.page.words import signed_pounds
from joinedup.answers.whole_place.answer import Answer, Answered
from joinedup.pictures.charts import BLUE, GREY, INK, PALE_GREY, WARM, draw

# Letters of a name on one line beside the bars.
NAME_WIDTH = 30
GAINS, LOSES, AFTER = "Gains", "Loses", "After the transfer"


def draw_members(asked: Answered, answer: Answer) -> str:
    """Each member's gain or loss before the transfer, and after it where there is one; empty where nobody is moved."""
    gains, after = answer.transfers.gain_pence, answer.transfers.after_pence()
    moved = any(answer.transfers.net_pence.values())
    rows = []
    for code, gain in sorted(gains.items(), key=lambda pair: -pair[1]):
        rows.append(_row(asked.name_of(code), gain, GAINS if gain >= 0 else LOSES))
        if moved:
            rows.append(_row(asked.name_of(code), after[code], AFTER))
    if not rows:
        return ""
    lowest = min(row["pounds"] for row in rows)
    highest = max(row["pounds"] for row in rows)
    room = 0.2 * (max(highest, 0.0) - min(lowest, 0.0) or 1.0)
    scale = {"domain": [min(lowest, 0) - room * (lowest < 0), max(highest, 0) + room], "nice": False}
    return draw(f"members-{answer.case.name}", _spec(scale, moved), rows)


def _row(name: str, pence: int, when: str) -> dict[str, Any]:
    return {
        "member": "|".join(wrap(name, NAME_WIDTH)),
        "pounds": pence / 100,
        "when": when,
        "slot": "after" if when == AFTER else "before",
        "words": signed_pounds(pence),
        "side": "left" if pence < 0 else "right",
    }


def _spec(scale: dict[str, Any], moved: bool) -> dict[str, Any]:
    shown = [GAINS, LOSES, AFTER] if moved else [GAINS, LOSES]
    colours = [BLUE, WARM, PALE_GREY][: len(shown)]
    x = {"field": "pounds", "type": "quantitative", "title": None, "scale": scale, "axis": None}
    text = {"type": "text", "fontSize": 11.5, "color": INK}
    return {
        "width": 560,
        "height": {"step": 21 if moved else 30},
        "encoding": {
            "y": {
                "field": "member",
                "type": "nominal",
                "sort": None,
                "title": None,
                "axis": {"labelLimit": 240, "domain": False, "labelExpr": "split(datum.label, '|')"},
                "scale": {"paddingInner": 0.3},
            },
            "yOffset": {"field": "slot", "type": "nominal", "sort": ["before", "after"]},
            "x": x,
        },
        "layer": [
            {
                "mark": {"type": "bar", "height": {"band": 0.85}},
                "encoding": {
                    "color": {
                        "field": "when",
                        "type": "nominal",
                        "scale": {"domain": shown, "range": colours},
                    }
                },
            },
            {
                "transform": [{"filter": "datum.side == 'right'"}],
                "mark": text | {"align": "left", "dx": 5},
                "encoding": {"text": {"field": "words"}},
            },
            {
                "transform": [{"filter": "datum.side == 'left'"}],
                "mark": text | {"align": "right", "dx": -5},
                "encoding": {"text": {"field": "words"}},
            },
            {
                "mark": {"type": "rule", "color": GREY},
                "encoding": {"x": {"datum": 0}, "y": None, "yOffset": None},
            },
        ],
    }
