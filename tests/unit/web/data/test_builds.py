"""Starting a build: one at a time, with progress, and what became of it is kept."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.usefixtures("database")
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def viewer(role: str = "analyst") -> Any:
    from joinedup.web.access.roles import Role
    from joinedup.web.access.viewer import Viewer
    from joinedup.web.accounts.models import User

    user, _ = User.objects.get_or_create(subject="9100", defaults={"name": "Ada Okafor"})
    return Viewer(user.pk, user.name, 1, Role(role), "QZZ")


def start(place: Path, at: datetime = NOON, role: str = "analyst") -> Any:
    """A build asked for; its process begins only when the transaction is there to stay, which in these tests it never is."""
    from joinedup.web.data.actions import start_build

    return start_build(by=viewer(role), place=place, at=at)


def test_while_one_build_is_under_way_another_is_refused(tmp_path: Path) -> None:
    from joinedup.web.data.actions import BuildRefused, say
    from joinedup.web.data.build_files import turn_to_build
    from joinedup.web.data.models import State

    first = start(tmp_path)
    with pytest.raises(BuildRefused, match="under way already"):
        start(tmp_path, NOON + timedelta(seconds=59))
    with turn_to_build(tmp_path) as is_ours:
        assert is_ours
        say(run=first.pk, state=State.STARTED, at=NOON + timedelta(seconds=2))
        with pytest.raises(BuildRefused, match="under way already"):
            start(tmp_path, NOON + timedelta(hours=3))
    say(run=first.pk, state=State.FINISHED, at=NOON + timedelta(hours=3))
    assert start(tmp_path, NOON + timedelta(hours=3)).pk > first.pk


def test_a_build_whose_process_was_killed_does_not_stand_in_the_way(tmp_path: Path) -> None:
    from joinedup.web.data.actions import say
    from joinedup.web.data.models import State

    killed = start(tmp_path)
    say(run=killed.pk, state=State.STARTED, at=NOON)
    start(tmp_path, NOON + timedelta(minutes=5))
    last = killed.statuses.last()
    assert (last.state, last.said) == ("stopped", "Its process ended before it was done.")


def test_only_who_may_start_builds_does(tmp_path: Path) -> None:
    from joinedup.web.data.actions import BuildRefused

    with pytest.raises(BuildRefused, match="does not start builds"):
        start(tmp_path, role="gp")


def test_a_build_is_in_the_audit_from_its_start_to_its_end(tmp_path: Path) -> None:
    from joinedup.web.audit.models import Entry
    from joinedup.web.data.actions import say
    from joinedup.web.data.models import State

    run = start(tmp_path)
    say(run=run.pk, state=State.FAILED, at=NOON, said="the extract of a source is missing")
    assert [(entry.by, entry.action) for entry in Entry.objects.filter(subject=f"build {run.pk}")] == [
        (f"user {run.user_id}", "build started"),
        ("build process", "build failed"),
    ]


def test_progress_is_read_line_by_line_and_a_line_half_written_is_left(tmp_path: Path) -> None:
    from joinedup.web.data.build_files import progress_file, read_progress

    assert read_progress(tmp_path, 7) is None
    step = {"rows": 0, "seconds": 0.0, "reused": False, "of": 4}
    said = [
        step | {"step": "open a", "number": 1, "state": "started"},
        step | {"step": "open a", "number": 1, "state": "done"},
        step | {"step": "a note", "number": 1, "state": "note"},
        step | {"step": "resident", "number": 2, "state": "started"},
    ]
    text = "".join(f"{json.dumps(line)}\n" for line in said) + '{"step": "half'
    progress_file(tmp_path, 7).write_text(text, encoding="utf-8")
    found = read_progress(tmp_path, 7)
    assert found is not None
    assert (found.number, found.of, found.step, found.done, found.percent) == (2, 4, "resident", 1, 25)


def test_the_message_of_a_failed_build_is_its_own_words_and_never_a_traceback() -> None:
    from joinedup.web.data.build_process import _message

    build = ("The build", "joinedup build")
    place_file = "joinedup: place.toml: 1 thing to mend\n  sources[0]\n"
    assert _message(place_file, 1, *build) == "place.toml: 1 thing to mend\n  sources[0]"
    assert "Ada" not in _message("Traceback (most recent call last):\n ValueError: Ada Okafor\n", 1, *build)
    assert "exit code -9" in _message("", -9, *build)


@pytest.mark.parametrize("number", ["0", "4711", "9" * 19, "9" * 60])
def test_a_build_that_is_none_is_not_found(number: str) -> None:
    from tests.unit.web.data.conftest import signed_in

    client = signed_in("analyst")
    assert client.get(f"/data/builds/{number}/").status_code == 404
    assert client.get(f"/data/builds/{number}/progress/").status_code == 404
