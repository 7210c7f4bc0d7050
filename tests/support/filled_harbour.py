"""Harbour with something of everything in it: plans, tasks, meetings, decisions, disputes, posts, names and emergency access.

All of it is made through the application's own actions, by the personas of the place.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from tests.support.harbour import PLACE_FILE
from tests.support.harbour_people import EDNA, MARGARET, NORA, WILF
from tests.support.signed_in import signed_in
from tests.unit.web.decisions.board import BOARD, HOSPITAL, declares, member, place, proposed, signs, votes

if TYPE_CHECKING:
    from joinedup.web.access.viewer import Viewer

CONTRACT = """
[[contracts]]
name = "Outcomes"
agreement = "Harbour alliance"
commissioner = "QZZ"
holder = "RZZ1"
starts_on = 2022-04-01
years = 2
benchmarks = [1_000_000, 1_010_000]
baseline = { measured_from = 2021-04-01, method = "person-based", annual = 1_000_000 }
disputes = { arbiter = "Centre for Effective Dispute Resolution", days = 60 }
terms = [{ kind = "shared-savings", cap = 0.10 }]
"""
LATER = date(2100, 1, 31)
# What only those who may read a person, a plan, a meeting or the board's confidence may ever see.
SECRETS = ("Wants to die at home", "Lost her keys twice", "Carpets in the hall", "Buy the old bakery")


@dataclass
class Filled:
    """The numbers of what is there, by what it is, and the viewer of each persona."""

    numbers: dict[str, int] = field(default_factory=dict)
    viewers: dict[str, Viewer] = field(default_factory=dict)
    cycle: str = ""


def with_a_contract(folder: Path) -> None:
    """Write the place file anew, with a contract in it."""
    (folder / "place.toml").write_text(PLACE_FILE + CONTRACT, encoding="utf-8")


def fill() -> Filled:
    """Fill the database under way."""
    filled = Filled(viewers=_personas())
    _plans_and_tasks(filled)
    _meetings(filled)
    _names_and_emergencies(filled)
    _decisions(filled)
    _network(filled)
    _engine_room(filled)
    return filled


def _personas() -> dict[str, Viewer]:
    from joinedup.web.access.roles import Role
    from joinedup.web.access.viewer import Viewer
    from joinedup.web.accounts.models import Post

    for role in Role:
        signed_in(role.value)
    posts = Post.objects.select_related("user").filter(user__subject__startswith="persona:")
    return {
        post.role: Viewer(post.user_id, post.user.name, post.pk, Role(post.role), post.organisation)
        for post in posts
    }


def _plans_and_tasks(filled: Filled) -> None:
    from joinedup.web.plans.actions import save
    from joinedup.web.plans.draft import Action, Draft
    from joinedup.web.tasks import actions as tasks

    amina, priya = filled.viewers["care-coordinator"], filled.viewers["social-worker"]
    said = (Action("rail", "Fit a rail", "SEA", "", LATER), Action("call", "Call each week", "L81001"))
    for number, person in enumerate((MARGARET, MARGARET, WILF, NORA)):
        words = {"about_me": f"{SECRETS[0]} {number}", "goals": "Walk to the quay"}
        save(by=amina, person=person, draft=Draft(words, said, date(2024, 5, 1)), begun_from=number % 2)

    def asked(of: str, person: str, what: str, by: Viewer = amina) -> Any:
        return tasks.ask(by=by, person=person, organisation=of, role="", what=what, by_when=LATER)

    for name, person in {"accepted": MARGARET, "asked": NORA, "declined": WILF}.items():
        filled.numbers[f"task {name}"] = asked("SEA", person, f"{SECRETS[1]}: {name}").pk
    tasks.accept(by=priya, task=_task(filled, "accepted"))
    tasks.decline(by=priya, task=_task(filled, "declined"), reason="No room")
    filled.numbers["task of ours"] = asked("L81001", WILF, "Ring the pharmacy").pk


def _task(filled: Filled, name: str) -> Any:
    from joinedup.web.tasks.models import Task

    return Task.objects.get(pk=filled.numbers[f"task {name}"])


def _meetings(filled: Filled) -> None:
    from joinedup.web.meetings import actions

    amina = filled.viewers["care-coordinator"]
    for name in ("meeting", "meeting over"):
        meeting = actions.call(
            by=amina, title=f"Quay {name}", held_on=LATER, starts_at=time(14), where="Room 2", invited=["SEA"]
        )
        filled.numbers[name] = meeting.pk
        for person in (MARGARET, WILF):
            item = actions.put_on_list(by=amina, meeting=meeting, person=person, question=SECRETS[2])
            filled.numbers.setdefault(f"item {person}", item.pk)
            actions.decide(by=amina, item=item, words="See her again in May")
        actions.note_attendance(by=amina, meeting=meeting, organisation="SEA", role="social-worker")
    actions.agree(
        by=amina, item=item, organisation="L81001", role="gp", what="Look at her feet", by_when=LATER
    )
    actions.finish(by=amina, meeting=meeting)


def _names_and_emergencies(filled: Filled) -> None:
    from joinedup.web.emergency import actions as emergency
    from joinedup.web.emergency.models import EmergencyReview
    from joinedup.web.names.actions import open_names
    from joinedup.web.names.purposes import Purpose
    from joinedup.web.published.current import build_of_this_page

    priya, build = filled.viewers["social-worker"], build_of_this_page()
    assert build is not None
    purpose = next(iter(Purpose))
    assert open_names(by=filled.viewers["care-coordinator"], build=build, people=[MARGARET], purpose=purpose)
    over = emergency.open_in_emergency(by=priya, person=EDNA, reason="Found on the quay")
    emergency.end(by=priya, access=over)
    finding = EmergencyReview.Finding.JUSTIFIED
    emergency.review(
        by=filled.viewers["caldicott-guardian"], access=over, finding=finding, note="As it should"
    )
    access = emergency.open_in_emergency(by=filled.viewers["gp"], person=EDNA, reason="Found on the quay")
    filled.numbers["access"] = access.pk


def _decisions(filled: Filled) -> None:
    from joinedup.web.decisions import actions

    grace = filled.viewers["programme-lead"]
    for name in ("open", "taken"):
        proposal = proposed(in_confidence=SECRETS[3], withheld_because="Prices", title=f"Weekends, {name}")
        filled.numbers[f"decision {name}"] = proposal.pk
        about = {"by": grace, "place": place(), "proposal": proposal}
        actions.add_evidence(
            **about, address="/money/", shows="The money", build_sha256="0" * 64, place_file_sha256="1" * 64
        )
        actions.add_condition(**about, words="A lease is signed", owner="QZZ", due_on=LATER)
        filled.numbers[f"condition {name}"] = proposal.conditions.get().pk
        declares(member("QZZ"), proposal, BOARD)
    for organisation, seat in (("RZZ1", HOSPITAL), ("QZZ", BOARD)):
        votes(member(organisation), proposal, seat)
    signs(member("RZZ1"), proposal)
    actions.add_outcome(**about, actual="Fewer waits", judgement="in-part", address="", build_sha256="")
    voted = proposed(title="Weekends, voted")
    filled.numbers["decision voted"] = voted.pk
    for organisation, seat in (("RZZ1", HOSPITAL), ("QZZ", BOARD)):
        votes(member(organisation), voted, seat)


def _network(filled: Filled) -> None:
    from django.utils import timezone

    from joinedup.web.data.actions import say, start_build
    from joinedup.web.data.models import State
    from joinedup.web.money.actions import record_spending
    from joinedup.web.money.models import ChangeFund
    from joinedup.web.network import actions
    from joinedup.web.published.place_file import place_of

    helen, today = filled.viewers["board-member"], timezone.localdate()
    about = {"by": helen, "place": place()}
    agreement = place().agreements[0]
    actions.change_membership(
        **about,
        agreement=agreement,
        organisation="SEA",
        change="joined",
        on=today,
        because="Asked",
        decision=None,
    )
    dispute = actions.raise_dispute(
        **about, agreement=agreement, raised_with="SEA", title="Wards", words="Pay", form_key=uuid4()
    )
    filled.numbers["dispute"] = dispute.pk
    post = actions.establish_post(
        **about,
        title="Matron",
        organisation="RZZ1",
        works_on=place().care_models[0].name,
        whole_time=1,
        change="vacant",
        on=date(2024, 1, 1),
        because="New",
        form_key=uuid4(),
    )
    filled.numbers["post"] = post.pk
    record_spending(
        by=filled.viewers["finance-lead"],
        fund=ChangeFund.ENGINE_ROOM,
        quarter=date(2021, 4, 1),
        spent_pounds=20_000,
        used_elsewhere_pounds=0,
        staff=None,
        note="Nurses",
    )
    folder = _folder()
    filled.numbers["build"] = start_build(by=filled.viewers["analyst"], place=folder, at=timezone.now()).pk
    say(run=filled.numbers["build"], state=State.FINISHED, at=timezone.now())
    assert place_of(folder).contracts


def _engine_room(filled: Filled) -> None:
    from joinedup.web.care_models.actions import say_how_a_site_stands
    from joinedup.web.evidence.actions import add_finding
    from joinedup.web.learning.actions import add_cycle, write_down

    grace, on = filled.viewers["programme-lead"], date(2024, 2, 1)
    said = {"measure": "emergency_admissions", "area": "", "tried": "Ring everybody", "prediction": "Fewer"}
    filled.cycle = add_cycle(by=grace, name="Ring them", starts_on=on, form_key=uuid4(), **said)
    write_down(
        by=grace, place=place(), cycle=filled.cycle, stage="done", on=on, words="Rang six", form_key=uuid4()
    )
    say_how_a_site_stands(
        by=grace,
        place=place(),
        model=place().care_models[0],
        site="L81001",
        stands="ready",
        because="",
        on=on,
        form_key=uuid4(),
    )
    words = dict.fromkeys(("name", "where", "who", "done", "learned", "rests_on"), "Ringing helps")
    figures = dict.fromkeys(("change", "low", "high"))
    finding = add_finding(by=grace, kind="", measure="", form_key=uuid4(), **words, **figures)
    filled.numbers["finding"] = finding.pk


def _folder() -> Path:
    from django.conf import settings

    return Path(settings.SURROUNDINGS.place)
