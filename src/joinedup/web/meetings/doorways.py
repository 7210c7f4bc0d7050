"""Where somebody in a care team goes on from the first page: meetings to come, plans to look at again, every task."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from joinedup.web.access.viewer import Viewer
from joinedup.web.meetings import queries
from joinedup.web.meetings.words import moved, when_from_today
from joinedup.web.names.presenters import called
from joinedup.web.names.queries import names_open
from joinedup.web.pages import day
from joinedup.web.plans.queries import due_for_review
from joinedup.web.tasks.words import days_late

NO_MEETING = "None to come. Call one, or read the record of another"


def doorways(viewer: Viewer, today: date) -> Iterator[tuple[str, ...]]:
    """Title, address and a sentence for each; where something is late or was moved, a word for it, and the colour of that."""
    coming = queries.for_first_screen(viewer, today)
    for meeting in coming:
        yield (
            f"Meeting: {meeting.title}",
            reverse("meeting", args=(meeting.pk,)),
            when_from_today(meeting, today),
            moved(meeting.arranged.all()),
            "yellow",
        )
    if not coming:
        yield "Meetings", reverse("meetings"), NO_MEETING
    due = due_for_review(viewer, today)
    names = names_open(viewer, [person for person, _ in due])
    for person, on in due:
        title = f"Shared care plan: {called(person, names)}"
        yield (
            title,
            reverse("plan", args=(person,)),
            f"To be looked at again on {day(on)}",
            days_late(on, today),
            "red",
        )
