"""`make demo`: a rehearsal place written as raw extracts, built, reported on and evaluated, in the folder demo/seacombe.

Each step is the command a person would type; this script only types them in order and opens the pages at the end.
"""

from __future__ import annotations

import argparse
import os
import shlex
import shutil
import subprocess
import sys
import webbrowser
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLACE = ROOT / "demo" / "seacombe"
CARE_MODEL = "Complex care hubs"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=20_000)
    people = parser.parse_args().people
    if not _already_there(people):
        shutil.rmtree(PLACE, ignore_errors=True)
        joinedup("rehearse", str(PLACE), "--people", str(people), "--years", "3", "--format", "csv")
        (PLACE / ".people").write_text(str(people))
    joinedup("build", str(PLACE))
    joinedup("report", str(PLACE))
    joinedup("register", CARE_MODEL, str(PLACE), "--by", "Seacombe board")
    joinedup("evaluate", CARE_MODEL, str(PLACE), "--by", "make demo")
    report = PLACE / "build" / "report.html"
    evaluation = PLACE / "build" / "evaluations" / "complex-care-hubs.html"
    print(f"\nSeacombe is built. Its report: {report}")
    print(f"Is its care model working?     {evaluation}")
    print("Next:  .venv/bin/joinedup --help      .venv/bin/joinedup check demo/seacombe")
    if _someone_is_looking():
        webbrowser.open(report.as_uri())
        webbrowser.open(evaluation.as_uri())


def joinedup(*words: str) -> None:
    """Run one command of the command line, shown as it would be typed; stop where it stops."""
    shown = shlex.join(word.removeprefix(f"{ROOT}/") for word in words)
    print(f"\n$ joinedup {shown}", flush=True)
    done = subprocess.run([sys.executable, "-m", "joinedup", *words], check=False)
    if done.returncode:
        sys.exit(done.returncode)


def _already_there(people: int) -> bool:
    size = PLACE / ".people"
    return size.exists() and size.read_text() == str(people)


def _someone_is_looking() -> bool:
    """Whether there is a screen to open a browser on; continuous integration and servers have none."""
    has_screen = sys.platform in ("darwin", "win32") or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )
    return has_screen and not os.environ.get("CI")


if __name__ == "__main__":
    main()
