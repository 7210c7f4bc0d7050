"""The parts of a run in words: its build, then the evaluation of each care model that was asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from joinedup.web.data.build_files import Doing, read_doing, read_progress
from joinedup.web.data.models import EvaluationStatus, Run, State
from joinedup.wording import slug, some

COLOURS = {State.FINISHED: "green", State.FAILED: "red", State.STOPPED: "orange", State.ASKED: "grey"}
AGAIN = (
    "When that is mended, start a build with it ticked once more: what has not changed is not computed again."
)


@dataclass(frozen=True)
class ShownPart:
    """One part: how it stands, how far it is, what it said where it failed, and what to do about it.

    `care_model` is the slug of the one that is evaluated, empty for the build.
    """

    name: str
    care_model: str
    tag: str
    colour: str
    percent: int
    sentence: str
    message: str = ""
    what_to_do: str = ""


def build_part(run: Run, state: State, place: Path) -> ShownPart:
    """The build, in a run that stands so."""
    statuses = list(run.statuses.all())
    published = next((one for one in statuses if one.state in (State.PUBLISHED, State.FINISHED)), None)
    if published:
        said = f"Published after {took(run.asked_at, published.at)}. Every page reads it."
        return _part("The build", "", State.FINISHED, 100, said)
    progress = read_progress(place, run.pk)
    percent = progress.percent if progress else 0
    if state in (State.FAILED, State.STOPPED):
        what = "It failed." if state == State.FAILED else "It stopped before it was done."
        said = f"{what} The build published before is as it was."
        return _part("The build", "", state, percent, said, statuses[-1].said)
    if progress is None:
        return _part("The build", "", state, 0, "Starting.")
    said = f"{progress.done:,} of {progress.of:,} steps done. Now: {progress.step}."
    return _part("The build", "", state, percent, said)


def evaluation_parts(run: Run, state: State, place: Path) -> list[ShownPart]:
    """The evaluations, in the order in which they were asked for, in a run that stands so."""
    last: dict[str, EvaluationStatus] = {}
    for one in run.evaluations.all():
        last[one.care_model] = one
    is_published = any(one.state == State.PUBLISHED for one in run.statuses.all())
    return [_evaluation(run, one, state, place, is_published=is_published) for one in last.values()]


def _evaluation(
    run: Run, last: EvaluationStatus, run_state: State, place: Path, *, is_published: bool
) -> ShownPart:
    own, name = State(last.state), f"Evaluation of {last.care_model}"
    at = slug(last.care_model)
    doing = read_doing(place, run.pk, last.care_model)
    percent = doing.percent if doing else 0
    kept = "The build stays published; the verdicts shown are those of the build before."
    if own == State.FINISHED:
        return _part(name, at, own, 100, "Its verdicts are of the new build.")
    if own == State.FAILED:
        return _part(name, at, own, percent, f"It failed. {kept}", last.said, AGAIN)
    if run_state == State.FAILED:
        return _part(name, at, State.STOPPED, 0, "Not evaluated, because the build failed.")
    if run_state == State.STOPPED:
        said = f"It stopped before it was done. {kept}" if is_published else "Not evaluated."
        return _part(name, at, run_state, percent, said, "", "Start a build with it ticked once more.")
    if own == State.STARTED:
        return _part(name, at, own, percent, _now(doing))
    return _part(name, at, own, 0, "Waits its turn." if is_published else "Waits for the build.")


def _part(
    name: str, at: str, state: State, percent: int, sentence: str, message: str = "", what_to_do: str = ""
) -> ShownPart:
    tag = {State.ASKED: "Waiting", State.STARTED: "Running", State.FINISHED: "Done"}.get(state, state.label)
    return ShownPart(name, at, tag, COLOURS.get(state, "blue"), percent, sentence, message, what_to_do)


def _now(doing: Doing | None) -> str:
    if doing is None:
        return "Starting."
    return f"Now: {doing.words}." if doing.share < 1 else "Now: writing down what was found."


def failed(parts: Sequence[ShownPart]) -> list[ShownPart]:
    """The parts that failed."""
    return [part for part in parts if part.colour == COLOURS[State.FAILED]]


def took(began: datetime, ended: datetime) -> str:
    """12 seconds; 3 minutes 1 second."""
    seconds = round((ended - began).total_seconds())
    minutes, left = some(seconds // 60, "minute", "minutes"), some(seconds % 60, "second", "seconds")
    return left if seconds < 60 else f"{minutes} {left}"
