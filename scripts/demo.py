"""`make demo`: a rehearsal place written as raw extracts, built, reported on, evaluated, its contract settled and put to the
test, in the folder demo/seacombe.

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
CONTRACT = "Seacombe outcomes contract"
PAGES = {
    "How is the place doing?": "report.html",
    "Is its care model working?": "evaluations/complex-care-hubs.html",
    "How did each pound of its budget come about?": "budget.html",
    "Who gains and who loses by the care model?": "members/complex-care-hubs.html",
    "Who would owe whom after the shadow year?": "settlements/seacombe-outcomes-contract-year-0.html",
    "Who could lose how much?": "stress/seacombe-outcomes-contract.html",
    "Should anything keep us from signing?": "checks.html",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=20_000)
    people = parser.parse_args().people
    if not _already_there(people):
        shutil.rmtree(PLACE, ignore_errors=True)
        joinedup("rehearse", str(PLACE), "--people", str(people), "--years", "3", "--format", "csv")
        (PLACE / ".people").write_text(_written(people))
    joinedup("build", str(PLACE))
    joinedup("report", str(PLACE))
    joinedup("register", CARE_MODEL, str(PLACE), "--by", "Seacombe board")
    joinedup("evaluate", CARE_MODEL, str(PLACE), "--by", "make demo")
    joinedup("budget", str(PLACE))
    joinedup("members", CARE_MODEL, str(PLACE))
    joinedup("settle", CONTRACT, str(PLACE), "--year", "0")
    joinedup("stress", CONTRACT, str(PLACE))
    joinedup("check", str(PLACE), "--to", str(PLACE / "build" / "checks.html"))
    _show_pages()


def _show_pages() -> None:
    print("\nSeacombe is built.")
    for question, page in PAGES.items():
        print(f"  {question:44} {PLACE / 'build' / page}")
    print("Next:  .venv/bin/joinedup --help      .venv/bin/joinedup check places/unitingcare-2015")
    if _someone_is_looking():
        for page in PAGES.values():
            webbrowser.open((PLACE / "build" / page).as_uri())


def joinedup(*words: str) -> None:
    """Run one command of the command line, shown as it would be typed; stop where it stops."""
    shown = shlex.join(word.removeprefix(f"{ROOT}/") for word in words)
    print(f"\n$ joinedup {shown}", flush=True)
    done = subprocess.run([sys.executable, "-m", "joinedup", *words], check=False)
    if done.returncode:
        sys.exit(done.returncode)


def _already_there(people: int) -> bool:
    size = PLACE / ".people"
    return size.exists() and size.read_text() == _written(people)


def _written(people: int) -> str:
    """What was written: it changes with what a rehearsal holds, so that an older one is written anew."""
    return f"{people} people, with a contract"


def _someone_is_looking() -> bool:
    """Whether there is a screen to open a browser on; continuous integration and servers have none."""
    has_screen = sys.platform in ("darwin", "win32") or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )
    return has_screen and not os.environ.get("CI")


if __name__ == "__main__":
    main()
