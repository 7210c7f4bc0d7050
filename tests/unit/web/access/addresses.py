"""Every address of the application with something real in its place, and which personas may open it.

A NEW ADDRESS goes in here: under PLAIN nothing has to be said unless it is unusual; an address with something in it gets a line in
`parametrised`, with the real object of tests/support/filled_harbour.py that fills it (make one there if there is none yet).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.support.harbour_people import MARGARET, NORA, WILF

if TYPE_CHECKING:
    from django.urls import URLPattern

    from tests.support.filled_harbour import Filled

HOW_TO_ADD = (
    "add them to tests/unit/web/access/addresses.py, with a real object of tests/support/filled_harbour.py"
)

CARE = frozenset({"care-coordinator", "gp", "social-worker", "care-home-manager"})
# Amina and Tom work for Margaret's, Nora's and Wilf's practice; Priya's council joined Margaret's care team by a task.
PRACTICE = frozenset({"care-coordinator", "gp"})
WITH_THE_COUNCIL = PRACTICE | {"social-worker"}
BOARD_ROLES = frozenset({"finance-lead", "programme-lead", "board-member"})
NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Address:
    """What fills an address, and who may get and post there: None for whomever its rule lets in."""

    kwargs: Mapping[str, Any] = field(default_factory=dict)
    got_by: frozenset[str] | None = None
    posted_by: frozenset[str] | None = None
    sent: Mapping[str, Any] = field(default_factory=dict)


def _only(by: frozenset[str], **kwargs: Any) -> Address:
    return Address(kwargs, by, by)


def _posted(by: frozenset[str], **kwargs: Any) -> Address:
    """A form of another page is sent here: typed in, the address is of nothing."""
    return Address(kwargs, NOBODY, by)


# Addresses with nothing in them are for whomever their rule lets in, save these.
PLAIN = {
    "sign-in": Address(sent={"persona": "gp"}),
    "your-posts": Address(sent={"post": "own"}),
    "spending": Address(posted_by=frozenset({"finance-lead"})),
    "show-names": Address(posted_by=PRACTICE, sent={"person": [NORA], "purpose": "giving-care"}),
}


def parametrised(filled: Filled) -> dict[str, Address]:
    """By name, every address that has something in it."""
    numbers = filled.numbers
    margaret, wilf = {"person": MARGARET}, {"person": WILF}
    of_nora, of_margaret = {"number": numbers["task asked"]}, {"number": numbers["task accepted"]}
    meeting, seat = {"number": numbers["meeting"]}, {"number": numbers["decision open"], "seat": 2}
    item = meeting | {"item": numbers[f"item {MARGARET}"]}
    open_, taken = {"number": numbers["decision open"]}, {"number": numbers["decision taken"]}
    contract, site = {"contract": "outcomes"}, {"care_model": "quay-hub", "site": "L81001"}
    return {
        "caseload": Address({"name": "quay-hub"}),
        "person": _only(WITH_THE_COUNCIL, **margaret),
        "plan": _only(WITH_THE_COUNCIL, **margaret),
        "edit-plan": _only(PRACTICE, **wilf),
        "plan-history": _only(WITH_THE_COUNCIL, **margaret),
        "plan-version": _only(WITH_THE_COUNCIL, **margaret, number=1),
        "ask-action": _only(PRACTICE, **wilf, key="rail"),
        "ask-task": _only(WITH_THE_COUNCIL, **margaret),
        "leave-team": _only(frozenset({"social-worker"}), **margaret),
        "list-for-meeting": _only(PRACTICE, person=NORA),
        "task": _only(WITH_THE_COUNCIL, **of_nora),
        "accept-task": _posted(WITH_THE_COUNCIL, **of_nora),
        "decline-task": _posted(WITH_THE_COUNCIL, **of_nora),
        "finish-task": _posted(WITH_THE_COUNCIL, **of_margaret),
        "hand-back-task": _posted(WITH_THE_COUNCIL, **of_margaret),
        "withdraw-task": _posted(PRACTICE, number=numbers["task of ours"]),
        "meeting": _only(WITH_THE_COUNCIL, **meeting),
        "move-meeting": _only(PRACTICE, **meeting),
        "add-to-meeting": _posted(WITH_THE_COUNCIL, **meeting),
        "attend-meeting": _posted(WITH_THE_COUNCIL, **meeting),
        "finish-meeting": _posted(WITH_THE_COUNCIL, **meeting),
        "meeting-record": _only(WITH_THE_COUNCIL, **meeting),
        "meeting-person": _only(WITH_THE_COUNCIL, **item),
        "decide-in-meeting": _posted(WITH_THE_COUNCIL, **item),
        "agree-in-meeting": _posted(WITH_THE_COUNCIL, **item),
        "end-emergency-access": _posted(frozenset({"gp"}), access=numbers["access"]),
        "review-emergency": Address({"access": numbers["access"]}),
        "propose": _only(BOARD_ROLES, right="1-1"),
        "decision": Address(open_),
        "add-evidence": _only(BOARD_ROLES, **open_),
        "add-condition": _only(BOARD_ROLES, **open_),
        "meet-condition": _only(BOARD_ROLES, **taken, condition=numbers["condition taken"]),
        "declare-interests": _only(BOARD_ROLES, **seat),
        "vote": _only(BOARD_ROLES, **seat),
        "sign-decision": Address(open_),
        "withdraw-proposal": _only(BOARD_ROLES, **open_),
        "add-outcome": _only(BOARD_ROLES, **taken),
        "organisation": Address({"code": "SEA"}),
        "agreement": Address({"number": 1}),
        "change-membership": _only(BOARD_ROLES, number=1),
        "raise-dispute": _only(BOARD_ROLES, number=1),
        "dispute": _only(BOARD_ROLES, number=numbers["dispute"]),
        "change-post": _only(BOARD_ROLES, number=numbers["post"]),
        "settlement": Address(contract | {"year": 1}),
        "stress": Address(contract),
        "forms": Address(contract),
        "members": Address({"what": "quay-hub"}),
        "evaluation": Address({"care_model": "quay-hub"}),
        "care-model": Address({"care_model": "quay-hub"}),
        "site": Address(site),
        "say-site": Address(site),
        "cycle": Address({"key": filled.cycle}),
        "write-note": Address({"key": filled.cycle}),
        "record-learned": Address({"key": filled.cycle}),
        "own-finding": Address({"number": numbers["finding"]}),
        "evidence-entry": Address({"entry": "continuity-of-care-2017"}),
        "data-build": Address({"number": numbers["build"]}),
        "data-build-progress": Address({"number": numbers["build"]}),
    }


def every_address(filled: Filled) -> dict[str, tuple[URLPattern, Address]]:
    """By name, every address of urls.py. Fails where one has something in it and nobody said what."""
    from joinedup.web.urls import urlpatterns

    known = parametrised(filled)
    unknown = [
        f"{one.name} ({one.pattern})"
        for one in urlpatterns
        if one.pattern.converters and one.name not in known
    ]
    assert not unknown, f"new addresses that this test does not know: {', '.join(unknown)}; {HOW_TO_ADD}"
    gone = (known.keys() | PLAIN.keys()) - {one.name for one in urlpatterns}
    assert not gone, f"addresses that are no longer there: {', '.join(sorted(gone))}; take them out"
    return {
        str(one.name): (one, known.get(str(one.name)) or PLAIN.get(str(one.name), Address()))
        for one in urlpatterns
    }
