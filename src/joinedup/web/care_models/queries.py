"""What a viewer may read about sites: statements are open to everybody who sees the place."""

from __future__ import annotations

from django.db.models import QuerySet

from joinedup.web.access.roles import May
from joinedup.web.access.viewer import Viewer
from joinedup.web.care_models.models import SiteReadiness


def statements(viewer: Viewer, care_model: str) -> QuerySet[SiteReadiness]:
    """Every statement about the sites of a care model, the earliest first."""
    if not viewer.may(May.SEE_PLACE):
        return SiteReadiness.objects.none()
    return SiteReadiness.objects.filter(care_model=care_model).select_related("by__user")


def latest_statements(viewer: Viewer, care_model: str) -> dict[str, SiteReadiness]:
    """By site, the statement that counts: that of the latest day."""
    return {one.organisation: one for one in statements(viewer, care_model)}
