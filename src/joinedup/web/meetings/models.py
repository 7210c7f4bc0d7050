"""A meeting, when and where it is, whom it talks about, who was there, what it decided. Every row is added and none is edited."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING, TypeAlias, TypedDict

from django.db import models

from joinedup.web.access.roles import TITLES, Role
from joinedup.web.added_rows import AddedRow
from joinedup.web.tasks.models import Task

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


class Meeting(AddedRow):
    """A meeting that one organisation calls. When and where it is says the latest of `Arranged`."""

    title = models.CharField(max_length=120)
    organisation = models.CharField(max_length=15)


if TYPE_CHECKING:

    class Arrangement(TypedDict):
        """What a query adds to a meeting (queries.as_arranged)."""

        arranged_as: int
        held_on: date
        starts_at: time | None
        where: str

    # A meeting with when and where it is to be, as it is arranged now.
    MeetingNow: TypeAlias = WithAnnotations[Meeting, Arrangement]


class Arranged(AddedRow):
    """When and where a meeting is; moving it adds the next. Meetings called before times were asked for have none."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="arranged")
    number = models.PositiveSmallIntegerField()
    held_on = models.DateField()
    starts_at = models.TimeField(null=True)
    where = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(
                fields=["meeting", "number"], name="one_arrangement_of_a_meeting_at_a_time"
            ),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="arrangements_begin_at_one"),
        )


class Finished(AddedRow):
    """The meeting is over: its record stays as it is."""

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="finished")


class Invited(AddedRow):
    """An organisation that takes part."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="invited")
    organisation = models.CharField(max_length=15)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["meeting", "organisation"], name="invited_once"),)
        indexes = (models.Index(fields=["organisation"]),)


class Attended(AddedRow):
    """A post that was there: a role in an organisation."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attended")
    organisation = models.CharField(max_length=15)
    role = models.CharField(max_length=40, choices=[(role.value, TITLES[role]) for role in Role])

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=["meeting", "organisation", "role"], name="there_once"),
        )


class Item(AddedRow):
    """A person on the meeting's list, and what the meeting is to talk about."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    person = models.CharField(max_length=26)
    question = models.TextField(max_length=1_000)

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=["meeting", "person"], name="on_the_list_once"),)


class Decided(AddedRow):
    """What the meeting decided about a person."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="decided")
    words = models.TextField(max_length=2_000)

    class Meta:
        ordering = ("pk",)


class Agreed(AddedRow):
    """An action that the meeting agreed on, as the task it became."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="agreed")
    task = models.OneToOneField(Task, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("pk",)
