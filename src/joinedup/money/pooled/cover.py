"""Who covers an overspend of a pooled budget, in the order agreed, to the penny, each amount with its reason.

The order of agreements under section 75: other lines, the risk pool, schemes not yet committed, and then the bodies outside
the pool. Money stays within what it may be spent on: what is left of one line covers another only where whoever put it in
permits the other's purpose, or where it can pay for something else and so free money that does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from joinedup.money.amounts_in_words import percent, pounds
from joinedup.money.pence import of_pounds, shared_out, whole
from joinedup.money.pooled.drawing import Drawn, PooledBudgetError, drawn, permits
from joinedup.money.pooled.flows import Flow, MayPay, pay_more
from joinedup.place.budgets import Budget, CoverOfOverspend

SpentPence = Mapping[str, int]
"""Line name to the pence its year came to."""


@dataclass(frozen=True)
class CoverPart:
    """One amount that covers: where it comes from, whose money it is, which line it pays for (empty outside the pool)."""

    comes_from: str
    organisation: str
    pays_for: str
    amount_pence: int
    reason: str


@dataclass(frozen=True)
class CoverStep:
    """One step of the order agreed. `left_pence` is what is still uncovered after it."""

    kind: CoverOfOverspend
    parts: tuple[CoverPart, ...]
    left_pence: int
    reason: str

    @property
    def amount_pence(self) -> int:
        return sum(part.amount_pence for part in self.parts)


@dataclass(frozen=True)
class Cover:
    """All steps; `overspend_pence` is the sum over lines that cost more than planned, `uncovered_pence` what nobody covers."""

    overspend_pence: int
    steps: tuple[CoverStep, ...]

    @property
    def uncovered_pence(self) -> int:
        return self.steps[-1].left_pence if self.steps else self.overspend_pence


@dataclass
class _Year:
    """The year while it is being covered: who pays for what, what lines still need, what was paid of their plan, and what
    they left over (by line, then by contribution); all in pence."""

    budget: Budget
    flow: Flow
    unmet: list[int]
    paid: list[int]
    left_over: dict[int, dict[int, int]]
    plan: Drawn


def cover(budget: Budget, spent: SpentPence) -> Cover:
    """How an overspend is covered, step by step; a line that `spent` does not name is on plan.

    Overspend = steps + what is left after the last, to the penny. PooledBudgetError for a line the budget does not have, or
    amounts below zero.
    """
    _check(budget, spent)
    year = _before_cover(budget, spent)
    overspend, steps = sum(year.unmet), list[CoverStep]()
    for kind in budget.covers_overspend:
        if kind == "outside-the-pool":
            parts = _outside(budget, sum(year.unmet))
            year.unmet = [0] * len(year.unmet) if parts else year.unmet
            reason = "what is left falls on the bodies themselves" if parts else "nothing is left to cover"
        else:
            parts, reason = _inside(year, list(_sources(kind, year)))
        steps.append(CoverStep(kind, parts, sum(year.unmet), reason))
    return Cover(overspend, tuple(steps))


def spent_of(budget: Budget) -> SpentPence | None:
    """What the lines came to as the place file says it; None where it says it of no line."""
    known = {line.name: of_pounds(line.spent) for line in budget.lines if line.spent is not None}
    return known or None


def dearer_by(budget: Budget, share: float) -> SpentPence:
    """Every committed line dearer than planned by `share` (0.01 is one per cent): for showing who would cover it."""
    return {
        line.name: int(whole(of_pounds(line.amount) * (1 + share))[0])
        for line in budget.lines
        if line.committed
    }


def outside_shares(budget: Budget) -> dict[str, float]:
    """Each body's share of what nothing in the pool covers: as stated, by contribution where none is stated."""
    stated = any(each.share_of_overspend is not None for each in budget.contributions)
    total = sum(each.amount for each in budget.contributions)
    shares: dict[str, float] = {}
    for each in budget.contributions:
        share = (each.share_of_overspend or 0.0) if stated else each.amount / total if total else 0.0
        shares[each.organisation] = shares.get(each.organisation, 0.0) + share
    return shares


def _before_cover(budget: Budget, spent: SpentPence) -> _Year:
    """Who pays for what was spent up to plan. Of a line that costs less, the money that may be spent on most is left over:
    money that may be spent on the fewest things is spent first."""
    plan = drawn(budget)
    flow, unmet, paid, left_over = dict(plan.to_line), [], [], dict[int, dict[int, int]]()
    for j, line in enumerate(budget.lines):
        planned = of_pounds(line.amount)
        came_to = spent.get(line.name, planned)
        unmet.append(max(came_to - planned, 0))
        paid.append(min(planned, came_to))
        unspent = max(planned - came_to, 0)
        for i in sorted(
            (i for i, k in plan.to_line if k == j), key=lambda i: -len(budget.contributions[i].covers)
        ):
            pence = min(unspent, flow[i, j])
            flow[i, j] -= pence
            unspent -= pence
            if pence:
                left_over.setdefault(j, {})[i] = pence
    return _Year(budget, flow, unmet, paid, left_over, plan)


@dataclass(frozen=True)
class _Source:
    """Money that could cover something, by contribution. `line` is the scheme it stops paying for, where it is one."""

    comes_from: str
    why: str
    pence: Mapping[int, int]
    line: int | None = None


def _sources(kind: CoverOfOverspend, year: _Year) -> Iterator[_Source]:
    lines = year.budget.lines
    if kind == "risk-pool":
        yield _Source("risk pool", "set aside for this", year.plan.to_risk_pool)
    elif kind == "other-lines":
        for j, by in year.left_over.items():
            yield _Source(lines[j].name, "not spent on it this year", by)
        yield _Source(
            "money no line plans to spend", "in the pool and planned for nothing", year.plan.unplanned
        )
    else:
        for j, line in enumerate(lines):
            if not line.committed:
                by = {i: pence for (i, k), pence in year.flow.items() if k == j}
                yield _Source(line.name, "not committed, so it is not started", by, j)


def _inside(year: _Year, sources: Sequence[_Source]) -> tuple[tuple[CoverPart, ...], str]:
    """What money in the pool covers, and that said in words."""
    parts: list[CoverPart] = []
    there = 0
    for source in sources:
        left = [source.pence.get(i, 0) for i in range(len(year.budget.contributions))]
        own_need = 0
        if source.line is not None:
            left, own_need = _stopped(year, source.line), year.unmet[source.line]
            year.unmet[source.line] = 0  # a scheme does not pay for its own overspend by being stopped
        there += sum(left)
        for i, j, pence in pay_more(year.flow, left, year.unmet, _may_pay(year.budget)):
            parts.append(_part(year.budget, source, i, j, pence))
        if source.line is not None:
            year.unmet[source.line] = own_need
            for i, pence in enumerate(left):
                year.flow[i, source.line] = year.flow.get((i, source.line), 0) + pence
    return tuple(parts), _reason(there, sum(part.amount_pence for part in parts), sum(year.unmet))


def _stopped(year: _Year, line: int) -> list[int]:
    """Stops paying a scheme: what is freed, by contribution. Whoever pays for it by now is freed; what has paid for an
    overspend of the scheme itself is spent and stays."""
    by = [year.flow.pop((i, line), 0) for i in range(len(year.budget.contributions))]
    spent = sum(by) - year.paid[line]
    for i in sorted(range(len(by)), key=lambda i: len(year.budget.contributions[i].covers)):
        stays = min(by[i], spent)
        by[i] -= stays
        spent -= stays
        if stays:
            year.flow[i, line] = stays
    return by


def _may_pay(budget: Budget) -> MayPay:
    return lambda i, j: permits(budget.contributions[i], budget.lines[j])


def _part(budget: Budget, source: _Source, i: int, j: int, pence: int) -> CoverPart:
    by, line = budget.contributions[i], budget.lines[j]
    how = f"which permits {line.covers}"
    if not permits(by, line):
        how = f"which pays for something else instead and so frees money for {line.covers}"
    return CoverPart(
        source.comes_from,
        by.organisation,
        line.name,
        pence,
        f"{source.why}; put in by {by.organisation}, {how}",
    )


def _reason(there: int, used: int, left: int) -> str:
    if not there:
        return "there is nothing here"
    if left and used < there:
        return f"{pounds(there - used)} of the {pounds(there)} here may not be spent on what is overspent"
    return f"{pounds(used)} of {pounds(there)} is used"


def _outside(budget: Budget, left: int) -> tuple[CoverPart, ...]:
    shares = outside_shares(budget)
    if not left or not sum(shares.values()):
        return ()
    parts = shared_out(np.array([left]), shares)
    stated = any(each.share_of_overspend is not None for each in budget.contributions)
    how = "the share it agreed to" if stated else "by what it put in, as no share is stated"
    return tuple(
        CoverPart(
            "outside the pool",
            body,
            "",
            int(parts[body][0]),
            f"{percent(shares[body])} of the {pounds(left)} that nothing in the pool covers: {how}",
        )
        for body in shares
        if int(parts[body][0])
    )


def _check(budget: Budget, spent: SpentPence) -> None:
    names = [line.name for line in budget.lines]
    for name, pence in spent.items():
        if name not in names:
            known = ", ".join(names) or "none"
            raise PooledBudgetError(f'"{name}" is no line of the budget; its lines are: {known}')
        if pence < 0:
            raise PooledBudgetError(f'"{name}" cannot have come to {pounds(pence)}: write 0 or more')
