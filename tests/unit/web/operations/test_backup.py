"""A copy of the database and back, on SQLite and on PostgreSQL, with the commands as somebody types them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.harbour import written
from tests.support.postgresql import running_server


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def surroundings(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, str]]:
    """Where the commands find the database of each kind."""
    if request.param == "sqlite":
        yield dict(os.environ) | {"JOINEDUP_DATABASE_URL": "", "JOINEDUP_INSECURE": "1"}
        return
    with running_server(tmp_path_factory.mktemp("backup")) as address:
        yield dict(os.environ) | {
            "JOINEDUP_DATABASE_URL": address.format(name="postgres"),
            "JOINEDUP_INSECURE": "1",
        }


@pytest.fixture(scope="module")
def place(surroundings: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("place") / "harbour")


def run(surroundings: dict[str, str], *words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "joinedup", *map(str, words)]
    return subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)


def given(surroundings: dict[str, str], place: Path, subject: str) -> subprocess.CompletedProcess[str]:
    words = ("--subject", subject, "--role", "gp", "--organisation", "L81001")
    return run(surroundings, "people", "add", place, *words)


def test_what_was_there_when_it_was_copied_is_there_again_and_the_audit_is_whole(
    surroundings: dict[str, str], place: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    assert given(surroundings, place, "before").returncode == 0
    made = run(surroundings, "backup", place, copy)
    assert made.returncode == 0, made.stderr
    assert copy.stat().st_mode & 0o077 == 0, "others may read it"
    assert given(surroundings, place, "after").returncode == 0

    refused = run(surroundings, "restore", copy, place)
    assert refused.returncode == 1
    assert "--replace" in refused.stderr
    back = run(surroundings, "restore", copy, place, "--replace")
    assert back.returncode == 0, back.stderr
    assert "The audit is whole" in back.stdout
    listed = run(surroundings, "people", "list", place).stdout
    assert "before" in listed
    assert "after" not in listed
    assert run(surroundings, "audit", "verify", place).returncode == 0


def test_a_copy_is_never_written_over_another(
    surroundings: dict[str, str], place: Path, tmp_path: Path
) -> None:
    there = tmp_path / "copy"
    there.write_text("an earlier copy")
    refused = run(surroundings, "backup", place, there)
    assert refused.returncode == 1
    assert "is there already" in refused.stderr
    assert there.read_text() == "an earlier copy"


def test_what_is_no_copy_is_refused_and_nothing_is_lost(
    surroundings: dict[str, str], place: Path, tmp_path: Path
) -> None:
    given(surroundings, place, "kept")
    other = tmp_path / "other"
    for text in (b"", b"not a database", os.urandom(9_000)):
        other.write_bytes(text)
        refused = run(surroundings, "restore", other, place, "--replace")
        assert refused.returncode == 1
        assert "no copy" in refused.stderr or "not a whole copy" in refused.stderr
    assert run(surroundings, "restore", tmp_path / "nothing", place).returncode == 1
    assert "kept" in run(surroundings, "people", "list", place).stdout


def test_a_restored_copy_whose_audit_was_changed_is_said_to_be_broken(
    surroundings: dict[str, str], place: Path, tmp_path: Path
) -> None:
    if surroundings["JOINEDUP_DATABASE_URL"]:
        pytest.skip("the row is changed with sqlite3 here; the check itself is the same on PostgreSQL")
    import sqlite3

    given(surroundings, place, "audited")
    with sqlite3.connect(place / "web" / "joinedup.sqlite3") as database:
        with pytest.raises(sqlite3.IntegrityError, match="only ever added"):
            database.execute("delete from audit_entry")
        database.execute("drop trigger audit_entry_never_changed")
        database.execute("update audit_entry set action = 'never' where number = 1")
    found = run(surroundings, "audit", "verify", place)
    assert found.returncode == 1
    assert "entry 1 was changed after it was written" in found.stderr
