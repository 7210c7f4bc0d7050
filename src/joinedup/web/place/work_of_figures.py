"""The work of those who make figures and learn from them, and of those who watch who reads what."""

from __future__ import annotations

from django.urls import reverse

from joinedup.place.model import Place
from joinedup.web.access.viewer import Viewer
from joinedup.web.data.queries import set_aside_by_rule
from joinedup.web.emergency.presenters import shown
from joinedup.web.emergency.queries import waiting_for_review
from joinedup.web.kept.page import KeptPage
from joinedup.web.place.doorway import Doorway
from joinedup.web.published.current import SharedBuild
from joinedup.wording import day, slug, some

SHOWN = 5


def data(viewer: Viewer, build: SharedBuild | None) -> list[Doorway]:
    """The sources and the last build, the charts, the population."""
    return [
        Doorway("Data", reverse("data"), _of_build(viewer, build)),
        Doorway("Control charts", reverse("charts"), "What has changed, and what only varies"),
        Doorway(
            "The population in figures", reverse("report"), "Who lives here, what they need, what it costs"
        ),
    ]


def _of_build(viewer: Viewer, build: SharedBuild | None) -> str:
    """Until when the records go and how much was set aside."""
    if build is None:
        return "Sources, what was set aside and why. Nothing is built yet"
    until = build.rows("select data_until from place_period")[0][0]
    rules = build.once("rows set aside", lambda: set_aside_by_rule(viewer, build))
    aside = f"{sum(one[3] for one in rules):,} rows were set aside by {some(len(rules), 'rule', 'rules')}"
    return f"Records until {day(until)}. Sources, what was set aside and why: {aside}"


def care_models(place: Place, scorecard: KeptPage | None) -> list[Doorway]:
    """What is known of each care model that the engine room runs."""
    known = {one["name"]: one["in_short"] for one in scorecard.further["care_models"]} if scorecard else {}
    return [
        Doorway(
            one.name, reverse("care-model", args=[slug(one.name)]), known.get(one.name) or "How it is tested"
        )
        for one in place.care_models
    ] + [
        Doorway(
            "Cycles and evidence",
            reverse("learning"),
            "What is being tried, what was learned, what others tried",
        )
    ]


def audit(viewer: Viewer, place: Place) -> list[Doorway]:
    """Emergency accesses that wait for a review, and the audit."""
    waiting = shown(waiting_for_review(viewer)[:SHOWN], place)
    return [
        *(
            Doorway(
                f"{one.title}, opened in an emergency",
                reverse("review-emergency", args=[one.number]),
                f"{one.who}, {one.when}",
                "Review it",
                "orange",
            )
            for one in waiting
        ),
        Doorway(
            "Emergency access",
            reverse("emergency-reviews"),
            "Every record opened in an emergency, and its review",
        ),
        Doorway("Audit", reverse("audit"), "Who opened whose record, and why"),
    ]
