"""Is it working? One paragraph over all assumptions, for somebody who reads no further."""

from __future__ import annotations

from collections.abc import Sequence

from joinedup.answers.evaluation_report.answer import Answer
from joinedup.answers.page.words import listed

NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
IN_ORDER = ("supported", "not-supported", "undetectable", "too-early")
ONE = {
    "supported": "is supported",
    "not-supported": "is not supported",
    "undetectable": "cannot be told from chance with so few people",
    "too-early": "is not due yet",
}
SEVERAL = ONE | {
    "supported": "are supported",
    "not-supported": "are not supported",
    "too-early": "are not due yet",
}


def in_short(answers: Sequence[Answer], care_model: str) -> str:
    """How many of what was expected came true, by name; empty for a single assumption, whose card says it."""
    if len(answers) < 2:
        return ""
    parts = []
    for outcome in IN_ORDER:
        found = [answer.plan.then for answer in answers if answer.verdict.outcome == outcome]
        if found:
            says = ONE[outcome] if len(found) == 1 else SEVERAL[outcome]
            parts.append(f"{_number(len(found))} {says} ({listed(found)})")
    return f"Of {_number(len(answers))} things expected of {care_model}, {listed(parts)}."


def _number(count: int) -> str:
    return NUMBERS[count] if count < len(NUMBERS) else str(count)
