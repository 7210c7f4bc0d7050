"""[whole_place] and [[shifts]]: what a change of care moves between organisations, and what it leaves behind.

`joinedup members` reads them: the place's gain beside each organisation's gain or loss.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from joinedup.place.section import OrganisationCode, Section, Sourced, Text

Share = Annotated[float, Field(ge=0, le=1)]


class ProgrammeCost(Sourced):
    """[[whole_place.programme_costs]]: what a care model costs to give, or what runs double while care moves."""

    of: Text = Field(description="The care model or contract it is a cost of.")
    name: Text = Field(description="What it is for.")
    organisation: OrganisationCode = Field(description="Who pays it.")
    amounts: tuple[int, ...] = Field(
        min_length=1, description="Pounds in each year; the last goes on in the years after it."
    )


class WholePlace(Sourced):
    """[whole_place]: how services are paid and how soon cost leaves, where this place differs from what ships."""

    years: int | None = Field(None, ge=1, le=10, description="Years that are shown; three when left out.")
    released: tuple[Share, ...] = Field(
        (),
        description="Share of the cost of activity that has left in the first year, the second ... after it left.",
    )
    paid_by_activity: dict[Text, Share] = Field(
        {},
        description="Setting to the share of a price that moves when activity moves: 1 paid by activity, 0 a block.",
    )
    pays: dict[Text, OrganisationCode] = Field(
        {}, description="Setting to who pays for it; the one commissioner, for social-care the one council."
    )
    programme_costs: tuple[ProgrammeCost, ...] = Field((), description="What care models cost to give.")


class ShiftFrom(Section):
    """`leaves` of a shift: the care that activity leaves."""

    organisation: OrganisationCode
    setting: Text = Field(description="hospital, community, mental-health, general-practice or social-care.")
    kind: Text | None = Field(None, description="Kind of contact in the records.")
    began: Text | None = Field(None, description="How it began: emergency.")
    price: float | None = Field(
        None, ge=0, description="Pounds a unit is paid at; what the records price it at when left out."
    )
    cost: float | None = Field(
        None, ge=0, description="Pounds a unit costs to give; the price when left out."
    )


class ShiftTo(ShiftFrom):
    """`arrives` of a shift: the care that takes it up."""

    units_for_each: float = Field(1.0, ge=0, description="Units given for each unit that leaves.")


class ShiftCost(Section):
    """[[shifts.costs]]: money the shift needs beside the care itself."""

    name: Text = Field(description="What it is for: double running, training.")
    organisation: OrganisationCode = Field(description="Who pays it.")
    amounts: tuple[int, ...] = Field(
        min_length=1, description="Pounds in each year; nothing in the years after them."
    )


class Shift(Sourced):
    """[[shifts]]: activity moved from one service to another."""

    name: Text = Field(description="What is done, in the words `joinedup members` is asked with.")
    activity: tuple[Annotated[float, Field(ge=0)], ...] = Field(
        min_length=1, description="Units a year that leave, in each year; the last goes on."
    )
    leaves: ShiftFrom = Field(description="The care it leaves.")
    arrives: ShiftTo | None = Field(
        None, description="The care that takes it up; nothing when it is avoided."
    )
    costs: tuple[ShiftCost, ...] = Field((), description="Money needed beside the care itself.")
