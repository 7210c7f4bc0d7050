"""Show who gains and who loses by a care model, a shift of activity ([[shifts]]), a contract or one of its planned savings: the
place's gain beside each member's, with cost that does not leave, and the transfer that would leave no member worse off."""

from __future__ import annotations

import argparse
from pathlib import Path

from joinedup.cli.folders import model_and_folder

SUMMARY = "say who gains and who loses by a change, and the transfer that leaves nobody worse off"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "words",
        metavar="WHAT [FOLDER]",
        nargs="*",
        help="name of a care model, shift, contract or planned saving, between quotes, and the place's folder (the current"
        " folder when left out)",
    )
    where = "(default: FOLDER/build/members/WHAT.{})"
    parser.add_argument(
        "--to", type=Path, metavar="FILE", help="where to write the page " + where.format("html")
    )
    parser.add_argument(
        "--json", type=Path, metavar="FILE", help="where to write it as JSON " + where.format("json")
    )


def run(arguments: argparse.Namespace) -> int:
    from joinedup.answers.whole_place.answer import answered
    from joinedup.answers.whole_place.printed import printed_lines
    from joinedup.answers.whole_place.write import write_answer

    what, folder = model_and_folder(arguments.words, "a care model or shift")
    asked = answered(folder, what)
    print("\n".join(printed_lines(asked)))
    written = write_answer(folder, asked, to=arguments.to, json_to=arguments.json)
    print(f"\n{written.page}\n{written.json}")
    return 0
