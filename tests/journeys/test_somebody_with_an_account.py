"""Somebody signs in with their organisation's OpenID provider: a real one (Canaille), in a real browser."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import served
from tests.support.accessibility import violations
from tests.support.harbour import written
from tests.support.openid_provider import CLIENT, PASSWORD, free_port, running_provider

pytest.importorskip("canaille", reason="the provider of these tests is not installed")


@pytest.fixture(scope="module")
def real_place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Harbour, as a place that is not made up: no personas."""
    folder = written(tmp_path_factory.mktemp("account") / "harbour")
    file = folder / "place.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("demo = true", "demo = false"), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def account_surroundings(real_place: Path, database_address: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The port the application will have, and its surroundings with a provider that knows it."""
    from joserfc.jwk import RSAKey

    key, keys, port = real_place.parent / "key.pem", real_place.parent / "keys.json", free_port()
    made = RSAKey.generate_key(2048)
    key.write_bytes(made.as_pem(private=True))
    keys.write_text(
        json.dumps({"keys": [made.as_dict(private=False, kid=made.thumbprint())]}), encoding="utf-8"
    )
    with running_provider(keys, f"http://127.0.0.1:{port}/sign-in/answer/") as issuer:
        yield (
            port,
            dict(os.environ)
            | {
                "JOINEDUP_DATABASE_URL": database_address,
                "JOINEDUP_OIDC_ISSUER": issuer,
                "JOINEDUP_OIDC_CLIENT_ID": CLIENT,
                "JOINEDUP_OIDC_PRIVATE_KEY_FILE": str(key),
                "JOINEDUP_INSECURE": "1",
            },
        )


@pytest.fixture(scope="module")
def account_address(real_place: Path, account_surroundings: tuple[int, dict[str, str]]) -> Iterator[str]:
    port, surroundings = account_surroundings
    with served(real_place, surroundings, port) as address:
        yield address


def signs_in(page: Page, name: str) -> None:
    page.goto("/sign-in/")
    assert violations(page) == []
    page.get_by_role("link", name="Sign in").click()
    if not page.locator("input[name=login]").count():
        return  # the provider still knows this browser
    page.locator("input[name=login]").fill(name)
    page.locator("input[name=login]").press("Enter")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")


def test_somebody_signs_in_and_is_told_to_ask_for_a_post_and_then_has_one(
    browser: Browser, account_address: str, account_surroundings: tuple[int, dict[str, str]], real_place: Path
) -> None:
    page = browser.new_context(base_url=account_address).new_page()
    signs_in(page, "nurse")
    expect(page.get_by_role("heading", level=1)).to_have_text("You are signed in, but hold no post here")
    assert violations(page) == []
    subject = page.locator(".joinedup-code").inner_text()
    words = [
        "people",
        "add",
        str(real_place),
        "--subject",
        subject,
        "--role",
        "gp",
        "--organisation",
        "L81001",
    ]
    subprocess.run([sys.executable, "-m", "joinedup", *words], env=account_surroundings[1], check=True)
    page.get_by_role("button", name="Sign out").click()
    signs_in(page, "nurse")
    expect(page.get_by_role("banner")).to_contain_text("Ada Okafor, GP")
    page.goto("/your-posts/")
    page.get_by_role("button", name="Sign out everywhere").click()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()


def test_nobody_is_a_persona_where_the_place_is_real(browser: Browser, account_address: str) -> None:
    page = browser.new_context(base_url=account_address).new_page()
    page.goto("/sign-in/")
    expect(page.get_by_role("button", name="Be ")).to_have_count(0)
