"""What was spent of the money and time set aside for change, by quarter. A later row for a quarter stands for the earlier."""

from __future__ import annotations

from django.db import models

from joinedup.web.added_rows import AddedRow


class ChangeFund(models.TextChoices):
    """What is set aside for change: [engine_room] and [workforce] of the place file."""

    ENGINE_ROOM = "engine-room", "The engine room"
    WORKFORCE = "workforce", "Training, new posts and time to change"


class ChangeSpending(AddedRow):
    """One quarter of one fund: pounds spent on change, pounds used for something else, and whole-time equivalents at work."""

    fund = models.CharField(max_length=20, choices=ChangeFund.choices)
    quarter_starts_on = models.DateField()
    spent_pounds = models.BigIntegerField()
    used_elsewhere_pounds = models.BigIntegerField()
    staff = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    note = models.CharField(max_length=1_000, blank=True)

    class Meta:
        indexes = (models.Index(fields=["fund", "quarter_starts_on"]),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(spent_pounds__gte=0) & models.Q(used_elsewhere_pounds__gte=0),
                name="spending_on_change_is_not_below_nothing",
            ),
            models.CheckConstraint(
                condition=models.Q(staff__isnull=True) | models.Q(staff__gte=0),
                name="people_at_work_on_change_are_not_below_none",
            ),
        )
