"""Who joined, who could be matched and followed, and who fell out and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from joinedup.evaluation.candidates import Candidates
from joinedup.evaluation.matched_controls.pairs import FollowedPairs
from joinedup.evaluation.methods.results import Dropped


def flow_of(
    candidates: Candidates, pairs: FollowedPairs, dropped: Sequence[Dropped], until: date
) -> dict[str, int]:
    """Counts of people, in the order of the story; the reasons and those followed add up to those who joined.

    `dropped` are people who joined, by the reason they could not be matched or followed; months of candidates have no place here.
    """
    who, day = candidates.caseload
    joined = who[day <= int(np.datetime64(until, "D").astype(np.int64))]
    day_of = day[day <= int(np.datetime64(until, "D").astype(np.int64))]
    eligible = np.unique(candidates.person[candidates.joins_this_month])
    outside = ~np.isin(joined, eligible)
    before = outside & (day_of < candidates.month_starts[0])
    eligible_count = len(eligible)
    flow = {"joined": len(joined)}
    reasons = {
        "joined before the first month that eligibility is known for": int(before.sum()),
        "not eligible on the first of the month they joined in": int((outside & ~before).sum()),
    }
    reasons |= {one.reason: one.rows for one in dropped}
    flow |= {"eligible on the first of the month they joined in": eligible_count}
    flow |= {f"left out: {reason}": count for reason, count in reasons.items() if count}
    flow |= {
        "matched and followed": pairs.sets,
        "compared with": len(np.unique(pairs.control_person)),
    }
    return flow
