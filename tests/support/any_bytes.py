"""Files for fuzzing, made from a layout: valid ones, odd ones, damaged ones, and any bytes at all."""

from __future__ import annotations

import gzip
import io
import json
import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import strategies as st

from joinedup.sources.layout import Column, ExtractTable

# What a cell may hold: what the layout expects, what real extracts hold all the same, and what nobody expects.
_USUAL = {
    "text": [
        "1",
        "2",
        "A",
        "L81001",
        "F",
        "5",
        "R54X",
        "service",
        "11",
        "telephone",
        "1130006",
        "2023-04-01",
    ],
    "integer": ["1", "2", "30", "9201"],
    "double": ["1", "2.5", "1e3", "-4"],
    "date": ["2023-04-01", "2022-12-31", "2020-02-29"],
}
_ODD = [
    *(
        "",
        " ",
        "  ",
        "-",
        "&",
        "é",
        "'",
        '"',
        '""',
        ",",
        "NULL",
        "nan",
        "inf",
        "-1",
        "0x10",
        "1_000",
        "1e400",
    ),
    *(
        "1801-01-01",
        "9999-12-31",
        "0000-01-01",
        "2023-13-01",
        "20230401",
        "2023-04-01T10:00:00Z",
        "01/04/2023",
    ),
    *("99999999999", "9223372036854775808", "a\nb", "\t", "x" * 300, "😀", "1.0", "34.0"),
]
_DAYS = [date(1, 1, 1), date(1801, 1, 1), date(2020, 2, 29), date(2023, 4, 1), date(9999, 12, 31)]
_TIMES = [datetime(1, 1, 1), datetime(2023, 4, 1, 10, 30), datetime(9999, 12, 31, 23, 59, 59)]

_PARQUET_CELLS: list[tuple[pa.DataType, list[Any]]] = [
    (pa.string(), ["1", "2", "", " ", "é", "2023-04-01", "telephone", "R54X"]),
    (pa.int64(), [0, 1, 2, -1, 2**63 - 1, -(2**63)]),
    (pa.uint64(), [0, 1, 2**64 - 1]),
    (pa.int8(), [1, 2, -128]),
    (pa.float64(), [0.0, 1.0, 1.5, float("nan"), float("inf"), -1e308, 1e15]),
    (pa.date32(), _DAYS),
    (pa.timestamp("us"), _TIMES),
    (pa.timestamp("ns", tz="UTC"), [datetime(2023, 4, 1, 10, 30)]),
    (pa.bool_(), [True, False]),
    (pa.decimal128(20, 3), [Decimal("1.000"), Decimal("-99999999999999999.999")]),
    (pa.time64("us"), [datetime(2023, 4, 1, 10, 30).time()]),
    (pa.binary(), [b"1", b"\xff"]),
    (pa.list_(pa.int32()), [[1], []]),
    (pa.null(), []),
]
_EXPECTED_KINDS: dict[str, tuple[pa.DataType, list[Any]]] = {
    "text": (pa.string(), _USUAL["text"]),
    "integer": (pa.int64(), [1, 2, 30]),
    "double": (pa.float64(), [1.0, 2.5]),
    "date": (pa.date32(), [date(2023, 4, 1), date(2022, 12, 31)]),
}


def extract_files(table: ExtractTable) -> st.SearchStrategy[tuple[str, bytes]]:
    """A file for the table: the end of its name, and its bytes."""
    kinds = [_any_bytes(table)]
    if table.reader == "ndjson":
        kinds += [_json_lines(table)] * 3
    else:
        kinds += [_text(table)] * 3 + [_parquet(table)] * 2
    return st.one_of(kinds)


def words_of(column: Column, table: ExtractTable) -> list[str]:
    """What a text column usually holds: the words that the layout's rules allow it, else codes and numbers."""
    for rule in table.rules:
        allowed = re.search(rf"\b{column.name}\b.{{0,40}}?\bin \(('[^)]*')\)", rule.breaks_when)
        if allowed:
            return re.findall(r"'([^']*)'", allowed.group(1))
    if column.known_organisation:
        return ["L81001", "L81002"]
    if "snomed" in column.name.lower():
        return ["44054006", "195967001"]
    if "diag" in column.name.lower():
        return ["I10X", "F321", "E11.9"]
    return _USUAL["text"]


def plain_file(table: ExtractTable) -> tuple[str, bytes]:
    """A small file in which all is well, so that what other tables say of its people can be tied to them."""
    if table.reader == "ndjson":
        return ".ndjson", b"".join(_resource(table.name, n) + b"\n" for n in ("1", "2"))
    usual = {c.name: (words_of(c, table) if c.kind == "text" else _USUAL[c.kind])[0] for c in table.columns}
    keys = {*(c.name for c in table.columns if c.must and c.kind != "date" and usual[c.name] == "1")}
    rows = [[n if c.name in keys else usual[c.name] for c in table.columns] for n in ("1", "2")]
    lines = [",".join(row) for row in [list(table.column_names), *rows]]
    return ".csv", "\n".join(lines).encode()


def _expected(column: Column, table: ExtractTable) -> tuple[pa.DataType, list[Any]]:
    kind, values = _EXPECTED_KINDS[column.kind]
    return kind, words_of(column, table) if column.kind == "text" else values


def odd_file(table: ExtractTable) -> tuple[str, bytes]:
    """A Parquet file (JSON lines where the table is read so) with each odd value of each kind in turn, for every column."""
    if table.reader == "ndjson":
        return ".ndjson", b"".join(_resource(table.name, n) + b"\n" for n in ("2", "3", "4"))
    made = {}
    size = max(len(_USUAL["text"]), len(_DAYS), 12)
    for column in table.columns:
        kind, values = _expected(column, table)
        odd = {"text": ["1", " ", "", "é"], "date": _DAYS, "integer": [2**40, -1], "double": [-1.5, 1e9]}[
            column.kind
        ]
        cells = [*values, *odd, None]
        made[column.name] = pa.array(
            [cells[(n + len(column.name)) % len(cells)] for n in range(size)], type=kind
        )
    file = io.BytesIO()
    pq.write_table(pa.table(made), file)
    return ".parquet", file.getvalue()


def _any_bytes(table: ExtractTable) -> st.SearchStrategy[tuple[str, bytes]]:
    header = ",".join(table.column_names).encode() + b"\n"
    content = st.one_of(st.binary(max_size=300), st.binary(max_size=300).map(lambda tail: header + tail))
    return st.tuples(st.sampled_from([".csv", ".csv.gz", ".parquet", ".txt", ".ndjson"]), content)


def _text(table: ExtractTable) -> st.SearchStrategy[tuple[str, bytes]]:
    row = st.tuples(*[_cell(column, table) for column in table.columns])
    ends = st.sampled_from(["\n", "\n", "\r\n", "\r"])
    encodings = st.sampled_from(["utf-8", "utf-8", "utf-8", "utf-8-sig", "windows-1252", "utf-16"])
    made = st.builds(
        _written, st.just(table), st.lists(row, max_size=6), st.sampled_from(",,,|;\t"), ends, encodings
    )
    return st.builds(_packed, _damaged(made), st.booleans())


def _cell(column: Column, table: ExtractTable) -> st.SearchStrategy[str]:
    usual = st.sampled_from(words_of(column, table) if column.kind == "text" else _USUAL[column.kind])
    return st.one_of(usual, usual, usual, usual, st.sampled_from(_ODD))


def _written(
    table: ExtractTable, rows: list[tuple[str, ...]], delimiter: str, end: str, encoding: str
) -> bytes:
    def cell(value: str) -> str:
        return '"' + value.replace('"', '""') + '"' if set(value) & {'"', delimiter, "\n"} else value

    lines = [delimiter.join(cell(value) for value in row) for row in [table.column_names, *rows]]
    return (end.join(lines) + end).encode(encoding, errors="replace")


def _packed(content: bytes, compressed: bool) -> tuple[str, bytes]:
    return (".csv.gz", gzip.compress(content, mtime=0)) if compressed else (".csv", content)


@st.composite
def _parquet(draw: st.DrawFn, table: ExtractTable) -> tuple[str, bytes]:
    size = draw(st.integers(0, 5))
    arrays = {}
    odd = draw(st.sets(st.sampled_from(table.column_names), max_size=2))
    for column in table.columns:
        kind, values = _expected(column, table)
        if column.name in odd:
            kind, values = draw(st.sampled_from(_PARQUET_CELLS))
        cells = st.sampled_from([*values, values[0] if values else None, None])
        arrays[column.name] = pa.array([draw(cells) for _ in range(size)], type=kind)
    file = io.BytesIO()
    pq.write_table(pa.table(arrays), file)
    return ".parquet", draw(_damaged(st.just(file.getvalue())))


def _json_lines(table: ExtractTable) -> st.SearchStrategy[tuple[str, bytes]]:
    values = st.recursive(
        st.none() | st.booleans() | st.integers() | st.sampled_from([*_USUAL["text"], *_ODD]),
        lambda inner: (
            st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(_KEYS), inner, max_size=4)
        ),
        max_leaves=6,
    )
    line = st.one_of(
        st.sampled_from(["1", "2", "3"]).map(lambda n: _resource(table.name, n)),
        st.dictionaries(st.sampled_from(_KEYS), values, max_size=6).map(
            lambda body: json.dumps({"resourceType": table.name, "id": "1"} | body).encode()
        ),
        values.map(lambda body: json.dumps(body).encode()),
    )
    made = st.lists(line, max_size=5).map(lambda lines: b"\n".join(lines) + b"\n")
    return _damaged(made).map(lambda content: (".ndjson", content))


_KEYS = [
    "id",
    "resourceType",
    "birthDate",
    "deceasedDateTime",
    "period",
    "start",
    "end",
    "class",
    "code",
    "coding",
]
_KEYS += [
    "subject",
    "reference",
    "recordedDate",
    "onsetDateTime",
    "status",
    "identifier",
    "name",
    "address",
    "meta",
]


def _resource(kind: str, number: str) -> bytes:
    period = {"start": "2023-04-01T10:00:00Z", "end": "2023-04-02T10:00:00Z"}
    code = {"coding": [{"system": "http://snomed.info/sct", "code": "44054006"}]}
    about = {
        "subject": {"reference": f"Patient/{number}"},
        "period": period,
        "code": code,
        "class": {"code": "IMP"},
    }
    dated = {"birthDate": "1950-02-03", "recordedDate": "2023-04-01", "onsetDateTime": "2023-04-01"}
    return json.dumps({"resourceType": kind, "id": number} | about | dated).encode()


@st.composite
def _damaged(draw: st.DrawFn, made: st.SearchStrategy[bytes]) -> bytes:
    content = bytearray(draw(made))
    for _ in range(draw(st.sampled_from([0, 0, 0, 1, 2, 5]))):
        at = draw(st.integers(0, len(content)))
        damage = draw(st.sampled_from(["cut", "change", "insert", "remove"]))
        if damage == "cut":
            del content[at:]
        elif damage == "insert":
            content[at:at] = draw(st.binary(min_size=1, max_size=4))
        elif damage == "remove":
            del content[at : at + 3]
        elif at < len(content):
            content[at] = draw(st.integers(0, 255))
    return bytes(content)
