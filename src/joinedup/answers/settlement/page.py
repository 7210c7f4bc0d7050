"""The page of a settlement: who owes whom, why, and what that rests on."""

from __future__ import annotations

from datetime import timedelta

from joinedup import __version__
from joinedup.answers.page import words
from joinedup.answers.page.rendering import rendered
from joinedup.answers.page.section import Figure, KeyFigure, Section, ShownTable
from joinedup.answers.settlement.flow_drawing import Flow, draw_flows
from joinedup.answers.settlement.reasons import reasons_by_term
from joinedup.answers.settlement.shown import shown_facts
from joinedup.answers.settlement.who_pays_whom import (
    flows,
    in_one_sentence,
    name_of,
    to_the_penny,
    why_in_one_sentence,
)
from joinedup.money.settlement.settled_year import SettledYear

METHODS = (
    "Each term of the contract turns the facts of the year into payments; a term sees what the terms before it pay. An amount"
    " is in whole pence; what is divided is divided by largest remainder, so that nothing is created or lost.",
    "The ledger holds each payment twice: taken from who pays, given to who is paid. It sums to zero, always.",
    "A fact of the facts file stands before what the records say, and the records before the place file; each says what it"
    " rests on.",
    "Everyone who lived in the place counts, also people with a national data opt-out: what is settled on are sums, which name"
    " nobody, and for payments the opt-out does not apply to data that are anonymous (NHS Digital, National data opt-out"
    " operational policy guidance, section 7.1).",
)


def as_html(settled: SettledYear) -> str:
    """The whole page. The same settlement gives the same page."""
    return rendered(
        "settlement",
        sections_of(settled),
        styles=("settlement.css",),
        terms=reasons_by_term(settled),
        facts=facts_section(settled),
        settled=settled,
        version=__version__,
        summary=in_one_sentence(settled),
        reason_in_short=why_in_one_sentence(settled),
        dates=dates_of(settled),
        built=words.moment(settled.build.published_at),
        key_figures=key_figures(settled),
        ledger=ledger_table(settled),
        methods=METHODS,
        warnings=warnings_of(settled),
    )


def dates_of(settled: SettledYear) -> str:
    """1 April 2023 to 31 March 2024."""
    last_day = settled.year.ends_before - timedelta(days=1)
    return f"{words.day(settled.year.starts_on)} to {words.day(last_day)}"


def ledger_table(settled: SettledYear) -> ShownTable:
    """Every line of the ledger, two an entry, and their sum of nothing."""
    rows = [
        [str(line.entry.number), name_of(settled, line.account), line.entry.term, to_the_penny(line.pence)]
        for line in settled.ledger.lines
    ]
    total = to_the_penny(sum(line.pence for line in settled.ledger.lines))
    return ShownTable(
        "Every line of the ledger; below nothing where an organisation pays",
        ("Entry", "Account", "Term", "Amount"),
        [*rows, ["All", "", "", total]],
        words=frozenset({1, 2}),
        has_total=True,
    )


def warnings_of(settled: SettledYear) -> list[str]:
    """What a reader must know before using the figures: why it is not final, and what looks wrong."""
    unused = settled.unused_facts()
    told = [*settled.standing(), *settled.notices]
    if unused:
        told.append(
            f"Written in the facts file, and no payment rests on it: {words.listed(unused)}. Is a name misspelt?"
        )
    return told


def sections_of(settled: SettledYear) -> list[Section]:
    """Who pays whom, and what each organisation ends with."""
    return [_flow_section(settled), _organisations_section(settled)]


def key_figures(settled: SettledYear) -> list[KeyFigure]:
    """The organisations with the largest totals, four at most."""
    totals = settled.ledger.totals()
    largest = sorted(totals.items(), key=lambda total: (-abs(total[1]), total[0]))[:4]
    would = "would " if settled.year.is_shadow else ""
    return [
        KeyFigure(
            words.pounds(abs(pence)),
            f"{name_of(settled, code)} {would}{'receive' if pence > 0 else 'pay'}{'' if would else 's'}",
            "more than it pays" if pence > 0 else "more than it receives",
        )
        for code, pence in largest
        if pence
    ]


def _flow_section(settled: SettledYear) -> Section:
    found = flows(settled)
    drawn = [Flow(name_of(settled, f.payer), name_of(settled, f.payee), f.pence) for f in found]
    rows = [
        [name_of(settled, f.payer), name_of(settled, f.payee), to_the_penny(f.pence), words.listed(f.terms)]
        for f in found
    ]
    total = sum(flow.pence for flow in found)
    figure = Figure(
        "Payments between organisations",
        f"{words.some(len(found), 'pair', 'pairs')} of organisations, {to_the_penny(total)} in all."
        if found
        else "Nobody pays anybody anything.",
        draw_flows(drawn),
        ShownTable(
            "What each organisation pays another, over all terms",
            ("Who pays", "Whom", "Amount", "By which terms"),
            rows,
            words=frozenset({1, 3}),
        )
        if rows
        else None,
        layout="under",
    )
    return Section(
        "flows", "Who pays whom", "What every term comes to between each two organisations.", [figure]
    )


def _organisations_section(settled: SettledYear) -> Section:
    totals, costs = settled.ledger.totals(), settled.costs_of_services()
    codes = sorted({*totals, *costs}, key=lambda code: (-totals.get(code, 0), code))
    headings = ["Organisation", "Receives", "Pays", "Net"]
    headings += ["Cost of its services", "Left"] if costs else []
    received, paid = _one_way(settled)
    rows = []
    for code in codes:
        row = [name_of(settled, code), *map(to_the_penny, (received.get(code, 0), paid.get(code, 0)))]
        row.append(to_the_penny(totals.get(code, 0)))
        if costs:
            cost = costs.get(code)
            row += (
                ["–", "–"] if cost is None else [to_the_penny(cost), to_the_penny(totals.get(code, 0) - cost)]
            )
        rows.append(row)
    lead = "What each organisation receives less what it pays. Over all of them it comes to nothing."
    if costs:
        lead += (
            " Beside it what the contract's services cost those who gave them, with the cost that stays when activity leaves;"
            " what they are paid outside this contract is not in it."
        )
    table = ShownTable("Each organisation's year under the contract", headings, rows)
    figure = Figure("By organisation", _most_left(settled), table=table)
    return Section("organisations", "What each organisation ends with", lead, [figure])


def _one_way(settled: SettledYear) -> tuple[dict[str, int], dict[str, int]]:
    received: dict[str, int] = {}
    paid: dict[str, int] = {}
    for entry in settled.ledger.entries:
        received[entry.payee] = received.get(entry.payee, 0) + entry.amount_pence
        paid[entry.payer] = paid.get(entry.payer, 0) + entry.amount_pence
    return received, paid


def _most_left(settled: SettledYear) -> str:
    totals, costs = settled.ledger.totals(), settled.costs_of_services()
    short = {code: totals.get(code, 0) - cost for code, cost in costs.items() if totals.get(code, 0) < cost}
    if not costs:
        return "The contract names no services, so only what is paid is shown."
    if not short:
        return "Everyone who gave services is paid at least what they cost."
    told = [f"{name_of(settled, code)} by {to_the_penny(-pence)}" for code, pence in short.items()]
    return f"Paid less under this contract than its services cost: {words.listed(told)}."


def facts_section(settled: SettledYear) -> Section:
    """The facts of the year, those that a payment rests on first."""
    used = {fact for entry in settled.ledger.entries for fact, _ in entry.rests_on}
    facts = sorted(shown_facts(settled), key=lambda fact: fact.name not in used)
    rows = [
        [
            words.capitalised(fact.name),
            fact.value,
            fact.rests_on,
            "yes" if fact.name in used else "no",
        ]
        for fact in facts
    ]
    table = ShownTable(
        "The facts of the year and what each rests on",
        ("Fact", "Value", "Rests on", "Used"),
        rows,
        words=frozenset({1, 2, 3}),
    )
    figure = Figure("Facts of the year", "Those that a payment rests on come first.", table=table)
    return Section("facts", "What it rests on", "Whoever doubts an amount can follow it from here.", [figure])
