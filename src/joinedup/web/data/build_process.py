"""The process that a build started in the application runs in: `python -m joinedup.web.data.build_process NUMBER`.

The build itself is the command `joinedup build`, so that only that process ever reads the place's key for it. The evaluations
that were asked for follow it, each the command `joinedup evaluate --as-registered`: in the name of whoever asked, and refused
where that would register anything. Whatever becomes of them, the build stays published.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import django
from django.conf import settings
from django.db import connection
from django.utils import timezone


def main(number: int) -> None:
    """Build and evaluate, and say what became of both."""
    django.setup()
    from joinedup.web.data.actions import say
    from joinedup.web.data.build_files import turn_to_build
    from joinedup.web.data.models import State

    place = settings.SURROUNDINGS.place
    with turn_to_build(place, tries=50) as is_ours:
        if not is_ours:
            say(run=number, state=State.STOPPED, at=timezone.now(), said="Another build was under way.")
            return
        _do(number, place)


def _do(number: int, place: Path) -> None:
    from joinedup.web.data.actions import say
    from joinedup.web.data.models import EvaluationStatus, State

    asked = EvaluationStatus.objects.filter(run=number, state=State.ASKED).order_by("pk")
    care_models = list(asked.values_list("care_model", flat=True))
    say(run=number, state=State.STARTED, at=timezone.now())
    failed = _built(number, place)
    if failed:
        say(run=number, state=State.FAILED, at=timezone.now(), said=failed)
        return
    if care_models:
        say(run=number, state=State.PUBLISHED, at=timezone.now())
    for care_model in care_models:
        _evaluate(number, place, care_model)
    say(run=number, state=State.FINISHED, at=timezone.now())


def _built(number: int, place: Path) -> str:
    """Build; why it failed, nothing where it did not."""
    from joinedup.web.data.build_files import progress_file

    words = ["build", str(place), "--quiet", "--progress-to", str(progress_file(place, number))]
    return _command(words, place, "The build", "joinedup build")


def _evaluate(number: int, place: Path, care_model: str) -> None:
    """Evaluate a care model as registered, in the name of whoever started the run."""
    from joinedup.web.data.actions import say_of_evaluation
    from joinedup.web.data.build_files import doing_file
    from joinedup.web.data.models import State

    file = doing_file(place, number, care_model)
    say_of_evaluation(run=number, care_model=care_model, state=State.STARTED, at=timezone.now())
    words = [
        "evaluate",
        f"--by={_asked_by(number)}",
        "--as-registered",
        "--quiet",
        "--progress-to",
        str(file),
    ]
    again = f'joinedup evaluate "{care_model}" --as-registered'
    failed = _command([*words, "--", care_model, str(place)], place, "The evaluation", again)
    state = State.FAILED if failed else State.FINISHED
    say_of_evaluation(run=number, care_model=care_model, state=state, at=timezone.now(), said=failed)


def _asked_by(number: int) -> str:
    """Who started a run, as the register names them."""
    from joinedup.web.data.models import Run

    run = Run.objects.select_related("user").get(pk=number)
    return f"{run.user.name}, {run.post} (build {number} in the web application)"


def _command(words: Sequence[str], place: Path, what: str, again: str) -> str:
    """Run one command of the command line; why it failed, nothing where it did not."""
    connection.close()  # it may take hours, and the database need not wait for it
    done = subprocess.run(
        [sys.executable, "-m", "joinedup", *words], capture_output=True, text=True, check=False
    )
    if done.returncode == 0:
        return ""
    return _message(done.stderr, done.returncode, what, again).replace(f"{place}/", "")


def _message(stderr: str, code: int, what: str, again: str) -> str:
    """What a command that failed said for whoever started it; a traceback is for the log, and may hold anything."""
    lines = [line.removeprefix("joinedup: ") for line in stderr.strip().splitlines()]
    if any(line.startswith("Traceback") for line in lines):
        return f"{what} ended with a mistake of ours (exit code {code}). Run `{again}` by hand to see it."
    return "\n".join(lines) or f"{what} was ended from outside (exit code {code})."


if __name__ == "__main__":
    main(int(sys.argv[1]))
