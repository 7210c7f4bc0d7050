"""Serve the web application for a place on this machine: SQLite below the place's folder, until stopped. For many users put
it behind a web server with PostgreSQL: docs/how-to/run-for-a-place.md."""

from __future__ import annotations

import argparse
import os
import sys

from joinedup.cli.folders import add_folder, whole_number

SUMMARY = "open the web application on this machine"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_folder(parser)
    parser.add_argument("--port", type=whole_number, default=8000, help="the port (default: 8000)")
    parser.add_argument(
        "--workers",
        type=whole_number,
        default=1,
        help="processes that answer (default: 1; more with PostgreSQL)",
    )


def run(arguments: argparse.Namespace) -> int:
    os.environ["JOINEDUP_PLACE"] = str(arguments.folder)
    os.environ.setdefault("JOINEDUP_INSECURE", "1")  # on this machine only: http://127.0.0.1
    os.environ.setdefault("JOINEDUP_LOG_REQUESTS", "0")  # somebody is looking at this window
    os.environ["DJANGO_SETTINGS_MODULE"] = "joinedup.web.settings"
    from joinedup.web.serving import migrated, serve

    migrated()
    address = f"http://127.0.0.1:{arguments.port}/"
    print(f"{address}  (stop with Ctrl+C)", file=sys.stdout, flush=True)
    serve(arguments.port, workers=arguments.workers)
    return 0
