"""Say why a person is in the figures: how long they lived here, their conditions, scores and segments with reasons, which
care models they were eligible for or joined, and what each contact cost at which price. Names nobody: a person is known
by pseudonym."""

from __future__ import annotations

import argparse

from joinedup.cli.folders import add_folder

SUMMARY = "say why a person is in the figures, without naming them"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "pseudonym", metavar="PSEUDONYM", help="the person's pseudonym, as in the table person"
    )
    add_folder(parser)


def run(arguments: argparse.Namespace) -> int:
    from joinedup.answers.explain import explain

    print(explain(arguments.folder, arguments.pseudonym))
    return 0
