"""Synthetic control with 100 donors, placebos over all of them, and each donor left out, beside scipy's SLSQP.

    python -m benchmarks.synthetic_control [--donors 100] [--months 48] [--runs 3] [--yardstick 10]

The yardstick solves the first so many of the same problems with scipy.optimize.minimize (SLSQP, exact gradient); all of them
would take minutes. Figures are medians.
"""

from __future__ import annotations

import argparse
import csv
import os
import platform
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from joinedup.evaluation.methods.panel.leave_one_out import leave_one_out_donors
from joinedup.evaluation.methods.panel.panel import Panel, panel_of
from joinedup.evaluation.methods.panel.simplex import simplex_weights
from joinedup.evaluation.methods.panel.synthetic_control import SyntheticControl


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--donors", type=int, default=100)
    parser.add_argument("--months", type=int, default=48)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--yardstick", type=int, default=10, help="problems that SLSQP solves")
    chosen = parser.parse_args()
    file = Path(tempfile.mkdtemp(prefix="joinedup-bench-")) / "panel.csv"
    write(file, chosen.donors, chosen.months, np.random.default_rng(1))
    panel = read(file)
    first = seconds(lambda: SyntheticControl().estimate(panel, rng=np.random.default_rng(1)))
    works: dict[str, Callable[[], object]] = {
        "reading the file into a panel": lambda: read(file),
        "synthetic control and placebos over all donors": lambda: SyntheticControl().estimate(
            panel, rng=np.random.default_rng(1)
        ),
        "each donor left out": lambda: leave_one_out_donors(SyntheticControl(), panel),
        f"the simplex solver alone, {chosen.yardstick} of the {chosen.donors + 1} problems": lambda: [
            simplex_weights(*problem) for problem in problems(panel, chosen.yardstick)
        ],
        f"scipy SLSQP, the same {chosen.yardstick} problems": lambda: by_slsqp(panel, chosen.yardstick),
    }
    taken: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(chosen.runs):
        for name, work in works.items():
            taken[name].append(seconds(work))
    print(
        f"{os.cpu_count()} processors, {platform.system()}, Python {platform.python_version()};"
        f" {chosen.donors} donors, {chosen.months} months\n"
    )
    print("| what | seconds (median) | seconds of each run |\n| --- | --- | --- |")
    for name, each in taken.items():
        print(f"| {name} | {statistics.median(each):.4f} | {', '.join(f'{one:.4f}' for one in each)} |")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    print(f"\nfirst call in a process (loads or compiles the solver): {first:.2f} s; memory {memory:.2f} GB")
    print(
        f"largest difference in the fit from SLSQP's: {difference(panel, chosen.yardstick):.1e} of its root mean square error"
    )


def write(file: Path, donors: int, months: int, rng: np.random.Generator) -> None:
    """Random walks with a common season, one treated unit first."""
    season = np.cos(2 * np.pi * np.arange(months) / 12)
    paths = 10 + rng.normal(size=(donors + 1, months)).cumsum(axis=1) * 0.3 + season
    with file.open("w", newline="", encoding="utf-8") as text:
        rows = csv.writer(text)
        rows.writerow(("unit", "month", "rate"))
        for unit, path in enumerate(paths):
            rows.writerows((f"unit {unit:03}", month, value) for month, value in enumerate(path))


def read(file: Path) -> Panel:
    with file.open(newline="", encoding="utf-8") as text:
        rows = list(csv.DictReader(text))
    months = 1 + max(int(row["month"]) for row in rows)
    return panel_of(
        [row["unit"] for row in rows],
        [int(row["month"]) for row in rows],
        [float(row["rate"]) for row in rows],
        {"unit 000": months * 3 // 4},
    )


def problems(panel: Panel, count: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """The treated unit from all donors, then each donor from the others: the first so many."""
    start = int(panel.starts[0])
    before = panel.outcomes[:, :start]
    first = [(before[1:].T, before[0])]
    return first + [(np.delete(before[1:], row, axis=0).T, before[1 + row]) for row in range(count - 1)]


def by_slsqp(panel: Panel, count: int) -> list[np.ndarray]:
    return [_slsqp(columns, target) for columns, target in problems(panel, count)]


def _slsqp(columns: np.ndarray, target: np.ndarray) -> np.ndarray:
    count = columns.shape[1]
    gram, linear = columns.T @ columns, columns.T @ target
    found = minimize(
        lambda w: w @ gram @ w - 2 * linear @ w,
        np.full(count, 1 / count),
        jac=lambda w: 2 * (gram @ w - linear),
        bounds=[(0, 1)] * count,
        constraints={"type": "eq", "fun": lambda w: w.sum() - 1, "jac": lambda w: np.ones(count)},
        method="SLSQP",
        options={"ftol": 1e-9, "maxiter": 1000},
    )
    return np.asarray(found.x)


def difference(panel: Panel, count: int) -> float:
    """How much worse, at most, our fit is than SLSQP's; below nought where ours is better throughout."""
    worst = -np.inf
    for (columns, target), theirs in zip(problems(panel, count), by_slsqp(panel, count), strict=True):
        ours = simplex_weights(columns, target)
        error = [np.sqrt(np.mean((columns @ weights - target) ** 2)) for weights in (ours, theirs)]
        worst = max(worst, (error[0] - error[1]) / error[1])
    return float(worst)


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
