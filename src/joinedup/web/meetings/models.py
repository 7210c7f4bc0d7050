"""A meeting, whom it talks about, who was there, what it decided. Every row is added and none is edited."""

from __future__ import annotations

from django.db import models

from joinedup.web.access.roles import TITLES, Role
from joinedup.web.added_rows import AddedRow
from joinedup.web.tasks.models import Task


class Meeting(AddedRow):
    """A meeting that one organisation calls."""

    title = models.CharField(max_length=120)
    organisation = models.CharField(max_length=15)
    held_on = models.DateField()

    class Meta:
        indexes = (models.Index(fields=["held_on"]),)


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
