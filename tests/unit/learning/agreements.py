"""A care model as a place file says it, and its protocol, for tests."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from joinedup.learning.planning import DesignTerms, protocol_for
from joinedup.learning.protocols import Protocol, SmallestDetectable
from joinedup.learning.register import BuildHeld
from joinedup.place.model import About, Assumption, CareModel, Expectation, Organisation, Place

AT = datetime(2022, 3, 1, 9, 30, tzinfo=UTC)
HELD = BuildHeld(date(2022, 2, 28), "a" * 64)
LATER = BuildHeld(date(2024, 3, 31), "b" * 64)
OPTIONS = {"matched-controls": {"caliper": 0.2, "ratio": 1, "exact": ("neighbourhood",)}}
OTHER_WAYS = ("synthetic-control", "event-study", "staggered-adoption")


def assumption(**changed: Any) -> Assumption:
    """The assumption of Seacombe's care model."""
    return Assumption(
        **{
            "id": "A1",
            "because": "each person has one coordinator and one plan within 28 days",
            "then": "fewer emergency admissions",
            "measure": "emergency_admissions",
            "expect": Expectation(change=-0.10, by=date(2024, 3, 31)),
            "test": "matched-controls",
            "if_not_supported": "pause enrolment and bring to the board",
            **changed,
        }
    )


def care_model(*assumptions: Assumption, **changed: Any) -> CareModel:
    """Seacombe's care model."""
    return CareModel(
        **{
            "name": "Complex care hubs",
            "kind": "pacs",
            "starts_on": date(2022, 4, 1),
            "eligible": "age >= 18 and long_term_conditions >= 3",
            "capacity": 240,
            "assumptions": assumptions or (assumption(),),
            **changed,
        }
    )


def place_with(*models: CareModel) -> Place:
    """A place with these care models."""
    return Place(
        place=About(
            name="Seacombe",
            question="How can care be improved?",
            data_from=date(2021, 4, 1),
            data_until=date(2024, 3, 31),
            demo=True,
        ),
        organisations=(Organisation(code="QZZ", name="Board", kind="commissioner"),),
        care_models=models,
    )


def protocol(
    model: CareModel | None = None, *, detectable: float | None = -0.08, version: str = "0.1.0"
) -> Protocol:
    """The protocol of a care model, with a smallest detectable change as if worked out."""
    own = model or care_model()
    return protocol_for(
        place_with(own),
        own,
        terms_of=lambda design: DesignTerms(OPTIONS.get(design, {}), OTHER_WAYS),
        version=version,
        detecting=lambda _: SmallestDetectable(
            detectable, "With 600 people, 8% fewer would be found.", ("600 people", "900 admissions expected")
        ),
    )
