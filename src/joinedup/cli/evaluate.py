"""Evaluate a care model: was it working, as far as the records can tell? Writes one page with the verdict on each of its
assumptions, by the rule that was registered before outcomes were read (see `joinedup register`). Where nothing is registered
it is registered now, and the page says so."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from joinedup.cli.folders import add_model_and_folder, model_and_folder

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
    parser.add_argument("--quiet", action="store_true", help="print nothing but where the page is")


def run(arguments: argparse.Namespace) -> int:
    from joinedup.answers.evaluating.evaluate import Asked, evaluate
    from joinedup.answers.evaluating.write import write_evaluation
    from joinedup.answers.evaluation_report.cards import summary_lines
    from joinedup.cli.progress import ShareLine

    model, folder = model_and_folder(arguments.words)
    line = ShareLine(sys.stderr)
    evaluated = evaluate(
        folder,
        model,
        Asked(datetime.now(UTC), arguments.by),
        (lambda message, share: None) if arguments.quiet else line,
    )
    page = write_evaluation(folder, evaluated, to=arguments.to, pdf=arguments.pdf)
    if not arguments.quiet:
        print("\n".join(summary_lines(evaluated.answers, evaluated.care_model)))
    print(page)
    if arguments.pdf:
        print(arguments.pdf)
    return 0
