"""200 repetitions of the rehearsal of matched controls on a built place: seconds, memory, and what came out.

    python -m benchmarks.rehearsal_of_a_design PLACE ["Complex care hubs"] [--repetitions 200]

PLACE is a rehearsal place of 100,000 people, built: `joinedup rehearse PLACE --people 100000 --format parquet` and
`joinedup build PLACE --without risk --without matching`. Reading is timed apart from the repetitions, and the first
repetition apart too: it compiles the matching. Beside it, in the same run, a plain version with scikit-learn and statsmodels
(rehearsal_yardstick.py), which weights for nothing and adjusts for nothing.
"""

from __future__ import annotations

import argparse
import resource
import time
from pathlib import Path

import numpy as np

from benchmarks.rehearsal_yardstick import plain_repetition
from joinedup.answers.evaluation_data import read_candidates, read_follow_up
from joinedup.answers.published import open_published
from joinedup.answers.released import release
from joinedup.evaluation.matched_controls import MatchedControls
from joinedup.evaluation.planting import untouched, who_joins, with_change, with_joining
from joinedup.evaluation.rehearse_matched_controls import (
    RECENT,
    Planted,
    pace_seen,
    rehearse_matched_controls,
)

PLAIN_REPETITIONS = 20


def measured(place: Path, care_model: str, measure: str, repetitions: int) -> list[str]:
    """Lines of the benchmark's table."""
    begun = time.perf_counter()
    with open_published(place) as published, release(published) as released:
        candidates = read_candidates(released, care_model)
        follow_up = read_follow_up(released, care_model, measure)
        _, until = released.period()
    read = time.perf_counter()
    planted = Planted(-0.10, pace_seen(candidates), RECENT)

    def rehearsed(times: int) -> tuple[float, float, object]:
        wall, processor = time.perf_counter(), time.process_time()
        result = rehearse_matched_controls(
            MatchedControls(),
            candidates,
            follow_up,
            until,
            planted,
            repetitions=times,
            rng=np.random.default_rng(1),
        )
        return time.perf_counter() - wall, time.process_time() - processor, result

    def plain(times: int) -> tuple[float, float]:
        place = untouched(candidates, follow_up)
        wall = time.perf_counter()
        ratios = []
        for rng in np.random.default_rng(1).spawn(times):
            day = who_joins(place, planted.by_month, RECENT.log_odds(place.candidates), rng)
            changed = with_change(place.follow_up, day, planted.change, rng)
            ratios.append(plain_repetition(with_joining(place, day), changed, follow_up.data_ends_before))
        return (time.perf_counter() - wall) / times, float(np.mean(ratios))

    first, _, _ = rehearsed(1)
    wall, processor, result = rehearsed(repetitions)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    seconds, ratio = plain(PLAIN_REPETITIONS)
    return [
        f"{len(candidates.people):,} candidates, {len(candidates):,} person-months, {len(follow_up.event_day):,} events",
        f"read {read - begun:.1f} s; first repetition {first:.1f} s",
        f"{repetitions} repetitions {wall:.0f} s ({processor:.0f} s of processor), {wall / repetitions:.2f} s each;"
        f" largest memory {memory:.2f} GB",
        str(result),
        f"scikit-learn and statsmodels, {PLAIN_REPETITIONS} repetitions: {seconds:.2f} s each; found {ratio - 1:+.1%} on average",
    ]


def main() -> None:
    """Print the table for the place named on the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("place", type=Path)
    parser.add_argument("care_model", nargs="?", default="Complex care hubs")
    parser.add_argument("--measure", default="emergency_admissions")
    parser.add_argument("--repetitions", type=int, default=200)
    words = parser.parse_args()
    print("\n".join(measured(words.place, words.care_model, words.measure, words.repetitions)))


if __name__ == "__main__":
    main()
