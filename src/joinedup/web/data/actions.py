"""Starting a build, and saying what became of it."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

from django.db import connection, transaction

from joinedup.errors import JoinedupError
from joinedup.web.access.roles import May
from joinedup.web.access.viewer import Viewer
from joinedup.web.audit.actions import record
from joinedup.web.data.build_files import is_building
from joinedup.web.data.models import OVER, Run, State, Status

# Any number that nothing else in the database locks: builds are started one after the other.
_TURN = 727_003
# A process that was asked for takes this long at most to begin.
BEGINS_WITHIN = timedelta(seconds=60)
SAID_AT_MOST = 4_000


class BuildRefused(JoinedupError):
    """A build that cannot be started now; the message says why."""


@transaction.atomic
def start_build(*, by: Viewer, place: Path, at: datetime) -> Run:
    """Start a build in a process of its own, as soon as this transaction is there to stay. BuildRefused while another runs."""
    if not by.may(May.START_BUILDS):
        raise BuildRefused("your post does not start builds")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(%s)", [_TURN])
    last = Run.objects.order_by("-pk").first()
    if last and not _is_over(last, place, at):
        raise BuildRefused("a build is under way already: wait until it is done")
    became = last.statuses.last() if last else None
    if became and became.state not in OVER:
        Status.objects.create(
            run=became.run, at=at, state=State.STOPPED, said="Its process ended before it was done."
        )
    run = Run.objects.create(asked_at=at, user_id=by.user_id, post=f"{by.title} at {by.organisation}")
    Status.objects.create(run=run, at=at, state=State.ASKED)
    record(by=by, action="build started", subject=f"build {run.pk}")
    transaction.on_commit(lambda: _begin(run.pk))
    return run


@transaction.atomic
def say(*, run: int, state: State, at: datetime, said: str = "") -> Status:
    """Add what became of a build; said by its own process."""
    status = Status.objects.create(run_id=run, at=at, state=state, said=said[:SAID_AT_MOST])
    record(by="build process", action=f"build {state.value}", subject=f"build {run}")
    return status


def _is_over(run: Run, place: Path, at: datetime) -> bool:
    """Whether a build is done with: it said so, or its process is gone."""
    last = run.statuses.last()
    if last is None or last.state in OVER:
        return True
    return not is_building(place) and at - last.at > (
        BEGINS_WITHIN if last.state == State.ASKED else timedelta()
    )


def _begin(number: int) -> None:
    """The process that builds: apart from this one, so that it goes on when this one is stopped."""
    subprocess.Popen(
        [sys.executable, "-m", "joinedup.web.data.build_process", str(number)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
