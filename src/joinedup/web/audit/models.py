"""One entry of the audit. Rows are only ever added; each holds the hash of the row before, so that an edit shows."""

from __future__ import annotations

from typing import Any

from django.db import models

from joinedup.web.added_rows import AddedRows


class Entry(models.Model):
    """What one person did. `detail` holds no name, no NHS number and no free text: pseudonyms, ids and words of our own."""

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=80)
    post = models.CharField(max_length=120)
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=120)
    detail = models.JSONField()
    previous_sha256 = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64)

    objects = AddedRows.as_manager()

    class Meta:
        ordering = ("number",)
        indexes = (models.Index(fields=["subject"]), models.Index(fields=["action"]))

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("the audit is only ever added to")
        super().save(*args, force_insert=True, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("the audit is only ever added to")
