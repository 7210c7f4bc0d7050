"""Every address of the web application that a browser gets, with real objects of the filled place (web_content.py) in it.

An address whose route has something in it needs a line in `objects`; the benchmark fails on one that has none, so that a new page
is measured too. A route that is only for forms (it answers 404, 405 or a redirect to a GET) is left out by whoever asks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

# Addresses that leave the application, end the session or start work when they are asked for.
NOT_ASKED = frozenset({"sign-in-begin", "sign-in-answer", "sign-in-keys", "sign-out", "sign-out-everywhere"})
# What is asked besides the plain address: other parts of long lists, everything of a person, a search.
FURTHER: Mapping[str, tuple[str, ...]] = {
    "people": ("?page=300",),
    "caseload": (
        *("?page=200", "?show=waiting", "?show=waiting&page=100"),
        *("?plan=none", "?plan=none&page=100", "?plan=due", "?show=waiting&plan=none"),
    ),
    "person": ("?show=all",),
    "audit": ("?action=saved+a+plan", "?before=2000"),
}
Kwargs = Mapping[str, Any]


@dataclass(frozen=True)
class Page:
    """One address, under its route's name, and the routes' rule."""

    name: str
    address: str
    allows: Callable[[Any], bool]


def pages() -> tuple[list[Page], list[str]]:
    """Every address, with every object that is worth asking apart; and the names of the routes for which there is no object."""
    from django.urls import reverse

    from joinedup.web.urls import urlpatterns

    known, found, missing = objects(), [], []
    for pattern in urlpatterns:
        name, rule = str(pattern.name), pattern.callback.rule  # type: ignore[attr-defined]
        if pattern.pattern.converters and name not in known:
            missing.append(name)
        elif name not in NOT_ASKED:
            addresses = (reverse(name, kwargs=dict(kwargs)) for kwargs in known.get(name, ({},)))
            found += [
                Page(name, address + query, rule.allows)
                for address in addresses
                for query in ("", *FURTHER.get(name, ()))
            ]
    return found, missing


def objects() -> Mapping[str, tuple[Kwargs, ...]]:
    """By route name, what stands in its address."""
    return {**_of_people(), **_of_work(), **_of_the_place(), **_of_the_engine_room()}


def person() -> str:
    """Somebody with a shared care plan of several versions, on a meeting's list."""
    from joinedup.web.meetings.models import Item
    from joinedup.web.plans.models import Version

    several = Version.objects.filter(number=3).values_list("plan__person", flat=True)
    listed = set(Item.objects.values_list("person", flat=True))
    return next(one for one in several.order_by("plan__person") if one in listed)


def _of_people() -> dict[str, tuple[Kwargs, ...]]:
    from joinedup.web.plans.models import Version

    one = {"person": person()}
    newest = Version.objects.filter(plan__person=one["person"]).order_by("-number")[0]
    names = ("person", "plan", "edit-plan", "plan-history", "ask-task", "list-for-meeting")
    return dict.fromkeys(names, (one,)) | {
        "plan-version": ({**one, "number": 1},),
        "ask-action": ({**one, "key": newest.draft().actions[0].key},),
        "caseload": ({"name": "complex-care-hubs"}, {"name": "healthy-ageing-hubs"}),
    }


def _of_work() -> dict[str, tuple[Kwargs, ...]]:
    from joinedup.web.data.models import Run
    from joinedup.web.decisions.models import Condition, Proposal
    from joinedup.web.emergency.models import EmergencyAccess
    from joinedup.web.meetings.models import Item, Meeting
    from joinedup.web.tasks.models import Step

    accepted = Step.objects.filter(stands="accepted", task__organisation="SEA").earliest("pk").task
    task = {"number": accepted.pk}
    meeting = {"number": Meeting.objects.filter(finished__isnull=True).latest("pk").pk}
    item = {**meeting, "item": Item.objects.filter(meeting=meeting["number"]).earliest("pk").pk}
    asked, taken = (
        {"number": Proposal.objects.latest("pk").pk},
        {"number": Proposal.objects.earliest("pk").pk},
    )
    condition = Condition.objects.filter(proposal=asked["number"]).earliest("pk").pk
    build, access = (
        {"number": Run.objects.latest("pk").pk},
        {"access": EmergencyAccess.objects.earliest("pk").pk},
    )
    of_tasks = ("task", "accept-task", "decline-task", "finish-task", "hand-back-task", "withdraw-task")
    of_meetings = (
        "meeting",
        "move-meeting",
        "add-to-meeting",
        "attend-meeting",
        "finish-meeting",
        "meeting-record",
    )
    of_proposals = ("add-evidence", "add-condition", "sign-decision", "withdraw-proposal", "add-outcome")
    return (
        dict.fromkeys(of_tasks, (task,))
        | dict.fromkeys(of_meetings, (meeting,))
        | dict.fromkeys(("meeting-person", "decide-in-meeting", "agree-in-meeting"), (item,))
        | dict.fromkeys(of_proposals, (asked,))
        | dict.fromkeys(("declare-interests", "vote"), ({**asked, "seat": 2},))
        | {
            "leave-team": ({"person": accepted.person},),
            "propose": ({"right": "1-1"},),
            "decision": (asked, taken),
            "meet-condition": ({**asked, "condition": condition},),
        }
        | dict.fromkeys(("end-emergency-access", "review-emergency"), (access,))
        | dict.fromkeys(("data-build", "data-build-progress"), (build,))
    )


def _of_the_place() -> dict[str, tuple[Kwargs, ...]]:
    from joinedup.web.network.models import Dispute, EstablishedPost

    contract, model = {"contract": "seacombe-outcomes-contract"}, "complex-care-hubs"
    return {
        "evaluation": ({"care_model": model},),
        "settlement": ({**contract, "year": 0},),
        "stress": (contract,),
        "forms": (contract,),
        "members": ({"what": model},),
        "organisation": ({"code": "RZZ1"},),
        "agreement": ({"number": 1},),
        "change-membership": ({"number": 1},),
        "raise-dispute": ({"number": 1},),
        "dispute": ({"number": Dispute.objects.earliest("pk").pk},),
        "change-post": ({"number": EstablishedPost.objects.earliest("pk").pk},),
    }


def _of_the_engine_room() -> dict[str, tuple[Kwargs, ...]]:
    from joinedup.learning.evidence import library
    from joinedup.web.evidence.models import OwnFinding
    from joinedup.web.learning.models import Cycle

    model, cycle = {"care_model": "complex-care-hubs"}, {"key": f"added-{Cycle.objects.earliest('pk').pk}"}
    return dict.fromkeys(("cycle", "write-note", "record-learned"), (cycle,)) | {
        "evidence-entry": ({"entry": library()[0].id},),
        "own-finding": ({"number": OwnFinding.objects.earliest("pk").pk},),
        "care-model": (model,),
        "site": ({**model, "site": "L81001"},),
        "say-site": ({**model, "site": "L81001"},),
    }
