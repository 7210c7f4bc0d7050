"""How long the server takes for each page of the web application at 100,000 people, beside two yardsticks.

    python -m benchmarks.web_pages FOLDER [--runs 20] [--postgresql]

FOLDER is a place of benchmarks/web_place.py, made there if it is not there yet; its database is filled by web_content.py (SQLite
below the folder, or with --postgresql a server in a temporary folder). Each page is asked in this process with Django's test
client, through every layer but the socket: the server's time, not a browser's. Each is asked as every persona that may open it,
and the slowest of them is shown:

- first: the first asking after a build was published (nothing of it is held in memory; pages made ahead are there already);
- median and worst of the runs after that, by the clock, and the median of processor time (of all threads);
- queries alone: the same questions to the build asked of DuckDB directly, once more, without the application;
- an empty page of the same frame, the yardstick.

The bars: every page under 200 ms, the median of pages under 50 ms. Exit status 1 when one is missed.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks import web_place
from benchmarks.web_addresses import Page, pages

EVERY_PAGE_MS, MEDIAN_MS, AT_ONCE = 200.0, 50.0, 20
NOT_A_PAGE = (301, 302, 404, 405)


@dataclass(frozen=True)
class Measured:
    """One page as one persona: milliseconds, and bytes of the answer."""

    address: str
    persona: str
    first: float
    median: float
    worst: float
    processor: float
    queries: float
    size: int


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument("--only", default="", help="addresses that begin so")
    chosen = parser.parse_args()
    folder = web_place.made(chosen.folder.resolve())
    with database(chosen.postgresql) as address:
        os.environ |= web_place.surroundings(folder, JOINEDUP_DATABASE_URL=address, JOINEDUP_LOG_REQUESTS="0")
        _begin(folder)
        asked, without_object = pages()
        is_met = said(list(measured(folder, asked, chosen.runs, chosen.only)))
    if without_object:
        print(f"not measured, no object in benchmarks/web_addresses.py: {', '.join(without_object)}")
    sys.exit(0 if is_met and not without_object else 1)


@contextmanager
def database(is_postgresql: bool) -> Iterator[str]:
    """The address of a PostgreSQL database for this run; nothing for SQLite."""
    if not is_postgresql:
        yield ""
        return
    from tests.support.postgresql import running_server

    with TemporaryDirectory() as own, running_server(Path(own)) as address:
        yield address.format(name="postgres")


def _begin(folder: Path) -> None:
    import django

    django.setup()
    from django.conf import settings

    from benchmarks.web_content import fill
    from joinedup.web.kept.making import make_missing

    settings.ROOT_URLCONF = "benchmarks.web_urls"
    fill()
    make_missing(folder)


def measured(folder: Path, asked: Sequence[Page], runs: int, only: str) -> Iterator[Measured]:
    """Every page, as the persona for whom it takes longest; the empty page first."""
    from joinedup.web.access.rules import SIGNED_IN

    clients = _signed_in(folder)
    for page in (Page("empty", "/benchmark/empty/", SIGNED_IN.allows), *asked):
        if not page.address.startswith(only) and page.name != "empty":
            continue
        who = [
            name
            for name, (client, viewer) in clients.items()
            if page.allows(viewer) and _answers(client, page.address)
        ]
        each = [_measured(folder, clients[name][0], page.address, name, runs) for name in who]
        if each:
            yield max(each, key=lambda one: one.median)
    if not only:
        yield _names(folder, clients["care-coordinator"], runs)


def _signed_in(folder: Path) -> dict[str, tuple[Any, Any]]:
    """By persona, a client with a session of its own, and the viewer it is."""
    from django.test import Client

    from joinedup.web.access.viewer import Viewer
    from joinedup.web.accounts.models import Post
    from joinedup.web.accounts.personas import personas
    from joinedup.web.published.place_file import place_of

    found = {}
    for persona in personas(place_of(folder)):
        client = Client(SERVER_NAME="127.0.0.1")
        answer = client.post("/sign-in/", {"persona": persona.key})
        assert answer.status_code == 302, answer.status_code
        post = Post.objects.get(user__subject=f"persona:{persona.key}", ends_before=None)
        viewer = Viewer(post.user_id, persona.name, post.pk, persona.role, persona.organisation)
        found[persona.key] = (client, viewer)
    return found


def _answers(client: Any, address: str) -> bool:
    status = client.get(address).status_code
    if status not in (200, *NOT_A_PAGE):
        raise RuntimeError(f"{address} answers {status}")
    return bool(status == 200)


def _measured(folder: Path, client: Any, address: str, persona: str, runs: int) -> Measured:
    _published_again(folder)
    first, _, _ = _asked(client, address)
    asked = [_asked(client, address) for _ in range(runs)]
    clock, processor = [one[0] for one in asked], [one[1] for one in asked]
    queries = _queries_alone(client, address)
    return Measured(
        address,
        persona,
        first,
        statistics.median(clock),
        max(clock),
        statistics.median(processor),
        queries,
        asked[-1][2],
    )


def _asked(client: Any, address: str) -> tuple[float, float, int]:
    clock, processor = time.perf_counter(), time.process_time()
    answer = client.get(address)
    took = 1_000 * (time.perf_counter() - clock), 1_000 * (time.process_time() - processor)
    assert answer.status_code == 200, (address, answer.status_code)
    return *took, len(answer.content)


def _published_again(folder: Path) -> None:
    """The manifest as if the build had been published just now: the next request opens it anew."""
    os.utime(folder / "build" / "manifest.json")


def _queries_alone(client: Any, address: str) -> float:
    """Milliseconds for what the page asks of the build, asked of DuckDB once more: the median of five."""
    from joinedup.answers.published import Published

    asked: list[tuple[Any, str]] = []
    rows, arrays = Published.rows, Published.arrays

    def noting(way: Any) -> Any:
        def noted(self: Published, sql: str, *more: Any) -> Any:
            asked.append((self, sql, *more))
            return way(self, sql, *more)

        return noted

    Published.rows, Published.arrays = noting(rows), noting(arrays)  # type: ignore[method-assign]
    try:
        client.get(address)
    finally:
        Published.rows, Published.arrays = rows, arrays  # type: ignore[method-assign]
    took = []
    for _ in range(5):
        began = time.perf_counter()
        for published, *words in asked:
            published.engine.rows(*words)
        took.append(1_000 * (time.perf_counter() - began))
    return statistics.median(took)


def _names(folder: Path, signed_in: tuple[Any, Any], runs: int) -> Measured:
    """Opening the names of 20 people at once, which a page of a caseload offers: each time of others."""
    from joinedup.web.care_teams.queries import people_of

    client, viewer = signed_in
    people, took = sorted(people_of(viewer)), []
    for run in range(min(runs, 10) + 1):
        some = people[run * AT_ONCE : (run + 1) * AT_ONCE]
        clock, processor = time.perf_counter(), time.process_time()
        answer = client.post("/names/", {"person": some, "purpose": "giving-care", "back": "/people/"})
        took.append((1_000 * (time.perf_counter() - clock), 1_000 * (time.process_time() - processor)))
        assert answer.status_code == 302, answer.status_code
    clock_ms = [one for one, _ in took[1:]]
    address = f"/names/ ({AT_ONCE} names opened)"
    processor_ms = statistics.median(one for _, one in took[1:])
    return Measured(
        address,
        "care-coordinator",
        took[0][0],
        statistics.median(clock_ms),
        max(clock_ms),
        processor_ms,
        0.0,
        0,
    )


def said(found: list[Measured]) -> bool:
    """The table and the bars; whether they are met."""
    print("| page | as | first ms | median ms | worst ms | processor ms | queries alone ms | KB |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    empty, *shown = found
    for one in (empty, *sorted(shown, key=lambda one: -one.median)):
        figures = (one.first, one.median, one.worst, one.processor, one.queries, one.size / 1_000)
        print(f"| {one.address} | {one.persona} | {' | '.join(f'{figure:.1f}' for figure in figures)} |")
    if not shown:
        return True
    middle = statistics.median(one.median for one in shown)
    slowest, first = max(shown, key=lambda one: one.median), max(shown, key=lambda one: one.first)
    over = [one for one in shown if one.median >= EVERY_PAGE_MS]
    print(f"\n{len(shown)} pages; load of the machine {os.getloadavg()[0]:.1f}")
    print(
        f"median of pages {middle:.1f} ms, {middle / empty.median:.1f} times an empty page (bar {MEDIAN_MS:.0f} ms)"
    )
    print(
        f"slowest {slowest.address} {slowest.median:.1f} ms; first asking at most {first.first:.1f} ms, {first.address}"
    )
    print(f"pages of {EVERY_PAGE_MS:.0f} ms and more: {len(over)}")
    return middle < MEDIAN_MS and not over


if __name__ == "__main__":
    main()
