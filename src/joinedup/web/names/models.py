"""That somebody opened the name of a person, and what for; that they hid what they had open. The name itself is never stored."""

from __future__ import annotations

from django.db import models

from joinedup.web.added_rows import AddedRow
from joinedup.web.names.purposes import Purpose


class NameOpening(AddedRow):
    """A post saw the name of a person from a moment until another, for one purpose, as part of one relationship."""

    person = models.CharField(max_length=26)
    purpose = models.CharField(max_length=30, choices=Purpose)
    relationship = models.CharField(max_length=200)
    ends_at = models.DateTimeField()

    class Meta:
        ordering = ("-pk",)
        indexes = (models.Index(fields=["by", "ends_at"]),)


class NamesHidden(AddedRow):
    """A post hid every name that it had open until then."""

    class Meta:
        indexes = (models.Index(fields=["by", "at"]),)
