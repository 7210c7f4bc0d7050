"""Each practice's part of the national budget: people, need index, target and what it is given."""

from __future__ import annotations

from typing import Any

import numpy as np

from joinedup.answers.budget.national_steps import exact_pounds
from joinedup.answers.budget.need_pictures import index_bars
from joinedup.answers.page import words
from joinedup.answers.page.section import Figure, ShownTable
from joinedup.money.capitation.place_budget import PlaceBudget
from joinedup.money.capitation.place_index import practice_indices
from joinedup.pictures import charts
from joinedup.place.need import BudgetNeed

# Beyond so many practices a bar each says less than one mark each on a line.
MOST_BARS = 25


def practices_figure(found: PlaceBudget, asked: BudgetNeed) -> Figure:
    """Practices in order of need, with what each would be given; the last line adds them up."""
    rows = found.chosen.rows
    index = practice_indices(found.need, rows, found.component)
    order = sorted(range(len(rows)), key=lambda at: (-np.nan_to_num(index[at]), found.need.codes[rows[at]]))
    names = [_name(found, int(rows[at])) for at in order]
    shown = [
        (name, float(index[at])) for name, at in zip(names, order, strict=True) if np.isfinite(index[at])
    ]
    return Figure(
        "Practice by practice",
        _sentence(shown),
        _draw(shown),
        _table(found, order, names, index),
        layout="folded",
        note=f"Figures of practices as NHS England publishes them. Source: {found.need.layout.source}.",
    )


def _name(found: PlaceBudget, row: int) -> str:
    code, name = found.need.codes[row], found.need.names[row]
    return f"{name.title() if name.isupper() else name} ({code})" if name else code


def _sentence(shown: list[tuple[str, float]]) -> str:
    if len(shown) < 2:
        return "The place has one practice in the file."
    (first, high), (last, low) = shown[0], shown[-1]
    return (
        f"Need runs from {high:.3f} of England's a head in {first} to {low:.3f} in {last}, among"
        f" {words.some(len(shown), 'practice', 'practices')}."
    )


def _table(found: PlaceBudget, order: list[int], names: list[str], index: Any) -> ShownTable:
    money, need, chosen = found.money, found.need, found.chosen.rows
    headings = ["Practice", "People", "Weighted", "Index"]
    if money is not None:
        headings += ["Target", "Given"] if money.paced is not None else ["Target"]
    lines = []
    for at, name in zip(order, names, strict=True):
        row = chosen[at]
        line = [
            name,
            f"{need.population[row]:,.1f}",
            f"{need.weighted[found.component][row]:,.1f}",
            _index(index[at]),
        ]
        if money is not None:
            line.append(exact_pounds(int(money.practice_target_pence[at])))
            if money.paced is not None:
                line.append(exact_pounds(int(money.practice_allocation_pence[at])))
        lines.append(line)
    total = ["All", f"{found.index.people:,.1f}", f"{found.index.weighted:,.1f}", _index(found.index.index)]
    if money is not None:
        total.append(exact_pounds(money.target_pence))
        if money.paced is not None:
            total.append(exact_pounds(money.allocation_pence))
    return ShownTable("People, need and money by practice", headings, [*lines, total], has_total=True)


def _index(value: float) -> str:
    return f"{value:.4f}" if np.isfinite(value) else words.NOT_THERE


def _draw(shown: list[tuple[str, float]]) -> str:
    if len(shown) <= MOST_BARS:
        return index_bars("need-practices", [(name, value, f"{value:.3f}") for name, value in shown])
    spec: dict[str, Any] = {
        "width": 620,
        "height": 70,
        "layer": [
            {
                "mark": {"type": "tick", "thickness": 2, "size": 44, "color": charts.BLUE, "opacity": 0.45},
                "encoding": {
                    "x": {
                        "field": "index",
                        "type": "quantitative",
                        "title": "Need index of each practice (England = 1)",
                        "scale": {"zero": False},
                        "axis": {"format": ".2f"},
                    }
                },
            },
            {
                "mark": {"type": "rule", "color": charts.INK, "strokeWidth": 2},
                "encoding": {"x": {"datum": 1, "type": "quantitative"}},
            },
        ],
    }
    return charts.draw("need-practices", spec, [{"index": value} for _, value in shown])
