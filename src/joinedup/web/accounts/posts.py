"""Giving and ending posts: by an administrator, or as the identity provider tells. Each is audited."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from joinedup.errors import JoinedupError
from joinedup.place.model import Place
from joinedup.web.access.roles import Role
from joinedup.web.accounts.claimed_posts import ClaimedPost
from joinedup.web.accounts.models import GivenBy, Post, User
from joinedup.web.accounts.queries import posts_held
from joinedup.web.audit.actions import record


class PostRefused(JoinedupError):
    """A post that cannot be given or ended; the message says why and what to do."""


@transaction.atomic
def give_post(
    *,
    by: str,
    place: Place,
    subject: str,
    name: str,
    role: str,
    organisation: str,
    on: date,
    given_by: str = GivenBy.ADMINISTRATOR,
) -> Post:
    """Give a post from a day on, to somebody who may never have signed in yet; the post they hold when they hold it already.

    PostRefused for a role or an organisation that the place does not have.
    """
    if role not in [known.value for known in Role]:
        raise PostRefused(
            f"no role is called {role}; expected one of {', '.join(known.value for known in Role)}"
        )
    if organisation not in {body.code for body in place.organisations}:
        raise PostRefused(
            f"{place.place.name} has no organisation {organisation}; its codes are in place.toml"
        )
    user, _ = User.objects.get_or_create(subject=subject, defaults={"name": name or subject})
    held = posts_held(user.pk, on).filter(role=role, organisation=organisation).first()
    if held is not None:
        return held
    post = Post.objects.create(
        user=user, role=role, organisation=organisation, starts_on=on, given_by=given_by
    )
    record(
        by=by,
        action="post given",
        subject=f"user {user.pk}",
        detail={"post": post.pk, "role": role, "at": organisation},
    )
    return post


@transaction.atomic
def end_post(*, by: str, post: Post, on: date) -> None:
    """End a post: from that day it is no longer held."""
    Post.objects.filter(pk=post.pk, ends_before=None).update(ends_before=max(on, post.starts_on))
    record(by=by, action="post ended", subject=f"user {post.user_id}", detail={"post": post.pk})


def end_posts(*, by: str, subject: str, role: str, organisation: str, on: date) -> int:
    """End the posts of a person of this role at this organisation (any, where left empty); how many. PostRefused for none."""
    held = posts_held(User.objects.filter(subject=subject).values_list("pk", flat=True).first() or 0, on)
    if role:
        held = held.filter(role=role)
    if organisation:
        held = held.filter(organisation=organisation)
    ended = list(held)
    if not ended:
        raise PostRefused(f"{subject} holds no such post; see `joinedup people list`")
    with transaction.atomic():
        for post in ended:
            end_post(by=by, post=post, on=on)
    return len(ended)


def posts_as_claimed(*, by: str, user: User, claimed: Sequence[ClaimedPost], on: date) -> None:
    """Make the posts that the provider gave those that it tells now: what is new begins, what it no longer tells ends."""
    told = {(post.role.value, post.organisation) for post in claimed}
    held = {(post.role, post.organisation): post for post in posts_held(user.pk, on)}
    for key, post in held.items():
        if post.given_by == GivenBy.PROVIDER and key not in told:
            end_post(by=by, post=post, on=on)
    for role, organisation in sorted(told - held.keys()):
        post = Post.objects.create(
            user=user, role=role, organisation=organisation, starts_on=on, given_by=GivenBy.PROVIDER
        )
        record(
            by=by,
            action="post given",
            subject=f"user {user.pk}",
            detail={"post": post.pk, "role": role, "at": organisation},
        )
