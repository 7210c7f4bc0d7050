"""Write control charts of the place's measures by month, and of every provider that publishes its A&E, on one page that stands
by itself: what needs looking at comes first. Made from the published build, small numbers suppressed."""

from __future__ import annotations

import argparse
from pathlib import Path

from joinedup.cli.folders import add_folder

SUMMARY = "chart measures by month and say what has changed, one page to read in a browser"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_folder(parser)
    parser.add_argument(
        "--to",
        type=Path,
        metavar="FILE",
        help="where to write it (default: FOLDER/build/control_charts.html)",
    )
    parser.add_argument(
        "--measure",
        action="append",
        default=[],
        metavar="NAME",
        help="a measure to chart, can be given again (default: all with a better direction);"
        " `joinedup tables --measures` lists them",
    )
    parser.add_argument(
        "--preset",
        metavar="NAME",
        help="how charts are read: nhs-england (default), nhs-england-6, nhsrplotthedots, abspc, mdcspc or powerbi-spc",
    )


def run(arguments: argparse.Namespace) -> int:
    from joinedup.answers.control_charts import write_charts

    folder: Path = arguments.folder
    print(write_charts(folder, arguments.to, measures=arguments.measure, preset_name=arguments.preset))
    return 0
