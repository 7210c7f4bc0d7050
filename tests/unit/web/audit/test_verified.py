"""Going through the whole audit, from the command line and on its page."""

from __future__ import annotations

import pytest

from tests.support.behind_its_back import changed

pytestmark = pytest.mark.usefixtures("database")


def written(number: int) -> None:
    from joinedup.web.audit.actions import record

    for one in range(number):
        record(by="a test", action="tried", subject=f"thing {one}")


def test_a_whole_audit_is_said_to_be_whole_with_the_hash_to_write_down() -> None:
    from joinedup.web.audit.models import Entry
    from joinedup.web.audit.verified import verified

    written(3)
    found = verified()
    assert found.breaks == ()
    assert found.in_words.endswith(f"the last is 3={Entry.objects.get(number=3).sha256}")


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("update audit_entry set detail = '{\"a\": 1}' where number = 2", "entry 2 was changed"),
        ("update audit_entry set at = '2020-01-01 00:00:00' where number = 2", "entry 2 was changed"),
        ("delete from audit_entry where number = 2", "entry 2 is missing"),
        ("delete from audit_entry where number = 1", "entry 1 is missing"),
        ("update audit_entry set number = 9 where number = 3", "entry 3 is missing"),
        (
            "insert into audit_entry select 4, at, by, post, action, subject, detail, previous_sha256, sha256"
            " from audit_entry where number = 3",
            "entry 4 does not follow",
        ),
    ],
)
def test_a_row_changed_behind_its_back_is_found(sql: str, message: str) -> None:
    from joinedup.web.audit.verified import verified

    written(3)
    changed(sql)
    assert message in verified().breaks[0]


def test_two_entries_that_changed_places_are_found() -> None:
    from joinedup.web.audit.verified import verified

    written(4)
    for old, new in ((2, 99), (3, 2), (99, 3)):
        changed(f"update audit_entry set number = {new} where number = {old}")
    assert {"entry 2 was changed after it was written", "entry 3 was changed after it was written"} <= set(
        verified().breaks
    )


def test_an_audit_written_anew_from_an_edit_on_is_found_only_by_what_was_written_down() -> None:
    """Whoever can write to the tables and knows how hashes are made can make them all anew: so the last is written down."""
    from joinedup.web.audit.chain import sha256_of
    from joinedup.web.audit.models import Entry
    from joinedup.web.audit.verified import verified

    written(3)
    holds = verified().in_words.rpartition(" ")[2]
    previous = Entry.objects.get(number=1).sha256
    for entry in Entry.objects.filter(number__gte=2):
        said = {"by": entry.by, "post": "", "action": "never", "subject": entry.subject, "detail": {}}
        made = sha256_of(entry.number, entry.at, said, previous)
        changed(
            f"update audit_entry set action = 'never', previous_sha256 = '{previous}', sha256 = '{made}'"
            f" where number = {entry.number}"
        )
        previous = made
    assert verified().breaks == ()
    assert "written anew" in verified(holds).breaks[0]


def test_an_audit_cut_short_at_its_end_is_found_by_what_was_written_down() -> None:
    from joinedup.web.audit.verified import verified

    written(3)
    holds = verified().in_words.rpartition(" ")[2]
    changed("delete from audit_entry where number = 3")
    assert verified().breaks == ()
    assert "cut short" in verified(holds).breaks[0]


def test_what_was_written_down_wrong_is_said_so() -> None:
    from joinedup.errors import JoinedupError
    from joinedup.web.audit.verified import verified

    with pytest.raises(JoinedupError, match="expected NUMBER=HASH"):
        verified("3")


def test_of_many_breaks_the_first_are_told() -> None:
    from joinedup.web.audit.verified import BREAKS_TOLD, verified

    written(40)
    changed("update audit_entry set action = 'never'")
    assert len(verified().breaks) == BREAKS_TOLD
