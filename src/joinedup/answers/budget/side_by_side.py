"""Every method beside the others: which budget each gives each neighbourhood, and what the difference hangs on."""

from __future__ import annotations

from collections.abc import Sequence

from joinedup.answers.budget.areas import Areas
from joinedup.answers.budget.methods import Method, chosen
from joinedup.answers.budget.pot import Pot, exact
from joinedup.answers.page import words
from joinedup.answers.page.section import Figure, KeyFigure, Section, ShownTable
from joinedup.pictures import charts


def side_by_side_section(
    methods: Sequence[Method], areas: Areas, pot: Pot, not_among_them: Sequence[str] = ()
) -> Section:
    """Indices and pounds by neighbourhood under each method."""
    lead = _lead(methods, areas, pot)
    return Section(
        "side-by-side",
        "The methods side by side",
        lead,
        [_indices(methods, areas), _pounds(methods, areas, pot), _depends(methods)],
        in_short=lead,
        points=not_among_them,
        key_figures=_key_figures(methods, areas, pot),
    )


def _lead(methods: Sequence[Method], areas: Areas, pot: Pot) -> str:
    widest = _widest(methods, areas, pot)
    if widest is None:
        return "Every method gives every neighbourhood the same."
    name, low, low_by, high, high_by = widest
    return (
        f"{name}'s budget hangs on the method the most: {words.pounds(low)} by “{low_by.title.lower()}”, {words.pounds(high)} by"
        f" “{high_by.title.lower()}”."
    )


def _widest(methods: Sequence[Method], areas: Areas, pot: Pot) -> tuple[str, int, Method, int, Method] | None:
    budgets = [areas.budgets(pot.pence, method.index) for method in methods]
    found = []
    for n, area in enumerate(areas.areas):
        if area.may_be_shown:
            amounts = [budget[n] for budget in budgets]
            low, high = min(amounts), max(amounts)
            found.append((high - low, -n, area.name, amounts.index(low), amounts.index(high), low, high))
    if not found or max(found)[0] < 100:
        return None
    _, _, name, low_at, high_at, low, high = max(found)
    return name, low, methods[low_at], high, methods[high_at]


def _indices(methods: Sequence[Method], areas: Areas) -> Figure:
    shown = [n for n, area in enumerate(areas.areas) if area.may_be_shown]
    rows = [
        {"method": method.title, "area": areas.areas[n].name, "index": round(float(method.index[n]), 5)}
        for method in methods
        for n in shown
    ]
    return Figure(
        "The index of each neighbourhood under each method",
        f"1 is the place's mean for {areas.each}: to the right of it a neighbourhood is given more, to the left less.",
        _draw(rows, [method.title for method in methods], [areas.areas[n].name for n in shown]),
        ShownTable(
            "Index by method; the place's mean is 1",
            ("Method", *(area.name for area in areas.areas)),
            [
                (
                    method.title,
                    *(
                        f"{method.index[n]:.3f}" if area.may_be_shown else words.SUPPRESSED
                        for n, area in enumerate(areas.areas)
                    ),
                )
                for method in methods
            ],
        ),
        layout="under",
    )


def _pounds(methods: Sequence[Method], areas: Areas, pot: Pot) -> Figure:
    rows = []
    for method in methods:
        budgets = areas.budgets(pot.pence, method.index)
        rows.append(
            (
                method.title,
                *(
                    exact(pence) if area.may_be_shown else words.SUPPRESSED
                    for area, pence in zip(areas.areas, budgets, strict=True)
                ),
                exact(sum(budgets)),
            )
        )
    by = chosen(methods)
    return Figure(
        "The budget of each neighbourhood under each method",
        f"The pot is the same under each: what one neighbourhood gains, others lose. The budgets on this page are by"
        f" “{by.title.lower()}”.",
        table=ShownTable(
            "Pounds by method", ("Method", *(area.name for area in areas.areas), "The pot"), rows
        ),
        suppressed=areas.suppressed,
    )


def _depends(methods: Sequence[Method]) -> Figure:
    return Figure(
        "What a pound more or less hangs on",
        "Under each method a neighbourhood's share changes only with this:",
        table=ShownTable(
            "Methods, what they hang on and where their figures come from",
            ("Method", "Hangs on", "Source"),
            [(method.title, words.capitalised(method.depends_on), method.source) for method in methods],
            words=frozenset({1, 2}),
        ),
    )


def _key_figures(methods: Sequence[Method], areas: Areas, pot: Pot) -> list[KeyFigure]:
    by = chosen(methods)
    mean = pot.pence / float(areas.person_years.sum())
    figures = [
        KeyFigure(
            words.pounds(pot.pence),
            "to share out",
            "a year" if pot.is_pooled else "the cost of care of the year",
        ),
        KeyFigure(exact(round(mean)), f"for {areas.each}", "before need"),
    ]
    shown = [(float(by.index[n]), area.name) for n, area in enumerate(areas.areas) if area.may_be_shown]
    if len(shown) > 1:
        (low, least), (high, most) = min(shown), max(shown)
        figures.append(
            KeyFigure(
                f"{low:.2f} to {high:.2f}", "times the mean, by neighbourhood", f"least {least}, most {most}"
            )
        )
    return figures


def _draw(rows: Sequence[dict[str, object]], order: Sequence[str], names: Sequence[str]) -> str:
    if not rows:
        return ""
    spec = {
        "facet": {"field": "area", "type": "nominal", "title": None, "sort": list(names)},
        "columns": 2,
        "spacing": {"column": 30, "row": 24},
        "resolve": {"axis": {"x": "independent"}},
        "spec": {
            "width": 250,
            "height": {"step": 23},
            "encoding": {
                "y": {
                    "field": "method",
                    "type": "nominal",
                    "sort": list(order),
                    "title": None,
                    "axis": {"labelLimit": 260, "grid": True},
                },
                "x": {
                    "field": "index",
                    "type": "quantitative",
                    "title": None,
                    "scale": {"zero": False, "padding": 12},
                    "axis": {"tickCount": 5, "format": ".2f"},
                },
            },
            "layer": [
                {
                    "mark": {"type": "rule", "color": charts.GREY},
                    "encoding": {"x": {"datum": 1}, "y": None},
                },
                {
                    "mark": {"type": "rule", "color": charts.LIGHT_BLUE, "strokeWidth": 3},
                    "encoding": {"x2": {"datum": 1}},
                },
                {"mark": {"type": "point", "size": 75}},
            ],
        },
    }
    return charts.draw("methods", spec, list(rows))
