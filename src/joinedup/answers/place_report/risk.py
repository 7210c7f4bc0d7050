"""The risk section: how well the risk of emergency admission does, for whom, and that it rations nothing.

Figures come from the model as it was fitted; counts go through disclosure control, and the card's own words, which hold
exact counts, are not repeated. What says nothing of a group of people (areas, slopes) needs no control.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from joinedup.answers.disclosure import Shown, one_way, two_way
from joinedup.answers.page import words
from joinedup.answers.page.section import Figure, Section, ShownTable
from joinedup.answers.published import Published
from joinedup.pictures import charts

MODELS = {"gradient-boosting": "Gradient boosting", "logistic": "Logistic regression"}
SHOWN_MODEL = "gradient-boosting"
GROUPS = ("sex", "ethnicity", "deprivation", "age")
TITLE = "Risk of emergency admission"
INCLUDED = (
    "The model serves direct care, so it learnt from and was tested on everybody, people with a national data opt-out"
    " included."
)
NOT_FITTED = (
    "There is no risk model: too few people were admitted, or the extracts cover too short a time, to learn one and to test"
    " it. The table risk_model_card says which."
)


@dataclass(frozen=True)
class Tenth:
    """A tenth of the people tested by their risk: people, and the share of them expected and observed to be admitted."""

    people: Shown
    expected: float | None
    observed: float | None


def risk_section(published: Published) -> Section:
    """Warning, discrimination, calibration plot and calibration by group."""
    card = published.rows("select section, item, value, words from risk_model_card order by position")
    warning = next((row[3] for row in card if row[0] == "warning"), "")
    said = {row[1]: (row[2], row[3] or "") for row in card if row[0] in ("discrimination", "calibration")}
    if not said:
        return Section("risk", TITLE, NOT_FITTED, warning=warning)
    sentence = _discrimination(said)
    return Section(
        "risk",
        TITLE,
        f"Probability that somebody living here has an emergency admission in the next 12 months, {_tested(card)}",
        [_performance(said, sentence), _calibration(published), *_by_group(published)],
        in_short=sentence,
        warning=warning,
    )


def _tested(card: Sequence[Sequence[object]]) -> str:
    day = next((row[3] for row in card if row[1] == "tested on the other half"), None)
    if not day:
        return "tested on people whom the models had not learnt from."
    stood = words.day(date.fromisoformat(str(day)))
    return f"tested on people as they stood on {stood}, whom the models had not learnt from."


def _discrimination(said: dict[str, tuple[float | None, str]]) -> str:
    value, interval = said.get(f"{SHOWN_MODEL}: area under the ROC curve", (None, ""))
    if value is None:
        return "How well the risk tells people apart is not known."
    return (
        f"Of two people, one later admitted and one not, the risk ranks the admitted one higher {100 * value:.0f} times in a"
        f" hundred (area {value:.3f}, {interval})."
    )


def _performance(said: dict[str, tuple[float | None, str]], sentence: str) -> Figure:
    rows = []
    for model, name in MODELS.items():
        area, interval = said.get(f"{model}: area under the ROC curve", (None, ""))
        slope, slope_interval = said.get(f"{model}: slope", (None, ""))
        found = said.get(f"{model}: share of all admitted found in the highest 5%", (None, ""))[0]
        rows.append(
            (
                name,
                _with(area, 3, interval),
                _with(slope, 2, slope_interval.removesuffix("; 1 is perfect")),
                words.NOT_THERE if found is None else f"{100 * found:.0f}%",
            )
        )
    return Figure(
        "How well it does",
        sentence,
        table=ShownTable(
            "Both models on the same people",
            (
                "Model",
                "Area under the ROC curve",
                "Calibration slope (1 is perfect)",
                "Admitted found in the highest 5%",
            ),
            rows,
        ),
    )


def _with(value: float | None, places: int, interval: str) -> str:
    limits = interval.removeprefix("95% interval ")
    return words.NOT_THERE if value is None else f"{value:.{places}f} ({limits})"


def _tenths(published: Published) -> tuple[list[Tenth], int]:
    rows = published.rows(
        "select bin, people, expected, observed from risk_calibration"
        f" where model = '{SHOWN_MODEL}' and group_name = 'everyone' order by bin"
    )
    people = one_way([int(row[1]) for row in rows])
    observed = one_way([int(row[3]) for row in rows])
    tenths = [
        Tenth(
            shown,
            100 * float(row[2]) / shown if shown else None,
            100 * admitted / shown if shown and admitted is not None else None,
        )
        for row, shown, admitted in zip(rows, people.cells, observed.cells, strict=True)
    ]
    return tenths, people.suppressed + observed.suppressed


def _calibration(published: Published) -> Figure:
    tenths, suppressed = _tenths(published)
    top = tenths[-1] if tenths else Tenth(None, None, None)
    sentence = "Dots on the line: as many were admitted as expected."
    if top.expected is not None and top.observed is not None:
        sentence = (
            f"In the highest tenth {top.expected:.0f}% were expected to be admitted and {top.observed:.0f}% were. On the line,"
            " as many are admitted as expected."
        )
    return Figure(
        "Expected and observed, by tenth of risk",
        sentence,
        _draw(tenths),
        ShownTable(
            "People tested, by tenth of risk",
            ("Tenth", "People", "Expected", "Observed"),
            [
                (str(n), words.count(t.people), _share(t.expected), _share(t.observed))
                for n, t in enumerate(tenths, start=1)
            ],
        ),
        suppressed=suppressed,
    )


def _share(value: float | None) -> str:
    return words.SUPPRESSED if value is None else f"{value:.1f}%"


def _by_group(published: Published) -> list[Figure]:
    rows: list[Sequence[str]] = []
    suppressed = 0
    for group in GROUPS:
        found = published.rows(
            "select group_value, sum(people) as people, sum(expected) as expected, sum(observed) as observed"
            f" from risk_calibration where model = '{SHOWN_MODEL}' and group_name = '{group}'"
            " group by group_value order by group_value"
        )
        counted = two_way([[int(row[1]), int(row[3])] for row in found], row_totals=False)
        suppressed += counted.suppressed
        for (value, _, expected, _), (people, admitted) in zip(found, counted.cells, strict=True):
            ratio = None if admitted is None or people is None or not expected else admitted / float(expected)
            rows.append(
                (
                    f"{words.plain(group)}: {value}",
                    words.count(people),
                    words.count(admitted),
                    words.decimal(ratio, 2),
                )
            )
    if not rows:
        return []
    return [
        Figure(
            "For whom it does worse",
            "Above 1, more of the group were admitted than its risks said: their risks are too low. Below 1, too high.",
            table=ShownTable(
                "People tested, by group",
                ("Group", "People", "Admitted", "Admitted for each expected"),
                rows,
            ),
            note=INCLUDED,
            suppressed=suppressed,
        )
    ]


def _draw(tenths: Sequence[Tenth]) -> str:
    rows = [
        {"expected": t.expected, "observed": t.observed}
        for t in tenths
        if t.expected is not None and t.observed is not None
    ]
    if not rows:
        return ""
    furthest = max(max(row.values()) for row in rows) * 1.08
    axis = {"type": "quantitative", "scale": {"domain": [0, furthest], "nice": False}}
    spec = {
        "width": 400,
        "height": 300,
        "layer": [
            {
                "data": {
                    "values": [{"expected": 0, "observed": 0}, {"expected": furthest, "observed": furthest}]
                },
                "mark": {"type": "line", "color": charts.PALE_GREY, "strokeDash": [4, 4], "strokeWidth": 1.5},
                "encoding": _axes(axis),
            },
            {"mark": {"type": "point", "size": 80}, "encoding": _axes(axis)},
        ],
    }
    return charts.draw("risk", spec, rows)


def _axes(axis: Mapping[str, object]) -> dict[str, object]:
    labels = {"labelExpr": "datum.label + '%'", "tickCount": 5}
    return {
        "x": {"field": "expected", "title": "Expected to be admitted", "axis": labels, **axis},
        "y": {"field": "observed", "title": "Admitted", "axis": labels, **axis},
    }
