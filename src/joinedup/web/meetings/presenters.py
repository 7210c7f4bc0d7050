"""What the pages say of a meeting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from django.urls import reverse

from joinedup.place.model import Place
from joinedup.web.access.viewer import Viewer
from joinedup.web.meetings.queries import is_over
from joinedup.web.meetings.words import moved, when, when_and_where
from joinedup.web.names.presenters import called
from joinedup.web.names.way_back import Name
from joinedup.web.tasks.presenters import ShownTask
from joinedup.web.tasks.words import at, moment, organisation_name, who

if TYPE_CHECKING:
    from joinedup.web.meetings.models import Arranged, Item, Meeting, MeetingNow


@dataclass(frozen=True)
class Move:
    """Who moved a meeting, when, and when and where it was to be until then."""

    by: str
    on: str
    until_then: str


@dataclass(frozen=True)
class ShownMeeting:
    """A meeting in words. `moves`, the latest first."""

    number: int
    address: str
    title: str
    when: str
    where: str
    moved: str
    moves: tuple[Move, ...]
    called_by: str
    with_whom: tuple[str, ...]
    attended: tuple[str, ...]
    is_over: bool
    finished: str
    stands: str
    colour: str
    is_ours: bool


@dataclass(frozen=True)
class ShownItem:
    """A person on the list, as far as the meeting has come with them."""

    number: int
    address: str
    pseudonym: str
    person: str
    person_address: str
    question: str
    decided: tuple[str, ...]
    tasks: tuple[ShownTask, ...]
    was_discussed: bool


def shown_meeting(place: Place, viewer: Viewer, meeting: MeetingNow, today: date) -> ShownMeeting:
    """A meeting in words: how it stands on a day, who is invited and there, and whether the viewer's organisation called it."""
    over, arranged = is_over(meeting), list(meeting.arranged.all())
    stands, colour = _stands(meeting, today)
    return ShownMeeting(
        number=meeting.pk,
        address=reverse("meeting", args=(meeting.pk,)),
        title=meeting.title,
        when=when(meeting),
        where=meeting.where,
        moved="" if over else moved(arranged),
        moves=tuple(_move(place, *two) for two in reversed(list(pairwise(arranged)))),
        called_by=organisation_name(place, meeting.organisation),
        with_whom=tuple(organisation_name(place, one.organisation) for one in meeting.invited.all()),
        attended=tuple(at(place, one.role, one.organisation) for one in meeting.attended.all()),
        is_over=over,
        finished=moment(meeting.finished.at) if over else "",
        stands=stands,
        colour=colour,
        is_ours=meeting.organisation == viewer.organisation,
    )


def _stands(meeting: MeetingNow, today: date) -> tuple[str, str]:
    """In a word, and its colour."""
    if is_over(meeting):
        return "Finished", "green"
    if meeting.held_on < today:
        return "Not finished", "red"
    return ("Today", "yellow") if meeting.held_on == today else ("To come", "blue")


def _move(place: Place, before: Arranged, after: Arranged) -> Move:
    return Move(who(place, after.by), moment(after.at), when_and_where(before))


def shown_items(
    meeting: Meeting, items: list[Item], tasks: Mapping[int, ShownTask], names: Mapping[str, Name]
) -> list[ShownItem]:
    """The people on the list in order; `tasks` by number, and the names that are open."""
    return [_shown_item(meeting, item, tasks, called(item.person, names)) for item in items]


def _shown_item(meeting: Meeting, item: Item, tasks: Mapping[int, ShownTask], person: str) -> ShownItem:
    decided = tuple(one.words for one in item.decided.all())
    agreed = tuple(tasks[one.task_id] for one in item.agreed.all() if one.task_id in tasks)
    return ShownItem(
        number=item.pk,
        address=reverse("meeting-person", args=(meeting.pk, item.pk)),
        pseudonym=item.person,
        person=person,
        person_address=reverse("plan", args=(item.person,)),
        question=item.question,
        decided=decided,
        tasks=agreed,
        was_discussed=bool(decided or agreed),
    )
