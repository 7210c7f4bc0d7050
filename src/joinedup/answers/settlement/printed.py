"""A settlement as it is printed in a terminal: its standing first, then each payment with its reason, then totals."""

from __future__ import annotations

import textwrap

from joinedup.answers.settlement.page import dates_of, warnings_of
from joinedup.answers.settlement.who_pays_whom import name_of
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
    lines.append("")
    for entry in settled.ledger.entries:
        who = f"{name_of(settled, entry.payer)} pays {name_of(settled, entry.payee)}"
        lines.append(f"{pounds(entry.amount_pence):>18}  {who}")
        told = f"term {entry.term}: {entry.reason}"
        lines += textwrap.wrap(told, WIDTH, initial_indent=" " * 20, subsequent_indent=" " * 20)
    lines += ["", "on balance"]
    totals = sorted(settled.ledger.totals().items(), key=lambda total: (-total[1], total[0]))
    lines += [f"{pounds(pence):>18}  {name_of(settled, code)}" for code, pence in totals]
    return [*lines, f"{pounds(sum(pence for _, pence in totals)):>18}  all together"]
