"""The database of an earlier version, filled, brought forward; and no change of a model without its migration."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

FIRST = [("accounts", "0001_initial"), ("audit", "0001_initial")]


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
