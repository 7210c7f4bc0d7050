"""Compute everything the place file and the extracts say; again later, only what changed. The build is published in one
move at the end: whatever happens before, readers keep the one they had. Verdicts of care models are no part of it: they stay as
they were until `joinedup evaluate` is asked for again."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from joinedup.cli.folders import add_folder, whole_number

if TYPE_CHECKING:
    from joinedup.cli.progress import ProgressFile, ProgressLines
    from joinedup.pipeline.run import Progress, Tell
    from joinedup.place.model import Place

SUMMARY = "compute everything; again later, only what changed"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_folder(parser)
    parser.add_argument(
        "--engine",
        choices=("duckdb", "spark"),
        default="duckdb",
        help="where queries run: duckdb in this process (default), or Apache Spark where one machine is not enough",
    )
    parser.add_argument("--threads", type=whole_number, metavar="N", help="threads to use (default: all)")
    parser.add_argument(
        "--memory-gb",
        type=whole_number,
        metavar="N",
        help="memory to use, in GB (default: 6)",
    )
    parser.add_argument(
        "--without",
        action="append",
        default=[],
        choices=("risk", "matching"),
        help="leave a part out: risk, the model of emergency admissions; matching, of records without a valid NHS number",
    )
    parser.add_argument("--quiet", action="store_true", help="print nothing while building")
    parser.add_argument(
        "--progress-to",
        type=Path,
        metavar="FILE",
        help="add a line of JSON for each step to FILE, for a program to follow",
    )


def run(arguments: argparse.Namespace) -> int:
    from joinedup.cli.place_key import key_of
    from joinedup.cli.progress import ProgressFile, ProgressLines, duration
    from joinedup.pipeline.build import BuildOptions, build
    from joinedup.place.file import read_place

    folder: Path = arguments.folder
    place = read_place(folder)  # what is wrong with it is told before a key is made
    lines = ProgressLines(sys.stderr, earlier=_seconds_of_last_build(folder))
    manifest = build(
        folder,
        key=key_of(folder),
        built_at=datetime.now(UTC),
        options=BuildOptions(
            engine=arguments.engine,
            threads=arguments.threads,
            memory_gb=arguments.memory_gb,
            leave_out=tuple(arguments.without),
        ),
        progress=_told(
            lines, arguments.quiet, ProgressFile(arguments.progress_to) if arguments.progress_to else None
        ),
    )
    if not arguments.quiet:
        lines.finish()
        print(f"Built {manifest['place']['name']} in {duration(manifest['seconds'])}: {folder / 'build'}")
        _say_what_is_older(folder, place)
    return 0


def _say_what_is_older(folder: Path, place: Place) -> None:
    """Say how verdicts of an earlier build are brought to this one."""
    from joinedup.answers.evaluating.of_which_build import evaluated_on_another_build

    for name in evaluated_on_another_build(folder, (model.name for model in place.care_models)):
        print(
            f"The verdicts of {name} are of an earlier build; for this one:"
            f' joinedup evaluate "{name}" {folder} --by NAME --as-registered'
        )


def _told(lines: ProgressLines, is_quiet: bool, file: ProgressFile | None) -> Tell:
    """Progress as lines on the screen, as lines in a file, both or neither."""

    def tell(progress: Progress) -> None:
        if not is_quiet:
            lines(progress)
        if file:
            file(progress)

    return tell


def _seconds_of_last_build(folder: Path) -> Mapping[str, float]:
    """How long each step took that the last build ran; none when nothing is published."""
    from joinedup.errors import JoinedupError
    from joinedup.pipeline.manifest import read_manifest

    try:
        steps = read_manifest(folder / "build")["steps"]
        return {step["step"]: step["seconds"] for step in steps if not step["reused"]}
    except JoinedupError:
        return {}
