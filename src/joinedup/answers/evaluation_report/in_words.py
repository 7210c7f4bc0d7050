"""Changes, intervals and verdicts as a board reads them."""

from __future__ import annotations

import math

from joinedup.answers.evaluation_report.answer import Answer, Measure
from joinedup.answers.page.words import day
from joinedup.evaluation.methods.results import Estimate, limits_in_words

VERDICT_WORDS = {
    "supported": "Supported",
    "not-supported": "Not supported",
    "too-early": "Too early",
    "undetectable": "Undetectable",
}


NONE = "none"
# A fall of everything, as near as it is worked out.
NOTHING_LEFT = 0.995


def change(value: float, measure: Measure, places: int | None = None) -> str:
    """12% fewer, 1.4% more; lower and higher where the measure is no count; no change where nothing is left after rounding.

    In whole per cent, below two with one decimal; `places` asks for so many decimals, as far as they are not zero.
    """
    size = abs(value) * 100
    decimals = (0 if size >= 1.95 else 1) if places is None else places
    shown = f"{size:,.{decimals}f}"
    shown = shown.rstrip("0").rstrip(".") if "." in shown else shown
    if shown == "0":
        return "no change"
    less, more = ("fewer", "more") if measure.is_count else ("lower", "higher")
    return f"{shown}% {less if value < 0 else more}"


def interval(estimate: Estimate, measure: Measure) -> str:
    """The limits in words: between 5% and 22% fewer; anywhere from 20% fewer to 8% more; 5% more or above, with no upper limit."""
    if math.isinf(estimate.high):
        return _without_end(estimate, measure)
    low, high = change(estimate.low, measure), change(estimate.high, measure)
    if estimate.low < 0 < estimate.high or "no change" in (low, high):
        return f"anywhere from {low} to {high}"
    nearest, furthest = sorted((estimate.low, estimate.high), key=abs)
    return f"between {change(nearest, measure).split()[0]} and {change(furthest, measure)}"


def _without_end(estimate: Estimate, measure: Measure) -> str:
    """An interval that reaches a rise without end, as where nothing at all might have happened otherwise."""
    if math.isinf(estimate.low):
        return "anything, for it has no limits"
    low = change(estimate.low, measure)
    if estimate.low > 0 and low != "no change":
        return f"{low} or above, with no upper limit"
    return f"anywhere from {low} upwards, with no upper limit"


def limits(estimate: Estimate, measure: Measure) -> str:
    """The limits one after the other: 22% fewer to 5% fewer; 22% fewer to no upper limit."""
    return limits_in_words(estimate.low, estimate.high, lambda limit: change(limit, measure))


def had(value: float, measure: Measure) -> str:
    """What people had compared with others: had 12% fewer emergency admissions than; had as many ... as."""
    said = change(value, measure)
    if said == "no change":
        return (
            f"had as many {measure.in_a_sentence} as"
            if measure.is_count
            else f"had the same {measure.in_a_sentence} as"
        )
    if measure.is_count:
        return f"had {said} {measure.in_a_sentence} than"
    size, way = said.split()
    return f"had a {size} {way} figure for {measure.in_a_sentence} than"


def expected(answer: Answer) -> str:
    """What was expected: 10% fewer."""
    return change(answer.plan.expected_change, answer.measure, places=1)


def detectable(answer: Answer) -> str:
    """The smallest change that could be found, on the expected side; none where not even a fall to nothing could; empty where
    it is not known."""
    least = answer.verdict.detectable_change
    if least is None or not math.isfinite(least):
        return ""
    if least <= -NOTHING_LEFT:
        return NONE
    return change(math.copysign(least, answer.plan.expected_change), answer.measure)


def two_sentences(answer: Answer, care_model: str, subject: str, others: str) -> tuple[str, str]:
    """The answer in two sentences: what was found, and how sure that is. `subject` had fewer or more than `others`."""
    estimate = answer.verdict.estimate
    reading = answer.verdict.reading
    if reading in ("day-not-reached", "followed-too-little"):
        return _too_early(answer, subject, others)
    if estimate is None:
        why = answer.comparison.why_not or "the comparison could not be made."
        return f"These records cannot tell whether {care_model} led to {answer.plan.then}.", _sentence(why)
    found = f"{subject} {had(estimate.value, answer.measure)} {others}"
    fits = interval(estimate, answer.measure)
    hoped = expected(answer)
    return {
        "as-expected": (
            f"{found}.",
            f"Chance alone is an unlikely explanation (the true figure is probably {fits}), and it is in keeping with the"
            f" {hoped} that was expected.",
        ),
        "less-than-expected": (
            f"{found}, which is less of a change than the {hoped} that was expected.",
            f"The change is real as far as chance goes, but the true figure is probably {fits}, short of what was agreed.",
        ),
        "too-small-to-matter": (
            f"{care_model} did not bring what was expected ({hoped}): {_lower(found)}, which chance alone can explain.",
            f"The true figure is probably {fits}, short of what was expected.",
        ),
        "not-shown": (
            f"It was not shown that {care_model} led to {answer.plan.then}: {_lower(found)}, which chance alone can explain.",
            f"The test was made to find {hoped} {_reliably(answer)} and did not; that is no proof of the opposite, since the true"
            f" figure could be {fits}.",
        ),
        "opposite": (
            f"{found}: the other way from what was expected ({hoped}).",
            f"Chance alone is an unlikely explanation: the true figure is probably {fits}.",
        ),
        "cannot-tell": (
            f"These records cannot tell whether {care_model} led to {answer.plan.then}: {_lower(found)}, but the true figure"
            f" could be {fits}.",
            _could_not(answer),
        ),
    }[reading]


def _too_early(answer: Answer, subject: str, others: str) -> tuple[str, str]:
    estimate = answer.verdict.estimate
    so_far = (
        f"So far {_lower(subject)} {had(estimate.value, answer.measure)} {others} ({interval(estimate, answer.measure)}), which"
        " decides nothing yet."
        if estimate
        else "Nothing can be estimated yet."
    )
    if answer.verdict.reading == "day-not-reached":
        due = day(answer.verdict.by)
        return (
            f"The agreed test is due once the records reach {due}, and they end on {day(answer.verdict.data_until)}.",
            so_far,
        )
    share = answer.comparison.follow_up_share or 0
    return (
        f"Fewer people joined than was planned, or later: they were followed for {share:.0%} of the time that the agreed test"
        " counted on.",
        so_far,
    )


def _could_not(answer: Answer) -> str:
    least = detectable(answer)
    if not least:
        return "How small a change could be found was not worked out beforehand."
    if least == NONE:
        return "It could be said beforehand: with this few people, not even a fall to nothing would be told from chance."
    return (
        f"It could be said beforehand: with this many people, the smallest change that would be found {_reliably(answer)} is"
        f" {least}, and {expected(answer)} was expected."
    )


def _reliably(answer: Answer) -> str:
    tenths = round(answer.verdict.rule.power * 10)
    return {8: "four times out of five", 9: "nine times out of ten"}.get(
        tenths, f"{answer.verdict.rule.power:.0%} of the time"
    )


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _sentence(text: str) -> str:
    whole = text[:1].upper() + text[1:]
    return whole if whole.endswith(".") else f"{whole}."
