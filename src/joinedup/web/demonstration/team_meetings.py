"""A multidisciplinary team's meeting: called, people put on its list, and held where it is over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from joinedup.web.care_teams.queries import in_team
from joinedup.web.demonstration.chosen import Chosen
from joinedup.web.demonstration.stage import Stage
from joinedup.web.meetings import actions
from joinedup.web.meetings.models import Item, Meeting
from joinedup.web.meetings.queries import as_arranged
from joinedup.web.tasks import actions as tasks


def held(stage: Stage, people: Chosen, said: Mapping[str, Any], items: Sequence[Mapping[str, Any]]) -> None:
    """The care coordinator calls it; whoever looks after a person puts them on the list."""
    caller = stage.cast["care-coordinator"]
    with stage.days.on(stage.days.ago(said["called_days_ago"])):
        meeting = actions.call(
            by=caller,
            title=said["title"],
            held_on=stage.days.ago(said["held_days_ago"]),
            starts_at=said["starts_at"],
            where=said["where"],
            invited=[stage.cast[key].organisation for key in ("social-worker", "care-home-manager")],
        )
        listed = [(_listed(stage, meeting, people[one["person"]], one), one) for one in items]
    for one in said.get("moved", ()):
        with stage.days.on(stage.days.ago(one["days_ago"]), minutes=35):
            _moved(stage, meeting, one)
    if not said["is_over"]:
        return
    with stage.days.on(stage.days.ago(said["held_days_ago"]), minutes=20):
        for key, role in said["there"]:
            organisation = stage.cast[key].organisation
            actions.note_attendance(by=caller, meeting=meeting, organisation=organisation, role=role)
        for item, one in listed:
            _talked_about(stage, item, one)
        actions.finish(by=caller, meeting=meeting)


def _moved(stage: Stage, meeting: Meeting, said: Mapping[str, Any]) -> None:
    before = as_arranged().get(pk=meeting.pk)
    actions.move(
        by=stage.cast["care-coordinator"],
        meeting=meeting,
        held_on=stage.days.ago(said["held_days_ago"]),
        starts_at=said["starts_at"],
        where=said["where"],
        begun_from=before.arranged_as,
    )


def _listed(stage: Stage, meeting: Meeting, person: str, said: Mapping[str, Any]) -> Item:
    by = stage.cast[said["by"]]
    if not in_team(by, person):
        by = stage.cast["care-coordinator"]
    return actions.put_on_list(by=by, meeting=meeting, person=person, question=said["question"])


def _talked_about(stage: Stage, item: Item, said: Mapping[str, Any]) -> None:
    caller = stage.cast["care-coordinator"]
    for words in said.get("decided", ()):
        actions.decide(by=caller, item=item, words=words)
    for one in said.get("agreed", ()):
        of = stage.cast[one["of"]]
        task = actions.agree(
            by=caller,
            item=item,
            organisation=of.organisation,
            role=of.role.value,
            what=one["what"],
            by_when=stage.days.ago(one["by_when_days_ago"]),
        )
        with stage.days.on(stage.days.ago(one["by_when_days_ago"])):
            tasks.finish(by=of, task=task, note=one["done"], leaves=False)
