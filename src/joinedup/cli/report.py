"""Write the place's report: one page that stands by itself, small numbers suppressed, made from the published build."""

from __future__ import annotations

import argparse
from pathlib import Path

from joinedup.cli.folders import add_folder

SUMMARY = "write the place's report, one page to read in a browser"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_folder(parser)
    parser.add_argument(
        "--to", type=Path, metavar="FILE", help="where to write it (default: FOLDER/build/report.html)"
    )


def run(arguments: argparse.Namespace) -> int:
    from joinedup.answers.place_report import write_report

    to: Path = arguments.to or arguments.folder / "build" / "report.html"
    write_report(arguments.folder, to)
    print(to)
    return 0
