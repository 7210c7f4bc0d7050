"""Put a copy made by `joinedup backup` back as the web application's database, bring it up to date and check its audit. Stop the
application first. Either the whole copy is there afterwards, or what was there before."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

SUMMARY = "put a copy of the web application's database back"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="the copy")
    parser.add_argument("folder", metavar="FOLDER", type=Path, help="the place's folder")
    parser.add_argument(
        "--replace", action="store_true", help="put it in place of a database that holds people's work"
    )


def run(arguments: argparse.Namespace) -> int:
    from joinedup.cli.web_application import prepared, said_to_django

    said_to_django(arguments.folder)
    import django

    django.setup()
    from joinedup.web.operations.backup import restore

    found = restore(arguments.file, replace=arguments.replace)
    prepared(arguments.folder)
    for line in found.breaks:
        print(line, file=sys.stderr)
    print(f"{arguments.folder}: restored from {arguments.file}\n{found.in_words}")
    return 1 if found.breaks else 0
