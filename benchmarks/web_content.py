"""What people of a place have written after a year of work: fills the web application's database through its own actions.

    JOINEDUP_PLACE=FOLDER [JOINEDUP_DATABASE_URL=...] python -m benchmarks.web_content [--sizes N]

With `--sizes 1`: 600 shared care plans of 1 to 4 versions, 900 tasks of which two thirds are accepted, 60 meetings of 8 people,
40 proposals with their votes, disputes, posts, emergency accesses, names opened, 20,000 audit entries. The same seed (1) writes
the same content. A database that has plans is left as it is.
"""

from __future__ import annotations

import argparse
import random
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from joinedup.place.model import Place
    from joinedup.web.access.viewer import Viewer

PLANS, TASKS, MEETINGS, ON_A_LIST, PROPOSALS, ENTRIES = 600, 900, 60, 8, 40, 20_000
_WORDS = (
    "She wants to go on living at home and to walk to the shop again; her daughter comes at the weekend",
    "Breathless on the stairs, sleeps badly, is afraid of falling",
    "The district nurse calls once a week",
    "Knows whom to ring at night, and that the rescue pack is in the kitchen",
    "Likes to be asked before anybody touches the inhaler",
)


@dataclass(frozen=True)
class Writers:
    """Who writes: the personas, and people of other organisations."""

    coordinator: Viewer
    gp: Viewer
    social_worker: Viewer
    care_home: Viewer
    finance: Viewer
    programme: Viewer
    board: Viewer
    guardian: Viewer
    neighbours: Viewer


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=float, default=1.0, help="a tenth of everything with 0.1")
    chosen = parser.parse_args()
    import django

    django.setup()
    fill(chosen.sizes)


def fill(sizes: float = 1.0) -> None:
    """Fill the database of the settings in force; it is brought up to date first."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import transaction

    from joinedup.web.care_teams.queries import people_of
    from joinedup.web.plans.models import Plan
    from joinedup.web.published.place_file import place_of

    call_command("migrate", interactive=False, verbosity=0)
    place, chance = place_of(settings.SURROUNDINGS.place), random.Random(1)
    writers = _writers(place)
    _finding(writers)
    if Plan.objects.exists():
        return
    people = sorted(people_of(writers.coordinator))
    chance.shuffle(people)
    with transaction.atomic():  # one transaction, so that filling takes a minute and not ten
        _plans(writers, people[: int(PLANS * sizes)], chance)
        _tasks(writers, people[: int(TASKS * sizes)], chance)
        _meetings(writers, people[: int(PLANS * sizes)], int(MEETINGS * sizes), chance)
        _proposals(writers, place, int(PROPOSALS * sizes) + 4, chance)
        _between_organisations(writers, place, chance)
        _access(writers, people[-40:])
        _build_run(writers)
        _cycles(writers, place, chance)
        _entries(writers, int(ENTRIES * sizes))


def _writers(place: Place) -> Writers:
    from joinedup.web.access.roles import Role
    from joinedup.web.access.viewer import Viewer
    from joinedup.web.accounts.personas import personas
    from joinedup.web.accounts.posts import give_post

    def viewer(subject: str, name: str, role: str, organisation: str) -> Viewer:
        words: dict[str, Any] = {"subject": subject, "name": name, "role": role, "organisation": organisation}
        post = give_post(by="a benchmark", place=place, on=date(2023, 4, 1), **words)
        return Viewer(post.user_id, name, post.pk, Role(role), organisation)

    cast = {
        one.role.value: viewer(f"persona:{one.key}", one.name, one.role.value, one.organisation)
        for one in personas(place)
    }
    return Writers(
        cast["care-coordinator"],
        cast["gp"],
        cast["social-worker"],
        cast["care-home-manager"],
        cast["finance-lead"],
        cast["programme-lead"],
        cast["board-member"],
        cast["caldicott-guardian"],
        viewer("benchmark:1", "Jo Marsh", "social-worker", "VOL1"),
    )


def _plans(writers: Writers, people: Sequence[str], chance: random.Random) -> None:
    from joinedup.web.plans.actions import save
    from joinedup.web.plans.draft import Action, Draft
    from joinedup.web.plans.headings import EVERY_HEADING

    for person in people:
        words: dict[str, Any] = {heading.key: _text(chance) for heading in EVERY_HEADING[:6]}
        doing = tuple(
            Action(f"{chance.getrandbits(64):016x}", _text(chance)[:200], owner, "", _soon(chance))
            for owner in ("L81001", "SEA", "")
        )
        for version in range(chance.randint(1, 4)):
            words = words | {chance.choice(EVERY_HEADING).key: _text(chance)}
            draft = Draft(words, doing, _soon(chance), chance.random() < 0.7)
            save(
                by=chance.choice((writers.coordinator, writers.gp)),
                person=person,
                draft=draft,
                begun_from=version,
            )


def _tasks(writers: Writers, people: Sequence[str], chance: random.Random) -> None:
    from joinedup.web.tasks import actions

    others = (writers.social_worker, writers.neighbours, writers.care_home)
    for person in people:
        other = chance.choice(others)
        what = f"{_text(chance)[:120]} ({chance.getrandbits(32):08x})"
        words: dict[str, Any] = {
            "person": person,
            "organisation": other.organisation,
            "role": "",
            "what": what,
            "by_when": _soon(chance),
        }
        task, came = actions.ask(by=writers.coordinator, **words), chance.random()
        if came < 0.10:
            actions.decline(by=other, task=task, reason="We have nobody free this month.")
        elif came < 0.75:
            actions.accept(by=other, task=task)
            if came < 0.45:
                actions.finish(by=other, task=task, note="Done, and she was glad of it.", leaves=came < 0.25)


def _meetings(writers: Writers, people: Sequence[str], count: int, chance: random.Random) -> None:
    from joinedup.web.meetings import actions

    by, today = writers.coordinator, date.today()
    for number in range(count):
        held_on = today + timedelta(days=7 * (8 - number))
        meeting = actions.call(
            by=by,
            title=f"Neighbourhood team {number + 1}",
            held_on=held_on,
            starts_at=time(14),
            where="Quay hub, room 2",
            invited=("SEA", "VOL1", "L81001"),
        )
        for role, organisation in (("care-coordinator", "L81001"), ("social-worker", "SEA")):
            actions.note_attendance(by=by, meeting=meeting, organisation=organisation, role=role)
        for person in chance.sample(people, min(ON_A_LIST, len(people))):
            item = actions.put_on_list(by=by, meeting=meeting, person=person, question=_text(chance)[:200])
            actions.decide(by=by, item=item, words=_text(chance))
            if chance.random() < 0.4:
                words: dict[str, Any] = {
                    "organisation": "SEA",
                    "role": "",
                    "what": _text(chance)[:150],
                    "by_when": _soon(chance),
                }
                actions.agree(by=by, item=item, **words)
        if held_on < today:
            actions.finish(by=by, meeting=meeting)


def _proposals(writers: Writers, place: Place, count: int, chance: random.Random) -> None:
    from joinedup.network.place_parts import part_at, parts_of
    from joinedup.web.decisions import actions
    from joinedup.web.decisions.evidence import place_file_sha256
    from joinedup.web.decisions.rights import right_of

    by, right, part = writers.programme, right_of(place, "1-1"), part_at(parts_of(place), "care_models[0]")
    assert right is not None
    for number in range(count):
        words: dict[str, Any] = {
            "title": f"Open hub {number + 1} at weekends",
            "why": _text(chance),
            "accountable": "QZZ",
            "responsible": "L81001",
            "expected": "Fewer emergency admissions within a year.",
            "review_on": _soon(chance),
            "amount_pounds": 20_000 + number,
            "replaces_how": "",
        }
        draft = actions.Draft(
            words, ("Open it", "Leave it as it is"), 1, part, None, uuid.UUID(int=chance.getrandbits(128))
        )
        made = actions.propose(by=by, right=right, draft=draft)
        asked: dict[str, Any] = {"place": place, "proposal": made}
        actions.add_condition(by=by, **asked, words=_text(chance), owner="L81001", due_on=_soon(chance))
        hashes = {"build_sha256": "0" * 64, "place_file_sha256": place_file_sha256()}
        actions.add_evidence(by=by, **asked, address="/scorecard/", shows="How the place does", **hashes)
        if number < count - 6:
            _voted(writers, asked, actions)


def _voted(writers: Writers, asked: dict[str, Any], actions: Any) -> None:
    for seat in asked["proposal"].seats:
        key = f"{seat['organisation']}: {seat['post']}"
        if not seat["has_interest"]:
            actions.declare(
                by=writers.programme, **asked, seat=key, kind="none", interest="", steps_aside=False
            )
            actions.vote(by=writers.programme, **asked, seat=key, choice="for", because="")
    actions.sign(by=writers.board, **asked)
    for condition in list(asked["proposal"].conditions.all()):
        actions.meet_condition(
            by=writers.programme, place=asked["place"], condition=condition, how="The rota is full."
        )
    what: dict[str, Any] = {
        "actual": "Six fewer admissions a month.",
        "judgement": "in-part",
        "address": "",
        "build_sha256": "",
    }
    actions.add_outcome(by=writers.programme, **asked, **what)


def _between_organisations(writers: Writers, place: Place, chance: random.Random) -> None:
    from joinedup.web.money.actions import record_spending
    from joinedup.web.money.models import ChangeFund
    from joinedup.web.network import actions

    by, agreement = writers.programme, place.agreements[0]
    for number in range(6):
        key = uuid.UUID(int=chance.getrandbits(128))
        words: dict[str, Any] = {
            "title": f"Who pays for transport {number + 1}",
            "words": _text(chance),
            "form_key": key,
        }
        actions.raise_dispute(by=by, place=place, agreement=agreement, raised_with="RZZ1", **words)
    for number in range(30):
        said: dict[str, Any] = {
            "title": f"Care coordinator {number + 1}",
            "organisation": "L81001",
            "works_on": "Complex care hubs",
        }
        more: dict[str, Any] = {
            "whole_time": Decimal("0.8"),
            "change": chance.choice(("filled", "vacant")),
            "on": date(2023, 5, 1),
            "because": "",
        }
        actions.establish_post(
            by=by, place=place, **said, **more, form_key=uuid.UUID(int=chance.getrandbits(128))
        )
    for quarter in (date(2023, 4, 1), date(2023, 7, 1), date(2023, 10, 1), date(2024, 1, 1)):
        pounds: dict[str, Any] = {
            "spent_pounds": 40_000,
            "used_elsewhere_pounds": 2_000,
            "staff": Decimal("1.5"),
            "note": "",
        }
        record_spending(by=writers.finance, fund=ChangeFund.ENGINE_ROOM, quarter=quarter, **pounds)


def _access(writers: Writers, people: Sequence[str]) -> None:
    """Emergency accesses by the council, most of them reviewed; two go on."""
    from joinedup.web.emergency import actions
    from joinedup.web.emergency.models import EmergencyReview

    for number, person in enumerate(people):
        access = actions.open_in_emergency(
            by=writers.social_worker, person=person, reason="Found on the floor, cannot speak."
        )
        if number > 1:
            actions.end(by=writers.social_worker, access=access)
        if number > 8:
            finding = EmergencyReview.Finding.JUSTIFIED
            actions.review(
                by=writers.guardian, access=access, finding=finding, note="The ambulance crew asked."
            )


def _build_run(writers: Writers) -> None:
    """A build that somebody asked for and that is done, as the page of builds lists it."""
    from django.utils import timezone

    from joinedup.web.data.actions import say
    from joinedup.web.data.models import Run, State

    run = Run.objects.create(
        asked_at=timezone.now(), user_id=writers.programme.user_id, post="Analyst at QZZ"
    )
    say(run=run.pk, state=State.FINISHED, at=timezone.now())


def _cycles(writers: Writers, place: Place, chance: random.Random) -> None:
    from joinedup.web.learning import actions

    for number in range(8):
        words: dict[str, Any] = {
            "name": f"Ring within two days {number + 1}",
            "measure": "emergency_admissions",
            "area": "",
        }
        said: dict[str, Any] = {
            "tried": _text(chance),
            "prediction": "Fewer come back.",
            "form_key": uuid.UUID(int=chance.getrandbits(128)),
        }
        of = actions.add_cycle(by=writers.programme, **words, starts_on=date(2023, 5, 1), **said)
        for stage, outcome in (("do", ""), ("study", ""), ("act", "adapt")):
            key: dict[str, Any] = {
                "stage": stage,
                "outcome": outcome,
                "form_key": uuid.UUID(int=chance.getrandbits(128)),
            }
            actions.write_down(
                by=writers.programme, place=place, cycle=of, on=date(2023, 9, 1), words=_text(chance), **key
            )


def _finding(writers: Writers) -> None:
    from joinedup.web.evidence.actions import add_finding

    figures: dict[str, Any] = {"change": Decimal("-6"), "low": Decimal("-11"), "high": Decimal("-1")}
    words: dict[str, Any] = {
        "where": "Harbour",
        "who": "People of 65 and over",
        "done": "A call within two days.",
        "learned": "Fewer came back.",
    }
    said: dict[str, Any] = {
        "name": "A call after discharge",
        "kind": "pacs",
        "measure": "emergency_admissions",
        "rests_on": "",
    }
    add_finding(by=writers.programme, **said, **figures, **words, form_key=uuid.UUID(int=1))


def _entries(writers: Writers, until: int) -> None:
    """People sign in and out: entries of the audit, up to so many."""
    from joinedup.web.audit.actions import record
    from joinedup.web.audit.models import Entry

    for number in range(max(until - Entry.objects.count(), 0)):
        by = (writers.coordinator, writers.gp, writers.board)[number % 3]
        record(
            by=f"user {by.user_id}",
            action="signed in",
            subject=f"user {by.user_id}",
            detail={"post": by.post_id},
        )


def _text(chance: random.Random) -> str:
    return ". ".join(chance.sample(_WORDS, 3))


def _soon(chance: random.Random) -> date:
    return date.today() + timedelta(days=chance.randint(1, 200))


if __name__ == "__main__":
    main()
