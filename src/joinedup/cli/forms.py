"""List the legal forms that organisations can work together under, or compare some of them for a contract of a place: who would
hold it, whose capital stands behind a loss, who decides, what VAT is lost, which checks it would raise."""

from __future__ import annotations

import argparse
from pathlib import Path

from joinedup.cli.folders import model_and_folder

SUMMARY = "say what a legal form means, and compare forms for the same contract"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "words",
        metavar="CONTRACT FOLDER",
        nargs="*",
        help="name of the contract, between quotes (may be left out where the place has one), and the place's folder; without"
        " either, all forms are listed",
    )
    parser.add_argument(
        "--compare",
        nargs="+",
        metavar="FORM",
        default=[],
        help="the forms to compare, for example alliance corporate-joint-venture (all when left out)",
    )
    parser.add_argument(
        "--to",
        type=Path,
        metavar="FILE",
        help="where to write the page (default: FOLDER/build/forms/CONTRACT.html; a list is written only when named)",
    )


def run(arguments: argparse.Namespace) -> int:
    from joinedup.answers.legal_forms.compared import compared
    from joinedup.answers.legal_forms.page import write_comparison, write_list
    from joinedup.answers.legal_forms.printed import comparison_lines, listed_lines

    if not arguments.words and not arguments.compare:
        print("\n".join(listed_lines()))
        if arguments.to:
            print(write_list(arguments.to))
        return 0
    contract, folder = model_and_folder(arguments.words, "a contract")
    comparison = compared(folder, contract, arguments.compare)
    print("\n".join(comparison_lines(comparison)))
    print(write_comparison(folder, comparison, arguments.to))
    return 0
