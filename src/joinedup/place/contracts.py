"""[[contracts]]: what was agreed with whom, for whom, at what price, and what it rests on.

What a contract pays is its list of terms. The rest says what must be known before anybody signs: the baseline and where it
was traced to, who could bear a loss, what happens in a dispute. Each is optional, so that a contract can be written down as
it becomes known; a check that needs what is not there says so (`joinedup check`). Amounts are whole pounds.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import ConfigDict, Field

from joinedup.place.forms import AgreementForm
from joinedup.place.section import OrganisationCode, Section, Sourced, Text

RetainedDuty = Literal["statutory-duties", "monitoring", "step-in"]


class BaselineLine(Sourced):
    """[[contracts.baseline.lines]]: one part of the first year's cost, and the ledger it was traced to."""

    name: Text = Field(description="What it is the cost of.")
    amount: int = Field(ge=0, description="Pounds a year.")
    traced_to: Text | None = Field(
        None, description="The ledger, build or return it was traced to; nothing when it was not."
    )


class Baseline(Sourced):
    """`baseline` of a contract: how the cost it starts from was measured."""

    measured_from: date = Field(description="First day of the period measured.")
    method: Text = Field(description="How: person-based, ledger ...")
    annual: int | None = Field(None, gt=0, description="Pounds in the first year if nothing changed.")
    growth: float | None = Field(
        None, gt=-1, lt=1, description="Growth of that cost a year if nothing changed: 0.032."
    )
    lines: tuple[BaselineLine, ...] = Field((), description="What it is made of.")


class Service(Sourced):
    """[[contracts.services]]: care of one kind by one organisation that the contract covers."""

    name: Text = Field(description="Short name, unique in the contract: emergency admissions at RZZ1.")
    organisation: OrganisationCode = Field(description="Who gives it.")
    setting: Text = Field(description="hospital, community, mental-health, general-practice or social-care.")
    kind: Text | None = Field(
        None, description="Kind of contact in the records; every kind of the setting when left out."
    )
    began: Text | None = Field(None, description="How it began, where only such contacts count: emergency.")
    activity: float = Field(ge=0, description="Units a year planned for the first year.")
    price: float = Field(ge=0, description="Pounds for a unit.")
    cost: float | None = Field(
        None, ge=0, description="Pounds a unit costs the organisation to give; the price when left out."
    )
    fixed_share: float | None = Field(
        None,
        ge=0,
        le=1,
        description="Share of that cost that does not leave in the year its activity leaves.",
    )


class PlannedSaving(Sourced):
    """[[contracts.savings]]: activity that is meant to be avoided or moved, and who is credited with it."""

    name: Text = Field(description="What is done.")
    service: Text | None = Field(
        None, description="The service it takes activity from, where it is one of this contract's."
    )
    amounts: tuple[int, ...] = Field(
        (), description="Pounds in each year of the contract; left out where only the total is known."
    )
    total: int | None = Field(
        None,
        ge=0,
        description="Pounds over all years, where how it falls in the years is not known: a stress test spreads it evenly, and"
        " a check that needs the years says so.",
    )
    credited_to: tuple[OrganisationCode, ...] = Field((), description="Who counts it as its saving.")
    fixed_cost_left: bool = Field(
        False, description="Whether the cost that stays when activity leaves is taken off it."
    )


class Investment(Sourced):
    """[[contracts.investments]]: money needed before or beside the savings."""

    name: Text = Field(description="What it is for.")
    kind: Literal["mobilisation", "double-running", "transition", "workforce"] = Field(
        description="What sort of need it is."
    )
    amounts: tuple[int, ...] = Field(min_length=1, description="Pounds in each year of the contract.")
    paid_by: OrganisationCode


class Outcome(Sourced):
    """[[contracts.outcomes]]: one outcome that money depends on."""

    name: Text = Field(description="Short name, unique in the contract.")
    measure: Text | None = Field(
        None, description="The measure of the records that shows it, where it is one."
    )
    baseline: float = Field(description="Where it stood before.")
    target: float = Field(description="Where it is to stand.")
    weight: float = Field(gt=0, le=1, description="Its share of what depends on outcomes; they sum to 1.")
    size: int | None = Field(None, gt=0, description="How many people or events it is measured on a year.")
    spread: float | None = Field(
        None, ge=0, description="Standard deviation of its value by chance in one year."
    )
    measured_by: Text | None = Field(None, description="The data it is read from.")
    frequency: Literal["monthly", "quarterly", "yearly"] | None = Field(
        None, description="How often it is read."
    )
    owner: OrganisationCode | None = Field(None, description="Who answers for it.")
    gate: Text | None = Field(
        None, description="What must be met before it pays, for example data completeness."
    )


class OpenIssue(Sourced):
    """[[contracts.open_issues]]: what was not settled."""

    what: Text = Field(description="What it is about.")
    material: bool = Field(True, description="Whether it could change the price or the scope.")
    count: int = Field(1, gt=0, description="How many issues this stands for, where they were only counted.")
    settled_on: date | None = Field(None, description="Day it was settled; nothing while it is open.")


class Tax(Sourced):
    """`tax` of a contract: its VAT position under the form chosen."""

    opinion_on: date | None = Field(
        None, description="Day of the written opinion; nothing when there is none."
    )
    opinion_by: Text | None = Field(None, description="Who gave it.")
    irrecoverable: int | None = Field(
        None, ge=0, description="Pounds of VAT a year that cannot be recovered."
    )
    in_budget: int | None = Field(None, ge=0, description="Pounds a year in the budget for it.")


class Guarantee(Sourced):
    """[[contracts.guarantees]]: who stands behind the holder, for how much."""

    guarantor: OrganisationCode
    amount: int = Field(ge=0, description="Pounds.")
    executed_on: date | None = Field(None, description="Day it was signed; nothing when it was not.")
    condition_of_award: bool = Field(
        False, description="Whether the letter to the preferred bidder named it as a condition."
    )


class Disputes(Sourced):
    """`disputes` of a contract: what happens when parties cannot agree."""

    arbiter: Text | None = Field(None, description="Who decides.")
    days: int | None = Field(None, gt=0, description="Days until the arbiter decides.")
    service_continues: bool = Field(False, description="Whether care goes on as before meanwhile.")


class Exit(Sourced):
    """[[contracts.exits]]: a way out."""

    who: tuple[OrganisationCode, ...] = Field((), description="Who may leave; every party when empty.")
    when: Text = Field(description="In words: no price agreed within six months.")
    on_price_disagreement: bool = Field(False, description="Whether failing to agree a price is enough.")
    arbiter_first: bool = Field(False, description="Whether an arbiter decides before it can be used.")
    notice_months: int | None = Field(None, ge=0, description="Months of notice.")


class Gate(Sourced):
    """[[contracts.gates]]: an independent look before going on."""

    name: Literal["early-engagement", "before-procurement", "before-signature", "before-start"] = Field(
        description="Which look."
    )
    on: date = Field(description="Day of it.")
    by: Text = Field(description="Who looked.")
    paid_on_success: bool = Field(
        False, description="Whether whoever looked is paid when the contract goes ahead."
    )
    passed: bool = Field(description="Whether it could go on.")


class Need(Sourced):
    """`need` of a contract: what the weights of a capitated price take into account."""

    adjusts_for: tuple[
        Literal["age", "sex", "deprivation", "conditions", "segment", "past-use", "market-forces"], ...
    ] = Field(min_length=1, description="What the weights take into account.")
    sum_of_weights: float | None = Field(
        None, gt=0, description="Sum of the weights of everybody they were normalised over."
    )
    people_weighted: float | None = Field(None, gt=0, description="How many people that is.")


class FutureAssumption(Sourced):
    """[contracts.futures.NAME]: what the stress test assumes about one thing, where it differs from what it ships with."""

    central: float = Field(description="The middle of what is thought possible.")
    low: float | None = Field(
        None, description="One future in twenty is lower; nothing varies when left out."
    )
    high: float | None = Field(None, description="One future in twenty is higher.")


class Term(Section):
    """[[contracts.terms]]: one term; its other keys depend on its kind."""

    model_config = ConfigDict(frozen=True, extra="allow", allow_inf_nan=False)

    kind: Text = Field(description="What sort of term: capitated-payment, shared-savings ...")


class Contract(Sourced):
    """[[contracts]]: a contract is a list of terms, and what they rest on."""

    name: Text = Field(description="Name of the contract.")
    figure_sources: dict[Text, Text] = Field(
        {}, description="Key of this contract to where its figure comes from, where that is not `source`."
    )
    starts_on: date = Field(description="First day.")
    years: int = Field(gt=0, le=30, description="Length in years.")
    baseline: Baseline
    terms: tuple[Term, ...] = Field((), description="The terms, each with its kind.")
    form: AgreementForm | None = Field(None, description="Legal form under which it is held.")
    agreement: Text | None = Field(None, description="Name of the agreement its parties work under.")
    commissioner: OrganisationCode | None = Field(None, description="Who pays.")
    holder: OrganisationCode | None = Field(None, description="Who holds it and is paid.")
    limited_liability: bool | None = Field(
        None, description="Whether the holder is a limited body of its own."
    )
    people: int | None = Field(None, gt=0, description="People it covers.")
    signed_on: date | None = Field(None, description="Day it was signed.")
    cost_agreed_on: date | None = Field(None, description="Day the cost was agreed; nothing when it was not.")
    scope_settled_on: date | None = Field(
        None, description="Day the scope was settled; nothing when it was not."
    )
    prices: tuple[int, ...] = Field((), description="Pounds agreed for each year.")
    benchmarks: tuple[int, ...] = Field(
        (), description="Pounds expected in each year, that spending is compared with."
    )
    price_ceiling: int | None = Field(
        None, gt=0, description="Pounds over all years that the commissioner would pay at most."
    )
    expected_variation: float | None = Field(
        None,
        description="Share that the price is expected to change by after signature, said or unsaid: 0.20.",
    )
    shadow_years: int | None = Field(
        None, ge=0, description="Years settled in figures only, before the first day."
    )
    run_out_months: int | None = Field(
        None,
        ge=0,
        le=24,
        description="Months of records after a year's end that must be there before it is settled for good; none when left out.",
    )
    shadow_waived_by: Text | None = Field(
        None, description="Who signed that there is no shadow year, and where."
    )
    need: Need | None = Field(None, description="What a capitated price adjusts for.")
    services: tuple[Service, ...] = Field((), description="What it covers.")
    savings: tuple[PlannedSaving, ...] = Field((), description="What is meant to be saved.")
    investments: tuple[Investment, ...] = Field((), description="What it needs first.")
    outcomes: tuple[Outcome, ...] = Field((), description="Outcomes that money depends on.")
    open_issues: tuple[OpenIssue, ...] | None = Field(
        None, description="Issues not settled; an empty array says there are none."
    )
    tax: Tax | None = Field(None, description="Its VAT position.")
    guarantees: tuple[Guarantee, ...] = Field((), description="Who stands behind the holder.")
    disputes: Disputes | None = Field(None, description="What happens when parties cannot agree.")
    exits: tuple[Exit, ...] | None = Field(None, description="Ways out; an empty array says there are none.")
    gates: tuple[Gate, ...] = Field((), description="Independent looks before going on.")
    advisers_until: date | None = Field(None, description="Last day that advisers were retained.")
    preferred_bidder_on: date | None = Field(None, description="Day the preferred bidder was named.")
    risk_owner: OrganisationCode | None = Field(
        None, description="The one body that holds the view of all remaining risk."
    )
    risk_log_reports_to: Text | None = Field(
        None, description="Where its risk log is taken when a risk grows."
    )
    retained_by_commissioner: tuple[RetainedDuty, ...] | None = Field(
        None, description="Duties that stay with the commissioner."
    )
    futures: dict[Text, FutureAssumption] = Field(
        {}, description="What the stress test assumes, where it differs."
    )
