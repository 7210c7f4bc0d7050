"""A browser of the tests (Django's own), signed in as a persona of Harbour."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.test import Client


def signed_in(persona: str) -> Client:
    """Somebody who has chosen a persona on the first page."""
    from django.test import Client

    client = Client(headers={"host": "localhost"})
    assert client.post("/sign-in/", {"persona": persona}).status_code == 302
    return client
