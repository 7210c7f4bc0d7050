"""The one module that leads back from a pseudonym to a person: see the contract `the-way-back` in .importlinter.

It asks `joinedup.linkage.reidentify`, which writes who asks and why into the audit before the vault is touched.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils import timezone

from joinedup.linkage.keys import PlaceKey, read_key
from joinedup.linkage.nhs_numbers import valid_nhs_number
from joinedup.linkage.pseudonyms import of_nhs_number, pseudonym
from joinedup.linkage.reidentify import DIRECT_CARE, Audit, Vault, reveal
from joinedup.linkage.vault import Identity
from joinedup.web.access.viewer import Viewer
from joinedup.web.audit.actions import record
from joinedup.web.names.models import NameOpening
from joinedup.web.published.current import SharedBuild


@dataclass(frozen=True, repr=False)
class Name:
    """What is shown of who somebody is. It has no place in a log: printing it says nothing."""

    words: str
    number: str
    born: date | None

    def __repr__(self) -> str:
        return "Name(...)"


@dataclass(frozen=True)
class _InTheAudit:
    """The audit that `reveal` writes to: the application's own, in the transaction under way."""

    by: Viewer
    person: str
    purpose: str

    def append(self, entry: Mapping[str, str]) -> object:
        told = {"relationship": entry["relationship"], "purpose": entry["purpose"], "stated": self.purpose}
        return record(by=self.by, action=entry["what"], subject=f"person {self.person}", detail=told)


@dataclass(frozen=True)
class _InTheAuditAlready:
    """Where an opening under way is on record: reading its name once more is part of it, and adds no entry."""

    opening: int

    def append(self, entry: Mapping[str, str]) -> object:
        return self.opening


def name_of(build: SharedBuild, person: str, *, by: Viewer, relationship: str, stated: str) -> Name:
    """Who a pseudonym stands for. JoinedupError where the key, the vault or the person is not there."""
    return _revealed(build, person, by=by, relationship=relationship, audit=_InTheAudit(by, person, stated))


def name_again(build: SharedBuild, opening: NameOpening, *, by: Viewer) -> Name:
    """The name of an opening that lasts still, for a process that did not open it itself. JoinedupError as `name_of`."""
    audit = _InTheAuditAlready(opening.pk)
    return _revealed(build, opening.person, by=by, relationship=opening.relationship, audit=audit)


def _revealed(build: SharedBuild, person: str, *, by: Viewer, relationship: str, audit: Audit) -> Name:
    vault = Vault(build.published.folder / "build" / str(build.published.manifest["vault"]), _key().for_vault)
    found = reveal(
        vault,
        person,
        by=f"user {by.user_id}",
        role=by.role.value,
        relationship=relationship,
        purpose=DIRECT_CARE,
        at=timezone.now(),
        audit=audit,
    )
    return _as_shown(found)


def person_of_number(written: str) -> str | None:
    """The pseudonym that somebody of an NHS number has in this place, whether there is anybody or not; None for no number."""
    number = valid_nhs_number(written)
    return None if number is None else pseudonym(_key().for_pseudonyms, of_nhs_number(number))


def _key() -> PlaceKey:
    return read_key(settings.SURROUNDINGS.key_file)


def _as_shown(found: Identity) -> Name:
    """Family name first, as NHS systems write it; an NHS number in three groups."""
    parts = ((found.family_name or "").upper(), found.given_name or "")
    digits = found.nhs_number or ""
    number = f"{digits[:3]} {digits[3:6]} {digits[6:]}" if digits else ""
    born = date.fromisoformat(found.birth_date) if found.birth_date else None
    return Name(", ".join(part for part in parts if part) or "No name on record", number, born)
