"""Every form of the application, found by walking its pages as each persona, and how each is filled in as it should be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.support.forms_of_a_page import PostedForm, forms_of
from tests.support.harbour_people import NUMBERS
from tests.unit.web.access.addresses import every_address
from tests.unit.web.access.browsing import browser

if TYPE_CHECKING:
    from django.test import Client

    from tests.support.filled_harbour import Filled

# Where a day in 2030, a 1 or the first thing to be chosen is not what a form asks for.
AS_IT_SHOULD: Mapping[str, Mapping[str, str]] = {
    "people": {"number": NUMBERS["Wilf"]},
    "emergency-access": {"number": NUMBERS["Arthur"], "reason": "Found on the quay, alone"},
    "add-evidence": {"address": "/money/"},
    "add-outcome": {"address": "/money/"},
    "declare-interests": {"kind": "financial"},
    "change-membership": {"on-year": "2024"},
    "add-post": {"on-year": "2024"},
    "change-post": {"on-year": "2024", "change": "filled"},
    "spending": {"quarter": "2023-01-01"},
    "add-cycle": {"on-year": "2024"},
    "write-note": {"on-year": "2024"},
    "record-learned": {"on-year": "2024"},
    "say-site": {"on-year": "2024"},
    "move-meeting": {"where": "Room 9"},
    "add-finding": {"low": "1", "change": "2", "high": "3"},
}


@dataclass(frozen=True)
class Found:
    """A form, the address of its page, and a browser of somebody who may send it."""

    name: str
    page: str
    form: PostedForm
    client: Client

    def filled(self) -> dict[str, Any]:
        """As it should be filled in."""
        words = self.form.filled()
        return words | {key: value for key, value in AS_IT_SHOULD.get(self.name, {}).items() if key in words}


def every_form(filled: Filled) -> list[Found]:
    """Each form once: what is sent to one address with the same boxes is the same form."""
    from django.urls import resolve

    found: dict[tuple[str, ...], Found] = {}
    for viewer in filled.viewers.values():
        client = browser(viewer)
        for at in _pages(filled):
            answer = client.get(at)
            for form in forms_of(answer.content.decode(), at) if answer.status_code == 200 else ():
                name = str(resolve(form.action).url_name)
                found.setdefault((name, *sorted(form.boxes)), Found(name, at, form, client))
    return list(found.values())


def _pages(filled: Filled) -> list[str]:
    from django.urls import reverse

    known = every_address(filled)
    more = [f"/tasks/{filled.numbers['task accepted']}/", f"/decisions/{filled.numbers['decision voted']}/"]
    return [reverse(name, kwargs=dict(one.kwargs)) for name, (_, one) in known.items()] + more
