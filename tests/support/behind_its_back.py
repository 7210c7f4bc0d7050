"""What somebody does in the database behind the application's back: somebody who can take its guards down first."""

from __future__ import annotations


def changed(sql: str) -> None:
    """Take the guards down and run a statement."""
    from django.db import connection

    from joinedup.web.guards import take_down

    take_down(connection)
    with connection.cursor() as cursor:
        cursor.execute(sql)
