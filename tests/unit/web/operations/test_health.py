"""Whether the application is alive, and whether it can work."""

from __future__ import annotations

from pathlib import Path

import pytest

pytestmark = pytest.mark.usefixtures("database")


def get(address: str) -> object:
    from django.test import Client

    return Client(headers={"host": "localhost"}).get(address)


def test_it_is_well_and_ready_without_a_build() -> None:
    assert get("/health/").status_code == 200  # type: ignore[attr-defined]
    ready = get("/ready/")
    assert ready.status_code == 200  # type: ignore[attr-defined]
    assert ready.json() == {"ready": True, "database": "ready", "place_file": "ready", "build": "none yet"}  # type: ignore[attr-defined]


def test_a_place_file_half_edited_is_said_not_to_be_ready_and_pages_go_on_with_the_last_one(
    place_folder: Path,
) -> None:
    from joinedup.web.published.place_file import problem_of

    file = place_folder / "place.toml"
    before = file.read_text(encoding="utf-8")
    assert get("/sign-in/").status_code == 200  # type: ignore[attr-defined]
    try:
        file.write_text("[place]\nname = ", encoding="utf-8")
        assert get("/health/").status_code == 200  # type: ignore[attr-defined]
        ready = get("/ready/")
        assert ready.status_code == 503  # type: ignore[attr-defined]
        assert ready.json()["place_file"] == "cannot be used"  # type: ignore[attr-defined]
        assert get("/sign-in/").status_code == 200  # type: ignore[attr-defined]
        assert "Invalid value" in problem_of(place_folder)
    finally:
        file.write_text(before, encoding="utf-8")


def test_a_database_that_waits_to_be_brought_up_to_date_is_not_ready() -> None:
    from django.db.migrations.recorder import MigrationRecorder

    MigrationRecorder.Migration.objects.filter(app="audit").delete()
    ready = get("/ready/")
    assert ready.status_code == 503  # type: ignore[attr-defined]
    assert ready.json()["database"] == "needs to be brought up to date"  # type: ignore[attr-defined]


def test_health_and_readiness_ask_the_database_for_no_session_whoever_looks() -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tests.support.signed_in import signed_in

    client = signed_in("gp")
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/health/").status_code == 200
    assert list(asked) == []
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/ready/").status_code == 200
    assert [one["sql"] for one in asked if "session" in one["sql"]] == []
    assert client.get("/people/").status_code == 200, "and the session is as it was"
