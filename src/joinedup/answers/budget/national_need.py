"""The section on national need: people, need by component, target, distance, pace of change, and each practice's part."""

from __future__ import annotations

from pathlib import Path

from joinedup.answers.budget.national_practices import practices_figure
from joinedup.answers.budget.national_steps import rule_note, signed_per_cent, steps_table
from joinedup.answers.budget.national_warnings import warned
from joinedup.answers.budget.need_pictures import Step, index_bars, waterfall
from joinedup.answers.page import words
from joinedup.answers.page.section import Figure, Section, ShownTable
from joinedup.money.capitation.national_layout import layouts
from joinedup.money.capitation.pace_of_change import Paced
from joinedup.money.capitation.place_budget import Money, PlaceBudget, place_budget
from joinedup.place.model import Place
from joinedup.place.need import BudgetNeed

NAME, TITLE = "national-need", "What the national formula says"


def national_section(place: Place, folder: Path) -> Section | None:
    """The place's need and money by the national formula; None where the place file names no file of practices.

    Where that file is not there the section says so. CapitationError where it or the amounts cannot be used.
    """
    asked = place.budget.need
    if asked is None or asked.file is None:
        return None
    if not (folder / asked.file).exists():
        return _not_there(asked.file)
    practices = [code for neighbourhood in place.neighbourhoods for code in neighbourhood.practices]
    successors = {body.code: body.succeeded_by for body in place.organisations if body.succeeded_by}
    found = place_budget(asked, practices, folder)
    figures = [_by_component(found)]
    if found.money is not None:
        figures += _money_figures(found, found.money, asked)
    figures += [_steps(found, asked), practices_figure(found, asked)]
    return Section(
        NAME,
        TITLE,
        _lead(found, asked),
        figures,
        in_short=_in_short(found, asked),
        warning=warned(found, asked, successors),
        points=_points(found, asked),
    )


def _not_there(file: str) -> Section:
    named = "; ".join(f"{layout.year}: {layout.find_it}" for layout in layouts())
    return Section(
        NAME,
        TITLE,
        "Need by the national formula cannot be shown yet.",
        warning=f"The file {file} that [budget.need] names is not in the place's folder. It is published: {named}.",
    )


def _lead(found: PlaceBudget, asked: BudgetNeed) -> str:
    index = found.index
    more = "more" if index.index >= 1 else "less"
    people = f"{index.people:,.0f} people of {words.some(len(found.chosen.rows), 'practice', 'practices')}"
    return (
        f"By need the {people} count as {index.weighted:,.0f}: {abs(index.index - 1) * 100:.1f}% {more} than as many people of"
        f" England, {asked.year}."
    )


def _in_short(found: PlaceBudget, asked: BudgetNeed) -> str:
    said = f"Need by the national formula is {found.index.index:.3f} of England's a head"
    if found.money is None:
        return f"{said}."
    target = words.pounds(found.money.target_pence)
    if found.money.paced is None:
        return f"{said}: a target of {target} in {asked.year}."
    given = words.pounds(found.money.allocation_pence)
    return f"{said}: a target of {target} in {asked.year}, and {given} by pace of change."


def _points(found: PlaceBudget, asked: BudgetNeed) -> list[str]:
    layout = found.need.layout
    said = [
        f"Read from {found.need.file}, in the layout of '{layout.title}' ({layout.year}). Source: {layout.source}."
    ]
    if asked.year != layout.year:
        said.append(
            f"The place file says that the file is of {asked.year}; its columns are those of {layout.year}."
        )
    if found.money is None:
        said.append("No amount of money is written (budget.need.quantum), so nothing is shown in pounds.")
    elif found.money.paced is None:
        said.append(
            "What the place was given last year is not written (budget.need.actual and quantum_last_year), so there is no"
            " distance from target and no pace of change; the target is shown as if it were given."
        )
    else:
        said.append("In the pace of change the rest of England moves as one: its parts are not known here.")
    return said


def _by_component(found: PlaceBudget) -> Figure:
    titles, whole = found.need.titles(), frozenset(c.title for c in found.need.layout.components if c.whole)
    indices = [(titles[key], index, f"{index:.3f}") for key, index in found.index.by_component.items()]
    parts = [(title, index) for title, index, _ in indices if title not in whole]
    high, low = max(parts, key=lambda one: one[1]), min(parts, key=lambda one: one[1])
    rows = [
        (titles[key], f"{float(found.need.weighted[key][found.chosen.rows].sum()):,.0f}", f"{index:.4f}")
        for key, index in found.index.by_component.items()
    ]
    return Figure(
        "Need by component, beside England",
        f"Need is highest in {high[0].lower()} ({high[1]:.3f}) and lowest in {low[0].lower()} ({low[1]:.3f}).",
        index_bars("need-index", indices, emphasised=whole),
        ShownTable(
            f"Weighted population and index; {found.index.people:,.0f} people",
            ("Component", "Weighted", "Index"),
            rows,
        ),
        note="Index: weighted population over population, England 1. The dark bars are whole formulas, the light ones their"
        f" parts. Source: {found.need.layout.source}.",
    )


def large(pence: int) -> str:
    """An amount that may be a nation's: £130.0 billion, otherwise as `words.pounds` says it."""
    return f"£{pence / 1e11:,.1f} billion" if pence >= 1e11 else words.pounds(pence)


def _money_figures(found: PlaceBudget, money: Money, asked: BudgetNeed) -> list[Figure]:
    need = money.target_pence - money.equal_pence
    direction = "adds" if need >= 0 else "takes"
    steps = [
        Step("By heads alone", money.equal_pence, is_total=True),
        Step("Need", need),
        Step("Target", money.target_pence, is_total=True),
    ]
    figures = [
        Figure(
            "From heads to need",
            f"By heads the place would have {words.pounds(money.equal_pence)} of England's {large(money.quantum_pence)}; need"
            f" {direction} {words.pounds(abs(need))}. That is £{money.target_pence / 100 / found.index.people:,.0f} a head.",
            waterfall("need-target", steps),
        )
    ]
    if money.paced is not None:
        figures.append(_pace_figure(money, money.paced, asked))
    return figures


def _pace_figure(money: Money, paced: Paced, asked: BudgetNeed) -> Figure:
    actual, given = int(paced.actual_pence[0]), int(paced.allocation_pence[0])
    common = round(actual * paced.mean_growth)
    pull = round(float(paced.wished_pence[0])) - actual - common
    opening, closing = float(paced.opening[0]), float(paced.closing[0])
    side = "under" if opening < 0 else "over"
    return Figure(
        "From last year's amount towards the target",
        f"The place opens {abs(opening) * 100:.1f}% {side} target and closes at {signed_per_cent(closing, 1)}: it grows by"
        f" {signed_per_cent(float(paced.growth[0]), 1)} where England grows by {signed_per_cent(paced.mean_growth, 1)}.",
        waterfall(
            "need-pace",
            [
                Step("Given last year", actual, is_total=True),
                Step("Growth of all England", common),
                Step("For the distance from target", pull),
                Step("So that floor, cap and total hold", given - actual - common - pull),
                Step(f"Allocation {asked.year}", given, is_total=True),
                Step("Target", money.target_pence, is_total=True),
            ],
        ),
    )


def _steps(found: PlaceBudget, asked: BudgetNeed) -> Figure:
    return Figure(
        "How each pound was arrived at",
        "Each step with its working; the last is what the place is given, and what its practices' parts add up to.",
        table=steps_table(found, asked),
        layout="under",
        note=rule_note(asked) if found.money is not None and found.money.paced is not None else "",
    )
