"""The fan chart: how an organisation's result adds up over the years, and how far futures lie apart."""

from __future__ import annotations

from typing import Any

import numpy as np

from joinedup.answers.page import words
from joinedup.money.stress.results import OrganisationStress
from joinedup.pictures import charts

SHARES = {"p5": 0.05, "p25": 0.25, "p50": 0.5, "p75": 0.75, "p95": 0.95}
# A mark over these rows is drawn once, not for every year.
ONCE: dict[str, Any] = {"values": [{}]}


def running_percentiles(one: OrganisationStress) -> list[dict[str, int]]:
    """For each year's end, the running total that 5%, 25%, 50%, 75% and 95% of futures lie below, in whole pence."""
    ordered = np.sort(one.running_pence, axis=0)
    last = len(ordered) - 1
    rows = {name: ordered[min(last, int(share * len(ordered)))] for name, share in SHARES.items()}
    return [{name: int(row[year]) for name, row in rows.items()} for year in range(one.net_pence.shape[1])]


def draw_fan(name: str, one: OrganisationStress) -> str:
    """Half of futures in the dark band, nine of ten in the light one, the middle one as a line, and what can be borne."""
    percentiles = running_percentiles(one)
    largest = max(abs(amount) for row in percentiles for amount in row.values())
    unit, title = (1e8, "£ million, added up") if largest >= 1e8 else (1e5, "£ thousand, added up")
    start = {"year": 0, **dict.fromkeys(SHARES, 0.0)}
    rows: list[dict[str, Any]] = [start]
    rows += [
        {"year": year, **{key: pence / unit for key, pence in row.items()}}
        for year, row in enumerate(percentiles, 1)
    ]
    layers = [*_bands(title, len(percentiles)), *_middle(), *_bearable(one, unit, rows), _nothing()]
    return charts.draw(name, {"width": 640, "height": 260, "layer": layers}, rows)


def _bands(title: str, years: int) -> list[dict[str, Any]]:
    x = {
        "field": "year",
        "type": "quantitative",
        "title": "End of year",
        "axis": {"values": list(range(1, years + 1)), "format": "d", "grid": False},
        "scale": {"domain": [0, years], "nice": False},
    }

    def band(low: str, high: str, opacity: float) -> dict[str, Any]:
        y = {"field": low, "type": "quantitative", "title": title, "axis": {"format": ",~f", "tickCount": 6}}
        return {
            "mark": {"type": "area", "opacity": opacity, "color": charts.BLUE},
            "encoding": {"x": x, "y": y, "y2": {"field": high}},
        }

    return [band("p5", "p95", 0.18), band("p25", "p75", 0.38)]


def _middle() -> list[dict[str, Any]]:
    return [
        {
            "mark": {"type": "line", "color": charts.DARK_BLUE, "strokeWidth": 2.5},
            "encoding": {
                "x": {"field": "year", "type": "quantitative"},
                "y": {"field": "p50", "type": "quantitative"},
            },
        }
    ]


def _nothing() -> dict[str, Any]:
    return {
        "data": ONCE,
        "mark": {"type": "rule", "color": charts.INK, "strokeWidth": 1},
        "encoding": {"y": {"datum": 0}},
    }


def _bearable(one: OrganisationStress, unit: float, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A line where it can bear no more; left out where no future of the chart comes near it."""
    if one.can_bear_pence is None or not one.at_stake:
        return []
    level, lowest = -one.can_bear_pence / unit, min(row["p5"] for row in rows)
    if lowest >= 0 or level < 2.5 * lowest:
        return []
    above = rows[-1]["p50"] < level or level <= lowest
    label = {
        "type": "text",
        "color": charts.WARM,
        "align": "right",
        "baseline": "bottom" if above else "top",
        "dx": -4,
        "dy": -5 if above else 5,
        "text": f"it can bear {words.pounds(one.can_bear_pence)}"
        if level
        else "it has nothing to bear a loss with",
    }
    line = {"type": "rule", "color": charts.WARM, "strokeDash": [6, 4], "strokeWidth": 2}
    at_end = {"y": {"datum": level}, "x": {"datum": rows[-1]["year"]}}
    edge = {**label, "stroke": "white", "strokeWidth": 4, "opacity": 0.85}
    return [
        {"data": ONCE, "mark": line, "encoding": {"y": {"datum": level}}},
        {"data": ONCE, "mark": edge, "encoding": at_end},
        {"data": ONCE, "mark": label, "encoding": at_end},
    ]
