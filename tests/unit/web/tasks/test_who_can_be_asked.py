"""Who can be asked to do something for a person."""

from __future__ import annotations

from pathlib import Path

import pytest

from joinedup.place.file import read_place
from joinedup.place.model import Organisation

pytestmark = pytest.mark.usefixtures("application")


def test_every_organisation_that_sees_people_can_be_asked_and_a_commissioner_cannot(
    place_folder: Path,
) -> None:
    from joinedup.web.tasks.words import care_organisations

    place = read_place(place_folder)
    clinic = Organisation(code="NV1", name="Quayside Clinic", kind="independent", succeeded_by=None)
    asked = dict(
        care_organisations(place.model_copy(update={"organisations": (*place.organisations, clinic)}))
    )
    assert asked["NV1"] == "Quayside Clinic"
    assert {body.code for body in place.organisations if body.kind != "commissioner"} < set(asked)
    assert not {body.code for body in place.organisations if body.kind == "commissioner"} & set(asked)


def test_who_was_succeeded_by_another_is_not_asked_any_more(place_folder: Path) -> None:
    from joinedup.web.tasks.words import care_organisations

    place = read_place(place_folder)
    former = Organisation(code="NV1", name="The old clinic", kind="community", succeeded_by="RZZ1")
    bodies = (*place.organisations, former)
    assert "NV1" not in dict(care_organisations(place.model_copy(update={"organisations": bodies})))
