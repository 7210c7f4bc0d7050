"""Settle a contract in thousands of futures: who could lose how much, how often more than it can bear, and what that hangs on.
Reads the place file alone, no build. Writes a page and the same as JSON. What is assumed stands in reference/futures, and the
contract can say otherwise below [contracts.futures.NAME]."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from joinedup.cli.folders import add_contract_and_folder, model_and_folder, whole_number

SUMMARY = "settle a contract in 10,000 futures: who could lose how much, and what that hangs on"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_contract_and_folder(parser)
    parser.add_argument(
        "--futures",
        type=whole_number,
        metavar="N",
        help="how many futures, 100 to 1,000,000 (default: 10,000)",
    )
    parser.add_argument(
        "--seed",
        type=whole_number,
        metavar="N",
        help="what the random numbers start from; the same gives the same pence",
    )
    where = "(default: FOLDER/build/stress/CONTRACT.{})"
    parser.add_argument(
        "--to", type=Path, metavar="FILE", help="where to write the page " + where.format("html")
    )
    parser.add_argument(
        "--json", type=Path, metavar="FILE", help="where to write it as JSON " + where.format("json")
    )


def run(arguments: argparse.Namespace) -> int:
    from joinedup.answers.stress.printed import printed_lines
    from joinedup.answers.stress.stress_test import stress_test
    from joinedup.cli.progress import LateLine
    from joinedup.money.stress.stress import FUTURES, SEED

    contract, folder = model_and_folder(arguments.words, what="a contract")
    said = LateLine(sys.stderr)
    test = stress_test(
        folder, contract, futures=arguments.futures or FUTURES, seed=arguments.seed or SEED, said=said
    )
    said.finish()
    # Before the page, which needs the packages that draw: without them the answer is given all the same.
    print("\n".join(printed_lines(test)), flush=True)
    from joinedup.answers.stress.files import write_stress_test

    written = write_stress_test(folder, test, to=arguments.to, json_to=arguments.json)
    print(f"{written.page}\n{written.json}")
    return 0
