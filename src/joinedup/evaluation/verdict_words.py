"""Why a verdict is what it is, and the sentence that says so with its figures."""

from __future__ import annotations

import math
from datetime import date
from typing import Literal

from joinedup.evaluation.methods.results import Estimate, limits_in_words

Reading = Literal[
    "as-expected",
    "less-than-expected",
    "too-small-to-matter",
    "not-shown",
    "opposite",
    "cannot-tell",
    "no-estimate",
    "day-not-reached",
    "followed-too-little",
]
"""Why the outcome is what it is.

as-expected: supported. less-than-expected: a clear change on the expected side, clearly smaller than expected.
too-small-to-matter: the interval holds no change and leaves out the expected one. not-shown: it holds both, though the test
could have told them apart. opposite: a clear change the other way. cannot-tell: it holds both, and the test could not have
told. no-estimate: nothing could be estimated. day-not-reached, followed-too-little: the agreed test has not taken place.
"""


def sentence_of(
    reading: Reading,
    estimate: Estimate | None,
    expected: float,
    detectable: float | None,
    data_until: date,
    by: date,
    follow_up_share: float | None,
) -> str:
    """One sentence for a reading, with the interval, what was expected and what could have been found."""
    if reading == "day-not-reached":
        return (
            f"The agreed test is due on {_day(by)} and the data end on {_day(data_until)}; what is seen so far decides"
            " nothing."
        )
    if reading == "followed-too-little":
        return (
            f"By {_day(by)} people had been followed for {follow_up_share or 0:.0%} of the time planned, so the agreed test"
            " has not taken place: agree a later day."
        )
    if estimate is None:
        return "Nothing could be estimated from these data, so they cannot tell either way."
    return _of_interval(reading, estimate, size_in_words(expected), _least(detectable, expected))


def size_in_words(change: float) -> str:
    """A relative change as it is said: 12% lower, 3.4% higher, no change. One decimal below ten per cent."""
    size = abs(change) * 100
    shown = f"{size:,.0f}" if size >= 9.95 else f"{size:.1f}".removesuffix(".0")
    if shown == "0":
        return "no change"
    return f"{shown}% {'lower' if change < 0 else 'higher'}"


def _of_interval(reading: Reading, estimate: Estimate, expected: str, least: str) -> str:
    limits = limits_in_words(estimate.low, estimate.high, size_in_words)
    found = f"The estimate is {size_in_words(estimate.value)} ({estimate.level:.0%} interval: {limits})"
    said = {
        "as-expected": f", which leaves out no change and is in keeping with the {expected} that was expected",
        "less-than-expected": f": a clear change, and clearly smaller than the {expected} that was expected",
        "too-small-to-matter": f", which leaves out the {expected} that was expected",
        "not-shown": f": the test could have told no change from the {expected} that was expected, and did not",
        "opposite": f": a clear change, the other way from the {expected} that was expected",
        "cannot-tell": (
            f", which is in keeping with no change and with the {expected} that was expected; the smallest change this"
            f" test could find reliably was {least}"
        ),
    }
    return f"{found}{said[reading]}."


def _least(detectable: float | None, expected: float) -> str:
    if detectable is None or not math.isfinite(detectable):
        return "not known"
    return size_in_words(math.copysign(detectable, expected))


def _day(value: date) -> str:
    return f"{value.day} {value:%B %Y}"
