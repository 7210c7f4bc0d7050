"""A settlement as it is printed in a terminal: its standing first, then each payment with its reason, then totals."""

from __future__ import annotations

import textwrap

from joinedup.answers.settlement.page import dates_of, warnings_of
from joinedup.answers.settlement.reasons import Reason, reasons_by_term
from joinedup.answers.settlement.who_pays_whom import in_one_sentence, name_of, why_in_one_sentence
from joinedup.money.amounts_in_words import pounds
from joinedup.money.settlement.settled_year import SettledYear

WIDTH = 110


def printed_lines(settled: SettledYear) -> list[str]:
    """The lines to print."""
    year = (
        "shadow year" if settled.year.is_shadow else f"year {settled.year.number} of {settled.contract.years}"
    )
    lines = [f"{settled.contract.name}, {year}: {dates_of(settled)}"]
    for warning in warnings_of(settled):
        lines += textwrap.wrap(warning, WIDTH, initial_indent="  ! ", subsequent_indent="    ")
    for sentence in (in_one_sentence(settled), why_in_one_sentence(settled)):
        lines += (
            ["", *textwrap.wrap(sentence, WIDTH, initial_indent="  ", subsequent_indent="  ")]
            if sentence
            else []
        )
    lines.append("")
    for term in reasons_by_term(settled):
        for reason in term.reasons:
            lines += _payments(f"term {term.number} {term.kind}", reason)
    lines += ["", "on balance"]
    totals = sorted(settled.ledger.totals().items(), key=lambda total: (-total[1], total[0]))
    lines += [f"{pounds(pence):>18}  {name_of(settled, code)}" for code, pence in totals]
    return [*lines, f"{pounds(sum(pence for _, pence in totals)):>18}  all together"]


def _payments(term: str, reason: Reason) -> list[str]:
    """The payments of one reason, and below them the reason."""
    lines = []
    for paid in reason.payments:
        first, *more = textwrap.wrap(paid.who, WIDTH - 20) or [""]
        lines += [f"{pounds(paid.pence):>18}  {first}", *(f"{'':20}{line}" for line in more)]
    told = f"{term}: {reason.why[:1].lower() + reason.why[1:]}"
    return lines + textwrap.wrap(told, WIDTH, initial_indent=" " * 20, subsequent_indent=" " * 20)
