"""Evaluate a care model: was it working, as far as the records can tell? Writes one page with the verdict on each of its
assumptions, by the rule that was registered before outcomes were read (see `joinedup register`). Where nothing is registered
it is registered now, and the page says so; with --as-registered it is refused instead. Each build that outcomes are read from
is a line of the register, with who asked."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from joinedup.cli.folders import add_model_and_folder, model_and_folder

if TYPE_CHECKING:
    from joinedup.answers.evaluating.evaluate import Say

SUMMARY = "say whether a care model works: a verdict on each assumption, one page"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_model_and_folder(parser)
    parser.add_argument("--by", default="", metavar="NAME", help="who asks, for the register")
    parser.add_argument(
        "--to",
        type=Path,
        metavar="FILE",
        help="where to write the page (default: FOLDER/build/evaluations/CARE-MODEL.html)",
    )
    parser.add_argument("--pdf", type=Path, metavar="FILE", help="write the same as PDF too")
    parser.add_argument(
        "--as-registered",
        action="store_true",
        help="only the test that is registered: refuse where nothing is, or the place file says something else by now",
    )
    parser.add_argument("--quiet", action="store_true", help="print nothing but where the page is")
    parser.add_argument(
        "--progress-to",
        type=Path,
        metavar="FILE",
        help="add a line of JSON for each assumption to FILE, for a program to follow",
    )


def run(arguments: argparse.Namespace) -> int:
    from joinedup.answers.evaluating.evaluate import Asked, evaluate
    from joinedup.answers.evaluating.write import write_evaluation
    from joinedup.answers.evaluation_report.cards import summary_lines

    model, folder = model_and_folder(arguments.words)
    asked = Asked(datetime.now(UTC), arguments.by, as_registered=arguments.as_registered)
    evaluated = evaluate(folder, model, asked, _told(arguments.quiet, arguments.progress_to))
    page = write_evaluation(folder, evaluated, to=arguments.to, pdf=arguments.pdf)
    if not arguments.quiet:
        print("\n".join(summary_lines(evaluated.answers, evaluated.care_model)))
    print(page)
    if arguments.pdf:
        print(arguments.pdf)
    return 0


def _told(is_quiet: bool, file: Path | None) -> Say:
    """Progress as a line on the screen, as lines in a file, both or neither."""
    from joinedup.cli.progress import ShareFile, ShareLine

    told: list[Say] = [] if is_quiet else [ShareLine(sys.stderr)]
    told += [ShareFile(file)] if file else []

    def tell(message: str, share: float | None) -> None:
        for each in told:
            each(message, share)

    return tell
