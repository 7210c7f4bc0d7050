"""Who has whose record open in an emergency, and what waits for the Caldicott guardian."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from django.db.models import Count, QuerySet
from django.utils import timezone

from joinedup.web.access.roles import May
from joinedup.web.access.viewer import Viewer
from joinedup.web.audit.models import Entry
from joinedup.web.care_teams.queries import in_team
from joinedup.web.emergency.models import EmergencyAccess

# What the audit calls it when a page is read under an emergency access.
READ = "read in an emergency"


def may_read(viewer: Viewer, person: str) -> bool:
    """Whether the viewer may read about a person: as part of the care team, or in an emergency that is under way."""
    return in_team(viewer, person) or under_way(viewer, person) is not None


def under_way(viewer: Viewer, person: str) -> EmergencyAccess | None:
    """The viewer's emergency access to a person's record, while it lasts."""
    return all_under_way(viewer).filter(person=person).first() if person else None


def all_under_way(viewer: Viewer, *, at: datetime | None = None) -> QuerySet[EmergencyAccess]:
    """Every record that the viewer has open in an emergency now."""
    if not viewer.may(May.BREAK_GLASS):
        return EmergencyAccess.objects.none()
    return EmergencyAccess.objects.filter(
        by_id=viewer.post_id, ends_at__gt=at or timezone.now(), end__isnull=True
    ).exclude(person="")


def accesses(viewer: Viewer) -> QuerySet[EmergencyAccess]:
    """To the Caldicott guardian, every emergency access there was, the latest first, with its reviews; to others none."""
    if not viewer.may(May.SEE_AUDIT):
        return EmergencyAccess.objects.none()
    return EmergencyAccess.objects.select_related("by__user", "end").prefetch_related("reviews__by__user")


def read_under(viewer: Viewer, access: EmergencyAccess) -> Mapping[str, int]:
    """To the Caldicott guardian, which pages were read under an access and how often, the first read first; to others none."""
    if not viewer.may(May.SEE_AUDIT) or not access.person:
        return {}
    read = Entry.objects.filter(action=READ, subject=f"person {access.person}").order_by("number")
    return Counter(str(entry.detail["page"]) for entry in read if entry.detail.get("access") == access.pk)


def waiting_for_review(viewer: Viewer) -> QuerySet[EmergencyAccess]:
    """Those that nobody has reviewed yet."""
    return accesses(viewer).annotate(times_reviewed=Count("reviews")).filter(times_reviewed=0)
