"""What this place learned itself and wants others to find. Rows are only added."""

from __future__ import annotations

from django.db import models

from joinedup.web.added_rows import SentOnce

LONG, SHORT = 4000, 200


class OwnFinding(SentOnce):
    """Something the place tried and learned from. Changes are in per cent: -12 for 12% lower."""

    name = models.CharField(max_length=SHORT)
    kind = models.CharField(max_length=20)
    measure = models.CharField(max_length=80, blank=True)
    change = models.DecimalField(max_digits=5, decimal_places=1, null=True)
    low = models.DecimalField(max_digits=5, decimal_places=1, null=True)
    high = models.DecimalField(max_digits=5, decimal_places=1, null=True)
    where = models.CharField(max_length=SHORT)
    who = models.CharField(max_length=SHORT)
    done = models.TextField(max_length=LONG)
    learned = models.TextField(max_length=LONG)
    rests_on = models.CharField(max_length=SHORT)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(low__isnull=True, high__isnull=True)
                | models.Q(low__lte=models.F("change"), high__gte=models.F("change")),
                name="an_interval_holds_its_estimate",
            ),
        )
