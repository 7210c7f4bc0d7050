"""Whether two builds of one place hold equal tables: `python -m tests.support.same_tables BUILD OTHER_BUILD`.

Equal means: the same rows whatever their order; numbers with a fraction agree to one part in a million.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import duckdb


def different_tables(one: Path, other: Path) -> dict[str, str]:
    """What differs, by table; empty when the builds hold equal tables."""
    connection = duckdb.connect()
    tables = [json.loads((build / "manifest.json").read_text())["tables"] for build in (one, other)]
    found = dict.fromkeys(set(tables[0]) ^ set(tables[1]), "only in one build")
    for name in sorted(set(tables[0]) & set(tables[1])):
        for view, build, kept in (("one", one, tables[0]), ("other", other, tables[1])):
            files = ", ".join(f"'{build / folder}/*.parquet'" for folder in kept[name]["folders"])
            connection.execute(f"create or replace view {view} as select * from read_parquet([{files}])")
        difference = _difference(connection)
        if difference:
            found[name] = difference
    return found


def _difference(connection: duckdb.DuckDBPyConnection) -> str:
    described = connection.execute("describe one").fetchall()
    exact = [f'"{row[0]}"' for row in described if row[1] != "DOUBLE"]
    inexact = [f'"{row[0]}"' for row in described if row[1] == "DOUBLE"]
    # Rows are paired by all that must be equal; among those alike, by their numbers in order.
    order = ", ".join(f"round({name}, 6)" for name in inexact) or "1"
    numbered = (
        f"select *, row_number() over (partition by {', '.join(exact)} order by {order}) as nth,"
        f" hash({', '.join(exact)}) as alike from "
    )
    same = " and ".join(
        ["a.alike = b.alike", "a.nth = b.nth"]
        + [
            f"((a.{n} is null and b.{n} is null) or (isnan(a.{n}) and isnan(b.{n}))"
            f" or abs(a.{n} - b.{n}) <= 1e-6 * greatest(1, abs(a.{n})))"
            for n in inexact
        ]
    )
    one, other, paired = connection.execute(
        f"with a as ({numbered} one), b as ({numbered} other) select (select count(*) from a), (select count(*) from b),"
        f" (select count(*) from a join b on {same})"
    ).fetchall()[0]
    return "" if one == other == paired else f"{one:,} rows and {other:,} rows, {paired:,} of them equal"


if __name__ == "__main__":
    differences = different_tables(Path(sys.argv[1]), Path(sys.argv[2]))
    for table, words in differences.items():
        print(f"{table}: {words}")
    sys.exit(bool(differences))
