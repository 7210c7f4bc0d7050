"""The audit is only ever added to, and an edit behind its back is found."""

from __future__ import annotations

import pytest

from tests.support.behind_its_back import changed

pytestmark = pytest.mark.usefixtures("database")


def entries() -> list[object]:
    from joinedup.web.audit.models import Entry

    return list(Entry.objects.order_by("number"))


def test_a_chain_of_entries_is_whole() -> None:
    from joinedup.web.audit.actions import record
    from joinedup.web.audit.chain import breaks

    for number in range(3):
        record(by="a test", action="tried", subject=f"thing {number}")
    assert list(breaks(entries())) == []


def test_an_entry_changed_in_the_database_is_found() -> None:
    from joinedup.web.audit.actions import record
    from joinedup.web.audit.chain import breaks

    for number in range(3):
        record(by="a test", action="tried", subject=f"thing {number}")
    changed("update audit_entry set action = 'never happened' where number = 2")
    assert list(breaks(entries())) == ["entry 2 was changed after it was written"]


def test_an_entry_cannot_be_changed_or_deleted_through_the_application() -> None:
    from joinedup.web.audit.actions import record
    from joinedup.web.audit.models import Entry

    entry = record(by="a test", action="tried", subject="thing")
    for attempt in (
        entry.save,
        entry.delete,
        Entry.objects.all().delete,
        lambda: Entry.objects.update(action="x"),
    ):
        with pytest.raises(TypeError, match="only ever added to"):
            attempt()


def test_nobody_writes_anonymously() -> None:
    from joinedup.web.audit.actions import record

    with pytest.raises(ValueError, match="by whom"):
        record(by="", action="tried", subject="thing")
