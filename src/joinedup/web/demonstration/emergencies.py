"""Three records opened in an emergency: one that the Caldicott guardian has reviewed, and two that wait for it."""

from __future__ import annotations

from joinedup.web.access.viewer import Viewer
from joinedup.web.care_teams.queries import in_team
from joinedup.web.caseloads.registered import registered
from joinedup.web.demonstration.stage import Stage
from joinedup.web.emergency import actions
from joinedup.web.emergency.models import EmergencyAccess, EmergencyReview

_LOOKED_THROUGH = 60


def fill(stage: Stage) -> None:
    """A GP sees somebody of another practice, three times."""
    if not stage.cast.has("gp", "other-gp", "caldicott-guardian"):
        return
    gp, strangers = stage.cast["gp"], _strangers(stage)
    if len(strangers) < 3:
        return
    earlier = _opened(stage, gp, strangers[0], 12, "Made up: collapsed at the quayside, confused, no papers.")
    with stage.days.on(stage.days.ago(9)):
        actions.review(
            by=stage.cast["caldicott-guardian"],
            access=earlier,
            finding=EmergencyReview.Finding.JUSTIFIED,
            note="Made up: the ambulance record says the same, and one page was read.",
        )
    _opened(stage, gp, strangers[1], 6, "Made up: fainted in our waiting room while visiting a neighbour.")
    _opened(
        stage, gp, strangers[2], 2, "Made up: out-of-hours call, short of breath, cannot say which tablets."
    )


def _opened(stage: Stage, gp: Viewer, person: str, days: int, reason: str) -> EmergencyAccess:
    with stage.days.on(stage.days.ago(days), minutes=55):
        access = actions.open_in_emergency(by=gp, person=person, reason=reason)
        actions.say_read(by=gp, access=access, page="record")
    with stage.days.on(stage.days.ago(days), minutes=70):
        actions.end(by=gp, access=access)
    return access


def _strangers(stage: Stage) -> list[str]:
    """People of the other practice whom the GP does not look after, those at the highest risk first."""
    theirs = registered(stage.cast["other-gp"], stage.build, skip=0, most=_LOOKED_THROUGH)
    return [one.person for one in theirs if not in_team(stage.cast["gp"], one.person)]
