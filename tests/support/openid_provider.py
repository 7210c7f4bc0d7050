"""A real OpenID provider on this machine: Canaille (canaille.yaal.coop), with one client that proves itself by private_key_jwt.

It is run in a process of its own: `python -m tests.support.openid_provider PORT CLIENT_KEYS_FILE ANSWER_ADDRESS`.
"""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import urlopen

CLIENT = "joinedup-of-the-tests"
PASSWORD = "a long enough passphrase"
# Somebody whom an administrator gives a post, somebody who never gets one, and somebody whose post the provider tells.
PEOPLE = {"nurse": "Ada Okafor", "stranger": "Noel Nobody", "doctor": "Femi Gray"}
# The provider's own word for a role, at an organisation's code.
GROUPS = {"doctor": "general-practitioner@L81001"}


@contextmanager
def running_provider(client_keys: Path, answer_address: str) -> Iterator[str]:
    """A provider that knows one client by its public keys; gives its issuer."""
    port = free_port()
    words = [sys.executable, "-m", __name__, str(port), str(client_keys), answer_address]
    provider = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    issuer = f"http://localhost:{port}"
    try:
        _wait(provider, f"{issuer}/.well-known/openid-configuration")
        yield issuer
    finally:
        provider.terminate()
        provider.wait(timeout=20)


def free_port() -> int:
    """A port that nothing listens on now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait(provider: subprocess.Popen[bytes], address: str) -> None:
    for _ in range(300):
        try:
            with urlopen(address, timeout=1):
                return
        except OSError:
            assert provider.poll() is None, "the OpenID provider stopped while starting"
            time.sleep(0.1)
    raise AssertionError("the OpenID provider did not start within 30 seconds")


def _serve(port: int, client_keys: Path, answer_address: str) -> None:
    from canaille import create_app
    from canaille.app import models
    from canaille.backends import Backend
    from canaille.backends.memory.backend import MemoryBackend
    from joserfc.jwk import RSAKey
    from werkzeug.serving import make_server

    class FitsEveryCondition(MemoryBackend):
        """Canaille 0.3.6 finds in memory what fits any condition of a query (so any code of the client, for one that is shown
        to it); here, as Canaille says of its queries, what fits every one of them."""

        def do_query(self, model: Any, *args: Any, **conditions: Any) -> list[Any]:
            found = super().do_query(model)
            for name, value in conditions.items():
                fits = {one.id for one in super().do_query(model, **{name: value})}
                found = [one for one in found if one.id in fits]
            return found

    signing = RSAKey.generate_key(2048, auto_kid=True)
    provider = create_app(
        config={
            "SECRET_KEY": "of a provider that lives as long as a test",
            "SERVER_NAME": f"localhost:{port}",
            "PREFERRED_URL_SCHEME": "http",
            "SESSION_COOKIE_SECURE": False,
            "CANAILLE": {"JAVASCRIPT": False, "HTMX": False},
            "CANAILLE_OIDC": {"ACTIVE_JWKS": [signing.as_dict(private=True)]},
        }
    )
    provider.backend = FitsEveryCondition(provider.config)  # and Backend.instance
    with provider.app_context():
        for name, shown in PEOPLE.items():
            user = models.User(
                user_name=name, password=PASSWORD, formatted_name=shown, family_name=shown.split()[1]
            )
            user.emails = [f"{name}@example.org"]
            Backend.instance.save(user)
            if name in GROUPS:
                Backend.instance.save(models.Group(display_name=GROUPS[name], members=[user]))
        client = models.Client(
            client_id=CLIENT,
            client_name="joinedup",
            contacts=["admin@example.org"],
            client_uri="http://127.0.0.1",
            redirect_uris=[answer_address],
            grant_types=["authorization_code"],
            response_types=["code"],
            scope=["openid", "profile", "groups"],
            token_endpoint_auth_method="private_key_jwt",
            jwks=client_keys.read_text(encoding="utf-8"),
        )
        Backend.instance.save(client)
        client.audience = [client]
        Backend.instance.save(client)
    make_server("localhost", port, provider, threaded=True).serve_forever()


if __name__ == "__main__":
    _serve(int(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
