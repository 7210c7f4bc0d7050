"""Whether a site says that it is ready for a care model. Rows are only added: the latest says how it stands."""

from __future__ import annotations

from django.db import models

from joinedup.web.added_rows import SentOnce

LONG, SHORT = 4000, 200


class SiteReadiness(SentOnce):
    """A statement about one site of a care model, as of a day."""

    class Stands(models.TextChoices):
        READY = "ready", "Ready"
        NOT_READY = "not-ready", "Not ready"

    care_model = models.CharField(max_length=SHORT)
    organisation = models.CharField(max_length=15)
    stands = models.CharField(max_length=9, choices=Stands.choices)
    because = models.TextField(max_length=LONG, blank=True)
    on = models.DateField()

    class Meta:
        ordering = ("on", "pk")
        indexes = (models.Index(fields=["care_model", "organisation"]),)
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(stands="not-ready", because=""), name="not_ready_says_why"
            ),
        )
