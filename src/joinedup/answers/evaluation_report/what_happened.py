"""The picture of one assumption: both groups over time, and the effect beside what was expected."""

from __future__ import annotations

from joinedup.answers.evaluation_report import in_words
from joinedup.answers.evaluation_report.answer import Answer, OverTime
from joinedup.answers.evaluation_report.pictures import draw_effect, draw_over_time
from joinedup.answers.evaluation_report.shown import shown_points, three_figures
from joinedup.answers.page.section import Figure, Section, ShownTable
from joinedup.answers.page.words import NOT_THERE, SUPPRESSED, capitalised, count, day, decimal
from joinedup.evaluation.methods.results import limits_in_words


def what_happened_section(answer: Answer, name: str, title: str) -> Section:
    """Rates over time and the effect; a sentence where there is neither."""
    figures = [figure for figure in (_over_time(answer, name), _effect(answer, name)) if figure]
    lead = (
        f"{capitalised(answer.measure.in_a_sentence)} until {day(answer.looked_until)}."
        if figures
        else f"Nothing can be shown: {answer.comparison.why_not or 'there is no estimate.'}"
    )
    return Section(f"{name}-what-happened", title, lead, figures)


def _over_time(answer: Answer, name: str) -> Figure | None:
    over_time = answer.comparison.over_time
    if over_time is None or not over_time.points:
        return None
    points, suppressed = shown_points(over_time)
    unit = capitalised(answer.measure.unit)
    return Figure(
        "Before and after",
        _reading(answer),
        draw_over_time(f"{name}-over-time", over_time, points, unit),
        _table(over_time, points, unit),
        layout="folded",
        suppressed=suppressed,
    )


def _reading(answer: Answer) -> str:
    """How the picture of both groups is read."""
    if not answer.is_of_people:
        return (
            "Left of the dashed line, before the start, the two lines should move alike: that is what makes the comparison"
            " fair. To the right of it, what changes between them is the effect, and chance."
        )
    return (
        "Left of the dashed line, before joining, the two lines should run together: that is what makes the comparison fair."
        " To the right of it, what parts them is the effect, and chance. Bands show how far chance alone could have moved each"
        f" rate ({answer.verdict.rule.level:.0%})."
    )


def _table(over_time: OverTime, points: list[dict[str, object]], unit: str) -> ShownTable:
    shown = {(point["time"], point["group"]): point for point in points}
    periods = dict(sorted({point.time: point.period for point in over_time.points}.items()))
    with_people = any(point.people is not None for point in over_time.points)
    heads = [word for group in over_time.groups for word in (group, *(("People",) if with_people else ()))]
    rows = []
    for time, period in periods.items():
        row = [period]
        for group in over_time.groups:
            point = shown.get((time, group))
            row.append(decimal(float(str(point["rate"])), 0) if point else SUPPRESSED)
            if with_people:
                people = point["people"] if point else None
                row.append(count(people if isinstance(people, int) else None))
        rows.append(row)
    return ShownTable(unit, (capitalised(over_time.time_is), *heads), rows)


def _effect(answer: Answer, name: str) -> Figure | None:
    estimate = answer.comparison.estimate
    if estimate is None:
        return None
    measure = answer.measure
    least = in_words.detectable(answer) or "not worked out"
    found = in_words.change(estimate.value, measure)
    sentence = (
        f"Found: {found}; the true figure is probably {in_words.interval(estimate, measure)} ({estimate.level:.0%} interval)."
        f" Expected: {in_words.expected(answer)}. Smallest that could be found reliably: {least}."
    )
    rows = [
        ("Found", found, _limits(answer)),
        ("Expected", in_words.expected(answer), NOT_THERE),
        ("Smallest that could be found", least, NOT_THERE),
    ]
    if answer.comparison.difference is not None:
        rows.append(("Found, in numbers", *_in_numbers(answer)))
    return Figure(
        "The effect, beside what was expected",
        sentence,
        draw_effect(f"{name}-effect", answer, estimate),
        ShownTable(
            "Change against those compared with", ("", "Change", f"{estimate.level:.0%} interval"), rows
        ),
        layout="under",
    )


def _limits(answer: Answer) -> str:
    estimate = answer.comparison.estimate
    if estimate is None:
        return NOT_THERE
    return in_words.limits(estimate, answer.measure)


def _in_numbers(answer: Answer) -> tuple[str, str]:
    difference = answer.comparison.difference
    if difference is None:
        return NOT_THERE, NOT_THERE
    return (
        f"{_rounded(difference.value)} {answer.measure.unit}",
        limits_in_words(difference.low, difference.high, _rounded),
    )


def _rounded(value: float) -> str:
    return decimal(three_figures(value), 0)
