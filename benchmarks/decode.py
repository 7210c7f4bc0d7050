"""The first yardstick: the time DuckDB takes merely to decode every column of the input files (each value is hashed,
so that none is skipped). Run as a whole process: `python -m benchmarks.decode PLACE`."""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

import duckdb


def decode(place: Path, threads: int = 2) -> int:
    """Read every value of every Parquet extract of a place; returns the number of rows."""
    connection = duckdb.connect(config={"threads": threads})
    alike: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for file in sorted((place / "data").rglob("*.parquet")):
        described = connection.execute(
            "select name from parquet_schema(?) where num_children is null", [str(file)]
        )
        alike[tuple(row[0] for row in described.fetchall())].append(str(file))
    rows = 0
    for columns, files in alike.items():
        hashed = ", ".join(f'bit_xor(hash("{name}"))' for name in columns)
        answer = connection.execute(f"select count(*), {hashed} from read_parquet(?)", [files]).fetchall()
        rows += answer[0][0]
    return rows


if __name__ == "__main__":
    print(f"{decode(Path(sys.argv[1])):,} rows decoded")
