"""Start a place: a commented place.toml to fill in, a folder for the extracts, and a key of its own."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

SUMMARY = "start a place: a commented place.toml, a data folder and a key"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "folder", metavar="FOLDER", type=Path, help="the folder to make; its name becomes the place's"
    )


def run(arguments: argparse.Namespace) -> int:
    from joinedup.cli.place_key import path_of_key
    from joinedup.place.starter import write_starter

    folder: Path = arguments.folder
    written = write_starter(folder, today=date.today())
    key = _key(path_of_key(folder))
    for path in written:
        print(f"wrote {path}")
    print(key)
    print(f"\nNext: put the extracts into {folder / 'data'}, say in place.toml who sends what, then\n")
    print(f"  joinedup check {folder}\n  joinedup build {folder}")
    return 0


def _key(path: Path) -> str:
    from joinedup.linkage.keys import create_key

    if path.exists():
        return f"found {path}, the place's key, and left it as it is"
    create_key(path)
    return f"wrote {path}, the place's key: keep a copy safe, and never beside the place's folder"
