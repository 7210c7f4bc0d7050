"""Every address has a rule. That each role is let in or kept out as it says is tested in access/."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.usefixtures("database")


def test_every_address_has_a_rule() -> None:
    from joinedup.web.urls import urlpatterns

    assert not [pattern.name for pattern in urlpatterns if not hasattr(pattern.callback, "rule")]


def test_who_is_not_signed_in_is_sent_to_sign_in_and_back() -> None:
    from django.test import Client

    answer = Client(headers={"host": "localhost"}).get("/")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/sign-in/?next=%2F"
