"""Giving posts and ending them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.usefixtures("database")
MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)


def given(place_folder: Path, on: date = MONDAY, **said: str) -> Any:
    from joinedup.place.file import read_place
    from joinedup.web.accounts.posts import give_post

    words = {"subject": "9100", "name": "Ada Okafor", "role": "gp", "organisation": "L81001"} | said
    return give_post(by="administrator test", place=read_place(place_folder), on=on, **words)


def held(user: Any, on: date) -> list[tuple[str, str]]:
    from joinedup.web.accounts.queries import posts_held

    return [(post.role, post.organisation) for post in posts_held(user.pk, on)]


def test_a_post_given_twice_is_one_post(place_folder: Path) -> None:
    assert given(place_folder).pk == given(place_folder, on=TUESDAY).pk


def test_a_post_ended_is_no_longer_held_from_that_day_and_stays_in_the_history(place_folder: Path) -> None:
    from joinedup.web.accounts.models import Post
    from joinedup.web.accounts.posts import end_posts

    post = given(place_folder)
    assert end_posts(by="administrator test", subject="9100", role="", organisation="", on=TUESDAY) == 1
    assert held(post.user, MONDAY) == [("gp", "L81001")]
    assert held(post.user, TUESDAY) == []
    assert Post.objects.get(pk=post.pk).ends_before == TUESDAY


def test_a_post_may_end_on_the_day_it_began(place_folder: Path) -> None:
    from joinedup.web.accounts.posts import end_posts

    post = given(place_folder)
    end_posts(by="administrator test", subject="9100", role="", organisation="", on=MONDAY)
    assert held(post.user, MONDAY) == []


@pytest.mark.parametrize(
    ("said", "message"), [({"role": "surgeon"}, "no role"), ({"organisation": "ZZZ"}, "no organisation ZZZ")]
)
def test_a_post_that_the_place_does_not_have_is_refused(
    place_folder: Path, said: dict[str, str], message: str
) -> None:
    from joinedup.web.accounts.posts import PostRefused

    with pytest.raises(PostRefused, match=message):
        given(place_folder, **said)


def test_what_the_provider_no_longer_tells_ends_and_what_an_administrator_gave_stays(
    place_folder: Path,
) -> None:
    from joinedup.web.access.roles import Role
    from joinedup.web.accounts.claimed_posts import ClaimedPost
    from joinedup.web.accounts.posts import posts_as_claimed

    user = given(place_folder).user
    told = [ClaimedPost(Role.ANALYST, "QZZ"), ClaimedPost(Role.GP, "L81001")]
    posts_as_claimed(by="identity provider", user=user, claimed=told, on=MONDAY)
    assert sorted(held(user, MONDAY)) == [("analyst", "QZZ"), ("gp", "L81001")]
    posts_as_claimed(by="identity provider", user=user, claimed=[], on=TUESDAY)
    assert held(user, TUESDAY) == [("gp", "L81001")]


def test_every_post_given_and_ended_is_in_the_audit(place_folder: Path) -> None:
    from joinedup.web.accounts.posts import end_posts
    from joinedup.web.audit.models import Entry

    given(place_folder)
    end_posts(by="administrator test", subject="9100", role="", organisation="", on=TUESDAY)
    assert [(entry.by, entry.action) for entry in Entry.objects.order_by("-number")[:2]] == [
        ("administrator test", "post ended"),
        ("administrator test", "post given"),
    ]
