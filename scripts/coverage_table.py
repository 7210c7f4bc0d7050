"""How often the intervals of each panel design hold a change that was planted: the tables of docs/explanation/coverage.md.

    joinedup rehearse PLACE --people 200000 --seed 7 --format parquet
    joinedup build PLACE --without risk
    python scripts/coverage_table.py PLACE                        every design: half an hour on one core
    python scripts/coverage_table.py PLACE --only event-study     one design
    python scripts/coverage_table.py PLACE --shorter 10           a tenth of the repetitions

The conditions are in coverage_conditions.toml beside this file. The same place and seed give the same figures.
"""

from __future__ import annotations

import argparse
import sys
import time
import tomllib
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

import numpy as np

from joinedup.answers.panel_data import panel_of_practices
from joinedup.answers.published import open_published
from joinedup.answers.released import release
from joinedup.evaluation.design_rehearsal import RehearsalResult
from joinedup.evaluation.made_up_panels import MadeUpPanel
from joinedup.evaluation.methods.panel.side_by_side import estimator_named
from joinedup.evaluation.panel_planting import Rollout
from joinedup.evaluation.panel_rehearsal import PanelSource, rehearse_panel_design, the_place

CONDITIONS = Path(__file__).with_name("coverage_conditions.toml")
HEAD = (
    "| design | panels | treated | repetitions | intervals that hold the change (95% Monte-Carlo limits) | bias | mean width"
    " | found | 93 to 97%? |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- |"
)


@dataclass(frozen=True)
class Run:
    """One line of the table: a design on panels of one kind, rolled out in one way. `drawn_as` are the words its draws begin
    from, where a default has changed since the line was measured."""

    design: str
    panels: str
    rollout: str
    repetitions: int
    options: Mapping[str, Any]
    drawn_as: str = ""

    @property
    def words(self) -> str:
        """The design, with what differs from its usual options."""
        differs = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in self.options.items())
        return f"{self.design} ({differs})" if differs else self.design


def runs_in(conditions: Mapping[str, Any], only: str | None, shorter: int) -> Iterator[Run]:
    """The lines asked for, in the order of the file."""
    for run in conditions["runs"]:
        for panels, rollout in run["on"]:
            if only in (None, run["design"]):
                yield Run(
                    run["design"],
                    panels,
                    rollout,
                    max(run["repetitions"] // shorter, 2),
                    run.get("options", {}),
                    run.get("drawn_as", ""),
                )


def source_of(panels: str, conditions: Mapping[str, Any], place: Path) -> PanelSource:
    """The place's own panel, or made-up ones."""
    given = {name: value for name, value in conditions["panels"][panels].items() if name != "words"}
    if given:
        return MadeUpPanel(**given)
    with open_published(place) as published, release(published) as released:
        return the_place(panel_of_practices(released, conditions["measure"]))


def rollout_of(name: str, conditions: Mapping[str, Any]) -> Rollout:
    """A roll-out of the file."""
    given = conditions["rollouts"][name]
    return Rollout(given["treated"], tuple(given["starts"]), given["may_move"])


def rehearse(run: Run, conditions: Mapping[str, Any], place: Path) -> RehearsalResult:
    """One line, with draws of its own: a line's figures do not depend on which others are run."""
    own = zlib.crc32(f"{run.drawn_as or run.words} {run.panels} {run.rollout}".encode())
    return rehearse_panel_design(
        source_of(run.panels, conditions, place),
        replace(cast(Any, estimator_named(run.design)), **run.options),
        rollout_of(run.rollout, conditions),
        change=conditions["planted_change"],
        level=conditions["level"],
        repetitions=run.repetitions,
        rng=np.random.default_rng([conditions["seed"], own]),
    )


def line(run: Run, found: RehearsalResult, conditions: Mapping[str, Any]) -> str:
    """A row of the table."""
    inside = 0.93 <= found.coverage <= 0.97
    says = "yes" if inside else "within chance" if found.covers else "**no**"
    missing = sum(found.failures.values())
    done = f"{found.repetitions}" + (f" ({missing} without an estimate)" if missing else "")
    rollout = rollout_of(run.rollout, conditions)
    treated = f"{rollout.treated}, staggered" if len(rollout.starts) > 1 else f"{rollout.treated}"
    return (
        f"| {run.words} | {conditions['panels'][run.panels]['words']} | {treated} | {done} |"
        f" {found.coverage:.1%} ({found.coverage_low:.1%} to {found.coverage_high:.1%}) |"
        f" {found.bias:+.1%} ± {1.96 * found.bias_standard_error:.1%} | {found.width_in_words} | {found.power:.0%} | {says} |"
    )


def main() -> None:
    """Print the table as it grows; progress goes to the standard error."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("place", type=Path, metavar="PLACE")
    parser.add_argument("--only", metavar="DESIGN")
    parser.add_argument("--shorter", type=int, default=1, metavar="N")
    asked = parser.parse_args()
    conditions = tomllib.loads(CONDITIONS.read_text(encoding="utf-8"))
    print(HEAD)
    for run in runs_in(conditions, asked.only, asked.shorter):
        began = time.perf_counter()
        print(line(run, rehearse(run, conditions, asked.place), conditions), flush=True)
        print(f"{run}: {time.perf_counter() - began:.0f} seconds", file=sys.stderr)


if __name__ == "__main__":
    main()
