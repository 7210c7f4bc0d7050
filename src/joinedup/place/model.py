"""The place file's shape: what the organisations have agreed. Every key is typed and described; nothing has behaviour.

The JSON Schema that editors use to complete `place.toml` is generated from these classes (`place/schema.py`).
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from joinedup.place.budgets import Budget, ControlTotal
from joinedup.place.contracts import Contract
from joinedup.place.governance import Agreement, EngineRoom, Workforce
from joinedup.place.section import OrganisationCode, Section, Text
from joinedup.place.whole_place import Shift, WholePlace

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
    control_totals: tuple[ControlTotal, ...] = ()
    contracts: tuple[Contract, ...] = ()
    standards: tuple[Standard, ...] = ()
    learning: Learning = Learning()
    engine_room: EngineRoom | None = None
    workforce: Workforce | None = None
    whole_place: WholePlace = WholePlace()
    shifts: tuple[Shift, ...] = ()
