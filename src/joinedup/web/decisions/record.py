"""The line that decisions/decisions.jsonl gets when a decision is taken, or ends: no names of people, nothing withheld."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from joinedup.web.access.viewer import Viewer
from joinedup.web.decisions.models import Proposal
from joinedup.web.decisions.standing import SeatStanding, Standing


def line_of_taken(standing: Standing, *, at: datetime, by: Viewer) -> dict[str, Any]:
    """Everything that was decided, and how."""
    proposal = standing.proposal
    return {
        "decision": proposal.pk,
        "status": "taken",
        "at": at.isoformat(),
        "signed_by": f"{by.title} at {by.organisation}",
        **_what(proposal),
        **_how(standing),
        "evidence": [
            {
                "address": one.address,
                "shows": one.shows,
                "build": one.build_sha256,
                "place_file": one.place_file_sha256,
            }
            for one in proposal.evidence.all()
        ],
        "conditions": [
            {"words": one.words, "owner": one.owner, "due_on": one.due_on.isoformat()}
            for one in proposal.conditions.all()
        ],
    }


def line_of_ended(proposal: Proposal, how: str, *, at: datetime, decision: int) -> dict[str, Any]:
    """A decision was superseded or reversed by another."""
    return {"decision": proposal.pk, "status": how, "at": at.isoformat(), "by_decision": decision}


def _what(proposal: Proposal) -> dict[str, Any]:
    part = {
        "path": proposal.part_path,
        "name": proposal.part_name,
        "sha256": proposal.part_sha256,
        "content": proposal.part_content,
    }
    return {
        "title": proposal.title,
        "why": proposal.why,
        "part": part if proposal.part_path else None,
        "options": [
            {"words": one.words, "put_to_vote": one.is_put_to_vote} for one in proposal.options.all()
        ],
        "amount_pounds": proposal.amount_pounds,
        "effects_pounds_a_year": proposal.effects,
        "assumptions": proposal.assumptions,
        "risks": proposal.risks,
        "risk_owner": proposal.risk_owner,
        "accountable": proposal.accountable,
        "responsible": proposal.responsible,
        "legal_basis": proposal.legal_basis,
        "expected": proposal.expected,
        "review_on": proposal.review_on.isoformat(),
        "withheld_because": proposal.withheld_because,
        "replaces": {"decision": proposal.replaces_id, "how": proposal.replaces_how}
        if proposal.replaces_id
        else None,
    }


def _how(standing: Standing) -> dict[str, Any]:
    proposal = standing.proposal
    return {
        "agreement": proposal.agreement,
        "forum": proposal.forum,
        "right": {
            "subject": proposal.right_subject,
            "rule": proposal.right_rule,
            "limit_pounds": proposal.right_limit_pounds,
            "reserved_to": proposal.reserved_to,
        },
        "quorum": standing.count.quorum,
        "interests": [
            _interest(one) for one in standing.seats if one.declaration and one.declaration.interest
        ],
        "stepped_aside": [one.key for one in standing.aside],
        "votes": [_vote(one) for one in standing.seats if one.vote and not one.steps_aside],
    }


def _interest(one: SeatStanding) -> dict[str, Any]:
    declared = one.declaration
    assert declared is not None
    return {
        "seat": one.key,
        "kind": declared.kind,
        "interest": declared.interest,
        "steps_aside": declared.steps_aside,
    }


def _vote(one: SeatStanding) -> dict[str, Any]:
    assert one.vote is not None
    return {
        "seat": one.key,
        "vote": one.vote.choice,
        "because": one.vote.because,
        "minuted": one.vote.is_minuted,
    }
