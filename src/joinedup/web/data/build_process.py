"""The process that a build started in the application runs in: `python -m joinedup.web.data.build_process NUMBER`.

The build itself is the command `joinedup build`, so that only that process ever reads the place's key for it.
"""

from __future__ import annotations

import subprocess
import sys

import django
from django.conf import settings
from django.db import connection
from django.utils import timezone


def main(number: int) -> None:
    """Build, and say what became of it."""
    django.setup()
    from joinedup.web.data.actions import say
    from joinedup.web.data.build_files import progress_file, turn_to_build
    from joinedup.web.data.models import State

    place = settings.SURROUNDINGS.place
    with turn_to_build(place, tries=50) as is_ours:
        if not is_ours:
            say(run=number, state=State.STOPPED, at=timezone.now(), said="Another build was under way.")
            return
        say(run=number, state=State.STARTED, at=timezone.now())
        connection.close()  # a build may take hours, and the database need not wait for it
        words = ["build", str(place), "--quiet", "--progress-to", str(progress_file(place, number))]
        done = subprocess.run(
            [sys.executable, "-m", "joinedup", *words], capture_output=True, text=True, check=False
        )
        state = State.FINISHED if done.returncode == 0 else State.FAILED
        said = "" if done.returncode == 0 else _message(done.stderr, done.returncode)
        say(run=number, state=state, at=timezone.now(), said=said)


def _message(stderr: str, code: int) -> str:
    """What a build that failed said for whoever started it; a traceback is for the log, and may hold anything."""
    lines = [line.removeprefix("joinedup: ") for line in stderr.strip().splitlines()]
    if any(line.startswith("Traceback") for line in lines):
        return f"The build ended with a mistake of ours (exit code {code}). Run `joinedup build` by hand to see it."
    return "\n".join(lines) or f"The build was ended from outside (exit code {code})."


if __name__ == "__main__":
    main(int(sys.argv[1]))
