"""The database of an earlier version, filled, brought forward; and no change of a model without its migration."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

FIRST = [("accounts", "0001_initial"), ("audit", "0001_initial")]
MEETINGS_HAD_A_DAY_ALONE = [("meetings", "0001_initial")]


def test_every_change_of_a_model_has_its_migration(application: None) -> None:
    from django.core.management import call_command

    said = io.StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=said, verbosity=1)
    except SystemExit:
        pytest.fail(said.getvalue())


@pytest.fixture
def earlier(application: None, tmp_path: Path) -> Any:
    """A database of its own, as the first version made it."""
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    connections.databases["earlier"] = dict(connections.databases["default"]) | {
        "NAME": str(tmp_path / "earlier.sqlite3")
    }
    connection = connections["earlier"]
    executor = MigrationExecutor(connection)
    executor.migrate(FIRST)
    yield connection
    connection.close()
    del connections["earlier"], connections.databases["earlier"]


def test_a_filled_database_of_the_first_version_comes_forward_with_nothing_lost(earlier: Any) -> None:
    from django.db.migrations.executor import MigrationExecutor

    with earlier.cursor() as cursor:
        cursor.execute(
            "insert into accounts_user (subject, name) values ('9100', 'Ada Okafor'), ('9200', 'Femi Gray')"
        )
        cursor.execute(
            "insert into accounts_post (user_id, role, organisation, starts_on, ends_before)"
            " values (1, 'gp', 'L81001', '2024-04-01', '2025-04-01'), (2, 'analyst', 'QZZ', '2024-04-01', null)"
        )
    executor = MigrationExecutor(earlier)
    executor.migrate(executor.loader.graph.leaf_nodes())
    with earlier.cursor() as cursor:
        cursor.execute("select subject, name, sessions_key <> '' from accounts_user order by id")
        assert cursor.fetchall() == [("9100", "Ada Okafor", 1), ("9200", "Femi Gray", 1)]
        cursor.execute("select user_id, role, ends_before, given_by from accounts_post order by id")
        ended = [(user, role, str(day) if day else None, by) for user, role, day, by in cursor.fetchall()]
    assert ended == [(1, "gp", "2025-04-01", "administrator"), (2, "analyst", None, "administrator")]


def test_a_meeting_that_had_a_day_alone_is_arranged_for_that_day_by_who_called_it_then(earlier: Any) -> None:
    from django.core.management import call_command
    from django.db.migrations.executor import MigrationExecutor

    from joinedup.web.guards import put_up

    MigrationExecutor(earlier).migrate(MEETINGS_HAD_A_DAY_ALONE)
    with earlier.cursor() as cursor:
        cursor.execute(
            "insert into accounts_user (subject, name, sessions_key) values ('9100', 'Ada Okafor', 'a')"
        )
        cursor.execute(
            "insert into accounts_post (user_id, role, organisation, starts_on, given_by)"
            " values (1, 'care-coordinator', 'L81001', '2024-04-01', 'administrator')"
        )
        for title, day in (("Quay team", "2026-03-20"), ("Hill team", "2026-03-27")):
            cursor.execute(
                "insert into meetings_meeting (title, organisation, held_on, by_id, at) values (%s, 'L81001', %s, 1, %s)",
                [title, day, "2026-03-01 09:30:00"],
            )
        cursor.execute(
            "insert into meetings_invited (meeting_id, organisation, by_id, at) values (2, 'SEA', 1, '2026-03-01 09:30:00')"
        )
    put_up(earlier)
    call_command("migrate", database="earlier", verbosity=0)
    with earlier.cursor() as cursor:
        cursor.execute(
            "select title, number, arranged.held_on, starts_at, arranged.'where', arranged.by_id, arranged.at = meeting.at"
            " from meetings_meeting as meeting inner join meetings_arranged as arranged on arranged.meeting_id = meeting.id"
            " order by meeting.id"
        )
        assert [(title, *rest[:1], str(rest[1]), *rest[2:]) for title, *rest in cursor.fetchall()] == [
            ("Quay team", 1, "2026-03-20", None, "", 1, 1),
            ("Hill team", 1, "2026-03-27", None, "", 1, 1),
        ]
        cursor.execute("select meeting_id, organisation from meetings_invited")
        assert cursor.fetchall() == [(2, "SEA")]
        cursor.execute(
            "select count(*) from sqlite_master where type = 'trigger' and tbl_name = 'meetings_arranged'"
        )
        assert cursor.fetchone() == (2,), "and from then on nobody changes it"
