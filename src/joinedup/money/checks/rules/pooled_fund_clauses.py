"""R30: does the pooled budget say who holds it, who reports, what covers an overspend and how one leaves?"""

from __future__ import annotations

from joinedup.money.checks.publications import SECTION_75
from joinedup.money.checks.rule import (
    Found,
    Judgement,
    Proposal,
    Rule,
    cannot_be_judged,
    does_not_apply,
    judged,
    missing,
)
from joinedup.money.checks.thresholds import limit
from joinedup.wording import listed, some

CLAUSES = {
    "host": "which body holds the pool",
    "pool_manager": "who manages it",
    "report_every_weeks": "how often the board is told",
    "covers_overspend": "what covers an overspend, in which order",
    "exit_notice_months": "how a body leaves",
}


def judge(proposal: Proposal) -> Judgement:
    """Found when a pooled budget lacks a clause that such agreements have, or reports less than every six weeks."""
    budget = proposal.place.budget
    if not budget.contributions:
        return does_not_apply("there is no pooled budget.")
    absent = [key for key in CLAUSES if getattr(budget, key) in (None, ())]
    if len(absent) == len(CLAUSES):
        return cannot_be_judged(*(missing(("budget", key)) for key in absent))
    found = []
    if absent:
        said = f"The agreement on the pooled budget does not say {listed([CLAUSES[key] for key in absent])}."
        found.append(Found(said, ("budget", absent[0])))
    most, weeks = int(limit("weeks_between_reports")), budget.report_every_weeks
    if weeks is not None and weeks > most:
        said = f"The board is told of the pooled budget every {some(weeks, 'week', 'weeks')}; at most {most} should pass."
        found.append(Found(said, ("budget", "report_every_weeks")))
    told = f"The pooled budget says {listed(list(CLAUSES.values()))}."
    return judged(found, [], told, ("budget",))


RULE = Rule(
    id="R30",
    slug="pooled-fund-clauses",
    question="Does the pooled budget say who holds it, who manages it, who reports when, what covers an overspend, how one leaves?",
    about="place",
    group="who-watches",
    severity="error",
    reads=tuple(f"budget.{key}" for key in CLAUSES),
    source=SECTION_75,
    mend="Add the clauses that are missing to the agreement and write them under [budget].",
    judge=judge,
)
