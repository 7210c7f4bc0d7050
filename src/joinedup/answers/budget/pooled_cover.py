"""Who would cover an overspend of the pool, worked out for one per cent and for five, and for the year where it is known."""

from __future__ import annotations

from collections.abc import Sequence

from joinedup.answers.budget.pooled_names import name_of, to_the_penny
from joinedup.answers.page.section import Figure, ShownTable
from joinedup.answers.page.words import listed, pounds
from joinedup.money.pooled.calendar import clauses
from joinedup.money.pooled.cover import Cover, cover, dearer_by, outside_shares, spent_of
from joinedup.money.pooled.underspend import underspent_pence, uses_of_underspend
from joinedup.place.budgets import CoverOfOverspend
from joinedup.place.model import Place

SHOWN = (("1% dearer", 0.01), ("5% dearer", 0.05))
STEPS: dict[CoverOfOverspend, str] = {
    "other-lines": "Other lines",
    "risk-pool": "Risk pool",
    "uncommitted-schemes": "Uncommitted schemes",
    "outside-the-pool": "Outside the pool",
}


def cover_figure(place: Place) -> Figure:
    """The order agreed, step by step, to the penny."""
    budget = place.budget
    title = "Who would cover an overspend"
    if not budget.covers_overspend or not budget.lines:
        usual = [STEPS[kind].lower() for kind in clauses().content["cover"]]
        lacks = "lines that it is spent on" if budget.covers_overspend else "an order of cover"
        return Figure(
            title,
            f"Nobody can say: the budget has no {lacks}. The usual order is {listed(usual)} ({clauses().source}).",
        )
    cases = [(name, cover(budget, dearer_by(budget, share))) for name, share in SHOWN]
    spent = spent_of(budget)
    if spent is not None:
        cases.append(("The year as it was", cover(budget, spent)))
    return Figure(
        title,
        _sentence(place, *cases[1]),
        table=_table(place, cases),
        note=" ".join([*(_reasons(name, worked) for name, worked in cases), _underspend(place)]).strip(),
        layout="under",
    )


def _sentence(place: Place, name: str, worked: Cover) -> str:
    outside = worked.steps[-1]
    if worked.uncovered_pence:
        return f"Were every line {name}, {pounds(worked.uncovered_pence)} would be covered by nobody: the order does not end."
    who = [
        f"{name_of(place, part.organisation)} {pounds(part.amount_pence)}"
        for part in outside.parts
        if outside.kind == "outside-the-pool"
    ]
    inside = pounds(worked.overspend_pence - sum(p.amount_pence for p in outside.parts if who))
    said = f"Were every committed line {name}, the overspend would be {pounds(worked.overspend_pence)}: {inside} of it is covered"
    return f"{said} within the pool" + (f", and outside it fall on {listed(who)}." if who else ".")


def _table(place: Place, cases: Sequence[tuple[str, Cover]]) -> ShownTable:
    rows = [["Overspend", *(to_the_penny(worked.overspend_pence) for _, worked in cases)]]
    for n, kind in enumerate(place.budget.covers_overspend):
        label = f"{n + 1}. {STEPS[kind]}"
        if kind != "outside-the-pool":
            rows.append([label, *(to_the_penny(worked.steps[n].amount_pence) for _, worked in cases)])
            continue
        for code in outside_shares(place.budget):
            paid = [
                sum(part.amount_pence for part in worked.steps[n].parts if part.organisation == code)
                for _, worked in cases
            ]
            rows.append([f"{label}: {name_of(place, code)}", *map(to_the_penny, paid)])
    rows.append(["Covered by nobody", *(to_the_penny(worked.uncovered_pence) for _, worked in cases)])
    return ShownTable(
        "Who covers what, in the order agreed",
        ("", *(name for name, _ in cases)),
        rows,
        has_total=True,
    )


def _reasons(name: str, worked: Cover) -> str:
    said = [
        f"{STEPS[step.kind].lower()}, {step.reason}"
        for step in worked.steps
        if step.kind != "outside-the-pool"
    ]
    return f"{name}: {'; '.join(said)}."


def _underspend(place: Place) -> str:
    spent = spent_of(place.budget)
    left = underspent_pence(place.budget, spent) if spent is not None else 0
    if not left:
        return ""
    uses = [
        f"{name_of(place, use.organisation) + ' ' if use.organisation else ''}{to_the_penny(use.amount_pence)} {use.reason}"
        for use in uses_of_underspend(place.budget, left)
    ]
    return f"The year left {to_the_penny(left)}: {'; '.join(uses)}."
