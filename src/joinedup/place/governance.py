"""[[agreements]], [engine_room] and [workforce]: on what terms organisations work together, who decides, and who does the work."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from joinedup.place.forms import AgreementForm
from joinedup.place.section import OrganisationCode, Section, Sourced, Text


class DecisionRight(Section):
    """[[agreements.decisions]]: who decides what, once."""

    subject: Text = Field(description="What is decided.")
    decides: Text = Field(description="The forum or body that decides.")
    rule: Text = Field(description="How: all members, majority, two thirds ...")
    limit: int | None = Field(None, ge=0, description="Pounds up to which it may decide.")
    reserved_to: tuple[OrganisationCode, ...] = Field(
        (), description="Bodies that keep this decision to themselves."
    )


class Voter(Section):
    """[[agreements.voters]]: a post that votes, and when its interests were declared. No names of people."""

    post: Text = Field(description="The post: chief executive of RZZ1.")
    organisation: OrganisationCode
    since: date = Field(description="Day it began to vote.")
    declared_on: date | None = Field(
        None, description="Day its interests were declared; nothing when they were not."
    )
    conflicted_in: tuple[Text, ...] = Field((), description="Subjects of decisions it has an interest in.")
    steps_aside: bool = Field(False, description="Whether it steps aside from those, and the minutes say so.")


class Agreement(Sourced):
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
    voters: tuple[Voter, ...] = Field((), description="The posts that vote.")
    quorum: int | None = Field(None, gt=0, description="How many of them must be there.")


class EngineRoom(Sourced):
    """[engine_room]: the people who make the change happen."""

    staff: float = Field(ge=0, description="Whole-time equivalents.")
    budget: int = Field(ge=0, description="Pounds a year.")
    years: int = Field(gt=0, description="For how many years it is paid for.")


class Workforce(Sourced):
    """[workforce]: what is set aside for the people who give the care."""

    budget: int = Field(ge=0, description="Pounds a year for training, new posts and time to change.")
    plan: Text | None = Field(None, description="Where the plan is.")
