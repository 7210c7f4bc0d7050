"""`make demo`: a rehearsal place written as raw extracts, built, reported on, evaluated, its contract settled and put to the
test, in the folder demo/seacombe; then the web application open on it, until Ctrl+C.

Each step is the command a person would type; this script only types them in order. Without a terminal the application goes on in
the background when this ends, and how to stop it is said; where CI is set it is only seen to answer.
"""

from __future__ import annotations

import argparse
import os
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
PLACE = ROOT / "demo" / "seacombe"
CARE_MODEL = "Complex care hubs"
CONTRACT = "Seacombe outcomes contract"
FIRST_PORT, PORTS = 8000, 100
SECONDS_TO_START = 60
# Which process serves the application in the background, and what it says.
RUNNING, LOG = ROOT / "demo" / "application.pid", ROOT / "demo" / "application.log"
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
    _stop_earlier()
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
    joinedup("demonstrate", str(PLACE))
    _make_pages()
    _show_pages()
    _show_application()


def _make_pages() -> None:
    """Work the application's pages out before anybody opens it; without this it would do so while people wait."""
    print("\nWorking out the pages of the web application (about a minute, once)", flush=True)
    subprocess.run([sys.executable, "-m", "joinedup.web.kept.making", str(PLACE)], check=True)


def _show_pages() -> None:
    print("\nSeacombe is built. Its pages, to read or print without the application:")
    for question, page in PAGES.items():
        print(f"  {question:44} {PLACE / 'build' / page}")
    print("Next:  .venv/bin/joinedup --help      .venv/bin/joinedup check places/unitingcare-2015")


def _show_application() -> None:
    """Serve the application: until Ctrl+C for somebody at a terminal, else in the background."""
    port = free_port()
    again = f".venv/bin/joinedup serve {PLACE.relative_to(ROOT)}" + (
        f" --port {port}" if port != FIRST_PORT else ""
    )
    if not _someone_is_there():
        _leave_running(port, again)
        return
    with served(port) as (process, address):
        print(
            f"\nopen {address} and choose who to be  (stop with Ctrl+C; start again with: {again})",
            flush=True,
        )
        if _someone_is_looking():
            webbrowser.open(address)
        process.wait()


@contextmanager
def served(port: int) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """The application in a process of its own, once it is ready; stopped at the end, or by Ctrl+C."""
    process, address = subprocess.Popen(_words(port), stdout=subprocess.DEVNULL), f"http://127.0.0.1:{port}/"
    try:
        _wait_until_ready(process, address)
        yield process, address
    except KeyboardInterrupt:
        print()
    finally:
        _stop(process)


def _words(port: int) -> list[str]:
    return [sys.executable, "-m", "joinedup", "serve", str(PLACE), "--port", str(port)]


def _leave_running(port: int, again: str) -> None:
    """The application seen to answer, and left in the background; stopped where continuous integration only wants to know."""
    address = f"http://127.0.0.1:{port}/"
    with LOG.open("wb") as log:
        process = subprocess.Popen(
            _words(port), stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
        )
    _wait_until_ready(process, address)
    assert "Choose who to be" in _answer(address), "the first page of the application says something else"
    if os.environ.get("CI"):
        _stop(process)
        print(f"\nThe web application answers. Start it with:  {again}", flush=True)
        return
    RUNNING.write_text(str(process.pid))
    print(
        f"\nopen {address} and choose who to be  (stop with: kill {process.pid}; start again with: {again})",
        flush=True,
    )


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    process.wait(timeout=30)


def _stop_earlier() -> None:
    """Stop the application that an earlier demo left in the background."""
    if not RUNNING.exists():
        return
    number = RUNNING.read_text()
    told = subprocess.run(["ps", "-p", number, "-o", "args="], capture_output=True, text=True, check=False)
    if f"joinedup serve {PLACE}" in told.stdout:
        os.kill(int(number), signal.SIGTERM)
    RUNNING.unlink()


def _wait_until_ready(process: subprocess.Popen[bytes], address: str) -> None:
    for _ in range(SECONDS_TO_START * 5):
        try:
            _answer(f"{address}ready/")
            return
        except OSError:
            if process.poll() is not None:
                sys.exit(f"the web application stopped while it started: its message is above, or in {LOG}")
            time.sleep(0.2)
    sys.exit(f"the web application is not ready after {SECONDS_TO_START} seconds")


def _answer(address: str) -> str:
    """The words of a page. OSError where it does not answer, or not well."""
    with urlopen(address, timeout=10) as answer:
        return str(answer.read().decode())


def free_port() -> int:
    """The first port from 8000 on that nobody else uses."""
    for port in range(FIRST_PORT, FIRST_PORT + PORTS):
        with socket.socket() as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                tried.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    sys.exit(f"every port from {FIRST_PORT} to {FIRST_PORT + PORTS - 1} is in use")


def _someone_is_there() -> bool:
    """Whether somebody at a terminal can stop the application again."""
    return sys.stdin.isatty() and sys.stdout.isatty() and not os.environ.get("CI")


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
    return f"{people} people, with a contract and cycles"


def _someone_is_looking() -> bool:
    """Whether there is a screen to open a browser on; continuous integration and servers have none."""
    has_screen = sys.platform in ("darwin", "win32") or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )
    return has_screen and not os.environ.get("CI")


if __name__ == "__main__":
    main()
