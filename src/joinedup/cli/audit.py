"""Check the web application's audit: every entry is bound by its hash to the one before, so that a change made behind the
application's back is found. Write down the number and hash it prints, somewhere the database's keepers cannot reach: an audit cut
short at its end is found only by comparing with them (`--holds NUMBER=HASH`)."""

from __future__ import annotations

import argparse
import sys

from joinedup.cli.folders import add_folder

SUMMARY = "check that nobody changed the web application's audit"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "what", choices=("verify",), help="verify: exit code 1, and why, when the audit is broken"
    )
    add_folder(parser)
    parser.add_argument(
        "--holds",
        metavar="NUMBER=HASH",
        default="",
        help="an entry and its hash written down earlier, which must still be there",
    )


def run(arguments: argparse.Namespace) -> int:
    from joinedup.cli.web_application import prepared

    prepared(arguments.folder)
    from joinedup.web.audit.verified import verified

    found = verified(arguments.holds)
    for line in found.breaks:
        print(line, file=sys.stderr)
    print(found.in_words)
    return 1 if found.breaks else 0
