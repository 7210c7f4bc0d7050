"""Starting a build and the evaluations that follow it, and saying what became of both."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from django.db import connection, transaction

from joinedup.errors import JoinedupError
from joinedup.web.access.roles import May
from joinedup.web.access.viewer import Viewer
from joinedup.web.audit.actions import record
from joinedup.web.data.build_files import is_building
from joinedup.web.data.evaluable import Evaluable
from joinedup.web.data.evaluable_presenter import why_not
from joinedup.web.data.models import OVER, EvaluationStatus, Run, State, Status

# Any number that nothing else in the database locks: builds are started one after the other.
_TURN = 727_003
# A process that was asked for takes this long at most to begin.
BEGINS_WITHIN = timedelta(seconds=60)
SAID_AT_MOST = 4_000


class BuildRefused(JoinedupError):
    """A build that cannot be started now; the message says why."""


@transaction.atomic
def start_build(*, by: Viewer, place: Path, at: datetime, evaluate: Sequence[Evaluable] = ()) -> Run:
    """Start a build in a process of its own, as soon as this transaction is there to stay; once it is published, care models are
    evaluated on it. BuildRefused while another runs, and for a care model whose registered test cannot be repeated."""
    if not by.may(May.START_BUILDS):
        raise BuildRefused("your post does not start builds")
    for one in evaluate:
        if not one.is_offered:
            raise BuildRefused(f"{one.model.name} cannot be evaluated on it. {why_not(one).rstrip('.')}")
    _take_turn(place, at)
    run = Run.objects.create(asked_at=at, user_id=by.user_id, post=f"{by.title} at {by.organisation}")
    Status.objects.create(run=run, at=at, state=State.ASKED)
    names = [one.model.name for one in evaluate]
    for name in names:
        EvaluationStatus.objects.create(run=run, care_model=name, at=at, state=State.ASKED)
    detail = {"care models to evaluate": names} if names else None
    record(by=by, action="build started", subject=f"build {run.pk}", detail=detail)
    transaction.on_commit(lambda: _begin(run.pk))
    return run


@transaction.atomic
def say(*, run: int, state: State, at: datetime, said: str = "") -> Status:
    """Add what became of a build; said by its own process."""
    status = Status.objects.create(run_id=run, at=at, state=state, said=said[:SAID_AT_MOST])
    record(by="build process", action=f"build {state.value}", subject=f"build {run}")
    return status


@transaction.atomic
def say_of_evaluation(
    *, run: int, care_model: str, state: State, at: datetime, said: str = ""
) -> EvaluationStatus:
    """Add what became of the evaluation of a care model; said by the run's own process."""
    status = EvaluationStatus.objects.create(
        run_id=run, care_model=care_model, at=at, state=state, said=said[:SAID_AT_MOST]
    )
    action, detail = f"evaluation {state.value}", {"care model": care_model}
    record(by="build process", action=action, subject=f"build {run}", detail=detail)
    return status


def _take_turn(place: Path, at: datetime) -> None:
    """One run at a time until the end of the transaction; BuildRefused while one is under way. One whose process is gone is said
    to have stopped."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(%s)", [_TURN])
    last = Run.objects.order_by("-pk").first()
    if last and not _is_over(last, place, at):
        raise BuildRefused("a build is under way already: wait until it is done")
    became = last.statuses.last() if last else None
    if became and became.state not in OVER:
        said = "Its process ended before it was done."
        Status.objects.create(run=became.run, at=at, state=State.STOPPED, said=said)


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
