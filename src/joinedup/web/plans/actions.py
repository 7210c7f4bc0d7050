"""Saving a plan: always a new version, never over what somebody else saved meanwhile."""

from __future__ import annotations

from django.db import transaction

from joinedup.errors import JoinedupError
from joinedup.web.access.viewer import Viewer
from joinedup.web.audit.actions import record
from joinedup.web.care_teams.queries import in_team
from joinedup.web.clock import now
from joinedup.web.plans.draft import Draft
from joinedup.web.plans.models import Plan, Version


class NotInTheTeam(JoinedupError):
    """Only the care team of a person writes in their plan."""


class ChangedMeanwhile(JoinedupError):
    """Somebody saved a version after the one this was written from; nothing was saved, and `newest` is what they saved."""

    def __init__(self, newest: Version) -> None:
        super().__init__(f"version {newest.number} of the plan was saved meanwhile")
        self.newest = newest


@transaction.atomic
def save(*, by: Viewer, person: str, draft: Draft, begun_from: int) -> Version:
    """Save a plan written from version `begun_from` (0 for an empty plan) as the next version.

    Saving what already stands there (a button pressed twice) gives the version that is there. ChangedMeanwhile where there
    is a newer version that says something else.
    """
    if not in_team(by, person):
        raise NotInTheTeam("only the care team of a person writes in their plan")
    plan, _ = Plan.objects.get_or_create(person=person)
    Plan.objects.select_for_update(no_key=True).get(pk=plan.pk)
    newest = Version.objects.filter(plan=plan).order_by("-number").first()
    if newest is not None and newest.draft().says_the_same(draft):
        return newest
    if newest is not None and newest.number != begun_from:
        raise ChangedMeanwhile(newest)
    saved = _added(by, plan, draft, newest.number + 1 if newest else 1)
    record(by=by, action="saved a plan", subject=f"person {person}", detail={"version": saved.number})
    return saved


def _added(by: Viewer, plan: Plan, draft: Draft, number: int) -> Version:
    version = Version(
        plan=plan,
        number=number,
        words=dict(draft.words),
        actions=[action.kept() for action in draft.actions],
        review_on=draft.review_on,
        is_agreed=draft.is_agreed,
        by_id=by.post_id,
        at=now(),
    )
    version.save()
    return version
