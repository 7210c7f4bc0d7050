"""How many rows a table of a served application holds, asked of its database beside it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg


def rows_in(table: str, *, address: str, folder: Path) -> int:
    """Of the PostgreSQL database at an address; of the SQLite file of a place's folder where there is none."""
    opened: Any = (
        psycopg.connect(address) if address else sqlite3.connect(folder / "web" / "joinedup.sqlite3")
    )
    with closing(opened):
        return int(opened.execute(f"select count(*) from {table}").fetchone()[0])
