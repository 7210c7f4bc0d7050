"""How a session begins, goes on and ends."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.usefixtures("database")


def browser(persona: str = "gp") -> object:
    from django.test import Client

    client = Client(headers={"host": "localhost"})
    client.post("/sign-in/", {"persona": persona})
    return client


def after(minutes: float) -> dict[str, object]:
    """What is left of a session that was last used so many minutes ago, where fifteen are allowed."""
    from django.contrib.sessions.backends.signed_cookies import SessionStore
    from django.http import HttpResponse
    from django.test import RequestFactory

    from joinedup.web.access.idle import EndIdleSessions

    request = RequestFactory().get("/")
    request.session = SessionStore()
    request.session["last_seen"] = 1_000_000
    EndIdleSessions(lambda _: HttpResponse(), clock=lambda: 1_000_000 + minutes * 60)(request)
    return dict(request.session.items())


def test_a_session_left_alone_for_longer_than_allowed_ends() -> None:
    assert after(16) == {}


def test_a_session_in_use_goes_on_from_its_last_request() -> None:
    assert after(14) == {"last_seen": 1_000_000 + 14 * 60}


def test_whoever_was_away_for_longer_than_allowed_signs_in_again() -> None:
    client = browser()
    assert client.get("/").status_code == 200  # type: ignore[attr-defined]
    session = client.session  # type: ignore[attr-defined]
    session["last_seen"] = 0
    session.save()
    assert client.get("/").status_code == 302  # type: ignore[attr-defined]


def test_signing_out_everywhere_ends_the_sessions_of_every_browser_of_that_person_alone() -> None:
    at_work, at_home, colleague = browser(), browser(), browser("analyst")
    at_work.post("/sign-out/everywhere/")  # type: ignore[attr-defined]
    assert at_work.get("/").status_code == 302  # type: ignore[attr-defined]
    assert at_home.get("/").status_code == 302  # type: ignore[attr-defined]
    assert colleague.get("/").status_code == 200  # type: ignore[attr-defined]


def test_whoever_is_signed_in_without_a_post_is_told_what_to_do_and_sees_nothing() -> None:
    from joinedup.web.accounts.models import Post

    client = browser()
    Post.objects.update(ends_before="2020-01-01", starts_on="2019-01-01")
    assert client.get("/").status_code == 302  # type: ignore[attr-defined]
    said = client.get("/sign-in/").content.decode()  # type: ignore[attr-defined]
    assert "You are signed in, but hold no post here" in said
    assert "persona:gp" in said
    client.post("/sign-out/")  # type: ignore[attr-defined]
    assert "hold no post" not in client.get("/sign-in/").content.decode()  # type: ignore[attr-defined]


def test_nobody_acts_in_the_post_of_somebody_else() -> None:
    from joinedup.web.accounts.models import Post

    client, other = browser(), browser("analyst")
    post = Post.objects.get(role="analyst")
    assert client.post("/your-posts/", {"post": str(post.pk)}).status_code == 404  # type: ignore[attr-defined]
    for wrong in ("", "0", "-1", "x", "9" * 40, "1e3"):
        assert client.post("/your-posts/", {"post": wrong}).status_code == 404  # type: ignore[attr-defined]
    assert other.get("/data/").status_code == 200  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "elsewhere", ["https://example.org/", "//example.org", "javascript:alert(1)", "\\\\example.org"]
)
def test_signing_in_never_leads_to_another_site(elsewhere: str) -> None:
    from django.test import Client

    answer = Client(headers={"host": "localhost"}).post("/sign-in/", {"persona": "gp", "next": elsewhere})
    assert answer.headers["Location"] == "/"
