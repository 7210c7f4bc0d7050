"""What somebody wants to know of a person before anything else: the plan, what is under way, what happened last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from joinedup.web.access.viewer import Viewer
from joinedup.web.care_teams.queries import in_team
from joinedup.web.meetings.queries import next_about
from joinedup.web.meetings.words import when_and_where
from joinedup.web.people.record import Happening, Record
from joinedup.web.people.timeline import happening_in_words
from joinedup.web.people.words import contact_words
from joinedup.web.plans.queries import newest
from joinedup.web.tasks.models import OPEN
from joinedup.web.tasks.queries import of_person
from joinedup.web.tasks.words import days_late
from joinedup.wording import day, listed, some


@dataclass(frozen=True)
class Line:
    """One thing: what it is about, what there is to say, where to go on; a short word in red where something is late."""

    about: str
    said: str
    address: str = ""
    late: str = ""


def together(viewer: Viewer, person: str, today: date) -> list[Line]:
    """What the care team does together: its plan, its tasks, its next meeting. To others, in an emergency, the plan alone."""
    found = [_plan(viewer, person, today)]
    if not in_team(viewer, person):
        return found
    meeting = next_about(viewer, person, today)
    met = Line("Next meeting", "None is called to talk about this person.")
    if meeting is not None:
        said = f"{meeting.title}, {when_and_where(meeting)}"
        met = Line("Next meeting", said, reverse("meeting", args=[meeting.pk]))
    return [*found, _tasks(viewer, person, today), met]


def on_record(record: Record, last_year: Sequence[Happening], organisations: Mapping[str, str]) -> list[Line]:
    """The last contact, what goes on now, and emergency admissions, of the contacts of the last twelve months of the records."""
    came = [one for one in last_year if one.attended and one.day <= record.as_of]
    going_on = [one for one in came if one.ends_before is None or one.ends_before > record.as_of]
    admitted = [one for one in came if "admission" in one.kind and one.began == "emergency"]
    in_time = f"in the 12 months to {day(record.as_of)}"
    last = max(came, key=lambda one: one.day, default=None)
    found = [Line("Last contact", _where(last, organisations) if last else f"None {in_time}")]
    if going_on:
        said = listed([f"{contact_words(one.kind, one.began)} since {day(one.day)}" for one in going_on])
        found.append(Line("Going on", said))
    return [*found, Line("Emergency admissions", f"{len(admitted) or 'None'} {in_time}{_last(admitted)}")]


def _plan(viewer: Viewer, person: str, today: date) -> Line:
    version = newest(viewer, person)
    address = reverse("plan", args=[person])
    if version is None:
        return Line("Shared care plan", "None is written yet.", address)
    agreed = "agreed with the person" if version.is_agreed else "not yet agreed with the person"
    said = f"Saved on {day(version.at.date())}, {agreed}"
    if version.review_on is None:
        return Line("Shared care plan", said, address)
    again = f"{said}; to be looked at again on {day(version.review_on)}"
    return Line("Shared care plan", again, address, days_late(version.review_on, today))


def _tasks(viewer: Viewer, person: str, today: date) -> Line:
    tasks = [task for task in of_person(viewer, person) if task.stands in OPEN]
    late = sum(task.by_when < today for task in tasks)
    if not tasks:
        return Line("Tasks", "None is open.")
    soonest = tasks[0]
    said = (
        f"{len(tasks):,} open. The next is needed by {day(soonest.by_when)}"
        if not late
        else f"{len(tasks):,} open"
    )
    return Line("Tasks", said, f"{reverse('plan', args=[person])}#tasks", f"{late:,} overdue" if late else "")


def _where(one: Happening, organisations: Mapping[str, str]) -> str:
    return f"{happening_in_words(one)}, {organisations.get(one.organisation, one.organisation)}"


def _last(admitted: Sequence[Happening]) -> str:
    if not admitted:
        return ""
    last = max(admitted, key=lambda one: one.day)
    nights = f", for {some(last.nights, 'night', 'nights')}" if last.nights else ""
    return f",{' the last' if len(admitted) > 1 else ''} on {day(last.day)}{nights}"
