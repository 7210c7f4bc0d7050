"""A post as a page says it."""

from __future__ import annotations

from dataclasses import dataclass

from joinedup.place.model import Place
from joinedup.web.access.roles import TITLES, Role
from joinedup.web.access.viewer import Viewer
from joinedup.web.accounts.models import GivenBy, Post

GIVEN_BY = {
    GivenBy.ADMINISTRATOR: "an administrator",
    GivenBy.PROVIDER: "the service you sign in with",
    GivenBy.DEMO: "this demonstration",
}


@dataclass(frozen=True)
class ShownPost:
    """One post in words."""

    number: int
    title: str
    organisation: str
    since: str
    given_by: str
    is_current: bool

    @classmethod
    def of(cls, post: Post, place: Place, viewer: Viewer) -> ShownPost:
        names = {body.code: body.name for body in place.organisations}
        day = post.starts_on
        return cls(
            post.pk,
            TITLES[Role(post.role)],
            names.get(post.organisation, post.organisation),
            f"{day.day} {day:%B %Y}",
            GIVEN_BY[GivenBy(post.given_by)],
            post.pk == viewer.post_id,
        )
