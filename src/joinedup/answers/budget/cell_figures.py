"""Figures of cells: cost and what age and sex alone would give, by quintile of deprivation, in England and here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from joinedup.answers.budget.cell_residents import Group, Residents, groups_by
from joinedup.answers.budget.national_steps import exact_pounds
from joinedup.answers.disclosure import one_way
from joinedup.answers.page import words
from joinedup.answers.page.section import Figure, ShownTable
from joinedup.money.capitation.cells import CellTable, demonstration
from joinedup.pictures import charts

QUINTILE_WORDS = {
    1: "Most deprived fifth",
    2: "Second",
    3: "Middle",
    4: "Fourth",
    5: "Least deprived fifth",
    -1: "Home not known",
}
WITH, WITHOUT = "With deprivation", "Age and sex alone"


def england_figure(table: CellTable) -> Figure:
    """England's quintiles: what they cost, and what age and sex alone would give them."""
    shown = demonstration(table)
    first, people = shown[0], 100_000
    given, cost = (first.by_age_and_sex * table.mean_pounds * people, first.pounds_a_head * people)
    rows = [
        (
            QUINTILE_WORDS[one.quintile],
            f"£{one.pounds_a_head:,.2f}",
            f"{one.index:.4f}",
            f"{one.by_age_and_sex:.4f}",
            f"{one.cost_over_given:.4f}",
        )
        for one in shown
    ]
    return Figure(
        f"England: age and sex alone take money from deprived places, {table.year}",
        f"For 100,000 people of the most deprived fifth, age and sex alone would give £{given / 1e6:,.1f} million, and they cost"
        f" £{cost / 1e6:,.1f} million.",
        _pairs(
            "cells-england", [(QUINTILE_WORDS[one.quintile], one.index, one.by_age_and_sex) for one in shown]
        ),
        ShownTable(
            f"Cost a head beside England's £{table.mean_pounds:,.2f} (index 1)",
            ("Quintile", "Cost a head", "Index", WITHOUT, "Cost over given"),
            rows,
        ),
        layout="under",
        note=f"{table.england_people:,.0f} people, £{table.england_pounds / 1e9:,.3f} billion. Source: {table.source}.",
    )


def place_figures(residents: Residents, table: CellTable) -> list[Figure]:
    """The place's residents by quintile and by neighbourhood, the pot shared out both ways."""
    names = np.array([QUINTILE_WORDS[int(q)] for q in residents.quintile])
    order = list(QUINTILE_WORDS.values())
    quintiles = sorted(groups_by(residents, table, names), key=lambda group: order.index(group.name))
    areas = groups_by(residents, table, residents.area)
    figures = [_place_quintiles(residents, quintiles)]
    if len(areas) > 1:
        figures.append(_place_areas(residents, areas))
    return figures


def _place_quintiles(residents: Residents, groups: Sequence[Group]) -> Figure:
    shown = _Shown(groups)
    return Figure(
        f"Here: the same pot both ways, by deprivation, {residents.year}",
        _moved_sentence(residents, groups[0], shown.cells[0]),
        _pairs("cells-here", [(g.name, g.index, g.index_by_age_and_sex) for g in shown.kept()]),
        shown.table("People, index and money by quintile of deprivation", "Quintile"),
        layout="under",
        note=f"The pot: {words.pounds(residents.pot_pence)}, {residents.pot_words}. Each person counts for the time lived here;"
        " what is not known of a person counts as England's mean over it. Parts add up to the pot to the penny.",
        suppressed=shown.suppressed,
    )


def _place_areas(residents: Residents, groups: Sequence[Group]) -> Figure:
    shown = _Shown(groups)
    kept = [g for g in shown.kept() if g.name]
    most = max(kept, key=lambda g: g.pence - g.pence_by_age_and_sex, default=None)
    least = min(kept, key=lambda g: g.pence - g.pence_by_age_and_sex, default=None)
    sentence = "Too few people live in each neighbourhood to show them apart."
    if most is not None and least is not None:
        sentence = (
            f"Counting deprivation moves {words.pounds(most.pence - most.pence_by_age_and_sex)} towards {most.name}, and"
            f" {words.pounds(least.pence_by_age_and_sex - least.pence)} away from {least.name}."
        )
    return Figure(
        f"Here: the same pot both ways, by neighbourhood, {residents.year}",
        sentence,
        _pairs("cells-areas", [(g.name, g.index, g.index_by_age_and_sex) for g in kept]),
        shown.table("People, index and money by neighbourhood", "Neighbourhood"),
        layout="under",
        suppressed=shown.suppressed,
    )


def _moved_sentence(residents: Residents, first: Group, people: int | None) -> str:
    if first.name != QUINTILE_WORDS[1] or people is None:
        return f"{words.pounds(residents.pot_pence)} shared out with deprivation and without."
    lost = first.pence - first.pence_by_age_and_sex
    verb = "less" if lost >= 0 else "more"
    return (
        f"By age and sex alone the most deprived fifth here would be given {words.pounds(abs(lost))} {verb}"
        f" ({abs(first.pence_by_age_and_sex / first.pence - 1) * 100:.0f}%) than with deprivation counted, of"
        f" {words.pounds(residents.pot_pence)}."
    )


class _Shown:
    """Groups as they may be shown: where people are too few, their figures go too."""

    def __init__(self, groups: Sequence[Group]) -> None:
        found = one_way([group.people for group in groups])
        self.groups, self.cells, self.total, self.suppressed = (
            groups,
            found.cells,
            found.total,
            found.suppressed,
        )

    def kept(self) -> list[Group]:
        return [group for group, cell in zip(self.groups, self.cells, strict=True) if cell is not None]

    def table(self, caption: str, heading: str) -> ShownTable:
        rows = [self._row(group, cell) for group, cell in zip(self.groups, self.cells, strict=True)]
        full = sum(group.pence for group in self.groups)
        plain = sum(group.pence_by_age_and_sex for group in self.groups)
        total = (
            "All",
            words.count(self.total),
            "",
            "",
            exact_pounds(full),
            exact_pounds(plain),
            _signed_pounds(full - plain),
        )
        headings = (
            heading,
            "People",
            "Index",
            WITHOUT,
            "Given with deprivation",
            f"Given by {WITHOUT.lower()}",
            "Difference",
        )
        return ShownTable(caption, headings, [*rows, total], has_total=True)

    def _row(self, group: Group, cell: int | None) -> Sequence[str]:
        if cell is None:
            return (group.name, *[words.SUPPRESSED] * 6)
        moved = group.pence - group.pence_by_age_and_sex
        return (
            group.name,
            words.count(cell),
            f"{group.index:.3f}",
            f"{group.index_by_age_and_sex:.3f}",
            exact_pounds(group.pence),
            exact_pounds(group.pence_by_age_and_sex),
            _signed_pounds(moved),
        )


def _signed_pounds(pence: int) -> str:
    return f"{'+' if pence > 0 else ''}{exact_pounds(pence)}"


def _pairs(name: str, rows: Sequence[tuple[str, float, float]]) -> str:
    """Two dots a row joined by a line: the index with deprivation and by age and sex alone, England at 1."""
    if not rows:
        return ""
    labels = [label for label, _, _ in rows]
    values = [
        {"label": label, "index": index, "way": way, "full": full, "plain": plain}
        for label, full, plain in rows
        for way, index in ((WITH, full), (WITHOUT, plain))
    ]
    y = {"field": "label", "type": "nominal", "sort": labels, "title": None, "axis": {"labelLimit": 220}}
    x = {
        "field": "index",
        "type": "quantitative",
        "title": "England = 1",
        "scale": {"zero": False, "padding": 20},
        "axis": {"format": ".2f", "tickCount": 6},
    }
    spec: dict[str, Any] = {
        "width": 480,
        "height": {"step": 34},
        "layer": [
            {
                "mark": {"type": "rule", "color": charts.INK},
                "encoding": {"x": {"datum": 1, "type": "quantitative"}},
            },
            {
                "transform": [{"filter": f"datum.way == '{WITH}'"}],
                "mark": {"type": "rule", "color": charts.PALE_GREY, "strokeWidth": 3},
                "encoding": {"y": y, "x": {**x, "field": "plain"}, "x2": {"field": "full"}},
            },
            {
                "mark": {"type": "point", "filled": True, "size": 130, "opacity": 1},
                "encoding": {
                    "y": y,
                    "x": x,
                    "color": {
                        "field": "way",
                        "type": "nominal",
                        "scale": {"domain": [WITH, WITHOUT], "range": [charts.DARK_BLUE, charts.WARM]},
                    },
                },
            },
        ],
    }
    return charts.draw(name, spec, values)
