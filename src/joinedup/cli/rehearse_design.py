"""Rehearse the design that is to test a care model: a known change is planted in the place's own data, among people whom the
care model never reached (designs for practices: in the months before its sites began, or among practices drawn at random
where it has no sites), and the whole design is run again and again. Says how far off it is, how often its interval holds the
planted change (it should be as often as its level says), and how often the change is found."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from joinedup.cli.folders import add_model_and_folder, model_and_folder, whole_number

if TYPE_CHECKING:
    from pathlib import Path

    from joinedup.answers.released import Released
    from joinedup.evaluation.design_rehearsal import Progress, RehearsalResult
    from joinedup.place.model import CareModel, Place

SUMMARY = "plant a known change in the place's own data and see what a design finds of it"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_model_and_folder(parser)
    parser.add_argument(
        "--measure", metavar="MEASURE", help="the measure (that of the care model's first assumption)"
    )
    parser.add_argument(
        "--design",
        metavar="DESIGN",
        help="the design: matched-controls compares people; difference-in-differences, staggered-adoption, synthetic-control and"
        " the other panel designs compare practices (that of the assumption about the measure)",
    )
    parser.add_argument("--repetitions", type=whole_number, default=200, metavar="N", help="how often (200)")
    parser.add_argument(
        "--change",
        type=float,
        metavar="CHANGE",
        help="the change to plant, -0.10 for a tenth fewer (the one expected)",
    )
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="another number, other draws (1)")


def run(arguments: argparse.Namespace) -> int:
    from joinedup.answers.published import open_published
    from joinedup.answers.released import release

    name, folder = model_and_folder(arguments.words)
    model = _model(_place(folder), name)
    measure, change, agreed = _what(model, arguments.measure, arguments.change)
    design = arguments.design or agreed
    with open_published(folder) as published, release(published) as released:
        results = list(_rehearsals(released, model, measure, change, design, arguments))
    print(f"{model.name}, {measure}: {arguments.repetitions:,} repetitions each\n")
    print("\n".join(table(results)))
    return 0


def _rehearsals(
    released: Released,
    model: CareModel,
    measure: str,
    change: float,
    design: str,
    arguments: argparse.Namespace,
) -> Iterator[RehearsalResult]:
    import numpy as np

    from joinedup.answers.design_rehearsals import matched_rehearsals
    from joinedup.answers.evaluating.designs import MATCHED, panel_design
    from joinedup.answers.panel_rehearsals import panel_rehearsals

    rng, often = np.random.default_rng(arguments.seed), arguments.repetitions
    if design == MATCHED:
        return matched_rehearsals(
            released, model, measure, change=change, repetitions=often, rng=rng, progress=_progress()
        )
    estimator = panel_design(design, {})
    return panel_rehearsals(
        released, model, measure, estimator, change=change, repetitions=often, rng=rng, progress=_progress()
    )


def table(results: Sequence[RehearsalResult]) -> list[str]:
    """The results as lines of text, a heading first; what went wrong, by reason, below."""
    heads = (
        "design",
        "planted",
        "found on average",
        "intervals that hold it",
        "width",
        "found",
        "verdicts",
        "who joins",
    )
    rows = [heads, *(_cells(one) for one in results)]
    widths = [max(len(row[k]) for row in rows) for k in range(len(heads))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
    lines += [
        "",
        "Intervals are of 95%: between 93% and 97% of them should hold what was planted (in brackets: how sure that share is).",
        "Found: the interval leaves out no change; with nothing planted, false alarms.",
        "Verdicts: what the rule would have said of each repetition to somebody who expects the first change planted.",
    ]
    failed = [(one, reason, times) for one in results for reason, times in one.failures.items()]
    return lines + [
        f"! {one.design}: {times} repetitions gave no estimate: {reason}" for one, reason, times in failed
    ]


def _cells(one: RehearsalResult) -> tuple[str, ...]:
    return (
        one.design,
        f"{one.planted_change:+.0%}",
        f"{one.planted_change + one.bias:+.1%} (± {one.bias_standard_error:.1%})",
        f"{one.coverage:.1%} ({one.coverage_low:.1%} to {one.coverage_high:.1%})",
        one.width_in_words,
        f"{one.power:.0%}",
        ", ".join(f"{word.replace('-', ' ')} {share:.0%}" for word, share in one.verdicts.items()) or "-",
        one.conditions,
    )


def _place(folder: Path) -> Place:
    from joinedup.cli.vocabulary import formats, measures
    from joinedup.place.file import read_place

    return read_place(folder, formats=formats(), measures=measures())


def _model(place: Place, name: str | None) -> CareModel:
    from joinedup.learning.planning import care_model_named

    return care_model_named(place.care_models, name)


def _what(model: CareModel, measure: str | None, change: float | None) -> tuple[str, float, str]:
    """The measure, the change and the design: as asked for, otherwise those of the assumption about it."""
    from joinedup.errors import JoinedupError

    about = [one for one in model.assumptions if measure in (None, one.measure)]
    if not about and (measure is None or change is None):
        raise JoinedupError(
            f"{model.name} has no assumption about {measure or 'any measure'}: say --measure and --change"
        )
    chosen = measure or about[0].measure
    expected = about[0].expect.change if change is None else change
    if not -1 < expected <= 1:
        raise JoinedupError(
            f"--change {expected:g}: expected a relative change above -1 and up to 1: -0.10 for a tenth fewer"
        )
    return chosen, expected, about[0].test if about else "matched-controls"


def _progress() -> Progress:
    from joinedup.cli.progress import ShareLine

    line = ShareLine(sys.stderr)
    return lambda done, of: line(f"repetition {done:,} of {of:,}", done / of)
