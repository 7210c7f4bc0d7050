"""`make bench`: builds rehearsal places and prints the table of README.md, every figure of a whole process.

    python -m benchmarks.run [--people 1000000] [--runs 3] [--folder FOLDER]

Each run measures the build and the two yardsticks in turn, so that they see the same machine; figures are medians.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Measured:
    """One whole process: seconds by the clock, processor seconds, and the most memory it held."""

    seconds: float
    cpu_seconds: float
    memory_gb: float


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument(
        "--folder", type=Path, help="where the places are written and kept (default: a temporary folder)"
    )
    chosen = parser.parse_args()
    folder = chosen.folder or Path(tempfile.mkdtemp(prefix="joinedup-bench-"))
    os.environ.setdefault("JOINEDUP_KEY_FILE", str(folder / "place.key"))
    print(
        f"{os.cpu_count()} processors, {_memory_gb():.0f} GB, {platform.system()}, Python {platform.python_version()}\n"
    )
    large, small = rehearsed(folder, chosen.people), rehearsed(folder, chosen.people // 10)
    rows: dict[str, list[Measured]] = {}
    for _ in range(chosen.runs):
        for place, size in ((small, chosen.people // 10), (large, chosen.people)):
            _keep(
                rows, f"decode every column, {size:,} people", process("-m", "benchmarks.decode", str(place))
            )
            shutil.rmtree(place / "build", ignore_errors=True)
            _keep(rows, f"first build, {size:,} people", build(place))
            _keep(rows, f"build with nothing changed, {size:,} people", build(place))
            shutil.rmtree(place / "build")
            _keep(
                rows, f"first build without matching, {size:,} people", build(place, "--without", "matching")
            )
        _keep(
            rows,
            f"pandas: features, Charlson, segments, {chosen.people // 10:,} people",
            process("-m", "benchmarks.pandas_yardstick", str(small)),
        )
    print(
        "| what | seconds (median) | processor seconds | memory GB | seconds of each run |\n| --- | --- | --- | --- | --- |"
    )
    for name, measured in rows.items():
        print(_row(name, measured))


def rehearsed(folder: Path, people: int) -> Path:
    """A rehearsal place of two years in Parquet; made once and kept."""
    place = folder / f"place-{people}"
    if not (place / "truth" / "summary.json").exists():
        shutil.rmtree(place, ignore_errors=True)
        words = ("rehearse", str(place), "--people", str(people), "--years", "2", "--format", "parquet")
        measured = process("-m", "joinedup", *words)
        print(f"rehearsed {people:,} people: {measured.seconds:.0f} s, {measured.memory_gb:.1f} GB")
    return place


def build(place: Path, *more: str) -> Measured:
    """One build without the risk model, on two threads."""
    return process(
        "-m", "joinedup", "build", str(place), "--without", "risk", *more, "--threads", "2", "--quiet"
    )


def process(*words: str) -> Measured:
    """Run Python once with these words; stop where it fails."""
    started = time.perf_counter()
    running = subprocess.Popen([sys.executable, *words], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode:
        sys.exit(f"{' '.join(words)} failed")
    return _measured(time.perf_counter() - started, used)


def _measured(seconds: float, used: resource.struct_rusage) -> Measured:
    return Measured(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024**2)


def _keep(rows: dict[str, list[Measured]], name: str, measured: Measured) -> None:
    rows.setdefault(name, []).append(measured)
    print(f"  {name}: {measured.seconds:.1f} s", file=sys.stderr, flush=True)


def _row(name: str, measured: list[Measured]) -> str:
    middle = [
        statistics.median(getattr(one, figure) for one in measured)
        for figure in ("seconds", "cpu_seconds", "memory_gb")
    ]
    each = ", ".join(f"{one.seconds:.1f}" for one in measured)
    return f"| {name} | {middle[0]:.1f} | {middle[1]:.1f} | {middle[2]:.1f} | {each} |"


def _memory_gb() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9


if __name__ == "__main__":
    main()
