"""What the board decided in the last year of the records, and what it is asked now."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from joinedup.network.place_parts import Part, part_at, parts_of
from joinedup.web.access.viewer import Viewer
from joinedup.web.decisions import actions
from joinedup.web.decisions.actions import Draft
from joinedup.web.decisions.evidence import place_file_sha256
from joinedup.web.decisions.models import Proposal, Replaces
from joinedup.web.decisions.rights import Right, rights_of
from joinedup.web.demonstration.outcome import what_came_of_it
from joinedup.web.demonstration.stage import Stage
from joinedup.web.network.presenters import KINDS

_WORDS = Path(__file__).with_name("board.toml")
# Who votes for their own seat; every other vote is written into the minutes by the finance lead.
_IN_PERSON = {
    "acute": "board-member",
    "council": "council-board",
    "practice": "practice-board",
    "community": "community-board",
}
_PART = "care_models[0]"
_NO_INTEREST = {"kind": "none", "interest": "", "steps_aside": False}


def fill(stage: Stage) -> None:
    """One decision taken, reviewed and no longer covered; one not carried; one open, that would replace the first."""
    right = next(
        (one for one in rights_of(stage.place) if not one.refused and one.right.rule == "majority"), None
    )
    if right is None or not stage.place.care_models or not stage.cast.has("board-member", "finance-lead"):
        return
    made: dict[str, Proposal] = {}
    for said in tomllib.loads(_WORDS.read_text(encoding="utf-8"))["decisions"]:
        made[said["key"]] = _proposed(stage, right, said, made.get(said.get("replaces", "")))
        _voted(stage, made[said["key"]], said)
        if "taken_days_before" in said:
            _signed(stage, made[said["key"]], said)


def _proposed(stage: Stage, right: Right, said: Mapping[str, Any], replaces: Proposal | None) -> Proposal:
    by, codes = stage.cast["finance-lead"], _codes(stage, right)
    with stage.days.on(_day(stage, said, "proposed")):
        proposal = actions.propose(
            by=by,
            right=right,
            draft=Draft(
                words=_words(stage, said, codes, replaces),
                options=tuple(said["options"]),
                put_to_vote=1,
                part=_part(stage, said["part_capacity"]) if "part_capacity" in said else None,
                replaces=replaces,
                form_key=stage.form_key(said["key"]),
            ),
        )
        for page in said["evidence"]:
            actions.add_evidence(by=by, place=stage.place, proposal=proposal, **page, **_hashes(stage, said))
        for one in said.get("conditions", ()):
            due_on = _day(stage, one, "due")
            words = {"words": one["words"], "owner": codes[one["owner"]], "due_on": due_on}
            actions.add_condition(by=by, place=stage.place, proposal=proposal, **words)
    return proposal


def _day(stage: Stage, said: Mapping[str, Any], what: str) -> date:
    """A day of what was decided, counted from the end of the records; of what is before the board now, from today."""
    ago = said.get(f"{what}_days_ago")
    return stage.days.before_the_end(said[f"{what}_days_before"]) if ago is None else stage.days.ago(ago)


def _hashes(stage: Stage, said: Mapping[str, Any]) -> dict[str, str]:
    """Of what the evidence was made from: an earlier build for what was decided in an earlier year, else the build of now."""
    if "taken_days_before" not in said:
        return {"build_sha256": stage.build.version, "place_file_sha256": place_file_sha256()}
    earlier = hashlib.sha256(f"a build made up for {said['key']}".encode()).hexdigest()
    return {"build_sha256": earlier, "place_file_sha256": earlier}


def _words(
    stage: Stage, said: Mapping[str, Any], codes: Mapping[str, str], replaces: Proposal | None
) -> dict[str, Any]:
    plain = {key: said.get(key, "") for key in ("title", "why", "expected", "risks", "legal_basis")}
    return plain | {
        "amount_pounds": said["amount_pounds"],
        "effects": {codes[kind]: pounds for kind, pounds in said["effects"].items()},
        "assumptions": said.get("assumptions", []),
        "accountable": codes["commissioner"],
        "responsible": codes["practice"],
        "risk_owner": codes["commissioner"],
        "review_on": _day(stage, said, "review"),
        "replaces_how": Replaces.SUPERSEDED.value if replaces else "",
    }


def _part(stage: Stage, capacity: int) -> Part | None:
    """The first care model as it was written when it was put to the board: with this capacity (0 for the one of now)."""
    first, *others = stage.place.care_models
    then = first.model_copy(update={"capacity": capacity}) if capacity else first
    return part_at(
        parts_of(stage.place.model_copy(update={"care_models": (then, *others)})), _PART, first.name
    )


def _voted(stage: Stage, proposal: Proposal, said: Mapping[str, Any]) -> None:
    """Each seat says whether it has an interest, then votes, over the week after the proposal."""
    declared, votes = said.get("declarations", {}), said.get("votes", {})
    kinds = {body.code: body.kind for body in stage.place.organisations}
    with stage.days.on(_day(stage, said, "proposed") + timedelta(days=5)):
        for seat in _first_of_each_kind(proposal, kinds):
            kind, key = kinds[seat["organisation"]], f"{seat['organisation']}: {seat['post']}"
            by = _holder(stage, kind, seat["organisation"])
            if kind not in declared and kind not in votes:
                continue
            actions.declare(
                by=by, place=stage.place, proposal=proposal, seat=key, **declared.get(kind, _NO_INTEREST)
            )
            if kind in votes:
                choice, because = votes[kind]
                words = {"seat": key, "choice": choice, "because": because}
                actions.vote(by=by, place=stage.place, proposal=proposal, **words)


def _first_of_each_kind(proposal: Proposal, kinds: Mapping[str, str]) -> list[dict[str, Any]]:
    seats: dict[str, dict[str, Any]] = {}
    for seat in proposal.seats:
        seats.setdefault(kinds[seat["organisation"]], seat)
    return list(seats.values())


def _holder(stage: Stage, kind: str, organisation: str) -> Viewer:
    own = _IN_PERSON.get(kind, "")
    is_there = stage.cast.has(own) and stage.cast[own].organisation == organisation
    return stage.cast[own if is_there else "finance-lead"]


def _signed(stage: Stage, proposal: Proposal, said: Mapping[str, Any]) -> None:
    by = stage.cast["board-member"]
    with stage.days.on(stage.days.before_the_end(said["taken_days_before"])):
        actions.sign(by=by, place=stage.place, proposal=proposal)
    if "part_capacity" not in said:
        return
    for condition, one in zip(proposal.conditions.all(), said["conditions"], strict=True):
        if "how" in one:
            with stage.days.on(stage.days.before_the_end(one["met_days_before"])):
                actions.meet_condition(by=by, place=stage.place, condition=condition, how=one["how"])
    with stage.days.on(stage.days.before_the_end(-6)):
        actions.add_outcome(by=by, place=stage.place, proposal=proposal, **what_came_of_it(stage))


def _codes(stage: Stage, right: Right) -> dict[str, str]:
    """The first member of each kind; where there is none, the finance lead's own."""
    found: dict[str, str] = {}
    for body in stage.place.organisations:
        if body.code in right.agreement.members:
            found.setdefault(body.kind, body.code)
    return dict.fromkeys(KINDS, stage.cast["finance-lead"].organisation) | found
