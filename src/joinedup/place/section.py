"""What every part of the place file is made of: a frozen section that knows its keys, codes and texts."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

OrganisationCode = Annotated[
    str,
    Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9-]{1,14}$", description="ODS code, or a code of the place's own."),
]
Text = Annotated[str, Field(min_length=1)]


class Section(BaseModel):
    """A part of the place file: frozen, and no key it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Sourced(Section):
    """A part of the place file whose figures come from somewhere: every page that shows them shows this too."""

    source: Text | None = Field(
        None,
        description="Where its figures come from; without one they are shown as the place's own assumption.",
    )
