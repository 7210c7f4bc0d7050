"""Rows that are only ever added to are neither changed nor deleted: not one, not many, not by SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.db import DatabaseError

if TYPE_CHECKING:
    from django.db.models import Model

pytestmark = pytest.mark.usefixtures("database")


def guarded() -> list[type[Model]]:
    from django.apps import apps

    from joinedup.web.guards import tables

    return [one for one in apps.get_models() if one._meta.db_table in tables()]


def test_everything_that_says_it_is_only_added_to_is_guarded() -> None:
    from django.apps import apps

    from joinedup.web.added_rows import AddedRow, AddedRows
    from joinedup.web.audit.models import Entry
    from joinedup.web.data.models import EvaluationStatus, Run, Status

    # Those of a build say which post asked in words, and some are its own process's, not a person's.
    others = {Entry, Run, Status, EvaluationStatus}
    assert set(guarded()) == others | {one for one in apps.get_models() if issubclass(one, AddedRow)}
    assert {type(one.objects.all()) for one in guarded()} == {AddedRows}  # type: ignore[attr-defined]


def test_no_query_changes_or_deletes_such_rows_together() -> None:
    for model in guarded():
        rows: Any = model.objects  # type: ignore[attr-defined]
        for attempt in (
            lambda rows=rows: rows.update(pk=1),
            lambda rows=rows: rows.all().delete(),
            lambda rows=rows: rows.bulk_update([], ["at"]),
            lambda rows=rows: rows.bulk_create([], update_conflicts=True),
            lambda rows=rows: rows.filter(pk=1).update(pk=2),
        ):
            with pytest.raises(TypeError, match="only ever added to"):
                attempt()


def test_the_database_refuses_it_whoever_asks() -> None:
    from django.db import connection, transaction

    from joinedup.web.care_teams.models import TeamChange
    from tests.support.care_team_people import care_coordinator

    care_coordinator()
    table = TeamChange._meta.db_table
    for sql in (f"update {table} set because = 'never'", f"delete from {table}", "delete from audit_entry"):
        with pytest.raises(DatabaseError, match="only ever added"), transaction.atomic():
            connection.cursor().execute(sql)
    assert TeamChange.objects.get().because == "for a test"


def test_the_guards_go_down_for_a_migration_and_up_again_after_it() -> None:
    from django.apps import apps
    from django.db import connection
    from django.db.models.signals import post_migrate, pre_migrate

    def count() -> int:
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from sqlite_master where type = 'trigger'")
            return int(cursor.fetchone()[0])

    audit, said = (
        apps.get_app_config("audit"),
        {"using": "default", "verbosity": 0, "interactive": False, "apps": apps},
    )
    everything = count()
    assert everything == 2 * len(guarded())
    pre_migrate.send(audit, app_config=audit, plan=[], **said)
    assert count() == everything, "where nothing is to be migrated they stay"
    pre_migrate.send(audit, app_config=audit, plan=["something"], **said)
    assert count() == 0
    post_migrate.send(audit, app_config=audit, plan=["something"], **said)
    assert count() == everything
