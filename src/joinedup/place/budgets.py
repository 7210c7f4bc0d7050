"""[budget] and [[control_totals]]: money that organisations put together, and what each may not overstep.

The keys of a pooled fund follow the clauses of agreements under section 75 of the NHS Act 2006.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from joinedup.place.need import BudgetNeed
from joinedup.place.section import OrganisationCode, Section, Sourced, Text

CoverOfOverspend = Literal["other-lines", "risk-pool", "uncommitted-schemes", "outside-the-pool"]
Arrangement = Literal["pooled", "agency", "own-body"]


class Contribution(Sourced):
    """[[budget.contributions]]: who puts what into the pooled budget, and how the amount came about."""

    organisation: OrganisationCode
    amount: int = Field(ge=0, description="Pounds a year.")
    covers: tuple[Text, ...] = Field(min_length=1, description="What it may be spent on.")
    vat_recoverable: bool = Field(description="Whether VAT on it can be recovered.")
    rolled_forward: int | None = Field(None, ge=0, description="Pounds: last year's contribution.")
    recurrent_changes: int = Field(0, description="Pounds: changes in last year that stay.")
    inflation: int = Field(0, description="Pounds added for prices and pay.")
    planned_changes: int = Field(0, description="Pounds added or taken for what is planned.")
    efficiency: int = Field(0, ge=0, description="Pounds taken for doing the same with less.")
    share_of_overspend: float | None = Field(
        None,
        ge=0,
        le=1,
        description="Its share of an overspend that nothing in the pool covers; by contribution when left out.",
    )


class SpendingLine(Sourced):
    """[[budget.lines]]: what the pool is spent on."""

    name: Text = Field(description="What is bought.")
    covers: Text = Field(description="Which of the permitted purposes it is.")
    organisation: OrganisationCode = Field(description="Who is paid.")
    amount: int = Field(ge=0, description="Pounds a year planned.")
    committed: bool = Field(True, description="False for a scheme that can still be stopped.")
    spent: int | None = Field(None, ge=0, description="Pounds the year came to, once it is known.")
    vat: int | None = Field(
        None,
        ge=0,
        description="Pounds of VAT in the amount; estimated from a stated assumption when left out.",
    )


class Budget(Sourced):
    """[budget]: the pooled budget."""

    host: OrganisationCode | None = Field(
        None, description="The body that holds the pool; its rules and its VAT position apply."
    )
    arrangement: Arrangement = Field(
        "pooled",
        description="pooled: the host buys and pays from the joint money. agency: each body buys its own part. own-body: "
        "a body of its own holds the money. VAT follows from it.",
    )
    pool_manager: Text | None = Field(None, description="The post that manages the pool.")
    starts_on: date | None = Field(None, description="First day of its year.")
    instalments: int = Field(4, ge=1, le=12, description="Equal payments a year into the pool.")
    report_every_weeks: int | None = Field(None, ge=1, description="Weeks between reports to the board.")
    covers_overspend: tuple[CoverOfOverspend, ...] = Field(
        (), description="What covers an overspend, in order."
    )
    risk_pool: int = Field(0, ge=0, description="Pounds set aside within the pool.")
    underspend: Literal["non-recurrent", "returned", "carried-forward"] | None = Field(
        None, description="What becomes of an underspend."
    )
    exit_notice_months: int | None = Field(None, ge=0, description="Notice to leave the pool.")
    next_year_issues_from: date | None = Field(
        None, description="First day that issues of next year are flagged; 1 October when left out."
    )
    next_year_issues_until: date | None = Field(
        None, description="Last day that issues of next year are flagged; 31 December when left out."
    )
    next_budget_by: date | None = Field(
        None, description="Day by which next year's budget is agreed; the end of February when left out."
    )
    default_liabilities_excluded: bool | None = Field(
        None, description="Whether what a body owes for its own default stays outside the pool."
    )
    contributions: tuple[Contribution, ...] = Field((), description="Who puts in what.")
    lines: tuple[SpendingLine, ...] = Field((), description="What it is spent on.")
    need: BudgetNeed | None = Field(None, description="What the national formula says the place needs.")


class NetNeutralMove(Section):
    """[[control_totals.moves]]: part of an organisation's control total moved to another; the system's total stays."""

    to: OrganisationCode = Field(
        description="The organisation whose control total becomes that much higher, as this one's becomes lower."
    )
    amount: int = Field(gt=0, description="Pounds.")
    reason: Text = Field(description="Why it is moved.")


class ControlTotal(Sourced):
    """[[control_totals]]: the surplus (or, below zero, the deficit) an organisation is to end the year with."""

    organisation: OrganisationCode
    amount: int = Field(description="Pounds; below zero for a deficit.")
    year_starts_on: date = Field(description="First day of the year.")
    moves: tuple[NetNeutralMove, ...] = Field((), description="What is moved to other organisations.")
    actual: int | None = Field(
        None, description="Pounds it ended the year with, once known; below zero for a deficit."
    )
