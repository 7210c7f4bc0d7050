"""Emergency accesses as the Caldicott guardian reads them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils import timezone

from joinedup.place.model import Place
from joinedup.web.access.roles import TITLES, Role
from joinedup.web.emergency.models import EmergencyAccess, EmergencyReview
from joinedup.web.pages import moment
from joinedup.web.pseudonyms import reference
from joinedup.wording import some


@dataclass(frozen=True)
class ShownReview:
    """What was found, by whom, when."""

    found: str
    note: str
    who: str


@dataclass(frozen=True)
class ShownAccess:
    """One emergency access."""

    number: int
    title: str
    who: str
    when: str
    reason: str
    reviews: tuple[ShownReview, ...]


def shown(found: Iterable[EmergencyAccess], place: Place) -> list[ShownAccess]:
    """Each access with its reviews."""
    names = {body.code: body.name for body in place.organisations}
    return [
        ShownAccess(
            one.pk,
            f"Record of person {reference(one.person)}" if one.person else "Nobody was found",
            f"{one.by.user.name}, {TITLES[Role(one.by.role)]}, {names.get(one.by.organisation, one.by.organisation)}",
            _when(one),
            one.reason,
            tuple(_review(review) for review in one.reviews.all()),
        )
        for one in found
    ]


def pages_read(found: Mapping[str, int]) -> list[str]:
    """Each page that was read, and how often: The record, 2 times."""
    return [f"The {page}, {some(times, 'time', 'times')}" for page, times in found.items()]


def _when(one: EmergencyAccess) -> str:
    said = moment(timezone.localtime(one.at))
    end = getattr(one, "end", None)
    if end:
        return f"{said}, ended on {moment(timezone.localtime(end.at))}"
    return f"{said}, open until {moment(timezone.localtime(one.ends_at))}" if one.person else said


def _review(one: EmergencyReview) -> ShownReview:
    found = EmergencyReview.Finding(one.finding).label
    return ShownReview(found, one.note, f"{one.by.user.name}, {moment(timezone.localtime(one.at))}")
