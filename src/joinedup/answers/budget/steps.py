"""From an equal amount a head to the budget, one characteristic at a time: what each adds to or takes from a neighbourhood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from joinedup.answers.budget.areas import Area, Areas
from joinedup.answers.budget.pot import Pot, exact
from joinedup.answers.budget.practices import Practices, practices_figure
from joinedup.answers.page import words
from joinedup.answers.page.section import Figure, Section, ShownTable
from joinedup.answers.published import Published
from joinedup.pictures import charts

OWN_COST = "own cost, as far as believed"
SUPPLY_WORDS = "supply, held at its mean"


@dataclass(frozen=True)
class Steps:
    """`pence` has a row a step, the first what an equal amount a head gives, the last the budget; a column an area."""

    names: tuple[str, ...]
    pence: tuple[tuple[int, ...], ...]
    index: tuple[np.ndarray, ...]

    def changes(self, step: int) -> list[int]:
        """What a step adds to each area, in pence; they sum to 0."""
        return [after - before for before, after in zip(self.pence[step - 1], self.pence[step], strict=True)]


def steps_of(
    released: Published, areas: Areas, years_of_practice: Mapping[str, float], pot: Pot
) -> Steps | None:
    """The steps; None where need could not be measured."""
    named = released.rows("select model, adds from capitation_fit order by model")
    rows = released.rows(
        "select model, coalesce(practice_code, '') as practice_code, need_index from practice_need_step"
    )
    used = released.rows("select coalesce(practice_code, '') as practice_code, index_used from practice_need")
    if not named or not used:
        return None
    found: list[tuple[str, np.ndarray]] = [("the same for everybody", np.ones(len(areas.areas)))]
    for model, adds in named:
        of_model = {str(code): float(index) for number, code, index in rows if number == model}
        name = SUPPLY_WORDS if adds == "supply" else str(adds)
        found.append((name, areas.index_of(of_model, years_of_practice)))
    own = {str(code): float(index) for code, index in used}
    found.append((OWN_COST, areas.index_of(own, years_of_practice)))
    names, index = zip(*found, strict=True)
    return Steps(names, tuple(tuple(areas.budgets(pot.pence, each)) for each in index), index)


def steps_section(steps: Steps | None, areas: Areas, pot: Pot, practices: Practices | None = None) -> Section:
    """How each pound of each neighbourhood was arrived at."""
    title = "How each pound was arrived at"
    if steps is None:
        return Section(
            "each-pound",
            title,
            "Need could not be measured on the place's own people, so nothing is added or taken for it: see below why.",
        )
    largest, area, pence = _largest(steps, areas)
    mean = pot.pence / float(areas.person_years.sum())
    more = [practices_figure(practices, mean)] if practices else []
    lead = f"The largest single step is {largest}: it {_moves(pence)} {area}."
    return Section(
        "each-pound",
        title,
        lead,
        [_worked_out(steps, areas, pot), _by_characteristic(steps, areas), *more],
        in_short=lead,
    )


def _worked_out(steps: Steps, areas: Areas, pot: Pot) -> Figure:
    mean = pot.pence / float(areas.person_years.sum())
    rows = [_row(area, mean, steps, n) for n, area in enumerate(areas.areas)]
    total = (
        "All",
        words.count(areas.people_shown),
        f"{areas.person_years.sum():,.1f}" if areas.people_shown is not None else words.SUPPRESSED,
        f"£{mean / 100:,.2f}",
        "1.00000",
        "",
        exact(pot.pence),
        exact(round(mean)),
    )
    return Figure(
        "People, need and pounds",
        "Read across: person-years, times pounds for a person-year, times need, times own cost, is the budget. A pound is rounded"
        " only once, to the penny, and none is left over.",
        table=ShownTable(
            "The budget of each neighbourhood",
            (
                "Neighbourhood",
                "People",
                "Person-years",
                "£ a person-year",
                "Need",
                "Own cost",
                "Budget",
                "£ a person-year, with need",
            ),
            [*rows, total],
            has_total=True,
        ),
        note="People are those who lived here in the year; somebody here for half of it is half a person-year. Need 1 is the"
        " place's mean. Own cost is what a practice's cost shows beyond chance after need: how far it is believed grows with its"
        " person-years. It is scaled so that over the place it moves no money in or out. Multiplying the rounded figures shown"
        " comes within some £100 of a budget.",
        suppressed=areas.suppressed,
    )


def _row(area: Area, mean: float, steps: Steps, n: int) -> tuple[str, ...]:
    if not area.may_be_shown:
        hidden = words.SUPPRESSED
        return (area.name, hidden, hidden, f"£{mean / 100:,.2f}", *[hidden] * 4)
    budget, need = steps.pence[-1][n], steps.index[-2][n]
    return (
        area.name,
        words.count(area.people_shown),
        f"{area.person_years:,.1f}",
        f"£{mean / 100:,.2f}",
        _index(need),
        _index(steps.index[-1][n] / need),
        exact(budget),
        exact(round(budget / area.person_years)),
    )


def _by_characteristic(steps: Steps, areas: Areas) -> Figure:
    shown = [n for n, area in enumerate(areas.areas) if area.may_be_shown]
    rows: list[tuple[str, ...]] = [("The same for everybody", *_cells(areas, list(steps.pence[0]), exact))]
    rows += [
        (words.capitalised(name), *_cells(areas, steps.changes(n), words.signed_pounds))
        for n, name in enumerate(steps.names)
        if n
    ]
    rows.append(("Budget", *_cells(areas, list(steps.pence[-1]), exact)))
    drawn = [
        {
            "area": areas.areas[column].name,
            "step": words.capitalised(name),
            "pounds": steps.changes(n)[column] / 100,
        }
        for n, name in enumerate(steps.names)
        if n
        for column in shown
    ]
    return Figure(
        "What each characteristic adds or takes",
        "Each step measures need with one characteristic more. What it adds to one neighbourhood it takes from the others.",
        _draw(
            drawn,
            [words.capitalised(name) for name in steps.names[1:]],
            [areas.areas[n].name for n in shown],
        ),
        ShownTable(
            "Pounds, from an equal amount a head to the budget",
            ("Step", *(area.name for area in areas.areas)),
            rows,
            has_total=True,
        ),
        layout="under",
    )


def _cells(areas: Areas, pence: list[int], said: object) -> list[str]:
    assert callable(said)
    return [
        said(amount) if area.may_be_shown else words.SUPPRESSED
        for area, amount in zip(areas.areas, pence, strict=True)
    ]


def _index(value: float) -> str:
    # So many places that whoever multiplies what is shown comes within some ten pounds in a million.
    return f"{value:.5f}"


def _largest(steps: Steps, areas: Areas) -> tuple[str, str, int]:
    moved = [
        (abs(change), -n, name, area.name, change)
        for n, name in enumerate(steps.names)
        if n
        for area, change in zip(areas.areas, steps.changes(n), strict=True)
        if area.may_be_shown
    ]
    if not moved:
        return "too small to show", "any neighbourhood", 0
    _, _, name, area, change = max(moved)
    return name, area, change


def _moves(pence: int) -> str:
    return f"adds {words.pounds(pence)} to" if pence >= 0 else f"takes {words.pounds(-pence)} from"


def _draw(rows: list[dict[str, object]], order: list[str], names: list[str]) -> str:
    if not rows:
        return ""
    spec = {
        "facet": {"field": "area", "type": "nominal", "title": None, "sort": names},
        "columns": 2,
        "spacing": {"column": 26, "row": 22},
        "spec": {
            "width": 300,
            "height": {"step": 22},
            "encoding": {
                "y": {
                    "field": "step",
                    "type": "nominal",
                    "sort": order,
                    "title": None,
                    "axis": {"labelLimit": 190},
                },
                "x": {
                    "field": "pounds",
                    "type": "quantitative",
                    "title": "£",
                    "axis": {"tickCount": 4, "format": ",.2~s"},
                },
            },
            "layer": [
                {
                    "mark": {"type": "bar", "height": 13},
                    "encoding": {
                        "color": {
                            "condition": {"test": "datum.pounds < 0", "value": charts.WARM},
                            "value": charts.BLUE,
                        }
                    },
                },
                {"mark": {"type": "rule"}, "encoding": {"x": {"datum": 0}, "y": None}},
            ],
        },
    }
    return charts.draw("steps", spec, rows)
