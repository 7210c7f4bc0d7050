"""From a pseudonym back to a person: for direct care alone, by someone with a role and a legitimate relationship.

The opening is written to the audit before the vault is touched: an attempt that fails is on record too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from joinedup.errors import JoinedupError
from joinedup.linkage.vault import Identity, open_identity

DIRECT_CARE = "direct-care"


class RefusedError(JoinedupError):
    """The identity may not be opened; the message says which condition is not met."""


class Audit(Protocol):
    """Where openings are written down: a file of chained lines (linkage/audit.py), or an audit that an application keeps."""

    def append(self, entry: Mapping[str, str]) -> object:
        """Add an entry that stays even if the opening fails."""


@dataclass(frozen=True)
class Vault:
    """Where the vault is and the place's 32-byte key for it."""

    path: Path
    key: bytes

    def __repr__(self) -> str:
        return f"Vault({self.path})"


def reveal(
    vault: Vault,
    pseudonym: str,
    *,
    by: str,
    role: str,
    relationship: str,
    purpose: str,
    at: datetime,
    audit: Audit,
) -> Identity:
    """Who a pseudonym stands for. `by` names the person asking, `role` what they are, `relationship` what they have to do
    with this patient's care, `at` the time (with its time zone).

    RefusedError for any purpose but 'direct-care' and for an empty name, role or relationship; the refusal is audited.
    AuditError when the audit cannot be written; VaultError when nobody has the pseudonym.
    """
    refusal = _refusal(by=by, role=role, relationship=relationship, purpose=purpose, at=at)
    audit.append(
        {
            "what": "identity refused" if refusal else "identity opened",
            "pseudonym": pseudonym,
            "by": by,
            "role": role,
            "relationship": relationship,
            "purpose": purpose,
            "at": at.isoformat(),
        }
    )
    if refusal:
        raise RefusedError(refusal)
    return open_identity(vault.path, vault.key, pseudonym)


def _refusal(*, by: str, role: str, relationship: str, purpose: str, at: datetime) -> str | None:
    if purpose != DIRECT_CARE:
        return f"an identity is opened for direct care alone (purpose '{DIRECT_CARE}'); the purpose given was '{purpose}'"
    if not by.strip():
        return "say who is asking: an identity is opened by a named person"
    if not role.strip():
        return "say the role of the person asking, for example 'district nurse'"
    if not relationship.strip():
        return "say the legitimate relationship with the patient, for example 'on the caseload of the Harbour team'"
    if at.tzinfo is None:
        return "say the time with its time zone: the audit must be unambiguous"
    return None
