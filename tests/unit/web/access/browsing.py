"""Browsers of the personas, and how pages are compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.test import Client

    from joinedup.web.access.viewer import Viewer

# What every real form carries, so that an empty form is a form too.
TOKEN = {"csrfmiddlewaretoken": "of-a-test"}
# What differs from page to page whoever looks: what a form is sent with, and the reader's own address, to come back to.
_CHANGES = re.compile(r'(?:name="(?:csrfmiddlewaretoken|form_key|back)" value=")[^"]*')


def browser(viewer: Viewer | None) -> Client:
    """A browser in which a viewer is signed in, in that very post; nobody where there is none."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    found = Client(headers={"host": "localhost"}, raise_request_exception=False)
    if viewer is not None:
        found.force_login(get_user_model().objects.get(pk=viewer.user_id))
        session = found.session
        session["post"] = viewer.post_id
        session.save()
    return found


@contextmanager
def undone(client: Client) -> Iterator[None]:
    """Whatever is written meanwhile is gone afterwards, and whoever was signed in is so again."""
    from django.db import transaction

    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    client.cookies = cookies


def sent(client: Client, address: str, words: dict[str, Any] | None = None) -> Any:
    """What comes back when a form is sent; nothing of it stays."""
    with undone(client):
        return client.post(address, TOKEN | (words or {}))


def body(answer: Any) -> str:
    """A page without what is new each time."""
    return _CHANGES.sub("", answer.content.decode())


def nothing_at(client: Client, address: str) -> str:
    """The page for an address of nothing in the same part of the application, as the menu marks it."""
    return _nothing_in(client, address.split("/")[1])


@cache
def _nothing_in(client: Client, part: str) -> str:
    return body(client.get(f"/{part}/no/such/page/" if part else "/no/such/page/"))
