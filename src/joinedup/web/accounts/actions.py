"""Beginning and ending a session. Each is one transaction with one audit entry."""

from __future__ import annotations

from collections.abc import Sequence
from secrets import token_urlsafe

from django.contrib.auth import login, logout
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from joinedup.place.model import Place
from joinedup.web.access.idle import LAST_SEEN
from joinedup.web.access.viewer import Viewer
from joinedup.web.accounts.claimed_posts import ClaimedPost
from joinedup.web.accounts.models import GivenBy, Post, User
from joinedup.web.accounts.personas import Persona, personas
from joinedup.web.accounts.posts import posts_as_claimed
from joinedup.web.accounts.queries import POST_IN_SESSION, posts_held
from joinedup.web.audit.actions import record


@transaction.atomic
def sign_in_as_persona(*, request: HttpRequest, place: Place, key: str) -> Persona | None:
    """Sign in as a made-up person, where the place is made up; None when there is no such persona."""
    chosen = next((persona for persona in personas(place) if persona.key == key), None)
    if chosen is None:
        return None
    user, _ = User.objects.get_or_create(subject=f"persona:{chosen.key}", defaults={"name": chosen.name})
    post, _ = Post.objects.get_or_create(
        user=user,
        role=chosen.role.value,
        organisation=chosen.organisation,
        ends_before=None,
        defaults={"starts_on": timezone.localdate(), "given_by": GivenBy.DEMO},
    )
    _begin(request, user, post)
    return chosen


@transaction.atomic
def sign_in_with_provider(
    *, request: HttpRequest, subject: str, name: str, claimed: Sequence[ClaimedPost] | None
) -> User:
    """Sign in whoever the OpenID provider vouched for: known from then on by its subject, under the name it gives.

    `claimed` are the posts that the provider tells (None where only an administrator gives posts); the one chosen there is the
    one acted in.
    """
    user, _ = User.objects.get_or_create(subject=subject, defaults={"name": name})
    if name and user.name != name:
        user.name = name
        user.save(update_fields=["name"])
    today = timezone.localdate()
    if claimed is not None:
        posts_as_claimed(by="identity provider", user=user, claimed=claimed, on=today)
    held = posts_held(user.pk, today)
    chosen = next((post for post in claimed or () if post.is_selected), None)
    acting = (
        held.filter(role=chosen.role.value, organisation=chosen.organisation).first()
        if chosen
        else held.first()
    )
    _begin(request, user, acting)
    return user


@transaction.atomic
def act_in_post(*, by: Viewer, request: HttpRequest, post: Post) -> None:
    """Go on in another of one's own posts."""
    record(by=by, action="changed post", subject=f"user {by.user_id}", detail={"post": post.pk})
    request.session.cycle_key()
    request.session[POST_IN_SESSION] = post.pk


@transaction.atomic
def sign_out(*, request: HttpRequest, by: Viewer | str) -> None:
    """End the session."""
    record(by=by, action="signed out", subject=f"user {by.user_id}" if isinstance(by, Viewer) else by)
    logout(request)


@transaction.atomic
def sign_out_everywhere(*, by: Viewer | str, user: User) -> None:
    """End every session of a user, in every browser: each holds the hash of a key that is no longer theirs."""
    user.sessions_key = token_urlsafe()
    user.save(update_fields=["sessions_key"])
    record(by=by, action="signed out everywhere", subject=f"user {user.pk}")


def _begin(request: HttpRequest, user: User, post: Post | None) -> None:
    login(request, user, backend="joinedup.web.accounts.backend.BySubject")
    request.session[POST_IN_SESSION] = post.pk if post else None
    request.session[LAST_SEEN] = int(timezone.now().timestamp())
    detail = {"post": post.pk if post else "none"}
    record(by=f"user {user.pk}", action="signed in", subject=f"user {user.pk}", detail=detail)
