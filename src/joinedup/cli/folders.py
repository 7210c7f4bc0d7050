"""The FOLDER argument that most commands take, and the care model that some take with it."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
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


def add_model_and_folder(parser: argparse.ArgumentParser) -> None:
    """Take a care model and the place's folder; either may be left out where it is plain."""
    parser.add_argument(
        "words",
        metavar="MODEL [FOLDER]",
        nargs="*",
        help="name of the care model, between quotes (may be left out where the place has one), and the place's folder (the"
        " current folder when left out)",
    )


def add_contract_and_folder(parser: argparse.ArgumentParser) -> None:
    """Take a contract and the place's folder; either may be left out where it is plain."""
    parser.add_argument(
        "words",
        metavar="CONTRACT [FOLDER]",
        nargs="*",
        help="name of the contract, between quotes (may be left out where the place has one), and the place's folder (the"
        " current folder when left out)",
    )


def model_and_folder(words: Sequence[str], what: str = "a care model") -> tuple[str | None, Path]:
    """Which care model (or contract: `what`) and which folder the words mean: a word that is a folder is the folder,
    whichever comes first.

    JoinedupError for more than two words: a name of several words goes between quotes.
    """
    from joinedup.errors import JoinedupError
    from joinedup.place.file import FILE_NAME

    if len(words) > 2:
        joined = " ".join(words)
        raise JoinedupError(
            f'expected {what} and a folder, found {len(words)} words: "{joined}"; put the name of {what.replace("a ", "the ")}'
            " between quotes"
        )
    folders = [word for word in words if Path(word).is_dir()]
    if len(words) == 2:
        of_place = [word for word in folders if (Path(word) / FILE_NAME).is_file()] or folders or [words[1]]
        folder = of_place[-1]
        return next((word for word in words if word != folder), None), Path(folder)
    if folders:
        return None, Path(folders[0])
    if words and not Path(FILE_NAME).is_file():
        raise JoinedupError(
            f'"{words[0]}" is no folder, and this folder has no {FILE_NAME}: name {what} and the folder of its place, or the'
            " folder alone"
        )
    return (words[0] if words else None), Path()


def whole_number(word: str) -> int:
    """A number of at least one, for argparse."""
    digits = word.replace(",", "").replace("_", "")
    if not digits.isdecimal() or int(digits) < 1:
        raise argparse.ArgumentTypeError(f"expected a whole number of at least 1, found {word}")
    return int(digits)
