"""Copy what people wrote in the web application (plans, tasks, decisions) and the audit into one file, while it goes on working.
The file is as confidential as a patient record. Place file, extracts and the place's key are not in it: keep copies of them too."""

from __future__ import annotations

import argparse
from pathlib import Path

SUMMARY = "copy the web application's database into one file"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", metavar="FOLDER", type=Path, help="the place's folder")
    parser.add_argument("file", metavar="FILE", type=Path, help="the file to write; it must not be there yet")


def run(arguments: argparse.Namespace) -> int:
    from joinedup.cli.web_application import prepared

    prepared(arguments.folder)
    from joinedup.web.operations.backup import backup

    size = backup(arguments.file)
    print(f"{arguments.file}: {size:,} bytes. It is as confidential as a patient record")
    return 0
