"""What an administrator does about people, in the words that the command line prints."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.db.models import Q
from django.utils import timezone

from joinedup.place.file import read_place
from joinedup.web.access.roles import TITLES, Role
from joinedup.web.accounts.models import Post
from joinedup.web.accounts.posts import PostRefused, end_posts, give_post


def given(*, by: str, folder: Path, subject: str, name: str, role: str, organisation: str) -> str:
    """Give a post from today, and say so. PostRefused names what is missing or not known."""
    missing = [
        f"--{word}"
        for word, value in (("subject", subject), ("role", role), ("organisation", organisation))
        if not value
    ]
    if missing:
        raise PostRefused(f"a post needs {', '.join(missing)}")
    post = give_post(
        by=by,
        place=read_place(folder),
        subject=subject,
        name=name,
        role=role,
        organisation=organisation,
        on=timezone.localdate(),
    )
    return f"{post.user.name} is {TITLES[Role(post.role)]} at {post.organisation} since {post.starts_on}"


def ended(*, by: str, subject: str, role: str, organisation: str) -> str:
    """End posts from today, and say how many."""
    if not subject:
        raise PostRefused("say whose posts end: --subject")
    number = end_posts(by=by, subject=subject, role=role, organisation=organisation, on=timezone.localdate())
    return f"{number} {'post' if number == 1 else 'posts'} ended"


def listed() -> Iterator[str]:
    """A line for each post held today."""
    today = timezone.localdate()
    held = Post.objects.filter(Q(ends_before__isnull=True) | Q(ends_before__gt=today), starts_on__lte=today)
    for post in held.select_related("user").order_by("organisation", "role", "pk"):
        who = f"{post.user.name:<30} {post.user.subject} (given by {post.given_by})"
        yield f"{post.organisation:<10} {TITLES[Role(post.role)]:<20} {who}"
