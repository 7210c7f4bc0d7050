"""The application served on this machine, and real Chromium to use it with: on SQLite and on PostgreSQL."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path
from urllib.request import urlopen

import psycopg
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from psycopg import sql

from tests.support.harbour import written
from tests.support.harbour_people import people_built_in
from tests.support.of_this_machine import missing
from tests.support.postgresql import running_server
from tests.support.seacombe import rehearsed_once

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# Machines are shared: what is looked for is waited for longer than anybody would.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium of this machine, without a window. Closed after each file: while Playwright runs, Django takes whatever else this
    process does for asynchronous, and refuses tests of the database."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        missing("Chromium is not on this machine: on Debian or Ubuntu, apt install chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def postgresql_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], str]]:
    """Makes an empty database each time it is asked for one, and gives its address."""
    with running_server(tmp_path_factory.mktemp("postgresql")) as address:
        numbers = count(1)

        def empty_database() -> str:
            name = f"journeys_{next(numbers)}"
            with psycopg.connect(address.format(name="postgres"), autocommit=True) as connection:
                connection.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
            return address.format(name=name)

        yield empty_database


# What follows is of one file of journeys on one kind of database: no journey finds what another file's left behind, whichever
# order they run in.


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def database_address(request: pytest.FixtureRequest) -> str:
    """The address of an empty database of each kind; nothing for SQLite, which needs none."""
    if request.param == "sqlite":
        return ""
    empty_database: Callable[[], str] = request.getfixturevalue("postgresql_server")
    return empty_database()


@pytest.fixture(scope="module")
def place_folder(database_address: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Harbour, with nothing built."""
    return written(tmp_path_factory.mktemp("web") / "harbour")


@pytest.fixture(scope="module")
def people_built(place_folder: Path) -> Iterator[None]:
    """A few people in a build of the place (tests/support/harbour_people.py), published while the application runs."""
    with people_built_in(place_folder, place_folder.parent / "key"):
        yield


@contextmanager
def served(folder: Path, surroundings: Mapping[str, str], port: int | None = None) -> Iterator[str]:
    """The application served for one place, in a process of its own; gives its address."""
    at = port or _free_port()
    words = [sys.executable, "-m", "joinedup", "serve", str(folder), "--port", str(at)]
    process = subprocess.Popen(words, env=dict(surroundings))
    try:
        _wait(process, f"http://127.0.0.1:{at}/health/")
        yield f"http://127.0.0.1:{at}"
    finally:
        process.terminate()
        process.wait(timeout=60)


@pytest.fixture(scope="module")
def address(place_folder: Path, database_address: str) -> Iterator[str]:
    """Where the application is served."""
    own = {"JOINEDUP_DATABASE_URL": database_address, "JOINEDUP_KEY_FILE": str(place_folder.parent / "key")}
    with served(place_folder, os.environ | own) as found:
        yield found


@pytest.fixture(scope="module")
def seacombe(database_address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A rehearsal place of 10,000 people, built and evaluated, with a budget and a contract, its pages made."""
    ours = tmp_path_factory.getbasetemp()
    shared = ours.parent if "PYTEST_XDIST_WORKER" in os.environ else ours
    folder = tmp_path_factory.mktemp("rehearsal")
    yield rehearsed_once(shared, folder / "seacombe")
    shutil.rmtree(folder)  # a hundred megabytes for each file


@pytest.fixture(scope="module")
def seacombe_address(seacombe: Path, database_address: str) -> Iterator[str]:
    """Where the application is served for Seacombe."""
    with served(seacombe, os.environ | {"JOINEDUP_DATABASE_URL": database_address}) as found:
        yield found


@pytest.fixture(scope="module")
def filled_address(seacombe: Path, database_address: str) -> Iterator[str]:
    """Where the application is served for Seacombe with something made up on every page."""
    surroundings = os.environ | {"JOINEDUP_DATABASE_URL": database_address}
    for words in (("joinedup", "demonstrate"), ("joinedup.web.kept.making",)):
        subprocess.run([sys.executable, "-m", *words, str(seacombe)], env=surroundings, check=True)
    with served(seacombe, surroundings) as found:
        yield found


@pytest.fixture
def page_of_filled_place(browser: Browser, filled_address: str) -> Iterator[Callable[[str], Page]]:
    """Opens a browser of somebody else each time it is asked for one, signed in under a name, in the filled place."""
    with ExitStack() as browsers:

        def opened(name: str) -> Page:
            page = browsers.enter_context(_browsing(browser, filled_address))
            page.goto("/sign-in/")
            page.get_by_role("button", name=f"Be {name}").click()
            return page

        yield opened


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A browser of one person, with nothing in it, at the application; anything wrong on its console fails the test."""
    with _browsing(browser, address) as page:
        yield page


@pytest.fixture
def page_of_seacombe(browser: Browser, seacombe_address: str) -> Iterator[Page]:
    """The same, at the application for Seacombe."""
    with _browsing(browser, seacombe_address) as page:
        yield page


@pytest.fixture
def page_of(browser: Browser, address: str, people_built: None) -> Iterator[Callable[[str], Page]]:
    """Opens a browser of somebody else each time it is asked for one, signed in under a name."""
    with ExitStack() as browsers:

        def opened(name: str) -> Page:
            page = browsers.enter_context(_browsing(browser, address))
            page.goto("/sign-in/")
            page.get_by_role("button", name=f"Be {name}").click()
            return page

        yield opened


@contextmanager
def _browsing(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(base_url=address)
    opened, said = context.new_page(), []
    opened.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    yield opened
    context.close()
    assert not said, said


def _wait(served: subprocess.Popen[bytes], address: str) -> None:
    for _ in range(600):
        try:
            with urlopen(address, timeout=1):
                return
        except OSError:
            assert served.poll() is None, "the application stopped while starting"
            time.sleep(0.1)
    raise AssertionError("the application did not start within a minute")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
