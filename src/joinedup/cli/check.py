"""Say whether the place file is sound and whether anything found in its contracts should keep people from signing them; then
what the last build found in the extracts: files refused, and rows set aside by rule. Leaves with 1 when the place file must be
mended, a finding blocks a contract, or a file could not be read."""

from __future__ import annotations

import argparse
from pathlib import Path

from joinedup.cli.folders import add_folder

SUMMARY = "say what is wrong with the place file and its contracts, and what was set aside"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_folder(parser)
    parser.add_argument(
        "--to",
        type=Path,
        metavar="FILE",
        help="write the checks as a page as well, and as JSON beside it, for example FOLDER/build/checks.html",
    )


def run(arguments: argparse.Namespace) -> int:
    from joinedup.answers.checks.check import check
    from joinedup.cli.vocabulary import formats, measures

    is_sound = check(arguments.folder, print, formats=formats(), measures=measures(), to=arguments.to)
    return int(not is_sound)
