"""What was spent of the money and time for change in the last year of the records. In its last winter some went elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from joinedup.money.settlement.contract_years import months_later
from joinedup.web.demonstration.stage import Stage
from joinedup.web.money.actions import record_spending
from joinedup.web.money.models import ChangeFund
from joinedup.web.money.quarters import Plan, plan_of, quarter_of, quarters_so_far

_NORMAL = "Made up: salaries of the team, and the coaching of the first two hubs."


@dataclass(frozen=True)
class Spent:
    """One quarter as shares of what was planned for it."""

    on_change: Decimal
    elsewhere: Decimal
    staff: Decimal
    note: str = _NORMAL


# The four last quarters of the records, the latest first.
_ENGINE_ROOM = (
    Spent(
        Decimal("0.52"),
        Decimal("0.45"),
        Decimal("0.55"),
        "Made up: from January two of the team ran an escalation ward, and its agency nurses were paid from this fund.",
    ),
    Spent(Decimal("0.98"), Decimal(0), Decimal("0.95")),
    Spent(Decimal("1.02"), Decimal(0), Decimal("1")),
    Spent(
        Decimal("0.94"),
        Decimal(0),
        Decimal("0.9"),
        "Made up: one post was filled in the middle of the quarter.",
    ),
)
_WORKFORCE = (
    Spent(
        Decimal("0.97"),
        Decimal(0),
        Decimal(0),
        "Made up: training of care coordinators, and cover while they train.",
    ),
    Spent(Decimal("1.01"), Decimal(0), Decimal(0), "Made up: health coaching for the hubs' nurses."),
    Spent(
        Decimal("0.99"),
        Decimal(0),
        Decimal(0),
        "Made up: shifts in each other's teams, so that people know whom they ring.",
    ),
    Spent(Decimal("0.93"), Decimal(0), Decimal(0), "Made up: the first course began a month late."),
)


def fill(stage: Stage) -> None:
    """The finance lead writes each quarter down a few weeks after it ends."""
    if not stage.cast.has("finance-lead"):
        return
    for fund, quarters in ((ChangeFund.ENGINE_ROOM, _ENGINE_ROOM), (ChangeFund.WORKFORCE, _WORKFORCE)):
        plan = plan_of(stage.place, fund)
        if plan is not None:
            _of_fund(stage, fund, plan, quarters)


def _of_fund(stage: Stage, fund: ChangeFund, plan: Plan, spent: tuple[Spent, ...]) -> None:
    last = quarter_of(stage.days.records_end)
    for starts_on, one in reversed(list(zip(quarters_so_far(plan, last), spent, strict=False))):
        planned = Decimal(plan.pence_of(starts_on)) / 100
        with stage.days.on(months_later(starts_on, 4)):
            record_spending(
                by=stage.cast["finance-lead"],
                fund=fund,
                quarter=starts_on,
                spent_pounds=round(planned * one.on_change),
                used_elsewhere_pounds=round(planned * one.elsewhere),
                staff=round(Decimal(str(plan.staff)) * one.staff, 2) if plan.staff is not None else None,
                note=one.note,
            )
