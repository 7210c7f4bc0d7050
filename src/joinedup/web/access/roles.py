"""The roles people have in a place, and what each may do. Changing this file changes who may see what: review it as such."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class May(StrEnum):
    """One thing that a role may do. A person's record also needs a relationship and a purpose: see access/care_teams.py."""

    SEE_PLACE = "see what the place is trying to achieve and whether it works"
    SEE_CASELOADS = "see the people on the caseloads of their care teams"
    SEE_NAMES = "see the name of a person in their care, for a stated purpose"
    BREAK_GLASS = "open a person's record in an emergency, reviewed afterwards"
    WRITE_PLANS = "write shared care plans, tasks and meetings of their care teams"
    SEE_MONEY = "see budgets, contracts, settlements, stress tests and checks"
    RECORD_SPENDING = "record what was spent of the money and time set aside for change"
    SEE_DATA = "see sources, set-aside rows and builds"
    START_BUILDS = "start a build"
    RUN_ENGINE_ROOM = "add cycles, record what was learned, keep the evidence library"
    SEE_DECISIONS = "see proposals and decisions"
    PROPOSE = "put proposals to the board, keep its minutes and the record of who works together"
    DECIDE = "take part in decisions of the board"
    SEE_AUDIT = "see the audit and review emergency access"


class Role(StrEnum):
    """What a post in an organisation is for."""

    CARE_COORDINATOR = "care-coordinator"
    GP = "gp"
    SOCIAL_WORKER = "social-worker"
    CARE_HOME_MANAGER = "care-home-manager"
    FINANCE_LEAD = "finance-lead"
    PROGRAMME_LEAD = "programme-lead"
    BOARD_MEMBER = "board-member"
    ANALYST = "analyst"
    CALDICOTT_GUARDIAN = "caldicott-guardian"


TITLES: Mapping[Role, str] = {
    Role.CARE_COORDINATOR: "Care coordinator",
    Role.GP: "GP",
    Role.SOCIAL_WORKER: "Social worker",
    Role.CARE_HOME_MANAGER: "Care home manager",
    Role.FINANCE_LEAD: "Finance lead",
    Role.PROGRAMME_LEAD: "Programme lead",
    Role.BOARD_MEMBER: "Board member",
    Role.ANALYST: "Analyst",
    Role.CALDICOTT_GUARDIAN: "Caldicott guardian",
}

_EVERYONE = frozenset({May.SEE_PLACE, May.SEE_DECISIONS})
_CARE = _EVERYONE | {May.SEE_CASELOADS, May.SEE_NAMES, May.BREAK_GLASS, May.WRITE_PLANS}

PERMISSIONS: Mapping[Role, frozenset[May]] = {
    Role.CARE_COORDINATOR: _CARE,
    Role.GP: _CARE,
    Role.SOCIAL_WORKER: _CARE,
    Role.CARE_HOME_MANAGER: _CARE - {May.BREAK_GLASS},
    Role.FINANCE_LEAD: _EVERYONE | {May.SEE_MONEY, May.RECORD_SPENDING, May.PROPOSE},
    Role.PROGRAMME_LEAD: _EVERYONE | {May.SEE_MONEY, May.RUN_ENGINE_ROOM, May.SEE_DATA, May.PROPOSE},
    Role.BOARD_MEMBER: _EVERYONE | {May.SEE_MONEY, May.PROPOSE, May.DECIDE},
    Role.ANALYST: _EVERYONE | {May.SEE_MONEY, May.SEE_DATA, May.START_BUILDS, May.RUN_ENGINE_ROOM},
    Role.CALDICOTT_GUARDIAN: _EVERYONE | {May.SEE_AUDIT},
}
