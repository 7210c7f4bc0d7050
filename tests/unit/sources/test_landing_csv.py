"""The two ways of reading a delimited file agree wherever both can read it, and rows keep the file's order."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from joinedup.engine.duckdb import DuckDBEngine
from joinedup.engine.interface import Engine
from joinedup.sources.landing_csv import land_csv
from joinedup.sources.layout import ExtractTable

ABC = ExtractTable.model_validate(
    {"name": "abc", "grain": "one row", "columns": [{"name": n, "meaning": "a value"} for n in "abc"]}
)
CELLS = [
    "1",
    "é",
    '"a"',
    '"b""c"',
    '"d,e"',
    '"f\ng"',
    "it's",
    "\\",
    '""',
    "NULL",
    'a"b',
    " z",
    '" q "',
    '5"',
    '"',
    " ",
]
PIECES = ["1", " ", '"', '""', ",", "\n", "\r\n", '"a"', '"d,e"', '"f\ng"', "'", "\t", "|", '"",', ",,", "\r"]


class OnlyPython:
    """An engine that cannot read delimited files itself, so that every row is read in Python."""


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    engine = DuckDBEngine(threads=2)
    yield engine
    engine.close()


def landed(
    engine: Any, content: bytes, encoding: str = "utf-8", name: str = "abc.csv"
) -> tuple[Any, Any, int]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        rows, faults = Path(folder) / "rows", Path(folder) / "faults"
        found = land_csv(engine, path, ABC, encoding, rows, faults).rows
        table = pq.read_table(rows / "part-0.parquet").to_pylist()
        wrong = pq.read_table(faults / "part-0.parquet").to_pylist()
    return [tuple(row.values()) for row in table], [(row["source_row"], row["rule"]) for row in wrong], found


texts = st.one_of(
    st.tuples(
        st.lists(st.lists(st.sampled_from(CELLS), min_size=3, max_size=3), max_size=5),
        st.sampled_from(["\n", "\r\n"]),
    ).map(lambda made: made[1].join(",".join(row) for row in made[0])),
    st.lists(st.sampled_from(PIECES), max_size=20).map("".join),
)


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(text=texts)
def test_both_ways_of_reading_agree(engine: Engine, text: str) -> None:
    content = ("a,b,c\n" + text).encode()
    assert landed(engine, content) == landed(OnlyPython(), content)


@settings(max_examples=100, deadline=None, derandomize=True, database=None)
@given(tail=st.binary(max_size=60), cut=st.integers(0, 20))
def test_every_row_found_is_good_or_at_fault(engine: Engine, tail: bytes, cut: int) -> None:
    rows, faults, found = landed(engine, b"a,b,c\n1,2,3\n" + tail + b"\n4,5,6\n"[: 20 - cut])
    numbers = [row[0] for row in rows] + [number for number, _ in faults]
    assert sorted(numbers) == list(range(1, found + 1))


@pytest.mark.parametrize("delimiter", [",", "|", "\t", ";"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_delimiters_line_ends_and_byte_order_marks_are_told(
    engine: Engine, delimiter: str, end: str, mark: bytes
) -> None:
    lines = [["C", "A", "other", "b"], ["3", "1", "x", "2"], ["6", "4", "y", ""]]
    content = mark + end.join(delimiter.join(line) for line in lines).encode() + end.encode()
    assert landed(engine, content) == ([(1, "1", "2", "3"), (2, "4", None, "6")], [], 2)


def test_windows_1252_is_read_where_it_is_declared(engine: Engine) -> None:
    assert landed(engine, "a,b,c\né,€,x\n".encode("cp1252"), "windows-1252")[0] == [(1, "é", "€", "x")]


def test_an_unclosed_quote_costs_only_its_own_line(engine: Engine) -> None:
    content = b'a,b,c\n1,"2,3\n4,5,6\n7,"8",9\n10,"11\n12",13\n'
    assert landed(engine, content) == (
        [(2, "4", "5", "6"), (3, "7", "8", "9"), (4, "10", "11\n12", "13")],
        [(1, "unclosed-quote")],
        4,
    )


def test_rows_keep_the_order_of_the_file_when_read_in_parallel(engine: Engine) -> None:
    rows = 600_000
    content = b"a,b,c\n" + b"".join(
        b"%d,some words to make the file long enough,%d\n" % (n, n) for n in range(1, rows + 1)
    )
    found = landed(engine, content)
    assert found[2] == rows
    assert all(row[0] == int(row[1]) == int(row[3]) for row in found[0])
