"""The place file's shape: what the organisations have agreed. Every key is typed and described; nothing has behaviour.

The JSON Schema that editors use to complete `place.toml` is generated from these classes (`place/schema.py`).
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

OrganisationKind = Literal[
    "practice",
    "acute",
    "community",
    "mental-health",
    "council",
    "care-home",
    "ambulance",
    "voluntary",
    "independent",
    "commissioner",
]
AgreementForm = Literal[
    "memorandum",
    "alliance",
    "contractual-joint-venture",
    "prime-provider",
    "corporate-joint-venture",
    "integrated-organisation",
]
# The designs an assumption can be tested by, each under the name its estimator goes by.
DesignName = Literal[
    "matched-controls",
    "difference-in-differences",
    "event-study",
    "staggered-adoption",
    "synthetic-control",
    "augmented-synthetic-control",
    "synthetic-difference-in-differences",
    "generalised-synthetic-control",
    "interrupted-time-series",
]
OrganisationCode = Annotated[
    str,
    Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9-]{1,14}$", description="ODS code, or a code of the place's own."),
]
Text = Annotated[str, Field(min_length=1)]


class Section(BaseModel):
    """A part of the place file: frozen, and no key it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class About(Section):
    """[place]: which place this is and which days its figures cover."""

    name: Text = Field(description="Name of the place.")
    question: Text = Field(description="The question its organisations have agreed to answer together.")
    data_from: date = Field(description="First day the extracts cover; measures start here.")
    data_until: date = Field(
        description="Last day the extracts cover. A row dated later is set aside as dated in the future."
    )
    shadow_from: date | None = Field(None, description="First day that figures run without moving money.")
    live_from: date | None = Field(None, description="First day that money moves.")
    demo: bool = Field(
        False, description="True for a made-up place: personas may sign in without a password."
    )


class Organisation(Section):
    """[[organisations]]: one body that takes part."""

    code: OrganisationCode
    name: Text = Field(description="Full name.")
    kind: OrganisationKind = Field(description="What sort of body it is.")
    succeeded_by: OrganisationCode | None = Field(None, description="Code of the body that took its place.")
    capital_reserve: int | None = Field(None, ge=0, description="What it could lose, in pounds.")


class Neighbourhood(Section):
    """[[neighbourhoods]]: practices that work together for one part of the place."""

    name: Text = Field(description="Name of the neighbourhood.")
    practices: tuple[OrganisationCode, ...] = Field(min_length=1, description="Codes of its practices.")


class DecisionRight(Section):
    """[[agreements.decisions]]: who decides what, once."""

    subject: Text = Field(description="What is decided.")
    decides: Text = Field(description="The forum or body that decides.")
    rule: Text = Field(description="How: all members, majority, two thirds ...")
    reserved_to: tuple[OrganisationCode, ...] = Field(
        (), description="Bodies that keep this decision to themselves."
    )


class Agreement(Section):
    """[[agreements]]: on what terms organisations work together."""

    name: Text = Field(description="Name of the agreement.")
    form: AgreementForm = Field(description="Its legal form.")
    scope: Literal["horizontal", "vertical", "both"] = Field(
        description="Across like bodies, along the pathway of care, or both."
    )
    members: tuple[OrganisationCode, ...] = Field(min_length=1, description="Codes of its members.")
    joined_on: date | None = Field(None, description="Day it came into force.")
    left_on: date | None = Field(None, description="Day it ended.")
    decisions: tuple[DecisionRight, ...] = Field((), description="Decision rights under it.")


class Source(Section):
    """[[sources]]: the files one organisation sends in one format."""

    name: Text | None = Field(None, description="Name of the source; organisation and format when left out.")
    organisation: OrganisationCode = Field(description="Who sends it.")
    format: Text = Field(description="The format: `joinedup tables --formats` lists them.")
    files: str | tuple[str, ...] = Field(
        description="Path or pattern inside the place's folder, for example data/rzz1/apc_*.csv."
    )
    encoding: Literal["utf-8", "windows-1252"] = Field("utf-8", description="How the text files are encoded.")


class Population(Section):
    """[population]: who counts as living in the place, decided once."""

    counted: Literal["registered", "seen"] = Field(
        "registered",
        description="registered: people registered with a practice of the place on the day. "
        "seen: everyone with a record in the sources, from the first day seen (for places without registration data).",
    )
    registered_with: Literal["neighbourhoods", "any-practice"] = Field(
        "neighbourhoods",
        description="Which practices count: those of the neighbourhoods, or any practice named by a source.",
    )
    segments: Literal["bridges-to-health", "core-segments", "condition-counts"] = Field(
        "bridges-to-health", description="The segmentation that measures are shown by."
    )


class Expectation(Section):
    """`expect` of an assumption: what would show that it holds, and by when."""

    change: float = Field(description="Relative change expected: -0.10 is ten per cent fewer.")
    by: date = Field(description="Day by which it should be seen.")


class Assumption(Section):
    """[[care_models.assumptions]]: an arrow of the logic model."""

    id: Text = Field(description="Short name, unique in the care model: A1.")
    because: Text = Field(description="What is done.")
    then: Text = Field(description="What follows from it.")
    measure: Text = Field(
        description="The measure that would show it: `joinedup tables --measures` lists them."
    )
    expect: Expectation
    test: DesignName = Field(description="The design of the test, for example matched-controls.")
    if_not_supported: Text = Field(description="What will be done when the test does not support it.")


class Site(Section):
    """[[care_models.sites]]: practices that the care model reaches from a day of their own on."""

    practices: tuple[OrganisationCode, ...] = Field(min_length=1, description="Codes of the practices.")
    starts_on: date = Field(description="First day that people of these practices can join.")


class CareModel(Section):
    """[[care_models]]: what is offered, to whom, and why it should work."""

    name: Text = Field(description="Name of the care model.")
    kind: Literal["pacs", "mcp", "care-homes", "urgent-care", "acute-collaboration", "own"] = Field(
        description="Which new care model it follows."
    )
    starts_on: date = Field(description="First day of enrolment.")
    eligible: Text = Field(description="Who is eligible: a boolean expression over the person columns.")
    capacity: int = Field(gt=0, description="People who can be on the caseload at once.")
    primary_care_lead: OrganisationCode | None = Field(None, description="The practice that leads it.")
    sites: tuple[Site, ...] = Field(
        (),
        description="Practices with the day each begins, where it does not begin everywhere at once.",
    )
    assumptions: tuple[Assumption, ...] = Field((), description="The arrows of its logic model.")


class Contribution(Section):
    """[[budget.contributions]]: who puts what into the pooled budget."""

    organisation: OrganisationCode
    amount: int = Field(ge=0, description="Pounds a year.")
    covers: tuple[Text, ...] = Field(min_length=1, description="What it may be spent on.")
    vat_recoverable: bool = Field(description="Whether VAT on it can be recovered.")


class Budget(Section):
    """[budget]: the pooled budget."""

    contributions: tuple[Contribution, ...] = Field((), description="Who puts in what.")


class Baseline(Section):
    """`baseline` of a contract: how the cost it starts from was measured."""

    measured_from: date = Field(description="First day of the period measured.")
    method: Text = Field(description="How: person-based, ledger ...")


class Term(Section):
    """[[contracts.terms]]: one term; its other keys depend on its kind."""

    model_config = ConfigDict(frozen=True, extra="allow", allow_inf_nan=False)

    kind: Text = Field(description="What sort of term: capitated-payment, shared-savings ...")


class Contract(Section):
    """[[contracts]]: a contract is a list of terms."""

    name: Text = Field(description="Name of the contract.")
    starts_on: date = Field(description="First day.")
    years: int = Field(gt=0, le=30, description="Length in years.")
    baseline: Baseline
    terms: tuple[Term, ...] = Field((), description="The terms, each with its kind.")


class Standard(Section):
    """[[standards]]: what regulators count."""

    measure: Text = Field(description="The measure.")
    target: float = Field(description="The value to reach.")


class Cycle(Section):
    """[[learning.cycles]]: a plan-do-study-act cycle."""

    name: Text = Field(description="What is tried.")
    measure: Text = Field(description="The measure it should move.")
    starts_on: date = Field(description="Day the change is made.")


class Recalculation(Section):
    """[[learning.recalculations]]: from a month on, the limits of a control chart start afresh. A person decides it."""

    measure: Text = Field(description="The measure charted.")
    starts_on: date = Field(alias="from", description="First day of the first month of the new limits.")
    reason: Text = Field(
        description="What changed, and how it is known to last: a large, understood change of level."
    )
    neighbourhood: Text | None = Field(
        None, description="The neighbourhood whose chart it is; the whole place's when left out."
    )
    organisation: OrganisationCode | None = Field(
        None, description="ODS code of the provider whose chart it is, where the chart is of a provider."
    )


class Learning(Section):
    """[learning]: cycles of change, and what was learnt about the charts they are read on."""

    cycles: tuple[Cycle, ...] = Field((), description="Plan-do-study-act cycles.")
    recalculations: tuple[Recalculation, ...] = Field(
        (), description="Where limits of control charts start afresh."
    )


class Place(Section):
    """A whole place file."""

    place: About
    organisations: tuple[Organisation, ...] = Field(min_length=1)
    neighbourhoods: tuple[Neighbourhood, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    sources: tuple[Source, ...] = ()
    population: Population = Population()
    care_models: tuple[CareModel, ...] = ()
    budget: Budget = Budget()
    contracts: tuple[Contract, ...] = ()
    standards: tuple[Standard, ...] = ()
    learning: Learning = Learning()
