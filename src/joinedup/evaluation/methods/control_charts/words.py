"""A chart in words: icons and rules as they are said, the summary sentence."""

from __future__ import annotations

from joinedup.evaluation.methods.control_charts.icons import date_words
from joinedup.evaluation.methods.control_charts.reading import Reading

KINDS = {
    "special_cause_improvement": "special cause improvement",
    "special_cause_concern": "special cause concern",
    "special_cause_neutral": "special cause variation",
    "common_cause": "common cause variation",
    "too_few_points": "too few points for limits",
}
ASSURANCES = {
    "consistently_passing": "the process, left as it is, will keep meeting the target of {target}",
    "consistently_failing": "the process, left as it is, will keep missing the target of {target}",
    "hit_or_miss": "the process, left as it is, will meet the target of {target} in some periods and miss it in others",
    "no_target": "",
    "too_few_points": "",
}
RULES = {
    "outside_limits": {"high": "above the upper limit", "low": "below the lower limit"},
    "shift": {
        "high": "in a run of {shift} or more above the mean",
        "low": "in a run of {shift} or more below the mean",
    },
    "trend": {"high": "in a run of {trend} or more rising", "low": "in a run of {trend} or more falling"},
    "two_of_three": {
        "high": "among two of three close to or beyond the upper limit",
        "low": "among two of three close to or beyond the lower limit",
    },
}


def icon_words(kind: str, side: str) -> str:
    """special cause concern, higher; common cause variation."""
    words = {"high": ", higher", "low": ", lower"}
    return KINDS[kind] + words.get(side, "")


def rule_words(rule: str, side: str, *, shift: int, trend: int) -> str:
    """in a run of 7 or more below the mean."""
    return RULES[rule][side].format(shift=shift, trend=trend)


def summary(chart: Reading) -> str:
    """The chart in a few sentences, warnings first."""
    parts = [f"Warning: {warning.message}" for warning in chart.warnings]
    parts.append(_variation(chart))
    said = ASSURANCES[chart.assurance]
    if said:
        sentence = said.format(target=chart.words(chart.target if chart.target is not None else 0.0))
        parts.append(f"{sentence[0].upper()}{sentence[1:]}.")
    parts += [note.message for note in chart.notes]
    return " ".join(parts)


def _variation(chart: Reading) -> str:
    last = len(chart.observations) - 1
    latest = f"{date_words(chart.observations.dates, last)}: {chart.words(chart.observations.values[last])}"
    if chart.variation == "too_few_points":
        have, need = chart.limits[-1].points, chart.options.minimum_points
        since = " since the limits were recalculated" if len(chart.limits) > 1 else ""
        some = "1 point" if have == 1 else f"{have} points"
        return f"{latest}. {some}{since}: limits, rules and icons need {need}, {need - have} more."
    said = [_icon(chart, place) for place in range(len(chart.variation_icons))]
    lines = chart.limits[-1]
    usual = f"usual range {chart.words(lines.lower)} to {chart.words(lines.upper)}, mean {chart.words(lines.mean)}"
    return f"{latest}, {' and '.join(said)}; {usual}."


def _icon(chart: Reading, place: int) -> str:
    icon = chart.variation_icons[place]
    if icon.point is None:
        return icon_words(icon.kind, icon.side)
    shown = next(
        (one for one in chart.point_types[icon.point] if one.kind == icon.kind),
        chart.point_types[icon.point][0],
    )
    why = rule_words(
        shown.rule or "shift", shown.side, shift=chart.options.shift_points, trend=chart.options.trend_points
    )
    when = (
        ""
        if icon.point == len(chart.observations) - 1
        else f" (in {date_words(chart.observations.dates, icon.point)})"
    )
    return f"{icon_words(icon.kind, icon.side)}: {why}{when}"
