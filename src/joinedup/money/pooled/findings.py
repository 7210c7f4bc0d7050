"""What does not agree in [budget]: amounts that do not add up, lines nobody's money may pay for, shares that do not sum."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from joinedup.money.amounts_in_words import percent, pounds
from joinedup.money.pence import of_pounds
from joinedup.money.pooled.build_up import built_up
from joinedup.money.pooled.drawing import permits, purposes
from joinedup.money.pooled.flows import largest_flow
from joinedup.money.pooled.vat import standard_rate
from joinedup.place.budgets import Budget, Contribution
from joinedup.place.problems import Finding, as_written, nearest
from joinedup.place.shape import read_section


def budget_findings(content: Mapping[str, Any]) -> Iterator[Finding]:
    """Everything in a place file's [budget] that does not agree: a check to hand to `read_place` as `further`. A budget whose
    shape is wrong is passed over: that is reported with the rest of the place file."""
    written = content.get("budget")
    if not isinstance(written, Mapping):
        return
    budget, _ = read_section(Budget, written)
    if budget is not None:
        for check in _CHECKS:
            yield from check(budget)


def contributions_add_up(budget: Budget) -> Iterator[Finding]:
    """A contribution that says how it came about is the sum of it."""
    for position, each in enumerate(budget.contributions):
        path = ("budget", "contributions", position)
        parts = built_up(each)
        total = sum(part.pounds for part in parts)
        if parts and total != each.amount:
            yield Finding(
                (*path, "amount"),
                f"{pounds(of_pounds(each.amount))}, {_off(each.amount - total)} than its parts",
                f"{pounds(of_pounds(total))}, which is {_sum_in_words(each)}",
                "mend the amount, or the part that is wrong",
            )
        elif not parts and any(
            (each.recurrent_changes, each.inflation, each.planned_changes, each.efficiency)
        ):
            yield Finding(
                (*path, "rolled_forward"),
                "nothing, beside what changed since last year",
                "last year's contribution, which the changes start from",
                "add rolled_forward = ...",
            )


def lines_are_permitted(budget: Budget) -> Iterator[Finding]:
    """Each line is bought for a purpose that somebody's contribution permits."""
    known = purposes(budget)
    for position, line in enumerate(budget.lines):
        if line.covers not in known:
            yield Finding(
                ("budget", "lines", position, "covers"),
                f"{as_written(line.covers)}, which no contribution may be spent on",
                f"one of {', '.join(known) or 'the purposes of contributions, of which there are none'}",
                "mend the purpose, or add it to covers of whoever's money is meant to pay for it",
                nearest(line.covers, known),
            )


def lines_can_be_paid(budget: Budget) -> Iterator[Finding]:
    """Lines and risk pool cost no more than is put in, and no more than is put in for their purposes."""
    put_in = sum(of_pounds(each.amount) for each in budget.contributions)
    planned = sum(of_pounds(line.amount) for line in budget.lines) + of_pounds(budget.risk_pool)
    if planned > put_in and budget.contributions:
        where = ("budget", "lines") if budget.lines else ("budget", "risk_pool")
        yield Finding(
            where,
            f"{pounds(planned)} planned, the risk pool of {pounds(of_pounds(budget.risk_pool))} included",
            f"at most {pounds(put_in)}, which contributions come to",
            "plan less, or put in more",
        )
    elif any(line.covers not in purposes(budget) for line in budget.lines):
        return  # reported line by line
    elif budget.lines:
        yield from _too_much_for_its_purposes(budget)


def vat_fits_in_its_line(budget: Budget) -> Iterator[Finding]:
    """The VAT of a line is part of its amount: at the standard rate no more than a sixth of it."""
    rate = standard_rate()
    for position, line in enumerate(budget.lines):
        most = line.amount * rate / (1 + rate)
        if line.vat is not None and line.vat > most + 1:
            yield Finding(
                ("budget", "lines", position, "vat"),
                f"{pounds(of_pounds(line.vat))} of VAT in {pounds(of_pounds(line.amount))}",
                f"at most {pounds(of_pounds(int(most)))}, which all of it bears at {percent(rate)}",
                "write the VAT in the amount in pounds, or mend the amount",
            )


def shares_of_an_overspend_sum(budget: Budget) -> Iterator[Finding]:
    """Shares of an overspend are stated for everybody or for nobody, and sum to 1."""
    stated = [each.share_of_overspend for each in budget.contributions]
    known = [share for share in stated if share is not None]
    if not known:
        return
    if len(known) < len(stated):
        position = stated.index(None)
        yield Finding(
            ("budget", "contributions", position, "share_of_overspend"),
            "nothing, where other contributions state theirs",
            "a share for every contribution, or for none",
            "add share_of_overspend = ..., 0 where it bears nothing",
        )
    elif abs(sum(known) - 1) > 1e-6:
        yield Finding(
            ("budget", "contributions", len(stated) - 1, "share_of_overspend"),
            f"shares that sum to {sum(known):.6g}",
            "shares of an overspend that sum to 1",
            "mend the shares",
        )


def order_of_cover_can_be_followed(budget: Budget) -> Iterator[Finding]:
    """Each step of the order of cover comes once, and nothing comes after the bodies outside the pool."""
    order = list(budget.covers_overspend)
    for position, kind in enumerate(order):
        path = ("budget", "covers_overspend", position)
        if kind in order[:position]:
            yield Finding(
                path, f"{as_written(kind)}, which is named before", "each step once", "take one away"
            )
        elif "outside-the-pool" in order[:position]:
            yield Finding(
                path,
                f"{as_written(kind)} after outside-the-pool, which covers all that is left",
                "outside-the-pool last",
                "move outside-the-pool to the end",
            )


_CHECKS: tuple[Callable[[Budget], Iterator[Finding]], ...] = (
    contributions_add_up,
    lines_are_permitted,
    lines_can_be_paid,
    vat_fits_in_its_line,
    shares_of_an_overspend_sum,
    order_of_cover_can_be_followed,
)


def _too_much_for_its_purposes(budget: Budget) -> Iterator[Finding]:
    supplies = [of_pounds(each.amount) for each in budget.contributions]
    needs = [of_pounds(line.amount) for line in budget.lines]
    flow = largest_flow(supplies, needs, lambda i, j: permits(budget.contributions[i], budget.lines[j]))
    for position, line in enumerate(budget.lines):
        paid = sum(pence for (_, j), pence in flow.items() if j == position)
        if paid < needs[position]:
            yield Finding(
                ("budget", "lines", position, "amount"),
                f"{pounds(needs[position])}, of which {pounds(needs[position] - paid)} cannot be paid",
                f"no more than contributions that may be spent on {line.covers} leave for it",
                f"plan less for it, put in more for it, or add {as_written(line.covers)} to covers of a contribution",
            )


def _off(difference: int) -> str:
    return f"{pounds(of_pounds(abs(difference)))} {'more' if difference > 0 else 'less'}"


def _sum_in_words(contribution: Contribution) -> str:
    words = ""
    for part in built_up(contribution):
        sign = "− " if part.pounds < 0 else "+ "
        words += f" {sign if words else sign.strip('+ ')}{pounds(of_pounds(abs(part.pounds)))}"
    return words.strip()
