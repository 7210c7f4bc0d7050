"""Who is asking, from the session of a request, and which posts somebody holds."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from joinedup.web.access.roles import Role
from joinedup.web.access.viewer import Viewer
from joinedup.web.accounts.models import Post

POST_IN_SESSION = "post"


def posts_held(user_id: int, on: date) -> QuerySet[Post]:
    """The posts that a user holds on a day, the first given first."""
    lasting = Q(ends_before__isnull=True) | Q(ends_before__gt=on)
    return (
        Post.objects.select_related("user").filter(lasting, user_id=user_id, starts_on__lte=on).order_by("pk")
    )


def viewer_of(request: HttpRequest) -> Viewer | None:
    """The viewer of a request: the signed-in user in the post chosen, while the post lasts; None when nobody is signed in."""
    if not request.user.is_authenticated:
        return None
    held = posts_held(request.user.pk, timezone.localdate())
    chosen = request.session.get(POST_IN_SESSION)
    post = (held.filter(pk=chosen).first() if chosen else None) or held.first()
    if post is None:
        return None
    return Viewer(post.user_id, post.user.name, post.pk, Role(post.role), post.organisation)
