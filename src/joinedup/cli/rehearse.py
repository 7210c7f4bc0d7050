"""Write a made-up place: a place file and raw extracts in the real formats, with their real faults and with the truth
written beside them. The same seed writes the same bytes."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from joinedup.cli.folders import whole_number

SUMMARY = "write a made-up place with extracts in the real formats, to learn and to test on"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", metavar="FOLDER", type=Path, help="the folder to make")
    parser.add_argument(
        "--people", type=whole_number, default=20_000, metavar="N", help="how many people (20,000)"
    )
    parser.add_argument(
        "--years", type=whole_number, default=3, metavar="N", help="how many years of records (3)"
    )
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="another number, another place (1)")
    parser.add_argument(
        "--format",
        choices=("csv", "csv.gz", "parquet"),
        default="csv",
        help="how the extracts are written (csv)",
    )


def run(arguments: argparse.Namespace) -> int:
    from joinedup.cli.progress import ShareLine
    from joinedup.errors import JoinedupError
    from joinedup.rehearsal import write_place

    file = arguments.folder / "place.toml"
    if file.exists():
        raise JoinedupError(f"{file}: there is a place already, and it is left as it is; name another folder")
    write_place(
        arguments.folder,
        people=arguments.people,
        years=arguments.years,
        seed=arguments.seed,
        file_format=arguments.format,
        say=ShareLine(sys.stderr),
    )
    print(f"Next: joinedup build {arguments.folder}")
    return 0
