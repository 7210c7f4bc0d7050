"""Each practice's part of its neighbourhood's budget, with its need and how far its own cost is believed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from joinedup.answers.budget.areas import Areas
from joinedup.answers.budget.pot import exact
from joinedup.answers.disclosure import one_way
from joinedup.answers.page import words
from joinedup.answers.page.section import Figure, ShownTable
from joinedup.answers.published import Published
from joinedup.money.capitation.pot import shared_by_weight
from joinedup.place.model import Place


@dataclass(frozen=True)
class PracticePart:
    """One practice. `people_shown` is None where suppressed, and then no other figure of it may be shown."""

    code: str
    name: str
    area: str
    people_shown: int | None
    person_years: float
    need_index: float
    cost_to_expected: float
    believed: float
    index_used: float
    pence: int


@dataclass(frozen=True)
class Practices:
    """Every practice, in the order of neighbourhoods, and how many counts are suppressed."""

    parts: tuple[PracticePart, ...]
    suppressed: int


def practices_of(
    place: Place,
    published: Published,
    released: Published,
    areas: Areas,
    years: Mapping[str, float],
    budgets: list[int],
) -> Practices:
    """The budget of each area divided among its practices by person-years times index, to the penny."""
    people = dict(
        published.rows("select coalesce(practice_code, '') as practice_code, people from practice_need")
    )
    need = {
        str(code): figures
        for code, *figures in released.rows(
            "select coalesce(practice_code, '') as practice_code, need_index, cost_to_expected, believed, index_used"
            " from practice_need"
        )
    }
    names = {body.code: body.name for body in place.organisations}
    scale = _scale(need, years)
    parts: list[PracticePart] = []
    suppressed = 0
    for area, budget in zip(areas.areas, budgets, strict=True):
        figures: list[Any] = [need.get(code, [1.0, 1.0, 0.0, 1.0]) for code in area.practices]
        weights = np.array([row[3] * years[code] for row, code in zip(figures, area.practices, strict=True)])
        counts = one_way([int(people[code]) for code in area.practices])
        suppressed += counts.suppressed
        for code, row, count, pence in zip(
            area.practices, figures, counts.cells, shared_by_weight(budget, weights), strict=True
        ):
            shown = count if area.may_be_shown else None
            index, ratio, believed, used = (float(value) for value in row)
            name = names.get(code, code or "No practice")
            lived = round(years[code], 1)
            parts.append(
                PracticePart(
                    code,
                    name,
                    area.name,
                    shown,
                    lived,
                    index,
                    ratio,
                    believed,
                    round(used * scale, 9),
                    int(pence),
                )
            )
    return Practices(tuple(parts), suppressed)


def _scale(need: Mapping[str, Sequence[float]], years: Mapping[str, float]) -> float:
    """What index_used is multiplied with so that its mean over everybody's person-years is 1: people who have opted out count here
    and not where need was measured."""
    weighted = sum(need[code][3] * lived if code in need else lived for code, lived in years.items())
    return sum(years.values()) / weighted if weighted > 0 else 1.0


def practices_figure(found: Practices, mean_pence: float) -> Figure:
    """A row a practice; `mean_pence` is what a person-year is given before need."""
    believed = [part.believed for part in found.parts if part.people_shown is not None]
    sentence = "Too few people in any practice to show."
    if believed:
        sentence = (
            f"Of what a practice cost beyond what was expected, {100 * min(believed):.0f}% to {100 * max(believed):.0f}% is"
            " believed; the smaller the practice, the less. Read across: person-years, times"
            f" £{mean_pence / 100:,.2f} for each, times the index used, is the budget."
        )
    return Figure(
        "Each practice's part",
        sentence,
        table=ShownTable(
            "Budget of each practice",
            (
                "Practice",
                "Neighbourhood",
                "People",
                "Person-years",
                "Need",
                "Cost over expected",
                "Believed",
                "Index used",
                "Budget",
            ),
            [_row(part) for part in found.parts],
            words=frozenset({1}),
        ),
        note="Index used is need times what is believed of cost over expected. What is expected counts need and the neighbourhood"
        " and hospital that serve a practice: a neighbourhood's only practice costs what is expected of it by construction.",
        suppressed=found.suppressed,
    )


def _row(part: PracticePart) -> tuple[str, ...]:
    if part.people_shown is None:
        return (part.name, part.area, *[words.SUPPRESSED] * 7)
    return (
        part.name,
        part.area,
        words.count(part.people_shown),
        f"{part.person_years:,.1f}",
        f"{part.need_index:.3f}",
        f"{part.cost_to_expected:.3f}",
        f"{100 * part.believed:.0f}%",
        f"{part.index_used:.5f}",
        exact(part.pence),
    )
