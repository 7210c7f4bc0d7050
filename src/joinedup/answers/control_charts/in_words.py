"""The page's sentences: how many charts show what, and how they are read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from joinedup.answers.control_charts.charted import Charted, Group
from joinedup.answers.page.section import KeyFigure
from joinedup.answers.page.words import listed, some
from joinedup.evaluation.methods.control_charts import ChartOptions, presets

WARNINGS = {
    "autocorrelation": "months that resemble the month before",
    "season": "a season",
    "small-counts": "small counts",
}
WARNING_LABELS = {
    "autocorrelation": "not independent",
    "season": "season",
    "small-counts": "small counts",
}


def key_figures(charts: Sequence[Charted]) -> list[KeyFigure]:
    """The counts on top of the page."""
    kinds = Counter(one.chart.variation for one in charts)
    failing = sum(one.chart.assurance == "consistently_failing" for one in charts)
    targets = sum(one.chart.assurance not in ("no_target", "too_few_points") for one in charts)
    warned = sum(not one.chart.is_safe for one in charts)
    found = [
        KeyFigure(
            f"{kinds['special_cause_concern']:,}", "show special cause concern", f"of {len(charts):,} charts"
        ),
        KeyFigure(f"{kinds['special_cause_improvement']:,}", "show special cause improvement"),
    ]
    if targets:
        found.append(
            KeyFigure(f"{failing:,}", "will keep missing their target", f"of {targets:,} with a target")
        )
    return [*found, KeyFigure(f"{warned:,}", "carry a warning", "read it before the icon")]


def in_short(group: Group) -> str:
    """One line a group: what its charts show."""
    charts = [one.chart for one in group.charts]
    if not charts:
        return f"{group.title}: not charted."
    kinds = Counter[str](chart.variation for chart in charts)
    named = (
        ("special_cause_concern", "concern"),
        ("special_cause_improvement", "improvement"),
        ("special_cause_neutral", "a change"),
        ("common_cause", "common cause"),
        ("too_few_points", "too few points"),
    )
    parts = [f"{kinds[kind]} {said}" for kind, said in named if kinds[kind]]
    failing = sum(chart.assurance == "consistently_failing" for chart in charts)
    missing = f"; {failing} will keep missing the target" if failing else ""
    return f"{group.title}: {listed(parts)} among {some(len(charts), 'chart', 'charts')}{missing}."


def warned(charts: Sequence[Charted]) -> str:
    """How many charts carry which warning; empty when none does."""
    number = sum(not one.chart.is_safe for one in charts)
    if not number:
        return ""
    found = Counter(warning.name for one in charts for warning in one.chart.warnings)
    said = listed([f"{words} ({found[name]})" for name, words in WARNINGS.items() if found[name]])
    of = f"{number} of {some(len(charts), 'chart carries', 'charts carry')} a warning: {said}."
    return f"{of} Their limits suppose what is not so, and their icons may be wrong."


def how_read(options: ChartOptions) -> list[str]:
    """The rules in sentences, as the preset has them."""
    name = options.name.split(",")[0]
    limit = "any" if options.minimum_points <= 2 else f"{options.minimum_points}"
    third = {
        "same-side": "all three on one side of the mean",
        "not-beyond-other-side": "the third not beyond the other side's line",
        "anywhere": "the third anywhere",
    }
    point = {
        "last-point": "The last point sets the variation icon.",
        "any-point": "Any point sets a variation icon.",
        "last-special-cause-point": "The last special cause sets the variation icon, however long ago.",
    }
    screened = (
        " Moving ranges of 3.267 times their mean or more are left out once."
        if options.screen_moving_range
        else ""
    )
    return [
        f"Read as: {presets().get(name, name)} (preset {options.name}).",
        f"Limits: mean ± {options.moving_range_scale:.3g} × mean moving range, from {limit} points on.{screened}",
        f"Special cause: a point outside the limits; {options.shift_points} or more on one side of the mean;"
        f" {options.trend_points} or more all rising or all falling; two of three beyond two thirds of the way to a limit,"
        f" {third[options.two_of_three_third]}.",
        f"{point[options.icon_from]} The assurance icon compares the target with the latest limits.",
        "Limits start afresh only where a person said so and why: [[learning.recalculations]] of the place file.",
    ]
