"""The database goes away in the middle of an action: a clear page, nothing half written, and the audit is whole."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from functools import partial
from pathlib import Path

import psycopg
import pytest

from tests.support.counted_rows import rows_in
from tests.support.harbour_people import MARGARET
from tests.support.plain_browser import PlainBrowser

PLAN = f"/people/{MARGARET}/plan/edit/"


@pytest.fixture
def amina(address: str, people_built: None) -> PlainBrowser:
    """The care coordinator, with the form of a plan before her."""
    browser = PlainBrowser(address).signed_in("care-coordinator")
    assert browser.get(PLAN)[0] == 200
    return browser


@pytest.fixture
def database(
    database_address: str, place_folder: Path, amina: PlainBrowser
) -> Iterator[psycopg.Connection | None]:
    """A second connection, of somebody who looks after the database; none to SQLite."""
    if not database_address:
        yield None
        return
    with psycopg.connect(database_address, autocommit=True) as connection:
        yield connection


def newest(browser: PlainBrowser) -> str:
    """The version of the plan that its form begins from now."""
    found = re.search(r'name="begun_from" value="(\d+)"', browser.get(PLAN)[1])
    assert found
    return found[1]


def held(database_address: str, place_folder: Path) -> tuple[int, int]:
    """How many versions of plans there are, and how many entries of the audit."""
    versions, entries = (
        rows_in(table, address=database_address, folder=place_folder)
        for table in ("plans_version", "audit_entry")
    )
    return versions, entries


def audit_is_whole(database_address: str, place_folder: Path) -> bool:
    words = [sys.executable, "-m", "joinedup", "audit", "verify", str(place_folder)]
    return (
        subprocess.run(
            words, env=os.environ | {"JOINEDUP_DATABASE_URL": database_address}, check=False
        ).returncode
        == 0
    )


def test_a_plan_that_is_being_saved_is_saved_whole_or_not_at_all(
    amina: PlainBrowser, database: psycopg.Connection | None, database_address: str, place_folder: Path
) -> None:
    before, form = held(database_address, place_folder), {"begun_from": newest(amina)}
    with ThreadPoolExecutor(1) as pool:
        saving = partial(pool.submit, amina.post, PLAN, goals="Walk to the quay", **form)
        if database is not None:
            status, page = _ended_while_it_waits_for_the_audit(saving, database)
        else:
            status, page = _locked_for_longer_than_it_waits(saving, place_folder)
    assert status == 503
    assert "The service cannot reach its database" in page
    assert "it was not saved, nor was half of it" in page
    assert "nhsuk-header" in page
    assert held(database_address, place_folder) == before
    assert audit_is_whole(database_address, place_folder)
    assert amina.get(PLAN)[0] == 200, "the next request finds the database again"
    assert amina.post(PLAN, goals="Walk to the quay", **form)[0] == 200
    assert held(database_address, place_folder)[0] == before[0] + 1


def test_a_page_that_is_asked_for_meanwhile_says_so(
    amina: PlainBrowser, database: psycopg.Connection | None, place_folder: Path
) -> None:
    if database is None:
        pytest.skip("SQLite reads on while somebody writes")
    with ThreadPoolExecutor(1) as pool, database.transaction():
        database.execute("lock table accounts_post in access exclusive mode")
        reading = pool.submit(amina.get, "/tasks/")
        _end_whoever_waits(database)
    status, page = reading.result()
    assert status == 503
    assert "The service cannot reach its database" in page
    assert amina.get("/tasks/")[0] == 200


def test_while_the_database_answers_nobody_every_page_says_so_and_nobody_is_signed_out(
    amina: PlainBrowser, database: psycopg.Connection | None, database_address: str
) -> None:
    if database is None:
        pytest.skip("SQLite is a file: it does not go away by itself")
    name, beside = database.info.dbname, re.sub(r"/\w+\?", "/postgres?", database_address)
    with psycopg.connect(beside, autocommit=True) as other, ThreadPoolExecutor(1) as pool:
        try:
            with database.transaction():
                database.execute("lock table tasks_task in access exclusive mode")
                # Who is looking is known already when the database goes away.
                reading = pool.submit(amina.get, "/tasks/")
                _wait_until_somebody_waits(other)
                other.execute(f"alter database {name} allow_connections false")  # type: ignore[arg-type]
                _end_everybody_at(other, name)
        except psycopg.OperationalError:
            pass  # ours was ended with the others
        pages = (reading.result(), amina.get("/"), amina.get("/sign-in/"), amina.post(PLAN, goals="x"))
        watching = PlainBrowser(amina.address)
        alive, ready = watching.get("/health/")[0], watching.get("/ready/")[0]
        other.execute(f"alter database {name} allow_connections true")  # type: ignore[arg-type]
    for status, page in pages:
        assert status == 503
        assert "The service cannot reach its database" in page
        assert "nhsuk-header" in page
    assert (alive, ready) == (200, 503)
    assert "Amina Yusuf" in amina.get("/tasks/")[1]


def test_postgresql_refuses_to_change_what_is_only_added_to(
    amina: PlainBrowser, database: psycopg.Connection | None
) -> None:
    if database is None:
        pytest.skip("SQLite's guards are tested in tests/unit/web/test_rows_are_only_added.py")
    for sql in ("update audit_entry set by = 'x'", "delete from plans_version", "truncate tasks_step"):
        with pytest.raises(psycopg.errors.RaiseException, match="only ever added"):
            database.execute(sql)  # type: ignore[arg-type]


def _ended_while_it_waits_for_the_audit(
    saving: Callable[[], Future[tuple[int, str]]], database: psycopg.Connection
) -> tuple[int, str]:
    """The version is written, its entry not yet: then the connection is ended."""
    with database.transaction():
        database.execute("lock table audit_entry in exclusive mode")
        under_way = saving()
        _end_whoever_waits(database)
    return under_way.result()


def _wait_until_somebody_waits(database: psycopg.Connection) -> list[int]:
    """The processes that wait for a lock."""
    for _ in range(200):
        found = database.execute("select pid from pg_stat_activity where wait_event_type = 'Lock'").fetchall()
        if found:
            return [process for (process,) in found]
        time.sleep(0.05)
    raise AssertionError("nobody waits")


def _end_whoever_waits(database: psycopg.Connection) -> None:
    for process in _wait_until_somebody_waits(database):
        database.execute("select pg_terminate_backend(%s)", [process])
    time.sleep(0.3)


def _end_everybody_at(other: psycopg.Connection, name: str) -> None:
    other.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = %s", [name])
    time.sleep(0.3)


def _locked_for_longer_than_it_waits(
    saving: Callable[[], Future[tuple[int, str]]], place_folder: Path
) -> tuple[int, str]:
    with closing(sqlite3.connect(place_folder / "web" / "joinedup.sqlite3", isolation_level=None)) as other:
        other.execute("begin immediate")
        answer = saving().result()
        other.execute("rollback")
    return answer
