"""Emergency access to a record, its end, and what the Caldicott guardian found. Rows are added, never edited."""

from __future__ import annotations

from django.db import models

from joinedup.web.added_rows import AddedRow


class EmergencyAccess(AddedRow):
    """Somebody opened the record of a person outside their care teams. `person` is empty where nobody was found."""

    person = models.CharField(max_length=26, blank=True)
    reason = models.CharField(max_length=500)
    ends_at = models.DateTimeField()

    class Meta:
        ordering = ("-pk",)
        indexes = (models.Index(fields=["by", "ends_at"]),)


class EmergencyEnd(AddedRow):
    """Whoever opened it said that the emergency is over."""

    access = models.OneToOneField(EmergencyAccess, on_delete=models.PROTECT, related_name="end")


class EmergencyReview(AddedRow):
    """What the Caldicott guardian found about one access."""

    class Finding(models.TextChoices):
        JUSTIFIED = "justified", "It was justified"
        UNCLEAR = "unclear", "More has to be asked"
        NOT_JUSTIFIED = "not-justified", "It was not justified"

    access = models.ForeignKey(EmergencyAccess, on_delete=models.PROTECT, related_name="reviews")
    finding = models.CharField(max_length=20, choices=Finding)
    note = models.CharField(max_length=500)

    class Meta:
        ordering = ("pk",)
