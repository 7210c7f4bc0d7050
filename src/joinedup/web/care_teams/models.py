"""What happened to the care team of a person: an organisation joined it, or left it. Rows are added, never edited."""

from __future__ import annotations

from django.db import models

from joinedup.web.added_rows import AddedRow


class TeamChange(AddedRow):
    """An organisation joined or left the care team of a person. The latest row of the two says whether it is in it now."""

    class Change(models.TextChoices):
        JOINED = "joined", "Joined"
        LEFT = "left", "Left"

    person = models.CharField(max_length=26)
    organisation = models.CharField(max_length=15)
    change = models.CharField(max_length=6, choices=Change)
    because = models.CharField(max_length=200)

    class Meta:
        ordering = ("pk",)
        indexes = (
            models.Index(fields=["person", "organisation"]),
            models.Index(fields=["organisation", "person"]),
        )
