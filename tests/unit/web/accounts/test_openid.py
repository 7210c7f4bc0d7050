"""Signing in with a real OpenID provider (Canaille): authorisation code, PKCE, private_key_jwt, nonce, state."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urljoin, urlsplit

import pytest
import requests

from tests.support.openid_provider import CLIENT, PASSWORD, running_provider

pytest.importorskip("canaille", reason="the provider of these tests is not installed")
pytestmark = pytest.mark.usefixtures("database")
# The provider is real and stamps what it says by the clock of this machine, so these tests ask that clock too.
ANSWER = "http://localhost/sign-in/answer/"
POSTS = 'claim = "groups"\n[posts]\n"general-practitioner" = "gp"\n'


@pytest.fixture(scope="module")
def sign_in(application: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The settings of this application at a provider that runs for these tests."""
    from joserfc.jwk import RSAKey

    from joinedup.web.accounts.openid import public_keys
    from joinedup.web.environment import SignIn

    folder = tmp_path_factory.mktemp("openid")
    key, keys = folder / "key.pem", folder / "keys.json"
    key.write_bytes(RSAKey.generate_key(2048).as_pem(private=True))
    keys.write_text(json.dumps(public_keys(SignIn("", CLIENT, key))), encoding="utf-8")
    (folder / "posts.toml").write_text(POSTS, encoding="utf-8")
    with running_provider(keys, ANSWER) as issuer:
        yield SignIn(issuer, CLIENT, key, "openid profile groups", folder / "posts.toml")


@pytest.fixture
def client(sign_in: Any) -> Iterator[Any]:
    """A browser at this application, which knows the provider."""
    from django.conf import settings
    from django.test import Client, override_settings

    with override_settings(SURROUNDINGS=replace(settings.SURROUNDINGS, sign_in=sign_in)):
        yield Client(headers={"host": "localhost"})


def answered(begun: str, person: str) -> str:
    """What a person's browser brings back from the provider after they signed in there: the address it is sent to."""
    browser = requests.Session()
    page = browser.get(begun, timeout=20)
    for word in ({"login": person}, {"password": PASSWORD}):
        fields = dict(re.findall(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"', page.text))
        page = browser.post(page.url, data=fields | word, timeout=20, allow_redirects=False)
        while page.is_redirect:
            to = urljoin(page.url, page.headers["Location"])
            if to.startswith(ANSWER):
                return to
            page = browser.get(to, timeout=20, allow_redirects=False)
    raise AssertionError(f"the provider did not send the browser back: {page.status_code} {page.text[:300]}")


def signed_in(client: Any, person: str) -> Any:
    begun = client.get("/sign-in/begin/?next=/your-posts/").headers["Location"]
    back = urlsplit(answered(begun, person))
    return client.get(f"{back.path}?{back.query}")


def test_a_sign_in_asks_for_a_code_with_pkce_state_and_nonce(client: Any) -> None:
    asked = parse_qs(urlsplit(client.get("/sign-in/begin/").headers["Location"]).query)
    assert asked["response_type"] == ["code"]
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["code_challenge"][0]) == 43  # SHA-256 in base64url, as RFC 7636 writes it
    assert len(asked["state"][0]) >= 30
    assert len(asked["nonce"][0]) >= 30
    assert asked["redirect_uri"] == [ANSWER]


def test_somebody_whom_an_administrator_gave_a_post_signs_in_and_acts_in_it(
    client: Any, place_folder: Path
) -> None:
    from joinedup.place.file import read_place
    from joinedup.web.accounts.posts import give_post

    words = {"subject": "nurse", "name": "", "role": "care-coordinator", "organisation": "L81001"}
    give_post(by="administrator test", place=read_place(place_folder), on=date(2020, 1, 1), **words)
    answer = signed_in(client, "nurse")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/your-posts/"
    said = client.get("/your-posts/").content.decode()
    assert "Ada Okafor, Care coordinator" in said
    assert "Harbour View Surgery" in said


def test_somebody_whose_role_the_provider_tells_has_that_post(client: Any) -> None:
    assert signed_in(client, "doctor").status_code == 302
    assert "GP" in client.get("/your-posts/").content.decode()


def test_somebody_without_a_post_is_told_what_to_do(client: Any) -> None:
    signed_in(client, "stranger")
    assert client.get("/").status_code == 302
    assert "hold no post here" in client.get("/sign-in/").content.decode()


def test_an_answer_in_another_browser_signs_nobody_in(client: Any) -> None:
    from django.test import Client

    back = urlsplit(answered(client.get("/sign-in/begin/").headers["Location"], "nurse"))
    other = Client(headers={"host": "localhost"})
    assert other.get(f"{back.path}?{back.query}").status_code == 400
    other.get("/sign-in/begin/")
    assert other.get(f"{back.path}?{back.query}").status_code == 400
    assert other.get("/your-posts/").status_code == 302


def test_an_answer_is_good_once(client: Any) -> None:
    begun = client.get("/sign-in/begin/").headers["Location"]
    back = urlsplit(answered(begun, "stranger"))
    assert client.get(f"{back.path}?{back.query}").status_code == 302
    assert client.get(f"{back.path}?{back.query}").status_code == 400


def test_an_answer_with_a_forged_code_or_a_refusal_signs_nobody_in(client: Any) -> None:
    for given in ({"code": "made-up"}, {"error": "access_denied"}, {}):
        state = parse_qs(urlsplit(client.get("/sign-in/begin/").headers["Location"]).query)["state"][0]
        answer = client.get("/sign-in/answer/", {"state": state} | given)
        assert answer.status_code == 400
        assert "did not vouch for you" in answer.content.decode()


def test_the_provider_refuses_a_code_without_its_verifier_and_a_client_with_another_key(
    sign_in: Any, tmp_path: Path
) -> None:
    from joserfc.jwk import RSAKey

    from joinedup.web.accounts.openid import SignInFailed, begun, vouched_for

    other = tmp_path / "other.pem"
    other.write_bytes(RSAKey.generate_key(2048).as_pem(private=True))
    for settings, change in (
        (sign_in, {"verifier": "x" * 64}),
        (replace(sign_in, private_key_file=other), {}),
    ):
        begins = begun(sign_in, ANSWER)
        answer = dict(parse_qsl(urlsplit(answered(begins.address, "nurse")).query))
        with pytest.raises(SignInFailed, match="could not be used"):
            vouched_for(settings, ANSWER, answer=answer, kept=begins.kept() | change, now=int(time.time()))


@pytest.mark.parametrize(("change", "days"), [({"nonce": "of another sign-in"}, 0), ({}, 1), ({}, -1)])
def test_an_id_token_of_another_sign_in_or_another_day_is_refused(
    sign_in: Any, change: dict[str, str], days: int
) -> None:
    from joinedup.web.accounts.openid import SignInFailed, begun, vouched_for

    begins = begun(sign_in, ANSWER)
    answer = dict(parse_qsl(urlsplit(answered(begins.address, "nurse")).query))
    now = int(time.time()) + days * 86_400
    with pytest.raises(SignInFailed):
        vouched_for(sign_in, ANSWER, answer=answer, kept=begins.kept() | change, now=now)


def test_a_provider_that_does_not_answer_is_said_so(client: Any) -> None:
    from django.conf import settings
    from django.test import override_settings

    away = replace(settings.SURROUNDINGS.sign_in, issuer="http://localhost:9")
    with override_settings(SURROUNDINGS=replace(settings.SURROUNDINGS, sign_in=away)):
        answer = client.get("/sign-in/begin/")
    assert answer.status_code == 503
    assert "does not answer" in answer.content.decode()


def test_too_many_failures_from_one_address_must_wait(client: Any) -> None:
    for _ in range(20):
        assert client.get("/sign-in/answer/", {"state": "forged", "code": "forged"}).status_code == 400
    assert client.get("/sign-in/answer/", {"state": "forged", "code": "forged"}).status_code == 429
    assert client.get("/sign-in/begin/").status_code == 429


def test_the_keys_shown_to_the_provider_are_public_ones(client: Any) -> None:
    keys = client.get("/sign-in/keys/").json()["keys"]
    assert set(keys[0]) == {"kty", "n", "e", "use", "kid"}
