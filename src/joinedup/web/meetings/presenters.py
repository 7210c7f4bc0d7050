"""What the pages say of a meeting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from joinedup.place.model import Place
from joinedup.web.access.viewer import Viewer
from joinedup.web.meetings.models import Item, Meeting
from joinedup.web.meetings.queries import is_over
from joinedup.web.names.presenters import called
from joinedup.web.names.way_back import Name
from joinedup.web.pages import day
from joinedup.web.tasks.presenters import ShownTask
from joinedup.web.tasks.words import at, moment, organisation_name


@dataclass(frozen=True)
class ShownMeeting:
    """A meeting in words."""

    number: int
    address: str
    title: str
    held_on: str
    called_by: str
    with_whom: tuple[str, ...]
    attended: tuple[str, ...]
    is_over: bool
    finished: str
    stands: str
    colour: str
    can_finish: bool


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


def shown_meeting(place: Place, viewer: Viewer, meeting: Meeting, today: date) -> ShownMeeting:
    """A meeting in words: how it stands on a day, who is invited and there, and whether the viewer may finish it."""
    over = is_over(meeting)
    stands, colour = (
        ("Finished", "green")
        if over
        else ("Today", "yellow")
        if meeting.held_on == today
        else ("To come", "blue")
    )
    if not over and meeting.held_on < today:
        stands, colour = "Not finished", "red"
    return ShownMeeting(
        number=meeting.pk,
        address=reverse("meeting", args=(meeting.pk,)),
        title=meeting.title,
        held_on=day(meeting.held_on),
        called_by=organisation_name(place, meeting.organisation),
        with_whom=tuple(organisation_name(place, one.organisation) for one in meeting.invited.all()),
        attended=tuple(at(place, one.role, one.organisation) for one in meeting.attended.all()),
        is_over=over,
        finished=moment(meeting.finished.at) if over else "",
        stands=stands,
        colour=colour,
        can_finish=not over and meeting.organisation == viewer.organisation,
    )


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
