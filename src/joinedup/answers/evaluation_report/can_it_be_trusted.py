"""The checks with their answers, and the same question answered in every other way that was agreed to be looked at."""

from __future__ import annotations

from joinedup.answers.evaluation_report import in_words
from joinedup.answers.evaluation_report.answer import Answer, OtherWay
from joinedup.answers.evaluation_report.findings_in_words import question, shown_sentence, tally, worded
from joinedup.answers.evaluation_report.pictures import draw_ways
from joinedup.answers.page.section import Figure, Section, ShownTable
from joinedup.answers.page.words import NOT_THERE, capitalised

KINDS = {"window": "another last day", "options": "other options", "estimator": "another method"}


def checks_section(answer: Answer, name: str, title: str) -> Section:
    """Every check that applies to the design: its question, its answer and what was found."""
    checks = answer.comparison.checks
    if not checks:
        return Section(
            f"{name}-checks", title, "No check could be made, because there is no comparison to check."
        )
    of_people = answer.is_of_people
    rows = [
        (
            question(asked, of_people=of_people),
            worded(asked.finding.outcome),
            capitalised(shown_sentence(asked.finding, of_people=of_people)),
        )
        for asked in checks
    ]
    outcomes = [asked.finding.outcome for asked in checks]
    warning = ""
    if answer.failed_checks:
        warning = (
            "A check failed. The verdict follows the agreed rule all the same, but what it rests on is in doubt: read what"
            " failed before acting on it. (Where nothing is wrong, a check still fails about one time in twenty.)"
        )
    return Section(
        f"{name}-checks",
        title,
        "An estimate is only as good as the comparison it rests on. Each check tries to prove it wrong.",
        [
            Figure(
                "The checks and what they found",
                f"Of {len(checks)} checks: {tally(outcomes)}.",
                table=ShownTable(
                    "Checks", ("Question", "Answer", "What was found"), rows, words=frozenset({1, 2})
                ),
            )
        ],
        warning=warning,
    )


def other_ways_section(answer: Answer, name: str, title: str) -> Section:
    """The spread of estimates over last days, options and methods, the agreed one marked."""
    estimate = answer.comparison.estimate
    agreed = OtherWay("options", "As agreed", estimate, answer.comparison.why_not)
    ways = [agreed, *answer.comparison.others]
    rows = [
        {
            "name": way.name,
            "value": way.estimate.value,
            "low": way.estimate.low,
            "high": way.estimate.high,
            "agreed": way is agreed,
        }
        for way in ways
        if way.estimate is not None
    ]
    if len(ways) == 1:
        return Section(f"{name}-other-ways", title, "No other way of looking was possible with these data.")
    return Section(
        f"{name}-other-ways",
        title,
        "So that nobody picks the most flattering way, all of these are in the registered protocol, and only the first decides.",
        [
            Figure(
                "Every way, side by side",
                _spread(answer, ways),
                draw_ways(f"{name}-ways", rows),
                ShownTable(
                    "Change by each way of looking",
                    ("Way", "What differs", "Change", "Interval"),
                    [_row(answer, way, way is agreed) for way in ways],
                    words=frozenset({1}),
                ),
                layout="folded",
            )
        ],
    )


def _row(answer: Answer, way: OtherWay, is_agreed: bool) -> tuple[str, str, str, str]:
    what = "decides the verdict" if is_agreed else KINDS[way.kind]
    if way.estimate is None:
        return way.name, f"{what}; {way.why_not}", NOT_THERE, NOT_THERE
    found = in_words.change(way.estimate.value, answer.measure)
    return way.name, what, found, in_words.limits(way.estimate, answer.measure)


def _spread(answer: Answer, ways: list[OtherWay]) -> str:
    made = [way.estimate for way in ways if way.estimate is not None]
    if not made:
        return "None of them gave an estimate."
    values = [estimate.value for estimate in made]
    low, high = (in_words.change(limit, answer.measure) for limit in (min(values), max(values)))
    if min(values) > 0 or max(values) < 0:
        agree = "They all point the same way."
    elif any(estimate.is_clear_of_chance for estimate in made):
        agree = "They do not all point the same way, so the answer hangs on how one looks."
    else:
        agree = "They lie on both sides of no change, and none is clear of chance."
    missing = sum(way.estimate is None for way in ways)
    without = f" {missing} gave no estimate; the table says why." if missing else ""
    return f"The {len(made)} estimates range from {low} to {high}. {agree}{without}"
