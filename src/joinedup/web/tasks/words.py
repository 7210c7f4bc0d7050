"""How a place's organisations, posts and moments are said on the pages of care teams."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from joinedup.place.model import Place
from joinedup.web.access.roles import PERMISSIONS, TITLES, May, Role
from joinedup.web.accounts.models import Post
from joinedup.web.pages import moment as moment_in_words

# Everybody else sees people: a commissioner plans and pays, and is asked for no task.
_SEES_NOBODY = "commissioner"
ANYBODY = ("", "Whoever takes it on there")


def organisation_name(place: Place, code: str) -> str:
    """The name of an organisation of the place; its code where the place file no longer has it."""
    return next((body.name for body in place.organisations if body.code == code), code)


def care_organisations(place: Place) -> list[tuple[str, str]]:
    """Code and name of every organisation that can be asked to do something for a person."""
    found = [body for body in place.organisations if body.kind != _SEES_NOBODY and not body.succeeded_by]
    return sorted(((body.code, body.name) for body in found), key=lambda one: one[1])


def care_roles() -> list[tuple[str, str]]:
    """Each role that may take a task on, after the choice of none."""
    return [ANYBODY, *((role.value, TITLES[role]) for role in Role if May.WRITE_PLANS in PERMISSIONS[role])]


def role_name(role: str) -> str:
    """The title of a role; nothing where none is named."""
    return TITLES[Role(role)] if role else ""


def at(place: Place, role: str, organisation: str) -> str:
    """A post: Social worker, Harbour Council; the organisation alone where no role is named."""
    return ", ".join(filter(None, (role_name(role), organisation_name(place, organisation))))


def who(place: Place, post: Post) -> str:
    """Who did something, in which post: Amina Yusuf, Care coordinator, Harbour View Surgery."""
    return f"{post.user.name}, {at(place, post.role, post.organisation)}"


def moment(value: datetime) -> str:
    """1 April 2023 at 9:05am, by the clock of the place."""
    return moment_in_words(timezone.localtime(value))


def days_late(by_when: date, today: date) -> str:
    """3 days overdue; nothing while there is time."""
    days = (today - by_when).days
    return "" if days <= 0 else f"{days:,} day{'' if days == 1 else 's'} overdue"
