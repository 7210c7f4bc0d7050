"""How contributions came about, when they are paid, the VAT of the pool, and control totals."""

from __future__ import annotations

from joinedup.answers.budget.pooled_names import name_of, source_of, to_the_penny
from joinedup.answers.page.section import Figure, ShownTable
from joinedup.answers.page.words import NOT_THERE, capitalised, day, listed, pounds, some, year
from joinedup.money.control_totals import SystemTotal, system_totals
from joinedup.money.pence import of_pounds
from joinedup.money.pooled.build_up import built_up
from joinedup.money.pooled.instalments import instalments
from joinedup.money.pooled.vat import VatPosition, assumed_shares, source_of_refunds, vat_position
from joinedup.place.model import OrganisationKind, Place


def build_up_figure(place: Place) -> Figure:
    """Each contribution from last year's to this year's."""
    budget = place.budget
    known = [each for each in budget.contributions if built_up(each)]
    title = "How each contribution came about"
    if not known:
        said = "The place file does not say how the contributions came about: add rolled_forward and what changed since."
        return Figure(title, said)
    names = [step.name for step in built_up(known[0])]
    rows = [
        [name, *(to_the_penny(100 * built_up(each)[n].pounds) for each in known)]
        for n, name in enumerate(names)
    ]
    rows.append(["This year's contribution", *(to_the_penny(of_pounds(each.amount)) for each in known)])
    more = [each.amount / each.rolled_forward - 1 for each in known if each.rolled_forward]
    sentence = f"{some(len(known), 'contribution is', 'contributions are')} built up from last year's, and each adds up."
    if more:
        sentence += f" The largest rise is {100 * max(more):.1f}%.".replace("-", "−")
    sources = list(dict.fromkeys(source_of(each.source or budget.source) for each in known))
    return Figure(
        title,
        sentence,
        table=ShownTable(
            "From last year's contribution to this year's",
            ("", *(name_of(place, each.organisation) for each in known)),
            rows,
            has_total=True,
        ),
        note=f"Source: {listed(sources)}.",
    )


def instalments_figure(place: Place) -> Figure:
    """The payments into the pool."""
    budget = place.budget
    rows = []
    for number in range(1, budget.instalments + 1):
        of_number = [row for row in instalments(budget) if row.number == number]
        due = of_number[0].due_on
        when = day(due) if due else f"Instalment {number}"
        rows.append([when, *(to_the_penny(row.amount_pence) for row in of_number)])
    count = some(budget.instalments, "payment", "equal payments")
    return Figure(
        "When it is paid",
        f"Each contribution is paid in {count}; what does not divide evenly falls on the first.",
        table=ShownTable(
            "Payments into the pool",
            ("Due", *(name_of(place, each.organisation) for each in budget.contributions)),
            rows,
        ),
    )


def vat_figure(place: Place) -> Figure:
    """VAT under the host as it is, and under others."""
    budget = place.budget
    kinds: dict[str, OrganisationKind] = {one.code: one.kind for one in place.organisations}
    title = "What VAT is lost"
    if not budget.lines:
        return Figure(title, "It cannot be said before the budget has lines that it is spent on.")
    hosts: list[tuple[str, VatPosition]] = [
        ("An NHS body", vat_position(budget, "commissioner")),
        ("A council", vat_position(budget, "council")),
        ("A body of its own", vat_position(budget, "own-body")),
    ]
    rows = [
        [
            name,
            capitalised(found.regime.words),
            pounds(found.vat_pence),
            pounds(found.recovered_pence),
            pounds(found.lost_pence),
        ]
        for name, found in hosts
    ]
    estimated = hosts[0][1].estimated_lines
    note = f"Source: {source_of_refunds()}."
    if estimated:
        note = f"VAT of {some(estimated, 'line', 'lines')} is estimated. {assumed_shares().of_spending_in_words()} {note}"
    return Figure(
        title,
        _vat_sentence(place, kinds),
        table=ShownTable(
            "VAT a year, by who delivers",
            ("Who delivers", "What comes back", "VAT in spending", "Recovered", "Lost"),
            rows,
            words=frozenset({1}),
        ),
        note=note,
    )


def _vat_sentence(place: Place, kinds: dict[str, OrganisationKind]) -> str:
    budget = place.budget
    if budget.arrangement == "own-body":
        found = vat_position(budget, "own-body")
        return f"A body of its own holds the money: {pounds(found.lost_pence)} a year is lost."
    if budget.arrangement == "agency":
        return (
            "Each body buys its own part, so each gets VAT back by its own rules; what one charges another for can bear VAT"
            " (HMRC, VATGPB6640)."
        )
    if budget.host is None or budget.host not in kinds:
        return "It depends on who holds the pool and delivers, which is not written."
    found = vat_position(budget, kinds[budget.host])
    about = "about " if found.estimated_lines else ""
    said = (
        f"{name_of(place, budget.host)} holds the pool, so VAT comes back under {found.regime.title}:"
        f" {about}{pounds(found.lost_pence)} a year is lost."
    )
    refunds = found.regime.refunds
    agreed = [
        name_of(place, each.organisation)
        for each in budget.contributions
        if (refunds == "all" and not each.vat_recoverable) or (refunds == "none" and each.vat_recoverable)
    ]
    if agreed and budget.arrangement == "pooled":
        said += f" The place file says otherwise of the money of {listed(agreed)}: have it looked at."
    return said


def control_total_figures(place: Place) -> list[Figure]:
    """One figure a year."""
    return [_control_totals(place, system) for system in system_totals(place.control_totals)]


def _control_totals(place: Place, system: SystemTotal) -> Figure:
    rows = []
    for one in system.organisations:
        actual = [one.actual_pence, one.better_by_pence]
        cells = (one.set_pence, one.moved_pence, one.total_pence, *actual)
        rows.append(
            [name_of(place, one.organisation), *(NOT_THERE if c is None else to_the_penny(c) for c in cells)]
        )
    sums = [
        sum(one.set_pence for one in system.organisations),
        sum(one.moved_pence for one in system.organisations),
        system.total_pence,
        system.actual_pence,
        None if system.actual_pence is None else system.actual_pence - system.total_pence,
    ]
    rows.append(["The system", *(NOT_THERE if cell is None else to_the_penny(cell) for cell in sums)])
    name = year(system.year_starts_on, system.year_starts_on.replace(year=system.year_starts_on.year + 1))
    kind = "surplus" if system.total_pence >= 0 else "deficit"
    written = [one for one in place.control_totals if one.year_starts_on == system.year_starts_on]
    reasons = [
        f"{name_of(place, one.organisation)} to {name_of(place, move.to)}: {move.reason}"
        for one in written
        for move in one.moves
    ]
    sources = list(dict.fromkeys(source_of(one.source) for one in written))
    moved = f" Moves: {'; '.join(reasons)}." if reasons else ""
    return Figure(
        f"Control totals, {name}",
        f"Together the organisations are to end the year with a {kind} of {pounds(abs(system.total_pence))}. Moves between them"
        " leave that sum as it is.",
        table=ShownTable(
            "What each organisation is to end the year with; below nothing is a deficit",
            ("Organisation", "As set", "Moved", "Control total", "Actual", "Better by"),
            rows,
            has_total=True,
        ),
        note=f"Source: {listed(sources)}.{moved}",
    )
