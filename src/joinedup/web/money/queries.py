"""What a viewer may read of money: what was spent of the money for change beside its plan, and whether it went elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from joinedup.money.pence import of_pounds
from joinedup.money.settlement.contract_years import months_later
from joinedup.place.model import Place
from joinedup.web.access.roles import May
from joinedup.web.access.viewer import Viewer
from joinedup.web.kept.scorecard.settings import settings
from joinedup.web.money.models import ChangeFund, ChangeSpending
from joinedup.web.money.quarters import Plan, plan_of, quarters_so_far


@dataclass(frozen=True)
class Quarter:
    """One quarter of a fund: whether it is over, its plan, the row that counts, and how many rows it stands for."""

    starts_on: date
    is_over: bool
    planned_pence: int
    planned_staff: float | None
    said: ChangeSpending | None
    rows: int


@dataclass(frozen=True)
class FundNow:
    """One fund: its quarters so far, the latest first; sums over those that are recorded; and what raises an alarm."""

    fund: ChangeFund
    plan: Plan
    quarters: Sequence[Quarter]
    planned_pence: int
    spent_pence: int
    elsewhere_pence: int
    planned_staff: float | None
    staff: float | None

    @property
    def recorded(self) -> int:
        """Quarters that somebody has recorded."""
        return sum(one.said is not None for one in self.quarters)

    @property
    def not_recorded(self) -> list[date]:
        """First days of the quarters that are over and that nobody has recorded, the earliest first."""
        return sorted(one.starts_on for one in self.quarters if one.said is None and one.is_over)

    @property
    def is_money_diverted(self) -> bool:
        """Whether so much less was spent on change than planned that it went elsewhere, or somebody said that it did."""
        return self.elsewhere_pence > 0 or self.spent_pence < (1 - settings().below_plan) * self.planned_pence

    @property
    def is_time_diverted(self) -> bool:
        """Whether so many fewer people than planned were at work on change."""
        if self.planned_staff is None or self.staff is None:
            return False
        return self.staff < (1 - settings().below_plan) * self.planned_staff

    @property
    def is_diverted(self) -> bool:
        """Whether the scorecard raises an alarm."""
        return bool(self.recorded) and (self.is_money_diverted or self.is_time_diverted)


def change_money(viewer: Viewer, place: Place, today: date) -> list[FundNow]:
    """Every fund for change that the place file sets aside, to whoever may see the place; nothing to anybody else."""
    if not viewer.may(May.SEE_PLACE):
        return []
    rows: dict[tuple[str, date], list[ChangeSpending]] = {}
    for said in ChangeSpending.objects.select_related("by__user").order_by("pk"):
        rows.setdefault((said.fund, said.quarter_starts_on), []).append(said)
    plans = ((fund, plan_of(place, fund)) for fund in ChangeFund)
    return [_fund(fund, plan, rows, today) for fund, plan in plans if plan]


def _fund(
    fund: ChangeFund, plan: Plan, rows: dict[tuple[str, date], list[ChangeSpending]], today: date
) -> FundNow:
    quarters = []
    for starts_on in quarters_so_far(plan, today):
        said = rows.get((fund.value, starts_on), [])
        latest = said[-1] if said else None
        is_over = months_later(starts_on, 3) <= today
        quarters.append(Quarter(starts_on, is_over, plan.pence_of(starts_on), plan.staff, latest, len(said)))
    known = [(one, one.said) for one in quarters if one.said is not None]
    staff = [float(said.staff) for _, said in known if said.staff is not None]
    return FundNow(
        fund=fund,
        plan=plan,
        quarters=quarters,
        planned_pence=sum(one.planned_pence for one, _ in known),
        spent_pence=sum(of_pounds(said.spent_pounds) for _, said in known),
        elsewhere_pence=sum(of_pounds(said.used_elsewhere_pounds) for _, said in known),
        planned_staff=plan.staff if staff else None,
        staff=sum(staff) / len(staff) if staff else None,
    )
