"""A build that was started here, with the evaluations that follow it, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.utils import timezone

from joinedup.place.model import Place
from joinedup.web.data.actions import BEGINS_WITHIN
from joinedup.web.data.models import OVER, Run, State
from joinedup.web.data.run_parts import ShownPart, build_part, evaluation_parts, failed, took
from joinedup.web.pages import moment
from joinedup.wording import some

TAGS = {State.FINISHED: "green", State.FAILED: "red", State.STOPPED: "orange"}


@dataclass(frozen=True)
class ShownRun:
    """One run: who started it when, how it stands as a whole, its build and its evaluations."""

    number: int
    asked: str
    by: str
    post: str
    tag: str
    colour: str
    is_over: bool
    has_published: bool
    sentence: str
    parts: Sequence[ShownPart]


def shown_run(run: Run, folder: Path, is_building: bool, now: datetime, place: Place) -> ShownRun:
    """A run in words; one whose process is gone without a word is said to have stopped."""
    state = _state(run, is_building, now)
    has_published = any(one.state in (State.PUBLISHED, State.FINISHED) for one in run.statuses.all())
    parts = [build_part(run, state, folder), *evaluation_parts(run, state, folder)]
    tag, colour = _tag(state, parts)
    return ShownRun(
        number=run.pk,
        asked=moment(timezone.localtime(run.asked_at)),
        by=run.user.name,
        post=_post(run.post, place),
        tag=tag,
        colour=colour,
        is_over=state in OVER,
        has_published=has_published,
        sentence=_sentence(run, state, parts, has_published=has_published),
        parts=parts,
    )


def _state(run: Run, is_building: bool, now: datetime) -> State:
    last = list(run.statuses.all())[-1]
    state = State(last.state)
    waits = state == State.ASKED and now - last.at <= BEGINS_WITHIN
    return state if state in OVER or is_building or waits else State.STOPPED


def _tag(state: State, parts: Sequence[ShownPart]) -> tuple[str, str]:
    if state == State.FINISHED and failed(parts):
        return "Built, evaluation failed", "orange"
    running = {State.ASKED: "Starting", State.STARTED: "Building", State.PUBLISHED: "Evaluating"}
    return running.get(state, state.label), TAGS.get(state, "blue")


def _post(written: str, place: Place) -> str:
    """Analyst at QZZ, with the organisation's name for its code."""
    title, _, code = written.rpartition(" at ")
    return f"{title}, {({body.code: body.name for body in place.organisations}).get(code, code)}"


def _sentence(run: Run, state: State, parts: Sequence[ShownPart], *, has_published: bool) -> str:
    if state == State.FINISHED:
        return _finished(run, parts)
    if state == State.FAILED:
        return "The build failed. The one published before is as it was."
    if state == State.STOPPED and has_published:
        return "The build is published, and every page reads it. The run stopped before all was evaluated."
    if state == State.STOPPED:
        return "It stopped before it was done. The build published before is as it was."
    if state == State.PUBLISHED:
        return "The build is published. Care models are being evaluated on it."
    return "Building." if state == State.STARTED else "Starting."


def _finished(run: Run, parts: Sequence[ShownPart]) -> str:
    wrong, evaluated = len(failed(parts)), len(parts) - 1
    after = f"Finished in {took(run.asked_at, list(run.statuses.all())[-1].at)}."
    if wrong:
        return f"{after} Every page now reads the new build. {some(wrong, 'evaluation', 'evaluations')} failed: see below."
    if evaluated:
        return f"{after} Every page now reads the new build, and the verdicts are of it."
    return f"{after} Every page now reads the new build. No care model was evaluated on it."
