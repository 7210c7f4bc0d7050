"""How far the presets of control charts differ, on 130 NHS trusts' A&E performance, and how often each cries wolf.

    python scripts/compare_chart_presets.py ae_attendances_2016_2019.csv     the table of docs/deviations.md
    python scripts/compare_chart_presets.py --false-alarms                   stable series, flagged though nothing happened

The file is NHS England's, as in the R package NHSRdatasets; docs/how-to/get-the-data.md says where to get it.
"""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from joinedup.evaluation.methods.control_charts import ControlChart, control_chart, preset, presets

MONTHS, TARGET = 36, 0.95
SERIES, POINTS, SEED = 20_000, 24, 20251

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Trust:
    """One provider's four-hour performance by month, from its major (type 1) departments."""

    code: str
    months: NDArray[np.datetime64]
    performance: Floats


def trusts_in(path: Path) -> list[Trust]:
    """Providers with a type 1 department in every month of the file."""
    found: dict[str, list[tuple[str, float]]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["type"] == "1" and float(row["attendances"]) > 0:
                share = 1 - float(row["breaches"]) / float(row["attendances"])
                found[row["org_code"]].append((row["period"], share))
    return [
        Trust(code, np.array([m for m, _ in rows], dtype="datetime64[D]"), np.array([v for _, v in rows]))
        for code, rows in ((code, sorted(rows)) for code, rows in sorted(found.items()))
        if len(rows) == MONTHS
    ]


def charts_of(trusts: list[Trust], name: str, **changed: object) -> list[ControlChart]:
    """Every trust's chart read by one preset."""
    options = preset(name, **changed)
    return [
        control_chart(trust.months, trust.performance, direction="higher", target=TARGET, options=options)
        for trust in trusts
    ]


@dataclass(frozen=True)
class Compared:
    """How one way of reading differs from another on the same charts; shares of points or of charts."""

    name: str
    flagged: float
    points_differ: float
    last_points_differ: float
    icons_differ: float
    assurance_differs: float
    limits_wider: float
    special_icons: float


def compared(name: str, charts: list[ControlChart], against: list[ControlChart]) -> Compared:
    """What each point and icon is in `charts` beside what it is in `against`."""
    special = np.concatenate([chart.is_special for chart in charts])
    theirs = np.concatenate([chart.is_special for chart in against])
    last = [(a.is_special[-1], b.is_special[-1]) for a, b in zip(charts, against, strict=True)]
    icons = [(_icon(a), _icon(b)) for a, b in zip(charts, against, strict=True)]
    widths = [_width(a) / _width(b) for a, b in zip(charts, against, strict=True)]
    return Compared(
        name,
        float(special.mean()),
        float((special != theirs).mean()),
        float(np.mean([a != b for a, b in last])),
        float(np.mean([a != b for a, b in icons])),
        float(np.mean([a.assurance != b.assurance for a, b in zip(charts, against, strict=True)])),
        float(np.mean(widths)),
        float(np.mean([chart.variation != "common_cause" for chart in charts])),
    )


def stable_series(kind: str, series: int, points: int, random: np.random.Generator) -> Floats:
    """Series in which nothing ever changes, one a row: independent, correlated with the one before, seasonal, or counts."""
    noise = random.standard_normal((series, points))
    if kind.startswith("correlation"):
        share = float(kind.split()[1])
        for place in range(1, points):
            noise[:, place] = share * noise[:, place - 1] + np.sqrt(1 - share**2) * noise[:, place]
    if kind == "season":
        phase = random.uniform(0, 2 * np.pi, (series, 1))
        noise += np.sin(2 * np.pi * np.arange(points) / 12 + phase)
    if kind.startswith("counts"):
        return random.poisson(float(kind.split()[1]), (series, points)).astype(np.float64)
    return noise


def false_alarms(values: Floats, name: str, **changed: object) -> tuple[float, float]:
    """Share of stable series flagged at the last point, and at any."""
    options = preset(name, **changed)
    months = np.arange("2020-01", "2060-01", dtype="datetime64[M]")[: values.shape[1]]
    flagged = np.array([control_chart(months, row, options=options).is_special for row in values])
    return float(flagged[:, -1].mean()), float(flagged.any(axis=1).mean())


KINDS = ("independent", "correlation 0.3", "correlation 0.5", "season", "counts 4")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument("--false-alarms", action="store_true")
    parser.add_argument("--series", type=int, default=SERIES)
    chosen = parser.parse_args()
    if chosen.false_alarms:
        _print_false_alarms(chosen.series)
    elif chosen.file:
        _print_differences(trusts_in(chosen.file))
    else:
        parser.error("name the file, or ask for --false-alarms")


def _print_differences(trusts: list[Trust]) -> None:
    base = charts_of(trusts, "nhs-england")
    print(f"{len(trusts)} trusts, {MONTHS} months each; beside nhs-england\n")
    print(
        "| preset | points flagged | points that differ | last points that differ | icons that differ"
        " | assurance that differs | width of limits | icons not common cause |"
    )
    print("| --- " * 8 + "|")
    for name in presets():
        one = compared(name, charts_of(trusts, name), base)
        print(
            f"| `{one.name}` | {one.flagged:.1%} | {one.points_differ:.1%} | {one.last_points_differ:.1%}"
            f" | {one.icons_differ:.1%} | {one.assurance_differs:.1%} | {one.limits_wider:.2f} x | {one.special_icons:.1%} |"
        )
    warned = [caution.name for chart in base for caution in chart.warnings]
    counted = ", ".join(f"{warned.count(name)} {name}" for name in sorted(set(warned)))
    print(f"\ncharts with a warning: {sum(not chart.is_safe for chart in base)} ({counted})")


def _print_false_alarms(series: int) -> None:
    print(f"{series:,} stable series of {POINTS} points: flagged at the last point / at any point\n")
    print(f"| preset | {' | '.join(KINDS)} |")
    print("| --- " * (len(KINDS) + 1) + "|")
    for name in presets():
        random = np.random.default_rng(SEED)
        cells = [false_alarms(stable_series(kind, series, POINTS, random), name) for kind in KINDS]
        print(f"| `{name}` | {' | '.join(f'{last:.1%} / {any_:.0%}' for last, any_ in cells)} |")


def _icon(chart: ControlChart) -> str:
    return chart.variation_icons[0].name


def _width(chart: ControlChart) -> float:
    return chart.limits[-1].upper - chart.limits[-1].lower


if __name__ == "__main__":
    main()
