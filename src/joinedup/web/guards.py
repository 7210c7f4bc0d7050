"""What the database itself refuses: to change or delete a row of a table that is only ever added to, whoever asks.

Triggers, put up anew after every migration (which takes them down, since it may have to rewrite a table). Whoever may change the
tables of the database can take them down too: that is what the hashes of the audit are for (audit/chain.py).
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from joinedup.web.added_rows import AddedRows

_SAYS = "rows of this table are only ever added"
_FUNCTION = "joinedup_rows_are_only_added"


def tables() -> list[str]:
    """The tables that are only ever added to."""
    only_added = (one for one in apps.get_models() if isinstance(one._default_manager.all(), AddedRows))
    return sorted(one._meta.db_table for one in only_added)


def put_up(connection: BaseDatabaseWrapper) -> None:
    """Guard every such table that is there."""
    there = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                f"create or replace function {_FUNCTION}() returns trigger language plpgsql"
                f" as $$ begin raise exception '{_SAYS}'; end $$"
            )
        for table in there.intersection(tables()):
            for statement in _put_up_on(connection.vendor, table):
                cursor.execute(statement)


def take_down(connection: BaseDatabaseWrapper) -> None:
    """Take the guards off: for a migration."""
    there = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table in there.intersection(tables()):
            on = f' on "{table}"' if connection.vendor == "postgresql" else ""
            for name in _names(connection.vendor, table):
                cursor.execute(f'drop trigger if exists "{name}"{on}')


def before_migrating(*, using: str, plan: list[Any], **more: Any) -> None:
    """Called by Django before it migrates; where nothing is to be done the guards stay."""
    if plan:
        take_down(connections[using])


def after_migrating(*, using: str, **more: Any) -> None:
    """Called by Django when it has migrated."""
    put_up(connections[using])


def _names(vendor: str, table: str) -> tuple[str, ...]:
    is_one = vendor == "postgresql"
    return (f"{table}_only_added",) if is_one else (f"{table}_never_changed", f"{table}_never_deleted")


def _put_up_on(vendor: str, table: str) -> tuple[str, ...]:
    names = _names(vendor, table)
    if vendor == "postgresql":
        events = "before update or delete or truncate"
        return (
            f'drop trigger if exists "{names[0]}" on "{table}"',
            f'create trigger "{names[0]}" {events} on "{table}" for each statement execute function {_FUNCTION}()',
        )
    return tuple(
        f'create trigger if not exists "{name}" before {event} on "{table}"'
        f" begin select raise(abort, '{_SAYS}'); end"
        for name, event in zip(names, ("update", "delete"), strict=True)
    )
