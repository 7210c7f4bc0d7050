"""Who puts in what and what it pays for: contributions to purposes, as a picture and line by line."""

from __future__ import annotations

from joinedup.answers.budget.pooled_names import name_of, source_of, to_the_penny
from joinedup.answers.page.section import Figure, ShownTable
from joinedup.answers.page.words import listed, plain, pounds
from joinedup.money.pence import of_pounds
from joinedup.money.pooled.drawing import Drawn, drawn, purposes
from joinedup.pictures.charts import BLUE, DARK_BLUE, GREY, LIGHT_BLUE, PALE_GREY, WARM
from joinedup.pictures.stacked_bars import StackedBar, draw_stacked
from joinedup.place.model import Place

SHADES = (BLUE, WARM, LIGHT_BLUE, GREY, DARK_BLUE, PALE_GREY)
RISK_POOL, UNPLANNED = "Risk pool", "Not planned for"


def money_figure(place: Place) -> Figure:
    """Each purpose with whose money pays for it."""
    budget = place.budget
    plan = drawn(budget)
    total = sum(of_pounds(each.amount) for each in budget.contributions)
    planned = sum(of_pounds(line.amount) for line in budget.lines)
    kept = pounds(of_pounds(budget.risk_pool))
    sentence = f"{pounds(planned)} of {pounds(total)} is planned on {len(budget.lines)} lines"
    sentence += f", and {kept} is set aside as a risk pool." if budget.risk_pool else "."
    if not budget.lines:
        allowed = [
            f"{name_of(place, each.organisation)}: {listed(each.covers)}" for each in budget.contributions
        ]
        sentence = (
            f"No line says yet what {pounds(total)} is spent on. It may be spent on: {'; '.join(allowed)}."
        )
    sources = list(dict.fromkeys(source_of(each.source or budget.source) for each in budget.contributions))
    return Figure(
        "What the contributions pay for",
        sentence,
        _draw(place, plan),
        _lines(place, plan) if budget.lines else None,
        note="The money is pooled, so this is one way it can be paid: money that may be spent on the fewest things is spent first."
        f" Amounts: {listed(sources)}.",
        layout="under",
    )


def paid_for(place: Place, plan: Drawn) -> dict[str, dict[str, int]]:
    """Pence by purpose and by who put it in; the risk pool and what is not planned for come last."""
    budget = place.budget
    found: dict[str, dict[str, int]] = {purpose: {} for purpose in purposes(budget)}
    for (i, j), pence in plan.to_line.items():
        _add(found[budget.lines[j].covers], budget.contributions[i].organisation, pence)
    for name, parts in ((RISK_POOL, plan.to_risk_pool), (UNPLANNED, plan.unplanned)):
        for i, pence in parts.items():
            _add(found.setdefault(name, {}), budget.contributions[i].organisation, pence)
    return {purpose: parts for purpose, parts in found.items() if parts}


def _add(parts: dict[str, int], organisation: str, pence: int) -> None:
    parts[organisation] = parts.get(organisation, 0) + pence


def _lines(place: Place, plan: Drawn) -> ShownTable:
    budget = place.budget
    rows = []
    for j, line in enumerate(budget.lines):
        by = listed(
            list(
                dict.fromkeys(
                    name_of(place, budget.contributions[i].organisation) for i, k in plan.to_line if k == j
                )
            )
        )
        name = line.name if line.committed else f"{line.name} (not committed)"
        rows.append(
            [
                name,
                plain(line.covers),
                name_of(place, line.organisation),
                by,
                to_the_penny(of_pounds(line.amount)),
            ]
        )
    return ShownTable(
        "What the pool is spent on",
        ("Line", "Purpose", "Who is paid", "Whose money", "A year"),
        rows,
        words=frozenset({1, 2, 3}),
    )


def _draw(place: Place, plan: Drawn) -> str:
    bars = [
        StackedBar(
            plain(purpose),
            {name_of(place, code): pence / 100 for code, pence in parts.items()},
            pounds(sum(parts.values())),
        )
        for purpose, parts in paid_for(place, plan).items()
    ]
    return draw_stacked("pooled", bars, SHADES)
