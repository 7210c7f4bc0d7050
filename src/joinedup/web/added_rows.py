"""Rows that are only ever added: what somebody wrote or decided stays as it was, and a change is a further row.

Refused three times over: by a row that is saved again, by a query that changes or deletes rows together, and by the database
itself (guards.py), whoever asks it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)
Saying = TypeVar("Saying", bound="AddedRow")


class AddedRows(models.QuerySet[Row]):
    """Rows that are read and added to, and neither changed nor deleted together."""

    def _refused(self) -> TypeError:
        return TypeError(f"rows of {self.model._meta.label_lower} are only ever added to")

    def update(self, **changes: Any) -> int:
        raise self._refused()

    def delete(self) -> tuple[int, dict[str, int]]:
        raise self._refused()

    def bulk_update(self, objs: Iterable[Row], fields: Iterable[str], batch_size: int | None = None) -> int:
        raise self._refused()

    def bulk_create(self, objs: Iterable[Row], *args: Any, **kwargs: Any) -> list[Row]:
        if kwargs.get("update_conflicts"):
            raise self._refused()
        return super().bulk_create(objs, *args, **kwargs)


class AddedRow(models.Model):
    """A row written once, by a post, at a moment."""

    by = models.ForeignKey("accounts.Post", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = AddedRows.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError(f"a {self._meta.verbose_name} is never edited: add another")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError(f"a {self._meta.verbose_name} is never deleted")


def pressed_twice(rows: models.QuerySet[Saying], by_post: int, said: Mapping[str, object]) -> Saying | None:
    """The latest of some rows, where it says just this and is by the same post: its button was pressed twice."""
    last = rows.order_by("-pk").first()
    if last is None or last.by_id != by_post:
        return None
    return last if all(getattr(last, name) == value for name, value in said.items()) else None


class SentOnce(AddedRow):
    """A row that a form adds: the same form sent twice adds one."""

    form_key = models.UUIDField(unique=True)

    class Meta:
        abstract = True
