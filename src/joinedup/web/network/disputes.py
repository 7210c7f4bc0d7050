"""How a dispute goes: who may do what next, and how it stands. Raise, answer, to the arbiter, settled when both say so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from joinedup.place.contracts import Disputes
from joinedup.place.model import Place
from joinedup.web.network.models import Dispute, DisputeStep

Step = DisputeStep.Step
ENDS = (Step.SETTLED, Step.WITHDRAWN)
DOES: Mapping[Step, str] = {
    Step.ANSWERED: "Answer",
    Step.REFERRED: "Take it to the arbiter",
    Step.OFFERED: "Write down how it is settled",
    Step.SETTLED: "Confirm that it is settled so",
    Step.REFUSED: "Refuse the settlement",
    Step.WITHDRAWN: "Withdraw the dispute",
}


@dataclass(frozen=True)
class Arbitration:
    """Who decides when the two cannot agree, as a contract under the agreement says it."""

    contract: str
    terms: Disputes


def arbitration(place: Place, agreement: str) -> Arbitration | None:
    """The arbiter for an agreement; None where no contract under it names one."""
    for contract in place.contracts:
        if contract.agreement == agreement and contract.disputes and contract.disputes.arbiter:
            return Arbitration(contract.name, contract.disputes)
    return None


def standing(steps: Sequence[DisputeStep]) -> Step | None:
    """The latest step; None when it was raised and nothing more."""
    return Step(steps[-1].step) if steps else None


def next_steps(
    dispute: Dispute, steps: Sequence[DisputeStep], organisation: str, has_arbiter: bool
) -> list[Step]:
    """What this organisation may do now; nothing for whoever is no party, or when it has ended."""
    now = standing(steps)
    if organisation not in (dispute.raised_by, dispute.raised_with) or now in ENDS:
        return []
    if now == Step.OFFERED:
        offered_by = steps[-1].organisation
        return [Step.SETTLED, Step.REFUSED] if organisation != offered_by else []
    referred = any(one.step == Step.REFERRED for one in steps)
    found = [Step.ANSWERED] if now is None and organisation == dispute.raised_with else []
    found += [Step.OFFERED]
    found += [Step.REFERRED] if has_arbiter and not referred else []
    return found + ([Step.WITHDRAWN] if organisation == dispute.raised_by else [])
