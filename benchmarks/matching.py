"""Matching and balance at 10,000 to 6,000,000 rows, beside yardsticks in the same run.

    python -m benchmarks.matching [--rows 10000 100000 1000000 6000000] [--folder FOLDER] [--runs 1] [--matchit-rows 100000]

Each measurement is a process of its own, whose most memory includes Python, its libraries and the file's columns (32-bit).
Seconds leave out reading the file, as those quoted of MatchIt do, and loading the compiled loops (a second at most, once
they have been compiled on the machine). MatchIt runs where R and it are installed, on files no longer than --matchit-rows.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from benchmarks.matching_file import COVARIATES, MatchingRows, read_matching_file, write_matching_file

Seconds = dict[str, tuple[float, float]]
"""By step: seconds by the clock, processor seconds."""

# MatchIt 4.7.2 on files of this shape, seconds by the clock on two processors, without reading the file; measured with
# R 4.2 beforehand, not in this run (Debian ships 4.5.1). Matching within a caliper, the same and exact, `summary()`.
MATCHIT_4_7_2: Mapping[int, tuple[float, float, str]] = {
    10_000: (0.43, 0.36, ""),
    100_000: (1.24, 0.92, ""),
    1_000_000: (6.6, 11.0, "17-22"),
    6_000_000: (42.9, 57.3, "131-153"),
}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000, 1_000_000, 6_000_000])
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--matchit-rows", type=int, default=100_000)
    parser.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.child:
        print(json.dumps(WAYS[chosen.child[0]](Path(chosen.child[1]))))
        return
    folder = chosen.folder or Path(tempfile.mkdtemp(prefix="joinedup-matching-"))
    print(
        "| rows | what | pairs | seconds | processor seconds | of which | memory GB |\n"
        "| --- | --- | --- | --- | --- | --- | --- |"
    )
    for rows in chosen.rows:
        file = folder / f"matching-{rows}.csv"
        if not file.exists():
            write_matching_file(file, rows)
        for way in WAYS:
            _print_way(rows, way, [_measured(way, file) for _ in range(chosen.runs)])
        if rows <= chosen.matchit_rows and shutil.which("Rscript"):
            _print_matchit(rows, file)
        if rows in MATCHIT_4_7_2:
            caliper, exact, summary = MATCHIT_4_7_2[rows]
            said = f"; its balance {summary}" if summary else ""
            print(
                f"| {rows:,} | MatchIt 4.7.2, measured before: caliper {caliper}, caliper and exact {exact}{said} | | | | | |"
            )


def read_only(file: Path) -> dict[str, object]:
    """The first yardstick: merely reading the file."""
    seconds: Seconds = {}
    with _timed(seconds, "reading"):
        read_matching_file(file)
    return {"seconds": seconds}


def caliper(file: Path) -> dict[str, object]:
    """The propensity score and one control each within 0.2 standard deviations of the logit."""
    return _matched(file, exactly=False, balance=False)


def caliper_exact(file: Path) -> dict[str, object]:
    """The same within 40 exact strata."""
    return _matched(file, exactly=True, balance=False)


def caliper_and_balance(file: Path) -> dict[str, object]:
    """The same without strata; then differences, variance ratios, effective size, and the gaps between distributions."""
    return _matched(file, exactly=False, balance=True)


def scikit_learn_neighbours(file: Path) -> dict[str, object]:
    """A yardstick: the nearest control on the logit with replacement, by scikit-learn's tree."""
    from sklearn.neighbors import NearestNeighbors

    from joinedup.evaluation.methods.matching.propensity import propensity

    rows = read_matching_file(file)
    logit = propensity(rows.covariates, rows.treated, COVARIATES).logit[:, None]
    seconds: Seconds = {}
    with _timed(seconds, "neighbours alone"):
        tree = NearestNeighbors(n_neighbors=1).fit(logit[~rows.treated])
        found = tree.kneighbors(logit[rows.treated], return_distance=False)
    return {"seconds": seconds, "pairs": len(found)}


WAYS: Mapping[str, Callable[[Path], dict[str, object]]] = {
    "reading": read_only,
    "caliper": caliper,
    "caliper-exact": caliper_exact,
    "caliper-and-balance": caliper_and_balance,
    "scikit-learn": scikit_learn_neighbours,
}
TITLES = {
    "reading": "merely reading the file",
    "caliper": "propensity score, caliper",
    "caliper-exact": "propensity score, caliper, exact",
    "caliper-and-balance": "propensity score, caliper, balance",
    "scikit-learn": "scikit-learn's nearest neighbours, with replacement, without the propensity score",
}


def _matched(file: Path, exactly: bool, balance: bool) -> dict[str, object]:
    from joinedup.evaluation.methods.matching.balance import balance_of
    from joinedup.evaluation.methods.matching.nearest import nearest
    from joinedup.evaluation.methods.matching.propensity import propensity
    from joinedup.evaluation.methods.matching.strata import strata_of

    rows = read_matching_file(file)
    _load_compiled(rows)
    seconds: Seconds = {}
    with _timed(seconds, "score"):
        logit = propensity(rows.covariates, rows.treated, COVARIATES).logit
    with _timed(seconds, "pairs"):
        strata = strata_of(rows.exactly) if exactly else None
        matched = nearest(logit, rows.treated, caliper=0.2, strata=strata)
    if balance:
        with _timed(seconds, "balance"):
            balance_of(rows.covariates, matched, COVARIATES)
        with _timed(seconds, "distributions"):
            found = balance_of(rows.covariates, matched, COVARIATES, distributions=True)
        seconds["distributions"] = _less(seconds, "distributions", "balance")
        assert found.is_good
    return {"seconds": seconds, "pairs": matched.pairs}


def _less(seconds: Seconds, whole: str, part: str) -> tuple[float, float]:
    return (
        max(seconds[whole][0] - seconds[part][0], 0.0),
        max(seconds[whole][1] - seconds[part][1], 0.0),
    )


def _load_compiled(rows: MatchingRows) -> None:
    """Match a few rows, so that the loops are loaded (and compiled, on the first run of all)."""
    from joinedup.evaluation.methods.matching.balance import balance_of
    from joinedup.evaluation.methods.matching.nearest import nearest
    from joinedup.evaluation.methods.matching.strata import strata_of

    few = slice(0, 2_000)
    treated, strata = rows.treated[few], strata_of([column[few] for column in rows.exactly])
    score = rows.covariates[few, 0].astype(np.float64)
    nearest(score, treated, caliper=1e-9)
    balance_of(rows.covariates[few], nearest(score, treated, strata=strata), distributions=True)


@contextmanager
def _timed(seconds: Seconds, step: str) -> Iterator[None]:
    clock, processor = time.perf_counter(), time.process_time()
    yield
    seconds[step] = (time.perf_counter() - clock, time.process_time() - processor)


def _measured(way: str, file: Path) -> dict[str, object]:
    words = [sys.executable, "-m", "benchmarks.matching", "--child", way, str(file)]
    running = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
    assert running.stdout is not None
    said = running.stdout.read()
    _, status, used = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode:
        sys.exit(f"{' '.join(words)} failed")
    return json.loads(said) | {"memory": used.ru_maxrss / 1024**2}


def _print_way(rows: int, way: str, runs: list[dict[str, object]]) -> None:
    steps = {step: _median(runs, step) for step in runs[0]["seconds"]}  # type: ignore[attr-defined]
    clock, processor = (sum(part) for part in zip(*steps.values(), strict=True))
    of_which = ", ".join(f"{step} {one[0]:.2f}" for step, one in steps.items()) if len(steps) > 1 else ""
    pairs = f"{runs[0]['pairs']:,}" if "pairs" in runs[0] else ""
    memory = max(float(str(run["memory"])) for run in runs)
    print(
        f"| {rows:,} | {TITLES[way]} | {pairs} | {clock:.2f} | {processor:.2f} | {of_which} | {memory:.2f} |",
        flush=True,
    )


def _median(runs: list[dict[str, object]], step: str) -> tuple[float, float]:
    found = [run["seconds"][step] for run in runs]  # type: ignore[index]
    return statistics.median(one[0] for one in found), statistics.median(one[1] for one in found)


def _print_matchit(rows: int, file: Path) -> None:
    """MatchIt as it is installed, through the script that compares pairs; prints its version."""
    with tempfile.TemporaryDirectory() as folder:
        words = ["Rscript", "scripts/compare_with_matchit.R", str(file), folder]
        ways = os.environ | {"WAYS": "caliper,caliper_exact"}
        if subprocess.run(words, env=ways, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode:
            return
        version = (Path(folder) / "version").read_text()
        for line in (Path(folder) / "seconds.csv").read_text().splitlines():
            way, seconds, balance = line.split(",")
            print(
                f"| {rows:,} | MatchIt {version}, {way}, without the score | | {seconds} | | its balance {balance} | |"
            )


if __name__ == "__main__":
    main()
