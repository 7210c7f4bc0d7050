"""The page: rows with sparkline, icons and words, an at-a-glance wall of icons, everything inside the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from joinedup.answers.control_charts.charted import Charted, Group, in_order_of_need
from joinedup.answers.control_charts.in_words import (
    WARNING_LABELS,
    how_read,
    in_short,
    key_figures,
    warned,
)
from joinedup.answers.page.rendering import rendered
from joinedup.answers.page.section import ShownTable
from joinedup.answers.page.words import NOT_THERE, day, moment, month
from joinedup.answers.place_report.page import Head
from joinedup.answers.published import Published
from joinedup.evaluation.methods.control_charts import ChartOptions, ControlChart
from joinedup.evaluation.methods.control_charts.icon_drawing import (
    ASSURANCE_WORDS,
    assurance_icon,
    variation_icon,
)
from joinedup.evaluation.methods.control_charts.words import icon_words, rule_words

ROW_ICON, TILE_ICON, LEGEND_ICON = 46, 30, 40


@dataclass(frozen=True)
class Row:
    """A chart as the page shows it. Drawings are safe HTML; everything else is words."""

    key: str
    name: str
    is_whole_place: bool
    variation: Markup
    assurance: Markup
    small_variation: Markup
    small_assurance: Markup
    sparkline: Markup
    drawing: Markup
    value: str
    when: str
    target: str
    usual: str
    said: str
    warning_labels: Sequence[str]
    warnings: Sequence[str]
    notes: Sequence[str]
    table: ShownTable


@dataclass(frozen=True)
class ShownGroup:
    """A group as the page shows it."""

    name: str
    title: str
    unit: str
    better: str
    about: str
    in_short: str
    rows: Sequence[Row]
    not_charted: Sequence[str]


LEGEND = (
    ("special_cause_concern", "high", "Special cause, concern: higher, and lower is better"),
    ("special_cause_concern", "low", "Special cause, concern: lower, and higher is better"),
    ("special_cause_improvement", "high", "Special cause, improvement: higher"),
    ("special_cause_improvement", "low", "Special cause, improvement: lower"),
    ("special_cause_neutral", "high", "Special cause, where neither way is better"),
    ("common_cause", "", "Common cause: nothing out of the ordinary"),
    ("too_few_points", "", "Too few points for limits"),
)
ASSURANCES = ("consistently_failing", "hit_or_miss", "consistently_passing")


def page(published: Published, groups: Sequence[Group], options: ChartOptions) -> str:
    """The whole HTML page."""
    charts = [one for group in groups for one in group.charts]
    return rendered(
        "control_charts",
        (),
        styles=("charts.css",),
        head=_head(published),
        key_figures=key_figures(charts),
        groups=shown_groups(groups),
        warned=warned(charts),
        rules=how_read(options),
        variations=variations(),
        assurances=assurances(),
    )


def shown_groups(groups: Sequence[Group]) -> list[ShownGroup]:
    """The groups as the page shows them."""
    return [_shown(group) for group in groups]


def variations() -> list[tuple[Markup, str]]:
    """Each variation icon with what it means."""
    return [(Markup(variation_icon(kind, side, LEGEND_ICON)), said) for kind, side, said in LEGEND]


def assurances() -> list[tuple[Markup, str]]:
    """Each assurance icon with what it means."""
    return [(Markup(assurance_icon(one, LEGEND_ICON)), _capital(ASSURANCE_WORDS[one])) for one in ASSURANCES]


def _shown(group: Group) -> ShownGroup:
    rows = [_row(one) for one in in_order_of_need(group.charts)]
    return ShownGroup(
        group.name,
        group.title,
        group.unit,
        group.better,
        group.about,
        in_short(group),
        rows,
        group.not_charted,
    )


def _row(charted: Charted) -> Row:
    chart, latest = charted.chart, charted.chart.latest
    limits = chart.limits[-1]
    usual = f"{chart.words(limits.lower)} to {chart.words(limits.upper)}" if limits.exist else NOT_THERE
    return Row(
        charted.key,
        charted.name,
        charted.is_whole_place,
        Markup(chart.variation_icon_svg(size=ROW_ICON)),
        Markup(chart.assurance_icon_svg(size=ROW_ICON)) if chart.target is not None else Markup(""),
        Markup(chart.variation_icon_svg(size=TILE_ICON)),
        Markup(chart.assurance_icon_svg(size=TILE_ICON)) if chart.target is not None else Markup(""),
        Markup(chart.sparkline_svg()),
        Markup(chart.svg()),
        chart.words(latest.value),
        month(latest.date),
        chart.words(chart.target) if chart.target is not None else "",
        usual,
        _said(chart),
        [WARNING_LABELS.get(warning.name, warning.name) for warning in chart.warnings],
        [warning.message for warning in chart.warnings],
        [note.message for note in chart.notes],
        _table(chart),
    )


def _said(chart: ControlChart) -> str:
    """What the icons show, in a few words."""
    icon = chart.variation_icons[0]
    words = _capital(icon_words(icon.kind, icon.side))
    if icon.point is not None:
        shown = chart.point_types[icon.point][0]
        shift, trend = chart.options.shift_points, chart.options.trend_points
        words += f": {rule_words(shown.rule or 'shift', shown.side, shift=shift, trend=trend)}"
    if chart.assurance in ("no_target", "too_few_points"):
        return f"{words}."
    return f"{words}. {_capital(ASSURANCE_WORDS[chart.assurance])}."


def _table(chart: ControlChart) -> ShownTable:
    """The points, the latest first."""
    shift, trend = chart.options.shift_points, chart.options.trend_points
    rows = []
    for point in reversed(chart.table()):
        lines = [chart.words(v) if v == v else NOT_THERE for v in (point.mean, point.lower, point.upper)]
        shows = ""
        if point.rule:
            shows = f"{icon_words(point.kind, '')}, {rule_words(point.rule, point.side, shift=shift, trend=trend)}"
        rows.append((month(point.date), chart.words(point.value), *lines, _capital(shows)))
    headings = ("Month", "Value", "Mean", "Lower limit", "Upper limit", "Shows")
    return ShownTable(f"{chart.title}: every point", headings, rows, words=frozenset({5}))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _head(published: Published) -> Head:
    first, last = published.period()
    asked = published.manifest["place"]
    return Head(
        place=published.place_name,
        question=str(asked.get("question", "")),
        covers=f"{day(first)} to {day(last)}",
        built=moment(published.published_at),
        manifest_sha256=published.manifest_sha256,
        version=str(published.manifest.get("joinedup", "")),
        demo=bool(asked.get("demo", False)),
    )
