"""Fill the web application of a made-up place, so that every page has something to look at: plans, tasks, meetings, decisions,
spending, all made up and marked as such. What is there already stays; a place that is not made up is refused."""

from __future__ import annotations

import argparse
from datetime import date

from joinedup.cli.folders import add_folder

SUMMARY = "fill the web application of a made-up place"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_folder(parser)


def run(arguments: argparse.Namespace) -> int:
    from joinedup.cli.web_application import prepared

    prepared(arguments.folder)
    from joinedup.web.demonstration.filling import fill

    written = fill(arguments.folder, today=date.today())
    print(f"written: {', '.join(written)}" if written else "everything is there already")
    return 0
