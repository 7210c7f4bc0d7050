"""What 100 people of a place do at once, each in a session of their own: read, and write where others write too.

Every write holds a word that nobody else writes. Whatever the application accepts is noted here, and looked for afterwards in the
database (web_load.py). What is not an answer somebody could expect (a page of an error, a form refused) ends up as a failure.
"""

from __future__ import annotations

import asyncio
import random
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from benchmarks.web_client import Browser, filled, form_to

# Who works here, by persona: a hundred people.
STAFF = {
    "care-coordinator": 30,
    "gp": 25,
    "social-worker": 20,
    "care-home-manager": 5,
    "finance-lead": 5,
    "programme-lead": 3,
    "board-member": 5,
    "analyst": 4,
    "caldicott-guardian": 3,
}
HEADINGS = ("about_me", "strengths", "needs", "goals", "formulation", "contingency", "supporting")
THINKS_SECONDS = (1.0, 2.0)
CONFLICT = "Somebody else saved the plan while you were writing"
_PERSON = re.compile(r'href="/people/([a-z2-7]{26})/"')
_TASK = re.compile(r'href="/tasks/(\d+)/"')


@dataclass
class Wrote:
    """What was accepted: (kind, subject, word). `shown` are words of the plan that were not accepted but shown in a conflict."""

    accepted: list[tuple[str, str, str]] = field(default_factory=list)
    shown: list[tuple[str, str]] = field(default_factory=list)
    conflicts: int = 0
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Things:
    """What there is to work on: plans that many write in, other plans, meetings' lists, open proposals and their seats."""

    often: Sequence[str]
    people: Sequence[str]
    items: Sequence[tuple[int, int]]
    votes: Sequence[tuple[int, int]]
    own_votes: Sequence[tuple[int, int]]


@dataclass
class Person:
    """One of the hundred."""

    number: int
    persona: str
    browser: Browser
    things: Things
    wrote: Wrote
    chance: random.Random
    _words: int = 0

    async def signs_in(self) -> None:
        page = await self.browser.get("sign in", "/sign-in/")
        token = dict(form_to(page.text, "") or form_to(page.text, "/sign-in/")).get("csrfmiddlewaretoken", "")
        fields = [("csrfmiddlewaretoken", token), ("persona", self.persona), ("next", "/")]
        answer = await self.browser.post("sign in", "/sign-in/", fields)
        self._expect(answer.status == 302, "sign in", answer.status)

    async def works(self, until: Callable[[], bool]) -> None:
        """One thing after the other, with a moment's thought between, until the time is over."""
        deeds, weights = zip(*self._deeds(), strict=True)
        while until():
            await self._thinks()
            await self.chance.choices(deeds, weights)[0]()

    def _deeds(self) -> Sequence[tuple[Callable[[], Awaitable[None]], int]]:
        """What this persona does, and how often beside the rest."""
        care = [(self.reads_person, 25), (self.reads_plan, 12), (self.reads_tasks, 8), (self.first_page, 6)]
        lists = [
            (self.reads_caseload, 18),
            (self.opens_names, 4),
            (self.writes_plan, 16),
            (self.asks_task, 7),
        ]
        figures = [
            (self.first_page, 6),
            *((self._reads(one), 4) for one in ("/scorecard/", "/report/", "/charts/", "/network/")),
        ]
        money = [
            (self._reads(one), 4) for one in ("/money/", "/money/budget/", "/money/checks/", "/decisions/")
        ]
        return {
            "care-coordinator": [*care, *lists, (self.decides_in_meeting, 8)],
            "gp": [*care, *lists, (self.decides_in_meeting, 4)],
            "social-worker": [
                *care[2:],
                (self.accepts_task, 25),
                (self.declines_task, 6),
                (self._reads("/meetings/"), 8),
            ],
            "care-home-manager": [*care[2:], (self._reads("/people/"), 10)],
            "finance-lead": [*figures, *money, (self.minutes_vote, 12)],
            "programme-lead": [*figures, *money, (self.minutes_vote, 12), (self._reads("/data/"), 4)],
            "board-member": [*figures, *money, (self.votes, 12)],
            "analyst": [
                *figures,
                *((self._reads(one), 6) for one in ("/data/", "/data/set-aside/", "/data/linkage/")),
            ],
            "caldicott-guardian": [
                (self.first_page, 4),
                *((self._reads(one), 8) for one in ("/audit/", "/emergency-reviews/")),
            ],
        }[self.persona]

    async def first_page(self) -> None:
        await self._page("first page", "/")

    async def reads_tasks(self) -> None:
        await self._page("tasks", "/tasks/")

    async def reads_caseload(self) -> None:
        model, last = self.chance.choice((("complex-care-hubs", 40), ("healthy-ageing-hubs", 250)))
        query = f"{self.chance.choice(('', 'show=waiting&'))}page={self.chance.randint(1, last)}"
        page = await self._page("caseload", f"/people/caseloads/{model}/?{query}")
        people = _PERSON.findall(page)
        if people:
            await self._thinks()
            await self._page("person", f"/people/{self.chance.choice(people)}/")

    async def reads_person(self) -> None:
        await self._page("person", f"/people/{self.chance.choice(self.things.people)}/")

    async def reads_plan(self) -> None:
        await self._page("plan", f"/people/{self._whose()}/plan/")

    async def opens_names(self) -> None:
        address = f"/people/?page={self.chance.randint(1, 300)}"
        page = await self._page("people", address)
        fields = form_to(page, "/names/")
        if fields:
            await self._thinks()
            await self._sent("names", "/names/", filled(fields, purpose="giving-care"), "", "")

    async def writes_plan(self) -> None:
        """Adds a line to a plan. Where somebody saved meanwhile, reads what is shown and saves both together."""
        person, word = self._whose(), self._word()
        address = f"/people/{person}/plan/edit/"
        page = await self._page("edit plan", address)
        fields = form_to(page, "")
        heading = self.chance.choice(HEADINGS)
        fields = filled(fields, **{heading: f"{dict(fields).get(heading, '')}\r\n{word}"})
        for _ in range(8):
            await self._thinks()
            answer = await self.browser.post("save plan", address, fields)
            if answer.status == 302:
                self.wrote.accepted.append(("saved a plan", person, word))
                return
            if answer.status != 200 or CONFLICT not in answer.text or word not in answer.text:
                self._expect(False, f"save plan {person} {word}", answer.status)
                return
            self.wrote.conflicts += 1
            fields = form_to(answer.text, "")
        self.wrote.shown.append((person, word))

    async def asks_task(self) -> None:
        person, word, due = self._whose(), self._word(), date.today() + timedelta(days=20)
        address = f"/people/{person}/tasks/ask/"
        fields = form_to(await self._page("ask task", address), "")
        said = {"what": f"Look in on her {word}", "organisation": "SEA", "role": ""}
        days = {"by_when-day": str(due.day), "by_when-month": str(due.month), "by_when-year": str(due.year)}
        await self._thinks()
        await self._sent("ask task", address, filled(fields, **said, **days), "asked a task", word)

    async def accepts_task(self) -> None:
        number = await self._some_task()
        if number:
            page = await self._page("task", f"/tasks/{number}/", also=(404,))
            fields = form_to(page, f"/tasks/{number}/accept/")
            if fields:
                await self._thinks()
                answer = await self.browser.post("accept task", f"/tasks/{number}/accept/", fields)
                self._expect(answer.status in (200, 302, 404), f"accept {number}", answer.status)

    async def declines_task(self) -> None:
        number = await self._some_task()
        if number:
            page = await self._page("task", f"/tasks/{number}/", also=(404,))
            fields = form_to(page, f"/tasks/{number}/decline/")
            if fields:
                await self._thinks()
                fields = filled(fields, reason=f"Nobody is free {self._word()}")
                answer = await self.browser.post("decline task", f"/tasks/{number}/decline/", fields)
                self._expect(answer.status in (200, 302, 404), f"decline {number}", answer.status)

    async def decides_in_meeting(self) -> None:
        meeting, item = self.chance.choice(self.things.items)
        word, address = self._word(), f"/meetings/{meeting}/people/{item}/"
        fields = form_to(await self._page("meeting", address), f"{address}decided/")
        await self._thinks()
        said = filled(fields, words=f"She goes home on Friday {word}")
        await self._sent(
            "meeting decision", f"{address}decided/", said, "recorded a meeting's decision", word
        )

    async def votes(self) -> None:
        await self._votes(self.things.own_votes)

    async def minutes_vote(self) -> None:
        await self._votes(self.things.votes)

    async def _votes(self, seats: Sequence[tuple[int, int]]) -> None:
        proposal, seat = self.chance.choice(seats)
        word, address = self._word(), f"/decisions/{proposal}/votes/{seat}/"
        fields = form_to(await self._page("decision", address), "")
        await self._thinks()
        said = filled(
            fields, choice=self.chance.choice(("for", "against", "abstain")), because=f"Because {word}"
        )
        await self._sent("vote", address, said, "voted", word)

    async def _some_task(self) -> str:
        """One of those asked last: others see them too, and answer first."""
        page = await self._page("tasks", "/tasks/")
        found = _TASK.findall(page)
        return self.chance.choice(found) if found else ""

    def _reads(self, address: str) -> Callable[[], Awaitable[None]]:
        async def reads() -> None:
            await self._page(address.strip("/").partition("/")[0], address)

        return reads

    async def _page(self, kind: str, address: str, also: Sequence[int] = ()) -> str:
        answer = await self.browser.get(kind, address)
        self._expect(answer.status in (200, *also), address, answer.status)
        return answer.text

    async def _sent(
        self, kind: str, address: str, fields: list[tuple[str, str]], action: str, word: str
    ) -> None:
        answer = await self.browser.post(kind, address, fields)
        self._expect(answer.status == 302, f"{kind} {address}", answer.status)
        if answer.status == 302 and word:
            self.wrote.accepted.append((action, address, word))

    async def _thinks(self) -> None:
        await asyncio.sleep(self.chance.uniform(*THINKS_SECONDS))

    def _whose(self) -> str:
        return self.chance.choice(self.things.often if self.chance.random() < 0.5 else self.things.people)

    def _word(self) -> str:
        self._words += 1
        return f"word{self.number}x{self._words}z"

    def _expect(self, is_so: bool, what: str, status: int) -> None:
        if not is_so:
            self.wrote.wrong.append(f"{self.persona}: {what} answered {status}")
