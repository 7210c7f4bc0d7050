"""Writing down whether a site is ready: one transaction, one audit entry."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from joinedup.place.model import CareModel, Place
from joinedup.web.access.roles import May
from joinedup.web.access.viewer import Viewer
from joinedup.web.audit.actions import record
from joinedup.web.care_models.models import SiteReadiness
from joinedup.web.kept.engine_room.sites import site_codes
from joinedup.web.learning.adding import added_once
from joinedup.web.learning.asking import NotPossible
from joinedup.wording import slug


@transaction.atomic
def say_how_a_site_stands(
    *,
    by: Viewer,
    place: Place,
    model: CareModel,
    site: str,
    stands: str,
    because: str,
    on: date,
    form_key: UUID,
) -> SiteReadiness:
    """Say that a site is ready, or why it is not. The same form sent again gives what it said."""
    if not by.may(May.RUN_ENGINE_ROOM):
        raise NotPossible("Only the engine room writes down how a site stands.")
    if site not in site_codes(place, model):
        raise NotPossible("This is no site of the care model any more: the place file has changed.")
    said, is_new = added_once(
        SiteReadiness.objects,
        by=by,
        form_key=form_key,
        care_model=model.name,
        organisation=site,
        stands=stands,
        because=because,
        on=on,
    )
    if is_new:
        subject = f"care model {slug(model.name)}, site {site}"[:120]
        detail = {"stands": str(stands), "row": said.pk}
        record(by=by, action="said how a site stands", subject=subject, detail=detail)
    return said
