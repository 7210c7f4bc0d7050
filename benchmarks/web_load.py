"""A hundred people at work at once in the web application, on PostgreSQL, for two minutes: no error, and no update lost.

    python -m benchmarks.web_load FOLDER [--seconds 120] [--people 100]

FOLDER is a place of benchmarks/web_place.py, made there if it is not there yet. PostgreSQL (which waits for the disk, as in
service) is started in a temporary folder and filled by web_content.py; `joinedup serve` answers on this machine, as it is shipped.
Each person has a session of their own, begun with a persona's sign-in in the twenty seconds before; there are nine personas, so
that many share one, and wait for one another more than real people would. Each thinks 1 to 2 seconds between requests
(web_people.py).
The clients run beside the server on the same processors. Afterwards:

- errors: any answer of 500 and more, none at all, or one that nobody could expect;
- lost updates: every word that was saved in a plan stands in the plan's latest version; every task, decision and vote that was
  accepted stands in its table;
- the audit: its chain is whole, and it grew by exactly one entry for every row that was written.

Yardstick: requests a second of /health/, which does nothing, asked by eight clients without a pause.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import socket
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.request import urlopen

from benchmarks import web_place
from benchmarks.web_client import Asked, Browser
from benchmarks.web_people import STAFF, Person, Things, Wrote

SIGN_IN_SECONDS, HEALTH_SECONDS, OFTEN = 20.0, 5.0, 12


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=float, default=120.0)
    parser.add_argument("--people", type=int, default=100)
    parser.add_argument("--workers", type=int, default=2, help="processes of `joinedup serve`")
    chosen = parser.parse_args()
    folder = web_place.made(chosen.folder.resolve())
    from tests.support.postgresql import running_server

    with TemporaryDirectory() as own, running_server(Path(own), is_durable=True) as address:
        os.environ |= web_place.surroundings(
            folder, JOINEDUP_DATABASE_URL=address.format(name="postgres"), JOINEDUP_LOG_REQUESTS="0"
        )
        things = _prepared(folder)
        before = _rows_and_entries()
        with served(folder, chosen.workers) as (port, process):
            asked, wrote, used = asyncio.run(at_work(port, process, things, chosen.people, chosen.seconds))
            health = asyncio.run(health_a_second(port))
        wrong = [*wrote.wrong, *_not_there(wrote), *_audit(before)]
    is_met = said(asked, wrote, chosen.seconds, used, health, wrong)
    sys.exit(0 if is_met else 1)


def _prepared(folder: Path) -> Things:
    """The database filled, the pages made ahead, and what there is to work on. The votes of open proposals are declared for."""
    import django

    django.setup()
    from django.conf import settings

    from benchmarks.web_content import fill
    from joinedup.web.kept.making import make_missing
    from joinedup.web.meetings.models import Item
    from joinedup.web.plans.models import Plan
    from joinedup.web.published.place_file import place_of

    fill()
    make_missing(folder)
    people = list(Plan.objects.order_by("person").values_list("person", flat=True))
    items = (
        Item.objects.filter(meeting__finished__isnull=True).order_by("pk").values_list("meeting", "pk")[:24]
    )
    seats = _seats(place_of(settings.SURROUNDINGS.place))
    own = [(proposal, number) for proposal, number, organisation in seats if organisation == "RZZ1"]
    others = [(proposal, number) for proposal, number, organisation in seats if organisation != "RZZ1"]
    return Things(people[:OFTEN], people[OFTEN:], list(items), others, own)


def _seats(place: object) -> list[tuple[int, int, str]]:
    """Proposal, seat (from 1) and its organisation, of the open proposals, each seat declared to have no interest."""
    from joinedup.web.access.roles import Role
    from joinedup.web.access.viewer import Viewer
    from joinedup.web.accounts.models import Post
    from joinedup.web.decisions.actions import declare
    from joinedup.web.decisions.models import Proposal

    post = Post.objects.select_related("user").get(user__subject="persona:programme-lead")
    by = Viewer(post.user_id, post.user.name, post.pk, Role(post.role), post.organisation)
    found = []
    for proposal in Proposal.objects.order_by("-pk")[:6]:
        for number, seat in enumerate(proposal.seats, start=1):
            if not seat["has_interest"]:
                key = f"{seat['organisation']}: {seat['post']}"
                asked = {"place": place, "proposal": proposal, "seat": key}
                declare(by=by, **asked, kind="none", interest="", steps_aside=False)  # type: ignore[arg-type]
                found.append((proposal.pk, number, seat["organisation"]))
    return found


@contextmanager
def served(folder: Path, workers: int) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """`joinedup serve` in processes of its own: its port, and the first of them."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    words = [
        sys.executable,
        "-m",
        "joinedup",
        "serve",
        str(folder),
        "--port",
        str(port),
        "--workers",
        str(workers),
    ]
    process = subprocess.Popen(words, env=dict(os.environ))
    try:
        for _ in range(600):
            try:
                urlopen(f"http://127.0.0.1:{port}/health/", timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield port, process
    finally:
        process.terminate()
        process.wait(timeout=30)


async def at_work(
    port: int, process: subprocess.Popen[bytes], things: Things, people: int, seconds: float
) -> tuple[list[Asked], Wrote, float]:
    """Everybody signs in, then works; every request, what was written, and the processor seconds of the server in that time."""
    asked: list[Asked] = []
    wrote = Wrote()
    personas = [persona for persona, number in STAFF.items() for _ in range(number)]
    chosen = random.Random(2).sample(personas, min(people, len(personas)))
    staff = [
        Person(number, persona, Browser(port, asked), things, wrote, random.Random(number))
        for number, persona in enumerate(chosen)
    ]
    for person in staff:
        await asyncio.gather(person.signs_in(), asyncio.sleep(SIGN_IN_SECONDS / len(staff)))
    used, ends = _processor_seconds(process.pid), time.perf_counter() + seconds
    await asyncio.gather(*(person.works(lambda: time.perf_counter() < ends) for person in staff))
    return asked, wrote, _processor_seconds(process.pid) - used


async def health_a_second(port: int) -> float:
    """Requests a second of /health/."""
    asked: list[Asked] = []
    ends = time.perf_counter() + HEALTH_SECONDS

    async def asks() -> None:
        browser = Browser(port, asked)
        while time.perf_counter() < ends:
            await browser.get("health", "/health/")

    await asyncio.gather(*(asks() for _ in range(8)))
    return sum(one.status == 200 for one in asked) / HEALTH_SECONDS


def _processor_seconds(process: int) -> float:
    """Processor seconds of a process and its children, so far (Linux)."""
    told = subprocess.run(
        ["ps", "--no-headers", "-o", "pid,ppid,cputimes", "-A"], capture_output=True, text=True, check=True
    )
    rows = [tuple(map(int, line.split())) for line in told.stdout.splitlines()]
    return float(sum(used for number, parent, used in rows if process in (number, parent)))


def _written() -> dict[str, tuple[Any, dict[str, object]]]:
    """By the action that the audit writes, the table whose rows it tells of, and which of them."""
    from joinedup.web.care_teams.models import TeamChange
    from joinedup.web.decisions.models import Vote
    from joinedup.web.meetings.models import Decided
    from joinedup.web.names.models import NameOpening
    from joinedup.web.plans.models import Version
    from joinedup.web.tasks.models import Step, Task

    return {
        "saved a plan": (Version, {}),
        "asked a task": (Task, {}),
        "accepted a task": (Step, {"stands": "accepted"}),
        "declined a task": (Step, {"stands": "declined"}),
        "joined a care team": (TeamChange, {"change": "joined"}),
        "recorded a meeting's decision": (Decided, {}),
        "voted": (Vote, {}),
        "identity opened": (NameOpening, {}),
    }


def _rows_and_entries() -> dict[str, tuple[int, int]]:
    """By action, rows written and entries of the audit, so far; under "all", all entries."""
    from joinedup.web.audit.models import Entry

    entries = Counter(Entry.objects.values_list("action", flat=True))
    found = {
        action: (table.objects.filter(**which).count(), entries[action])
        for action, (table, which) in _written().items()
    }
    return found | {"signed in": (0, entries["signed in"]), "all": (0, sum(entries.values()))}


def _not_there(wrote: Wrote) -> Iterator[str]:
    """Every word that was accepted and is not where it belongs."""
    from joinedup.web.decisions.models import Vote
    from joinedup.web.meetings.models import Decided
    from joinedup.web.plans.models import Plan
    from joinedup.web.tasks.models import Task

    latest = {
        plan.person: " ".join(plan.versions.order_by("-number")[0].words.values())
        for plan in Plan.objects.all()
    }
    there = {
        "asked a task": " ".join(Task.objects.values_list("what", flat=True)),
        "recorded a meeting's decision": " ".join(Decided.objects.values_list("words", flat=True)),
        "voted": " ".join(Vote.objects.values_list("because", flat=True)),
    }
    for action, subject, word in wrote.accepted:
        if word not in (latest[subject] if action == "saved a plan" else there[action]):
            yield f"lost: {action} {subject} {word}"


def _audit(before: dict[str, tuple[int, int]]) -> Iterator[str]:
    """What is wrong with the audit: its chain, an action with more or fewer entries than rows, an entry of nothing."""
    from joinedup.web.audit.verified import verified

    yield from verified().breaks
    after, told = _rows_and_entries(), 0
    for action, (rows, entries) in after.items():
        new_rows, new_entries = rows - before[action][0], entries - before[action][1]
        if action != "all":
            told += new_entries
        if action not in ("all", "signed in") and new_rows != new_entries:
            yield f"audit: {new_rows:,} rows of {action!r} were written, and {new_entries:,} entries"
    others = after["all"][1] - before["all"][1] - told
    if others:
        yield f"audit: {others:,} entries of something else"


def said(
    asked: Sequence[Asked], wrote: Wrote, seconds: float, used: float, health: float, wrong: list[str]
) -> bool:
    """The tables; whether there was no error and nothing lost."""
    took = sorted(one.milliseconds for one in asked)
    worked = [one for one in asked if one.kind != "sign in"]
    failed = Counter(one.status for one in asked if one.status >= 500 or one.status == 0)
    print("| request | how many | median ms | 95 in 100 ms | 99 in 100 ms | worst ms |")
    print("| --- | --- | --- | --- | --- | --- |")
    for kind in ("all", *sorted({one.kind for one in asked})):
        these = took if kind == "all" else sorted(one.milliseconds for one in asked if one.kind == kind)
        print(
            f"| {kind} | {len(these):,} | {' | '.join(f'{_share(these, share):.0f}' for share in (0.5, 0.95, 0.99, 1.0))} |"
        )
    saved = Counter(action for action, _, _ in wrote.accepted)
    rate, each = len(worked) / seconds, 1_000 * used / max(len(worked), 1)
    print(
        f"\n{len(worked):,} requests in {seconds:.0f} s, {rate:.0f} a second; /health/ alone {health:.0f} a second"
    )
    print(f"processor time of the server {each:.1f} ms a request, {used / seconds:.2f} of a processor")
    print(f"accepted: {dict(saved)}")
    print(f"conflicts shown: {wrote.conflicts:,}, of which given up: {len(wrote.shown):,}")
    print(f"answers of 500 and more or none: {sum(failed.values())}; otherwise wrong: {len(wrong)}")
    print(f"load of the machine {os.getloadavg()[0]:.1f}")
    for line in wrong[:20]:
        print(f"  {line}")
    return not failed and not wrong


def _share(sorted_values: Sequence[float], share: float) -> float:
    if len(sorted_values) < 2:
        return sum(sorted_values)
    return (
        sorted_values[-1]
        if share == 1.0
        else statistics.quantiles(sorted_values, n=100)[round(100 * share) - 1]
    )


if __name__ == "__main__":
    main()
