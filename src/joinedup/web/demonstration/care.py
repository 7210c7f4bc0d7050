"""What care teams wrote in the last weeks: shared plans, tasks between organisations, two meetings."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from joinedup.web.access.viewer import Viewer
from joinedup.web.demonstration.chosen import Chosen, chosen
from joinedup.web.demonstration.stage import Stage
from joinedup.web.demonstration.team_meetings import held
from joinedup.web.plans import actions as plans
from joinedup.web.plans.draft import Action, Draft
from joinedup.web.plans.headings import EVERY_HEADING
from joinedup.web.plans.queries import newest
from joinedup.web.tasks import actions as tasks
from joinedup.web.tasks.models import Task

_WORDS = Path(__file__).with_name("care.toml")
_NEEDED = ("care-coordinator", "gp", "social-worker", "care-home-manager")


def fill(stage: Stage) -> None:
    """Everything in care.toml, for the people there are; what it says of a colleague who is not there is left out."""
    if not stage.cast.has(*_NEEDED):
        return
    words, people = tomllib.loads(_WORDS.read_text(encoding="utf-8")), chosen(stage)
    for said in _about(people, words["plans"]):
        _plan(stage, people[said["person"]], said)
    told = [said for said in _about(people, words["tasks"]) if stage.cast.has(said["of"])]
    for said in sorted(told, key=lambda one: -int(one["days_ago"])):
        _task(stage, people[said["person"]], said)
    for said in words["meetings"]:
        held(stage, people, said, _about(people, said["items"]))


def _about(people: Chosen, told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [said for said in told if people.has(said["person"])]


def _plan(stage: Stage, person: str, said: Mapping[str, Any]) -> None:
    by = stage.cast[said["by"]]
    before = newest(by, person)
    draft = _added_to(before.draft(), said["adds"]) if before else _written(stage, said)
    with stage.days.on(stage.days.ago(said["days_ago"])):
        plans.save(by=by, person=person, draft=draft, begun_from=before.number if before else 0)


def _written(stage: Stage, said: Mapping[str, Any]) -> Draft:
    return Draft(
        words={heading.key: said.get(heading.key, "") for heading in EVERY_HEADING},
        actions=tuple(_action(stage, one) for one in said["actions"]),
        review_on=stage.days.ago(said["review_days_ago"]),
        is_agreed=True,
    )


def _action(stage: Stage, said: Mapping[str, Any]) -> Action:
    owner = stage.cast[said["of"]] if said["of"] and stage.cast.has(said["of"]) else None
    return Action(
        said["key"],
        said["what"],
        owner.organisation if owner else "",
        _role(owner) if owner else "",
        stage.days.ago(said["by_when_days_ago"]),
    )


def _role(viewer: Viewer) -> str:
    """The post that a task is asked of; nobody in particular where the colleague gives no care."""
    return viewer.role.value if viewer.role.value in _NEEDED else ""


def _added_to(draft: Draft, adds: Mapping[str, str]) -> Draft:
    return replace(draft, words={key: words + adds.get(key, "") for key, words in draft.words.items()})


def _task(stage: Stage, person: str, said: Mapping[str, Any]) -> None:
    by, of, action = stage.cast[said["by"]], stage.cast[said["of"]], _of_plan(stage, person, said)
    with stage.days.on(stage.days.ago(said["days_ago"]), minutes=15):
        task = tasks.ask(
            by=by,
            person=person,
            organisation=of.organisation,
            role=_role(of),
            what=action.what if action else said["what"],
            by_when=(action and action.by_when) or stage.days.ago(said["by_when_days_ago"]),
            plan_action=action.key if action else "",
        )
    for answer in said.get("answers", ()):
        with stage.days.on(stage.days.ago(answer["days_ago"]), minutes=40):
            _answered(of, task, answer)


def _of_plan(stage: Stage, person: str, said: Mapping[str, Any]) -> Action | None:
    plan = newest(stage.cast["care-coordinator"], person) if "action" in said else None
    return next((one for one in plan.draft().actions if one.key == said["action"]), None) if plan else None


def _answered(by: Viewer, task: Task, said: Mapping[str, Any]) -> None:
    match said["does"]:
        case "accept":
            tasks.accept(by=by, task=task)
        case "decline":
            tasks.decline(by=by, task=task, reason=said["words"])
        case "hand-back":
            tasks.hand_back(by=by, task=task, reason=said["words"])
        case "done":
            tasks.finish(by=by, task=task, note=said["words"], leaves=False)
