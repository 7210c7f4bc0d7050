"""What checks found, as it may be released and as anybody reads it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from joinedup.answers.disclosure import shown_count
from joinedup.answers.evaluation_report.answer import Asked
from joinedup.answers.evaluation_report.characteristics import in_words, inside
from joinedup.evaluation.methods.checks.finding import Finding

# Questions of checks as they are asked about people who joined.
QUESTIONS: Mapping[str, str] = {
    "balance": "Were those who joined and those beside them alike before?",
    "overlap": "Was there somebody comparable for everybody who joined?",
    "regression-to-the-mean": "Did people join at a bad moment that would have passed by itself?",
    "immortal-time": "Are both groups counted from the same moment, with the same chance to die or leave?",
    "negative-control": "Does something that the care model cannot change show no difference?",
    "mortality": "Did as many die in both groups, as people of equal health would?",
    "e-value": "How strongly would something nobody measured have to act to explain the result?",
}
# The words of methods, and those of a board.
PLAINLY = (
    (
        "Every treated person's chance of being chosen lies within the range of the controls'",
        "Everybody who joined was about as likely to join as somebody who did not",
    ),
    ("The treated ", "Those who joined "),
    ("the treated ", "those who joined "),
    ("of the treated", "of those who joined"),
    ("treated people", "people who joined"),
    ("their controls", "people like them"),
    ("the controls", "people like them"),
    ("being treated", "joining"),
    ("their index day", "the same day"),
    ("the index day", "the day of joining"),
)


def question(asked: Asked, *, of_people: bool) -> str:
    """The question of a check; about people, in words for a board."""
    return QUESTIONS.get(asked.finding.check, asked.question) if of_people else asked.question


def shown_sentence(finding: Finding, *, of_people: bool = True) -> str:
    """A finding's sentence as it may be released: where it counts people, written again from suppressed counts."""
    writer = _WRITERS.get(finding.check)
    said = writer(finding) if writer else finding.sentence
    for word, plain in PLAINLY if of_people else ():
        said = said.replace(word, plain)
    return said


def _overlap(finding: Finding) -> str:
    figures = finding.figures
    treated = round(figures.get("treated", 0))
    outside = round(figures.get("outside_common_support", 0.0) * treated)
    if finding.outcome == "cannot-be-judged" or outside == 0:
        return finding.sentence
    said = shown_count(outside)
    how_many = f"About {said:,}" if said else "A few"
    return (
        f"{how_many} of those who joined are unlike everybody they could be compared with: about them this comparison can say"
        " nothing."
    )


def _immortal_time(finding: Finding) -> str:
    if finding.outcome == "passed" or finding.outcome == "cannot-be-judged":
        return finding.sentence
    if finding.outcome == "concern":
        return (
            "Both groups are counted from their first day, but fewer of those who joined died or left soon after it than"
            " chance explains: they may have been healthier in ways not measured."
        )
    return (
        "The groups are not counted alike from their first day on: those who joined are counted in days in which they could"
        " not die, or only those who lived on were chosen. The result is not to be trusted until that is mended."
    )


def _balance(finding: Finding) -> str:
    """The finding's own sentence, with characteristics named as they are read."""
    said = finding.sentence
    names = sorted(
        (str(row["covariate"]) for row in finding.rows if "covariate" in row), key=len, reverse=True
    )
    for name in names:
        said = re.sub(rf"\b{re.escape(name)}\b", inside(in_words(name)), said)
    return said


_WRITERS: Mapping[str, Callable[[Finding], str]] = {
    "overlap": _overlap,
    "immortal-time": _immortal_time,
    "balance": _balance,
}


def worded(outcome: str) -> str:
    """An outcome of a check in words, with a mark before it."""
    return {
        "passed": "✓ Yes, as far as can be seen",
        "concern": "! With a reservation",
        "failed": "✗ No",
        "cannot-be-judged": "– Cannot be judged",
    }[outcome]


def tally(outcomes: Sequence[str]) -> str:
    """How many checks ended how: 5 passed, 1 with a reservation."""
    names = {
        "passed": "passed",
        "concern": "passed with a reservation",
        "failed": "failed",
        "cannot-be-judged": "could not be judged",
    }
    said = [f"{outcomes.count(key)} {words}" for key, words in names.items() if outcomes.count(key)]
    return ", ".join(said) or "none were made"
