"""What a viewer may read of the library, and what is known of this place when asking whether something fits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

from django.db.models import QuerySet

from joinedup.learning.evidence import Tried
from joinedup.learning.fit import AgreementHere, Here, PeopleHere, PostsHere
from joinedup.money.legal_forms.forms import form_named
from joinedup.place.model import Place
from joinedup.web.access.roles import May
from joinedup.web.access.viewer import Viewer
from joinedup.web.evidence.models import OwnFinding
from joinedup.web.kept.page import KeptPage
from joinedup.web.learning.measures import measure_titles
from joinedup.web.network.models import PostChange
from joinedup.web.network.queries import posts

# Every place of this application is one of the NHS in England: its records, prices and forms are.
SYSTEM = "NHS in England"
CARE_MODEL = "care-model"


def findings(viewer: Viewer) -> QuerySet[OwnFinding]:
    """What the place learned, the latest first."""
    if not viewer.may(May.SEE_PLACE):
        return OwnFinding.objects.none()
    return OwnFinding.objects.select_related("by__user")


def finding_numbered(viewer: Viewer, number: int) -> OwnFinding | None:
    """One finding; None where there is none."""
    return findings(viewer).filter(pk=number).first()


@dataclass(frozen=True)
class Surroundings:
    """What is known of this place, gathered once for however many entries are asked about."""

    place: Place
    people: KeptPage | None
    charted: frozenset[str]
    agreements: Sequence[AgreementHere]
    posts: Mapping[str, PostsHere]


def surroundings(
    viewer: Viewer, place: Place, people: KeptPage | None, series: KeptPage | None
) -> Surroundings:
    """Everything about this place that matters for what was tried elsewhere; figures not worked out yet are not known."""
    measures = series.further["measures"] if series else []
    charted = {one["measure"] for one in measures if any(area["is_whole_place"] for area in one["areas"])}
    return Surroundings(place, people, frozenset(charted), _agreements(place), _posts(viewer))


def here(known: Surroundings, tried: Tried) -> Here:
    """What of it matters for one thing that was tried: the care models of its kind, their people and their posts."""
    own = [model for model in known.place.care_models if model.kind == tried.kind]
    return Here(
        system=SYSTEM,
        groups=_groups(known.people, tried.kind),
        charted=known.charted,
        titles=measure_titles() | {"emergency_bed_days": "Nights in hospital after an emergency"},
        leads=any(model.primary_care_lead for model in own) if own else None,
        agreements=known.agreements,
        posts=_together([known.posts[model.name] for model in own if model.name in known.posts]),
    )


def _groups(people: KeptPage | None, kind: str) -> dict[str, PeopleHere]:
    """Groups by name; that of care models is the one of the same kind."""
    if people is None:
        return {}
    found = {name: PeopleHere(**one) for name, one in people.further["groups"].items()}
    if f"{CARE_MODEL}:{kind}" in found:
        found[CARE_MODEL] = found[f"{CARE_MODEL}:{kind}"]
    return found


def _agreements(place: Place) -> list[AgreementHere]:
    kinds = {one.code: one.kind for one in place.organisations}
    return [
        AgreementHere(one.name, form_named(one.form).title, frozenset(kinds[code] for code in one.members))
        for one in place.agreements
        if not one.left_on
    ]


def _posts(viewer: Viewer) -> dict[str, PostsHere]:
    """By what they work on, the posts that are written down and not given up."""
    found: dict[str, PostsHere] = {}
    for post in posts(viewer):
        last = list(post.changes.all())[-1].change
        if last != PostChange.Change.ENDED:
            size = float(post.whole_time)
            one = PostsHere(size, size if last == PostChange.Change.VACANT else 0.0)
            found[post.works_on] = _added(found.get(post.works_on, PostsHere(0.0, 0.0)), one)
    return found


def _together(several: Sequence[PostsHere]) -> PostsHere | None:
    """All of them; None where none is written down."""
    return reduce(_added, several) if several else None


def _added(one: PostsHere, other: PostsHere) -> PostsHere:
    return PostsHere(one.there + other.there, one.vacant + other.vacant)
