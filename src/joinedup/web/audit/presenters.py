"""An entry of the audit in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from joinedup.place.model import Place
from joinedup.web.access.roles import TITLES, Role
from joinedup.web.audit.models import Entry
from joinedup.web.pages import moment
from joinedup.web.pseudonyms import reference


@dataclass(frozen=True)
class ShownEntry:
    """One entry as a row of the page. `by` and `subject` are as the audit writes them, to look for more of the same."""

    number: int
    at: str
    by: str
    by_name: str
    post: str
    action: str
    subject: str
    subject_name: str
    detail: str


def shown_entry(entry: Entry, names: Mapping[str, str], place: Place) -> ShownEntry:
    """An entry in words, with the names of users and organisations for their numbers and codes."""
    organisations = {body.code: body.name for body in place.organisations}
    return ShownEntry(
        entry.number,
        moment(timezone.localtime(entry.at)),
        entry.by,
        names.get(entry.by, entry.by),
        _post(entry.post, organisations),
        entry.action,
        entry.subject,
        names.get(entry.subject) or _short(entry.subject),
        "; ".join(
            f"{key.replace('_', ' ')}: {_plain(value, organisations)}"
            for key, value in entry.detail.items()
            if not _is_number_of_post(key, value)
        ),
    )


def _short(subject: str) -> str:
    """A person as every other page calls them; anything else as it is written."""
    what, _, person = subject.partition(" ")
    return f"person {reference(person)}" if what == "person" else subject


def _post(written: str, organisations: Mapping[str, str]) -> str:
    """gp at L81001, as people say it."""
    role, _, code = written.partition(" at ")
    title = TITLES[Role(role)] if role in set(Role) else role
    organisation = organisations.get(code, code)
    return f"{title}, {organisation}" if organisation else title


def _is_number_of_post(key: str, value: Any) -> bool:
    """Whether it only numbers the post that somebody signed in with, which says nothing to a reader."""
    return key == "post" and isinstance(value, int)


def _plain(value: Any, organisations: Mapping[str, str]) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(_plain(one, organisations) for one in value)
    return organisations.get(str(value), str(value))
