"""130 control charts of three years each, beside what an analyst would otherwise do, in turn in the same process.

    python -m benchmarks.control_charts ae_attendances_2016_2019.csv [--runs 5]

- merely reading the file, the first yardstick;
- a plain pandas version of the same rules, point by point, the second: limits and rules only, no warnings, no input checks;
- abspc 1.1.0, where it is installed (`pip install abspc`): limits, rules and icons, with its own rules.

Figures are medians of the runs; the first run, which also pays for imports and for reading the presets, is not counted.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pandas as pd
from scripts.compare_chart_presets import Trust, charts_of, trusts_in

TARGET = 0.95


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    chosen = parser.parse_args()
    trusts = trusts_in(chosen.file)
    flagged = int(sum(chart.is_special.sum() for chart in charts_of(trusts, "nhs-england")))
    by_hand = int(sum(point_by_point(trust).sum() for trust in trusts))
    if flagged != by_hand:
        raise SystemExit(
            f"the yardstick flags {by_hand} points, the charts {flagged}: they do not do the same work"
        )
    print(
        f"{len(trusts)} trusts, {len(trusts[0].performance)} months each; {flagged:,} points flagged by both\n"
    )
    print("| what | seconds (median) | seconds of each run |\n| --- | --- | --- |")
    for name, seconds in timed(_work(chosen.file, trusts), chosen.runs).items():
        each = ", ".join(f"{one:.3f}" for one in seconds)
        print(f"| {name} | {statistics.median(seconds):.3f} | {each} |")


def timed(work: dict[str, Callable[[], object]], runs: int) -> dict[str, list[float]]:
    """Seconds of every run but the first of each piece of work, taken in turn so that all see the same machine."""
    found: dict[str, list[float]] = {name: [] for name in work}
    for run in range(runs + 1):
        for name, do in work.items():
            started = time.perf_counter()
            do()
            if run:
                found[name].append(time.perf_counter() - started)
    return found


def _work(file: Path, trusts: list[Trust]) -> dict[str, Callable[[], object]]:
    charts = charts_of(trusts, "nhs-england")
    work: dict[str, Callable[[], object]] = {
        "read the file (csv module, kept by trust)": lambda: trusts_in(file),
        "read the file (pandas)": lambda: pd.read_csv(file),
        "130 charts: limits, rules, icons, warnings": lambda: charts_of(trusts, "nhs-england"),
        "130 charts drawn: chart, sparkline and icons": lambda: [_drawn(chart) for chart in charts],
        "130 series in pandas, point by point: limits and rules": lambda: [point_by_point(t) for t in trusts],
    }
    if find_spec("abspc"):
        work["130 series in abspc: limits, rules, icons"] = lambda: [_abspc(trust) for trust in trusts]
    return work


def _drawn(chart: object) -> int:
    drawn = (chart.svg(), chart.sparkline_svg(), chart.variation_icon_svg(), chart.assurance_icon_svg())  # type: ignore[attr-defined]
    return sum(map(len, drawn))


def point_by_point(trust: Trust) -> pd.Series:
    """The rules of the preset nhs-england as they read, one point after the other: whether each is special cause."""
    series = pd.Series(trust.performance, index=pd.DatetimeIndex(trust.months))
    mean, half = series.mean(), 2.66 * series.diff().abs().mean()
    flagged = (series > mean + half) | (series < mean - half)
    for first in range(len(series) - 6):
        run = series.iloc[first : first + 7]
        steps = run.diff().dropna()
        if (run > mean).all() or (run < mean).all() or (steps > 0).all() or (steps < 0).all():
            flagged.iloc[first : first + 7] = True
    for first in range(len(series) - 2):
        three = series.iloc[first : first + 3]
        for side in (1, -1):
            beyond = side * (three - mean) > half * 2 / 3
            if (side * (three - mean) > 0).all() and beyond.sum() >= 2:
                flagged.loc[three.index[beyond]] = True
    return flagged


def _abspc(trust: Trust) -> tuple[str, str]:
    from abspc.spc import (  # type: ignore[import-not-found, unused-ignore]
        calculate_control_limits,
        detect_special_causes,
        determine_assurance_type,
        determine_variation_type,
    )

    table = pd.DataFrame({"date": trust.months, "value": np.asarray(trust.performance)})
    found = detect_special_causes(calculate_control_limits(table, "XmR"))
    return determine_variation_type(found), determine_assurance_type(found, TARGET)


if __name__ == "__main__":
    main()
