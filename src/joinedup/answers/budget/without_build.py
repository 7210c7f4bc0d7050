"""The pot shared out to neighbourhoods before anything is built: by people and need of the national file alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from joinedup.answers.budget.areas import Area, Areas
from joinedup.answers.budget.methods import Method, by_heads, chosen, national_of
from joinedup.answers.budget.pot import Pot, exact
from joinedup.answers.page import words
from joinedup.answers.page.section import Figure, Section, ShownTable
from joinedup.money.capitation.place_budget import place_budget
from joinedup.place.model import Neighbourhood, Place


def areas_of_file(place: Place, folder: Path) -> tuple[Areas, Sequence[Method]] | None:
    """Neighbourhoods with the people that the national file gives their practices, and the methods it allows.

    None where the place names no file, has no neighbourhood, or has a practice that is not in the file. The people are those
    that NHS England publishes by practice, so nothing is suppressed. CapitationError where the file cannot be used.
    """
    asked = place.budget.need
    codes = [code for area in place.neighbourhoods for code in area.practices]
    if asked is None or asked.file is None or not codes or not (folder / asked.file).exists():
        return None
    need = place_budget(
        asked.model_copy(update={"practices": tuple(codes), "area": None}), codes, folder
    ).need
    people = dict(zip(need.codes, need.population.tolist(), strict=True))
    merged = {body.code for body in place.organisations if body.succeeded_by}
    areas = [_area(area, people, merged) for area in place.neighbourhoods]
    if not all(area.person_years > 0 for area in areas):
        return None
    found = Areas(tuple(areas), round(sum(area.person_years for area in areas)), 0, "a head")
    national, _ = national_of(place, folder, found, people)
    return (found, [by_heads(found), *national]) if national else None


def _area(area: Neighbourhood, people: Mapping[str, float], merged: Collection[str]) -> Area:
    """A neighbourhood with the people of its practices; one that was taken over and has left the file counts with who did."""
    practices = tuple(code for code in area.practices if code in people or code not in merged)
    registered = sum(people.get(code, 0.0) for code in practices)
    return Area(area.name, round(registered), registered, practices)


def by_file_section(areas: Areas, methods: Sequence[Method], pot: Pot) -> Section:
    """How each pound of each neighbourhood was arrived at, where nothing is built."""
    by = chosen(methods)
    mean = pot.pence / float(areas.person_years.sum())
    budgets = areas.budgets(pot.pence, by.index)
    rows = [
        (area.name, f"{area.person_years:,.1f}", f"£{mean / 100:,.2f}", f"{index:.5f}", exact(pence))
        for area, index, pence in zip(areas.areas, by.index, budgets, strict=True)
    ]
    total = ("All", f"{areas.person_years.sum():,.1f}", f"£{mean / 100:,.2f}", "1.00000", exact(pot.pence))
    most = max(range(len(budgets)), key=lambda n: float(by.index[n]))
    lead = f"By the national formula {areas.areas[most].name} needs the most a head: {by.index[most]:.3f} of the place's mean."
    if len(budgets) == 1:
        lead = (
            f"{areas.areas[0].name} is the place's only neighbourhood, so that the whole pot is its budget."
        )
    return Section(
        "each-pound",
        "How each pound was arrived at",
        lead,
        [
            Figure(
                "People, need and pounds",
                "Read across: people, times pounds a head, times need, is the budget. A pound is rounded only once, to the penny,"
                " and none is left over.",
                table=ShownTable(
                    "The budget of each neighbourhood",
                    ("Neighbourhood", "People", "£ a head", "Need", "Budget"),
                    [*rows, total],
                    has_total=True,
                ),
                note=f"People and need of practices as published: {by.source}. Need 1 is the place's mean.",
            )
        ],
        in_short=lead,
        points=[words.capitalised("need is not measured on the place's own people before `joinedup build`.")],
    )
