"""Calling a meeting, running it, finishing it. Each is one transaction with one audit entry of its own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time

from django.db import transaction

from joinedup.errors import JoinedupError
from joinedup.web.access.viewer import Viewer
from joinedup.web.accounts.models import Post
from joinedup.web.audit.actions import record
from joinedup.web.care_teams.queries import in_team
from joinedup.web.clock import now
from joinedup.web.meetings.models import Agreed, Arranged, Attended, Decided, Finished, Invited, Item, Meeting
from joinedup.web.meetings.queries import as_arranged, meeting_for
from joinedup.web.meetings.words import when_and_where
from joinedup.web.tasks import actions as tasks
from joinedup.web.tasks.models import Task


class NotPossible(JoinedupError):
    """The meeting cannot be changed in this way; the message says why."""


@transaction.atomic
def call(
    *, by: Viewer, title: str, held_on: date, starts_at: time, where: str, invited: Iterable[str]
) -> Meeting:
    """Call a meeting and invite organisations. Pressing twice gives the one that is there."""
    Post.objects.select_for_update(no_key=True).get(pk=by.post_id)
    arranged = {"held_on": held_on, "starts_at": starts_at, "where": where}
    of_ours = as_arranged().filter(title=title, organisation=by.organisation, finished__isnull=True)
    there = of_ours.filter(**arranged).first()
    if there is not None:
        return there
    meeting = Meeting(title=title, organisation=by.organisation, **_signed(by))
    meeting.save()
    Arranged(meeting=meeting, number=1, **arranged, **_signed(by)).save()
    for organisation in sorted(set(invited) - {by.organisation}):
        Invited(meeting=meeting, organisation=organisation, **_signed(by)).save()
    record(
        by=by,
        action="called a meeting",
        subject=f"meeting {meeting.pk}",
        detail={"invited": sorted(set(invited))},
    )
    return meeting


@transaction.atomic
def move(
    *, by: Viewer, meeting: Meeting, held_on: date, starts_at: time, where: str, begun_from: int
) -> None:
    """Move a meeting to another day, time or place, as the organisation that called it decides.

    Pressing twice moves it once. NotPossible where somebody moved it since arrangement `begun_from` was looked at.
    """
    if by.organisation != meeting.organisation:
        raise NotPossible("the organisation that called the meeting moves it")
    _open(by, meeting)
    before = as_arranged().get(pk=meeting.pk)
    if (before.held_on, before.starts_at, before.where) == (held_on, starts_at, where):
        return
    if before.arranged_as != begun_from:
        raise NotPossible(f"somebody moved the meeting meanwhile, to {when_and_where(before)}")
    number, arranged = begun_from + 1, {"held_on": held_on, "starts_at": starts_at, "where": where}
    Arranged(meeting=meeting, number=number, **arranged, **_signed(by)).save()
    detail = {"from": f"{before.held_on} {before.starts_at or ''}".strip(), "to": f"{held_on} {starts_at}"}
    record(by=by, action="moved a meeting", subject=f"meeting {meeting.pk}", detail=detail)


@transaction.atomic
def put_on_list(*, by: Viewer, meeting: Meeting, person: str, question: str) -> Item:
    """Put a person on the list; that place, where they are on it already with the same question (a button pressed twice)."""
    _open(by, meeting)
    if not in_team(by, person):
        raise NotPossible("only the care team of a person puts them on a list")
    there = Item.objects.filter(meeting=meeting, person=person).first()
    if there is not None and there.question == question:
        return there
    if there is not None:
        raise NotPossible("this person is on the list already, with what the meeting is to talk about")
    item = Item(meeting=meeting, person=person, question=question, **_signed(by))
    item.save()
    record(
        by=by, action="put on a meeting's list", subject=f"person {person}", detail={"meeting": meeting.pk}
    )
    return item


@transaction.atomic
def note_attendance(*, by: Viewer, meeting: Meeting, organisation: str, role: str) -> None:
    """A post is there."""
    _open(by, meeting)
    if Attended.objects.filter(meeting=meeting, organisation=organisation, role=role).exists():
        return
    Attended(meeting=meeting, organisation=organisation, role=role, **_signed(by)).save()
    post = f"{role} at {organisation}"
    record(by=by, action="noted attendance", subject=f"meeting {meeting.pk}", detail={"post": post})


@transaction.atomic
def decide(*, by: Viewer, item: Item, words: str) -> None:
    """Record what the meeting decided about a person."""
    _about(by, item)
    if Decided.objects.filter(item=item, words=words).exists():
        return
    Decided(item=item, words=words, **_signed(by)).save()
    record(
        by=by,
        action="recorded a meeting's decision",
        subject=f"person {item.person}",
        detail={"meeting": item.meeting_id},
    )


@transaction.atomic
def agree(*, by: Viewer, item: Item, organisation: str, role: str, what: str, by_when: date) -> Task:
    """Record an action: it becomes a task of the organisation that takes it on."""
    _about(by, item)
    task = tasks.ask(
        by=by, person=item.person, organisation=organisation, role=role, what=what, by_when=by_when
    )
    if not Agreed.objects.filter(task=task).exists():
        Agreed(item=item, task=task, **_signed(by)).save()
    return task


@transaction.atomic
def finish(*, by: Viewer, meeting: Meeting) -> None:
    """The meeting is over, and its record closed. Only the organisation that called it says so."""
    if by.organisation != meeting.organisation:
        raise NotPossible("the organisation that called the meeting finishes it")
    Meeting.objects.select_for_update(no_key=True).get(pk=meeting.pk)
    if Finished.objects.filter(meeting=meeting).exists():
        return
    Finished(meeting=meeting, **_signed(by)).save()
    record(by=by, action="finished a meeting", subject=f"meeting {meeting.pk}")


def _about(by: Viewer, item: Item) -> None:
    _open(by, item.meeting)
    if not in_team(by, item.person):
        raise NotPossible("only the care team of a person records what is decided about them")


def _open(by: Viewer, meeting: Meeting) -> None:
    """Hold the meeting for this transaction. NotPossible when it is over, or not the viewer's."""
    Meeting.objects.select_for_update(no_key=True).get(pk=meeting.pk)
    if meeting_for(by, meeting.pk) is None:
        raise NotPossible("only organisations that take part write in a meeting's record")
    if Finished.objects.filter(meeting=meeting).exists():
        raise NotPossible("the meeting is over and its record closed")


def _signed(by: Viewer) -> dict[str, object]:
    return {"by_id": by.post_id, "at": now()}
