"""A stress test as it is printed in a terminal: the answer, a line for each organisation, what it hangs on and what if."""

from __future__ import annotations

import textwrap

from joinedup.answers.page import words
from joinedup.answers.stress.in_words import answer, falls_on_others, in_a_cell, signed
from joinedup.answers.stress.stress_test import StressTest
from joinedup.money.stress.results import OrganisationStress

WIDTH = 110
SMALLEST = 0.01


def printed_lines(test: StressTest) -> list[str]:
    """The lines to print."""
    found = test.found
    head = f"{found.contract}: {found.futures:,} futures of {words.some(found.years, 'year', 'years')}, seed {found.seed}"
    lines = [
        head,
        "",
        *textwrap.wrap(answer(test), WIDTH),
        "",
        _row("", "loses", "average", "worst tenth", "can bear", "beyond it"),
    ]
    lines += [_organisation(test, one) for one in (*found.organisations, found.place)]
    if beyond := falls_on_others(test, test.holder):
        lines += ["", *textwrap.wrap(beyond, WIDTH)]
    first = next((one for one in test.at_stake if one.drivers), None)
    if first:
        lines += ["", f"what the result of {test.name(first.organisation)} hangs on (share of its variance)"]
        lines += [
            f"  {driver.share_of_variance:>6.0%}  {driver.words}"
            for driver in first.drivers
            if driver.share_of_variance >= SMALLEST
        ]
    lines += _what_if_lines(test)
    for note in (*found.not_modelled, *found.notes):
        lines += textwrap.wrap(note, WIDTH, initial_indent="  ! ", subsequent_indent="    ")
    return lines


def _what_if_lines(test: StressTest) -> list[str]:
    asked = [one for one in test.what_ifs if not one.name.startswith("central-")]
    if not asked or not test.holder.at_stake:
        return [""]
    lines = ["", f"what would change it for {test.name(test.holder.organisation)}: loses, average"]
    for one in asked:
        holder = one.organisations[0]
        mean = signed(holder.mean_pence)
        lines.append(f"  {in_a_cell(holder.chance_of_loss):>6}  {mean:>16}  {one.title}")
    return [*lines, ""]


def _organisation(test: StressTest, one: OrganisationStress) -> str:
    name = test.name(one.organisation)
    if not one.at_stake:
        return f"  {_cut(name):<44}no gain or loss by its terms"
    bears = "not known" if one.can_bear_pence is None else words.pounds(one.can_bear_pence)
    return _row(
        _cut(name),
        in_a_cell(one.chance_of_loss),
        signed(one.mean_pence),
        signed(one.worst_tenth_mean_pence),
        bears,
        in_a_cell(one.chance_beyond_reserve),
    )


def _row(name: str, loses: str, average: str, worst: str, bears: str, beyond: str) -> str:
    # A space before each amount, so that thousands of millions push the line and do not touch.
    return f"  {name:<42}{loses:>6} {average:>15} {worst:>16}{bears:>16}{beyond:>11}"


def _cut(name: str) -> str:
    return name if len(name) <= 41 else f"{name[:38]}..."
