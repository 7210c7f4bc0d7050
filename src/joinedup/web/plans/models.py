"""A person's plan and its versions. A version is never edited: saving adds the next."""

from __future__ import annotations

from django.db import models

from joinedup.web.added_rows import AddedRow
from joinedup.web.plans.draft import Draft, action_kept


class Plan(models.Model):
    """The one shared plan of a person. Whoever saves takes a turn by locking this row."""

    person = models.CharField(max_length=26, unique=True)


class Version(AddedRow):
    """What the plan said from one moment until the next version."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    words = models.JSONField()
    actions = models.JSONField()
    review_on = models.DateField(null=True)
    is_agreed = models.BooleanField()

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["plan", "number"], name="one_version_of_a_plan_at_a_time"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="versions_of_a_plan_begin_at_one"),
        )

    def draft(self) -> Draft:
        """What this version says."""
        return Draft(self.words, tuple(map(action_kept, self.actions)), self.review_on, self.is_agreed)
