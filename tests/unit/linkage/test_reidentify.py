"""Opening an identity: for direct care alone, and never without a line in an audit that shows every edit."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from joinedup.linkage.audit import AuditError, AuditLog
from joinedup.linkage.reidentify import RefusedError, Vault, reveal
from joinedup.linkage.vault import VaultError, write_vault

AT = datetime(2024, 4, 2, 9, 30, tzinfo=UTC)
GROUNDS = {
    "by": "Ada Okafor",
    "role": "district nurse",
    "relationship": "on the caseload of the Harbour team",
    "purpose": "direct-care",
}


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    path = tmp_path / "vault"
    write_vault(path, bytes(32), ["abc"], [("9434765919", "Ann", "Lee", "1950-01-02", "LS1 1AA", None)])
    return Vault(path, bytes(32))


@pytest.fixture
def audit(tmp_path: Path) -> AuditLog:
    return AuditLog(tmp_path / "audit.jsonl")


def test_an_identity_is_opened_for_direct_care_and_the_opening_is_written_down(
    vault: Vault, audit: AuditLog
) -> None:
    assert reveal(vault, "abc", **GROUNDS, at=AT, audit=audit).nhs_number == "9434765919"
    assert audit.entries() == [
        {"what": "identity opened", "pseudonym": "abc", **GROUNDS, "at": "2024-04-02T09:30:00+00:00"}
    ]


@pytest.mark.parametrize("purpose", ["planning", "evaluation", "", "Direct-Care", "direct-care "])
def test_any_other_purpose_is_refused_and_written_down(vault: Vault, audit: AuditLog, purpose: str) -> None:
    with pytest.raises(RefusedError, match="direct care alone"):
        reveal(vault, "abc", **{**GROUNDS, "purpose": purpose}, at=AT, audit=audit)
    assert [entry["what"] for entry in audit.entries()] == ["identity refused"]


@pytest.mark.parametrize("left_out", ["by", "role", "relationship"])
def test_a_request_without_a_name_a_role_or_a_relationship_is_refused(
    vault: Vault, audit: AuditLog, left_out: str
) -> None:
    with pytest.raises(RefusedError):
        reveal(vault, "abc", **{**GROUNDS, left_out: "  "}, at=AT, audit=audit)


def test_a_time_without_its_zone_is_refused(vault: Vault, audit: AuditLog) -> None:
    with pytest.raises(RefusedError, match="time zone"):
        reveal(vault, "abc", **GROUNDS, at=AT.replace(tzinfo=None), audit=audit)


def test_an_attempt_on_a_pseudonym_nobody_has_is_on_record(vault: Vault, audit: AuditLog) -> None:
    with pytest.raises(VaultError):
        reveal(vault, "xyz", **GROUNDS, at=AT, audit=audit)
    assert audit.verify().entries == 1


def test_nothing_is_opened_when_the_audit_cannot_be_written(vault: Vault, tmp_path: Path) -> None:
    with pytest.raises(AuditError, match="nothing was opened"):
        reveal(vault, "abc", **GROUNDS, at=AT, audit=AuditLog(tmp_path / "no such folder" / "audit.jsonl"))


def test_nothing_is_opened_while_the_audit_shows_an_edit(vault: Vault, audit: AuditLog) -> None:
    reveal(vault, "abc", **GROUNDS, at=AT, audit=audit)
    audit.path.write_text(audit.path.read_text().replace("Ada Okafor", "Eve Okafor"))
    with pytest.raises(AuditError, match="line 1: this line was edited"):
        reveal(vault, "abc", **GROUNDS, at=AT, audit=audit)


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_any_edit_of_the_audit_is_found(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    audit = AuditLog(tmp_path_factory.mktemp("audit") / "audit.jsonl")
    for number in range(4):
        audit.append({"what": "identity opened", "number": str(number)})
    before = audit.verify()
    content = audit.path.read_bytes()
    edit = data.draw(st.sampled_from(["change", "remove", "insert", "swap", "cut"]))
    place = data.draw(st.integers(0, len(content) - 1))
    lines = content.splitlines(keepends=True)
    if edit == "change":
        changed = (
            content[:place] + bytes([content[place] ^ data.draw(st.integers(1, 255))]) + content[place + 1 :]
        )
    elif edit == "remove":
        changed = b"".join(lines[:1] + lines[2:])
    elif edit == "insert":
        changed = b"".join([*lines[:2], lines[1], *lines[2:]])
    elif edit == "swap":
        changed = b"".join([lines[0], lines[2], lines[1], lines[3]])
    else:
        changed = content[:place]
    audit.path.write_bytes(changed)
    try:
        after = audit.verify()
    except AuditError:
        return
    # Only the newest lines can go unseen, and then the count and the last hash kept elsewhere show it.
    assert edit == "cut"
    assert after.entries < before.entries


def test_an_audit_that_was_never_written_has_no_entries(audit: AuditLog) -> None:
    assert audit.verify().entries == 0
    assert audit.entries() == []
