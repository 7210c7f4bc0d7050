"""Which names a viewer has open now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.utils import timezone

from joinedup.errors import JoinedupError
from joinedup.web.access.roles import May
from joinedup.web.access.viewer import Viewer
from joinedup.web.emergency.queries import may_read
from joinedup.web.names.held import held, hold
from joinedup.web.names.models import NameOpening, NamesHidden
from joinedup.web.names.way_back import Name, name_again
from joinedup.web.published.current import build_of_this_page


def lasting(viewer: Viewer) -> Sequence[NameOpening]:
    """What the viewer opened a short while ago and has not hidden since, the newest first."""
    found = list(NameOpening.objects.filter(by_id=viewer.post_id, ends_at__gt=timezone.now()))
    if not found:  # as on nearly every page
        return found
    hidden = NamesHidden.objects.filter(by_id=viewer.post_id).order_by("-at").first()
    return [one for one in found if hidden is None or one.at > hidden.at]


def names_open(viewer: Viewer, people: Iterable[str]) -> Mapping[str, Name]:
    """By pseudonym, the names that the viewer opened a short while ago, of people they still look after.

    Where another process of the application opened a name, or this one was started again since, it is read once more: the
    opening is on record and lasts.
    """
    wanted = set(people)
    if not viewer.may(May.SEE_NAMES) or not wanted:
        return {}
    now = timezone.now()
    found: dict[str, Name] = {}
    for opening in lasting(viewer):
        if opening.person in wanted and opening.person not in found and may_read(viewer, opening.person):
            name = held(opening.pk, now=now) or _read_again(viewer, opening)
            if name is not None:
                found[opening.person] = name
    return found


def _read_again(viewer: Viewer, opening: NameOpening) -> Name | None:
    """The name of an opening that another process holds; None while the way back is closed: the page asks for it again."""
    build = build_of_this_page()
    if build is None:
        return None
    try:
        name = name_again(build, opening, by=viewer)
    except JoinedupError:
        return None
    hold(opening.pk, name, opening.ends_at, now=timezone.now())
    return name
