"""The FOLDER argument that most commands take."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_folder(parser: argparse.ArgumentParser) -> None:
    """Take the place's folder as the last word; the current folder when left out."""
    parser.add_argument(
        "folder",
        metavar="FOLDER",
        nargs="?",
        type=Path,
        default=Path(),
        help="the place's folder (the current folder when left out)",
    )


def whole_number(word: str) -> int:
    """A number of at least one, for argparse."""
    number = int(word.replace(",", "").replace("_", ""))
    if number < 1:
        raise argparse.ArgumentTypeError(f"expected a whole number of at least 1, found {word}")
    return number
