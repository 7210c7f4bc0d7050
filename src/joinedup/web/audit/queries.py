"""What a viewer sees of the audit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.utils import timezone

from joinedup.web.access.roles import May
from joinedup.web.access.viewer import Viewer
from joinedup.web.audit.models import Entry

SHOWN = 50


def entries(
    viewer: Viewer,
    *,
    action: str = "",
    subject: str = "",
    by: str = "",
    on: date | None = None,
    before: int | None = None,
) -> list[Entry]:
    """The latest entries that a viewer may see, at most 50 and one (which says that there are more), the newest first."""
    if not viewer.may(May.SEE_AUDIT):
        return []
    found: QuerySet[Entry] = Entry.objects.order_by("-number")
    wanted = {name: value for name, value in (("action", action), ("by", by)) if value}
    if wanted:
        found = found.filter(**wanted)
    if subject:
        found = found.filter(_about(subject))
    if on is not None:
        begins = timezone.make_aware(datetime.combine(on, time()))
        found = found.filter(at__gte=begins, at__lt=begins + timedelta(days=1))
    if before is not None:
        found = found.filter(number__lt=before)
    return list(found[: SHOWN + 1])


def _about(subject: str) -> Q:
    """What is written after About: as the audit writes it, or a person as pages call them (VZPIJW7L)."""
    called = re.fullmatch(r"(?:person )?([a-z2-7]{8})", subject.strip(), re.IGNORECASE)
    about = Q(subject=subject)
    return about | Q(subject__startswith=f"person {called[1].lower()}") if called else about


def actions(viewer: Viewer) -> list[str]:
    """Every kind of action in the audit."""
    if not viewer.may(May.SEE_AUDIT):
        return []
    return list(Entry.objects.order_by("action").values_list("action", flat=True).distinct())


def names(viewer: Viewer, shown: list[Entry]) -> Mapping[str, str]:
    """The names of the people that entries speak of, as the entries write them (user 12)."""
    if not viewer.may(May.SEE_AUDIT):
        return {}
    written = {word for entry in shown for word in (entry.by, entry.subject) if word.startswith("user ")}
    numbers = [int(word.removeprefix("user ")) for word in written if word.removeprefix("user ").isdecimal()]
    return {f"user {user.pk}": user.name for user in get_user_model().objects.filter(pk__in=numbers)}
