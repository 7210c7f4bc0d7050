"""A task and the steps it has gone through. The latest step says how it stands; no step is edited."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias, TypedDict

from django.db import models

from joinedup.web.access.roles import TITLES, Role
from joinedup.web.added_rows import AddedRow

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


class Task(AddedRow):
    """Something asked of an organisation for a person. `role` says whose work it is there; empty for whoever takes it on."""

    person = models.CharField(max_length=26)
    organisation = models.CharField(max_length=15)
    role = models.CharField(max_length=40, blank=True, choices=[(role.value, TITLES[role]) for role in Role])
    what = models.TextField(max_length=1_000)
    by_when = models.DateField()
    plan_action = models.CharField(max_length=16, blank=True)

    class Meta:
        indexes = (models.Index(fields=["person"]), models.Index(fields=["organisation"]))


if TYPE_CHECKING:

    class Standing(TypedDict):
        """What a query adds to a task (queries.with_standing)."""

        stands: str
        since: datetime

    # A task with how it stands now, and since when.
    TaskNow: TypeAlias = WithAnnotations[Task, Standing]


class Stands(models.TextChoices):
    """How a task stands."""

    ASKED = "asked", "Asked"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"
    HANDED_BACK = "handed-back", "Handed back"
    DONE = "done", "Done"


OPEN = (Stands.ASKED, Stands.ACCEPTED)


class Step(AddedRow):
    """What became of a task at one moment. Two people who act at once take turns: the number is theirs alone."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="steps")
    number = models.PositiveSmallIntegerField()
    stands = models.CharField(max_length=12, choices=Stands)
    reason = models.TextField(max_length=1_000, blank=True)

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["task", "number"], name="one_step_of_a_task_at_a_time"),
            models.CheckConstraint(
                condition=~models.Q(stands__in=["declined", "handed-back"]) | ~models.Q(reason=""),
                name="who_declines_or_hands_back_says_why",
            ),
        )
