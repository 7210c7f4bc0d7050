"""The 25 series that the package mdcspc publishes, each with the special cause that it holds and the icon for it (MIT).

Its settings: runs of 6, trends of 6, no screening, two of three with the third anywhere. Each series has its special cause in
the summer of 2025 and ends in April 2026, so the icon expected is that of the last special cause, not of the last point: the
package's own test asks that the rule is broken somewhere in the series (tests/test_golden_special_cause.py).
"""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

from joinedup.evaluation.methods.control_charts import ControlChart, control_chart, preset

RULE_OF = {"trend": "trend", "shift": "shift", "2of3": "two_of_three", "astronomical": "outside_limits"}
# What the codes mean: which way is better, what is shown, and which way it went.
MEANING = {
    "CC": ("higher", "common_cause"),
    "SCHI": ("higher", "special_cause_improvement_high"),
    "SCLI": ("lower", "special_cause_improvement_low"),
    "SCHD": ("lower", "special_cause_concern_high"),
    "SCLD": ("higher", "special_cause_concern_low"),
    "SCHC": ("neutral", "special_cause_neutral_high"),
    "SCLC": ("neutral", "special_cause_neutral_low"),
}


def charts(shared_data: Path) -> dict[str, tuple[ControlChart, dict[str, str]]]:
    series: dict[str, list[tuple[str, float]]] = defaultdict(list)
    with (shared_data / "spc" / "xmr_golden_series.csv").open(encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            day, month, year = row["Month"].split("/")
            series[row["MetricName"]].append((f"{year}-{month}-{day}", float(row["Value"])))
    with (shared_data / "spc" / "xmr_golden_expected.csv").open(encoding="utf-8-sig") as file:
        expected = {row["MetricName"]: row for row in csv.DictReader(file)}
    assert set(series) == set(expected)
    options = preset("mdcspc", icon_from="last-special-cause-point")
    return {
        name: (
            control_chart(
                *zip(*rows, strict=True), direction=MEANING[_code(expected[name])][0], options=options
            ),
            expected[name],
        )
        for name, rows in series.items()
    }


def test_all_25_series_show_the_icon_expected(shared_data: Path) -> None:
    found = charts(shared_data)
    assert len(found) == 25
    wrong = {
        name: chart.variation_icons[0].name
        for name, (chart, expected) in found.items()
        if chart.variation_icons[0].name != MEANING[_code(expected)][1]
    }
    assert wrong == {}


def test_no_point_of_the_25_series_breaks_another_rule_than_the_one_expected(shared_data: Path) -> None:
    for name, (chart, expected) in charts(shared_data).items():
        rules = {shown.rule for types in chart.point_types for shown in types if shown.rule}
        label = expected["Expected_Special_Cause_Label"]
        assert rules == ({RULE_OF[label]} if label else set()), name
        assert chart.is_special.any() == (expected["Expected_Special_Cause"] == "True"), name


def test_read_at_the_last_point_all_25_series_are_back_to_common_cause(shared_data: Path) -> None:
    for name, (chart, _) in charts(shared_data).items():
        assert not chart.is_special[-1], name


def _code(expected: dict[str, str]) -> str:
    return expected["VariationCode"].split(". ")[1]
