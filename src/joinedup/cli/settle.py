"""Settle a year of a contract: who owes whom, why, and what that rests on. Reads the place file, the published build and
FOLDER/contracts/CONTRACT/year-N.toml, where facts stand that the records do not hold. Writes a page, and the ledger as JSON and
CSV. Year 0 is the shadow year before the contract: it moves no money."""

from __future__ import annotations

import argparse
from pathlib import Path

from joinedup.cli.folders import add_contract_and_folder, model_and_folder

SUMMARY = "say who owes whom after a year of a contract, and why: a ledger that sums to zero"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_contract_and_folder(parser)
    parser.add_argument(
        "--year",
        type=_year,
        required=True,
        metavar="Y",
        help="year of the contract, from 1; 0 is the shadow year before it",
    )
    where = "(default: FOLDER/build/settlements/CONTRACT-year-Y.{})"
    parser.add_argument(
        "--to", type=Path, metavar="FILE", help="where to write the page " + where.format("html")
    )
    parser.add_argument(
        "--json", type=Path, metavar="FILE", help="where to write the ledger as JSON " + where.format("json")
    )
    parser.add_argument(
        "--csv", type=Path, metavar="FILE", help="where to write it as CSV " + where.format("csv")
    )


def _year(word: str) -> int:
    try:
        return int(word)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"expected the number of a year of the contract, such as 1 (0 for the shadow year), found {word}"
        ) from None


def run(arguments: argparse.Namespace) -> int:
    from joinedup.answers.settlement.files import write_settlement
    from joinedup.answers.settlement.printed import printed_lines
    from joinedup.answers.settlement.settle import settle

    contract, folder = model_and_folder(arguments.words, what="a contract")
    settled = settle(folder, contract, arguments.year)
    written = write_settlement(folder, settled, to=arguments.to, json_to=arguments.json, csv_to=arguments.csv)
    print("\n".join(printed_lines(settled)))
    print(f"\n{written.page}\n{written.json}\n{written.csv}")
    return 0
