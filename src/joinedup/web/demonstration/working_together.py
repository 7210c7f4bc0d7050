"""Between the organisations: posts filled and vacant, who joined an agreement, and a dispute."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from joinedup.place.governance import Agreement
from joinedup.web.demonstration.stage import Stage
from joinedup.web.network import actions
from joinedup.web.network.models import DisputeStep, MembershipChange
from joinedup.web.network.presenters import ENGINE_ROOM, works_on

_WORDS = Path(__file__).with_name("working_together.toml")


def fill(stage: Stage) -> None:
    """What the programme lead and the members of the first agreement wrote down."""
    if not stage.place.agreements or not stage.cast.has("programme-lead", "finance-lead", "board-member"):
        return
    words, agreement = tomllib.loads(_WORDS.read_text(encoding="utf-8")), stage.place.agreements[0]
    for post in words["posts"]:
        _post(stage, agreement, post)
    _joined(stage, agreement, words["joined"])
    _dispute(stage, agreement, words["dispute"])


def _post(stage: Stage, agreement: Agreement, said: Mapping[str, Any]) -> None:
    """A post of the first member of its kind, vacant when it was made and filled later where it was."""
    kinds = {
        body.kind: body.code for body in reversed(stage.place.organisations) if body.code in agreement.members
    }
    if said["kind"] not in kinds:
        return
    by, on = stage.cast["programme-lead"], stage.days.before_the_end(said["made_days_before"])
    with stage.days.on(on):
        made = actions.establish_post(
            by=by,
            place=stage.place,
            title=said["title"],
            organisation=kinds[said["kind"]],
            works_on=ENGINE_ROOM if said["works_on"] == "engine room" else works_on(stage.place)[0],
            whole_time=Decimal(str(said["whole_time"])),
            change="vacant",
            on=on,
            because=said["because"],
            form_key=stage.form_key(said["title"]),
        )
    for change in said.get("changes", ()):
        then = stage.days.before_the_end(change["days_before"])
        with stage.days.on(then):
            actions.change_post(
                by=by,
                place=stage.place,
                post=made,
                change=change["change"],
                on=then,
                because=change["because"],
            )


def _joined(stage: Stage, agreement: Agreement, said: Mapping[str, Any]) -> None:
    """The members that joined after it began: the last of them, on the day the place went into shadow."""
    on = stage.place.place.shadow_from or stage.days.before_the_end(365)
    with stage.days.on(on):
        actions.change_membership(
            by=stage.cast["programme-lead"],
            place=stage.place,
            agreement=agreement,
            organisation=agreement.members[-1],
            change=MembershipChange.Change.JOINED,
            on=on,
            because=said["because"],
            decision=None,
        )


def _dispute(stage: Stage, agreement: Agreement, said: Mapping[str, Any]) -> None:
    """The hospital raises it with the commissioner, who answers."""
    raised_by, answers = stage.cast["board-member"], stage.cast["finance-lead"]
    if not {raised_by.organisation, answers.organisation} <= set(agreement.members):
        return
    with stage.days.on(stage.days.before_the_end(47)):
        dispute = actions.raise_dispute(
            by=raised_by,
            place=stage.place,
            agreement=agreement,
            raised_with=answers.organisation,
            title=said["title"],
            words=said["words"],
            form_key=stage.form_key("dispute"),
        )
    with stage.days.on(stage.days.before_the_end(30)):
        actions.take_step(
            by=answers,
            place=stage.place,
            dispute=dispute,
            step=DisputeStep.Step.ANSWERED,
            words=said["answer"],
        )
