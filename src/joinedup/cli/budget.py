"""Write the budget page: how each pound was arrived at, from the pot to each neighbourhood, by every method the place has figures
for, side by side. Works before anything is built where place.toml has [budget] or [budget.need]."""

from __future__ import annotations

import argparse
from pathlib import Path

from joinedup.cli.folders import add_folder

SUMMARY = "share out the place's money by need and say how each pound was arrived at, one page"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_folder(parser)
    parser.add_argument(
        "--to",
        type=Path,
        metavar="FILE",
        help="where to write it, its figures as JSON beside it (default: FOLDER/build/budget.html)",
    )


def run(arguments: argparse.Namespace) -> int:
    from joinedup.answers.budget.report import write_budget

    written = write_budget(arguments.folder, arguments.to)
    print("\n".join(written.lines))
    print(written.page)
    return 0
