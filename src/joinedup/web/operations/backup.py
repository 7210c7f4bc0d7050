"""A copy of the application's database in one file, and the database again from such a file.

The file holds what people wrote here (plans, tasks, decisions) and the audit. It is as confidential as a patient record, and is
written so that only its owner may read it. The place file, the extracts and the place's key are kept elsewhere: they are not in it.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.db import connection, connections

from joinedup.errors import JoinedupError
from joinedup.web.accounts.models import User
from joinedup.web.audit.verified import Verified, verified

DEBIAN = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


class CopyRefused(JoinedupError):
    """A copy that cannot be made or put back; the message says why and what to do."""


def backup(file: Path) -> int:
    """Copy the database into a new file while the application goes on; its bytes. CopyRefused when the file is there already."""
    if file.exists():
        raise CopyRefused(f"{file} is there already; name a new file, so that no earlier copy is lost")
    descriptor, written = tempfile.mkstemp(
        prefix=f".{file.name}.", dir=file.absolute().parent
    )  # mkstemp: only we may read it
    os.close(descriptor)
    try:
        _copy_out(Path(written))
        os.replace(written, file)
    finally:
        Path(written).unlink(missing_ok=True)
    return file.stat().st_size


def restore(file: Path, *, replace: bool) -> Verified:
    """Put a copy back in place of the database; what the audit in it says.

    CopyRefused when the database holds anything and `replace` was not said, or the file is no copy of ours.
    """
    if not file.is_file():
        raise CopyRefused(f"{file}: there is no such file")
    if _holds_something() and not replace:
        raise CopyRefused(
            "the database here holds people's work already; say --replace to put the copy in its place"
        )
    _copy_in(file)
    connections.close_all()
    return verified()


def _holds_something() -> bool:
    tables = connection.introspection.table_names()
    return "accounts_user" in tables and User.objects.exists()


def _copy_out(file: Path) -> None:
    if connection.vendor == "postgresql":
        _run([_program("pg_dump"), "--format=custom", "--no-owner", "--no-privileges", f"--file={file}"])
        return
    with closing(sqlite3.connect(_sqlite_file())) as from_, closing(sqlite3.connect(file)) as to:
        from_.backup(to)
        to.execute("pragma journal_mode = delete")


def _copy_in(file: Path) -> None:
    if connection.vendor == "postgresql":
        _check_dump(file)
        # One transaction: either the whole copy is there afterwards, or what was there before.
        words = [
            "--clean",
            "--if-exists",
            "--no-owner",
            "--no-privileges",
            "--single-transaction",
            "--exit-on-error",
        ]
        connections.close_all()
        _run([_program("pg_restore"), *words, f"--dbname={settings.DATABASES['default']['NAME']}", str(file)])
        return
    connections.close_all()
    _check_sqlite(file)
    read_only = f"{file.absolute().as_uri()}?mode=ro"
    with (
        closing(sqlite3.connect(read_only, uri=True)) as from_,
        closing(sqlite3.connect(_sqlite_file())) as to,
    ):
        from_.backup(to)


def _check_sqlite(file: Path) -> None:
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as copy:
            whole = copy.execute("pragma integrity_check").fetchone()[0] == "ok"
            ours = (
                copy.execute("select count(*) from sqlite_master where name = 'audit_entry'").fetchone()[0]
                == 1
            )
    except sqlite3.DatabaseError as error:
        raise CopyRefused(f"{file} is no copy of a SQLite database: {error}") from error
    if not (whole and ours):
        raise CopyRefused(f"{file} is not a whole copy of this application's database")


def _check_dump(file: Path) -> None:
    listed = subprocess.run(
        [_program("pg_restore"), "--list", str(file)], capture_output=True, text=True, check=False
    )
    if listed.returncode or "audit_entry" not in listed.stdout:
        raise CopyRefused(f"{file} is no copy of this application's database made with pg_dump")


def _sqlite_file() -> str:
    file = Path(str(settings.DATABASES["default"]["NAME"]))
    file.parent.mkdir(parents=True, exist_ok=True)
    return str(file)


def _program(name: str) -> str:
    """One of PostgreSQL's own programs; Debian keeps them off the path."""
    found = shutil.which(name) or next(
        (str(folder / name) for folder in DEBIAN if (folder / name).exists()), None
    )
    if found is None:
        raise CopyRefused(
            f"PostgreSQL's {name} is not on this machine: on Debian or Ubuntu, apt install postgresql-client"
        )
    return found


def _run(words: Sequence[str]) -> None:
    done = subprocess.run(
        words, env=os.environ | _as_postgresql_asks(), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise CopyRefused(f"{Path(words[0]).name} failed: {done.stderr.strip()[:2000]}")


def _as_postgresql_asks() -> Mapping[str, str]:
    """The database's address as PostgreSQL's programs read it: never on a command line, where others could see a password."""
    said = settings.DATABASES["default"]
    names = {
        "PGHOST": "HOST",
        "PGPORT": "PORT",
        "PGUSER": "USER",
        "PGPASSWORD": "PASSWORD",
        "PGDATABASE": "NAME",
    }
    return {name: str(said[key]) for name, key in names.items() if said.get(key)}
