"""Whatever a form changes, one entry of the audit tells of, in the same transaction; and doing it twice has one effect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.unit.web.access.browsing import TOKEN, undone

if TYPE_CHECKING:
    from tests.support.filled_harbour import Filled
    from tests.unit.web.access.every_form import Found

# What is no work of anybody's: sessions, and the audit itself, which is counted.
NOT_WORK = ("django_session", "audit_entry")
# An action that does another, each with its own entry: who accepts a task joins the care team, who ends it leaves.
TWO_ENTRIES = {"accept-task", "finish-task", "hand-back-task"}
# Signing in and out changes sessions alone; to find somebody and to look through the audit changes nothing.
CHANGES_NO_ROW = {"sign-in", "sign-out", "people", "audit-verify"}


def rows() -> dict[str, int]:
    """How many rows each table of people's work holds."""
    from django.db import connection

    with connection.cursor() as cursor:
        found = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'select count(*) from "{table}"')
            found[table] = int(cursor.fetchone()[0])
    return {table: number for table, number in found.items() if table not in NOT_WORK}


def entries() -> int:
    from joinedup.web.audit.models import Entry

    return Entry.objects.count()


def test_every_form_that_changes_something_makes_one_entry(filled: Filled, forms: list[Found]) -> None:
    from joinedup.web.audit.verified import verified

    wrong = {}
    for one in forms:
        with undone(one.client):
            before, told = rows(), entries()
            one.client.post(one.form.action, TOKEN | one.filled())
            changed, made = rows() != before, entries() - told
            expected = (one.name not in CHANGES_NO_ROW, _entries_expected(one.name))
            if (changed or one.name == "sign-out-everywhere", made) != expected:
                wrong[one.name] = (changed, made, expected)
            assert verified().breaks == ()
    assert wrong == {}


def _entries_expected(name: str) -> int:
    if name == "sign-out":
        return 1
    return 0 if name in CHANGES_NO_ROW else 2 if name in TWO_ENTRIES else 1


def test_where_the_audit_cannot_be_written_nothing_else_is(filled: Filled, forms: list[Found]) -> None:
    from django.db import connection

    refuses = (
        "create trigger full before insert on audit_entry begin select raise(abort, 'the disk is full'); end"
    )
    for one in forms:
        with undone(one.client), connection.cursor() as cursor:
            if _entries_expected(one.name):
                before = rows()
                cursor.execute(refuses)
                answer = one.client.post(one.form.action, TOKEN | one.filled())
                assert answer.status_code in (500, 503), one.name
                assert "nor was half of it" in answer.content.decode()
                assert rows() == before, f"{one.name} wrote something that no entry tells of"


def test_every_form_sent_twice_has_one_effect_or_is_refused_in_words(
    filled: Filled, forms: list[Found]
) -> None:
    wrong = {}
    for one in forms:
        with undone(one.client):
            one.client.post(one.form.action, TOKEN | one.filled())
            before, told = rows(), entries()
            again = one.client.post(one.form.action, TOKEN | one.filled())
            assert again.status_code in (200, 302, 403, 404, 409), one.name
            if (rows(), entries()) != (before, told):
                wrong[one.name] = {
                    table: n - before[table] for table, n in rows().items() if n != before[table]
                }
    assert wrong == {}
