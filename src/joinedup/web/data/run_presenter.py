"""A build that was started here, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from joinedup.place.model import Place
from joinedup.web.data.actions import BEGINS_WITHIN
from joinedup.web.data.build_files import Progress
from joinedup.web.data.models import OVER, Run, State
from joinedup.web.pages import moment

TAGS = {State.FINISHED: "green", State.FAILED: "red", State.STOPPED: "orange"}


@dataclass(frozen=True)
class ShownRun:
    """One build: who started it when, how far it is, what became of it."""

    number: int
    asked: str
    by: str
    post: str
    tag: str
    colour: str
    is_over: bool
    has_finished: bool
    percent: int
    sentence: str
    message: str


def shown_run(
    run: Run, progress: Progress | None, is_building: bool, now: datetime, place: Place
) -> ShownRun:
    """A build in words; one whose process is gone without a word is said to have stopped."""
    last = list(run.statuses.all())[-1]
    state = State(last.state)
    waits = state == State.ASKED and now - last.at <= BEGINS_WITHIN
    if state not in OVER and not is_building and not waits:
        state = State.STOPPED
    is_over = state in OVER
    percent = 100 if state == State.FINISHED else progress.percent if progress else 0
    return ShownRun(
        run.pk,
        moment(timezone.localtime(run.asked_at)),
        run.user.name,
        _post(run.post, place),
        {State.ASKED: "Starting", State.STARTED: "Running"}.get(state, state.label),
        TAGS.get(state, "blue"),
        is_over,
        state == State.FINISHED,
        percent,
        _sentence(state, progress, run, last.at),
        last.said if state in (State.FAILED, State.STOPPED) else "",
    )


def _post(written: str, place: Place) -> str:
    """Analyst at QZZ, with the organisation's name for its code."""
    title, _, code = written.rpartition(" at ")
    return f"{title}, {({body.code: body.name for body in place.organisations}).get(code, code)}"


def _sentence(state: State, progress: Progress | None, run: Run, last_at: datetime) -> str:
    if state == State.FINISHED:
        return f"Finished in {_took(run.asked_at, last_at)}. Every page now reads the new build."
    if state == State.FAILED:
        return "It failed. The build published before is as it was."
    if state == State.STOPPED:
        return "It stopped before it was done. The build published before is as it was."
    if progress is None:
        return "Starting."
    return f"{progress.done:,} of {progress.of:,} steps done. Now: {progress.step}."


def _took(began: datetime, ended: datetime) -> str:
    seconds = round((ended - began).total_seconds())
    if seconds < 60:
        return f"{seconds} seconds"
    return f"{seconds // 60} minutes {seconds % 60} seconds"
