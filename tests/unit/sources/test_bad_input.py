"""Whatever is wrong with a file or a row, it has its message, and every row is counted."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from joinedup.engine.interface import Engine
from joinedup.sources.layout import Column, known_formats
from joinedup.sources.plan import SourceError, plan_sources
from tests.support.source_runner import SourceRunner, a_place
from tests.unit.sources.conftest import CONSULTATIONS, GOOD, PATIENTS

FILE = "consultations_2023-04.csv"
ReadGp = Callable[..., SourceRunner]


def rules_of(ran: SourceRunner) -> list[tuple[int | None, str]]:
    return ran.set_aside()


def message_of(ran: SourceRunner, file: str = FILE) -> str:
    row = ran.files()[file]
    assert row["status"] == "refused", row
    whole_file = [r for r in ran.dicts("set_aside") if r["file_id"] == row["file_id"]]
    assert [(r["source_row"], r["rule"], r["message"]) for r in whole_file] == [
        (None, "file-refused", row["message"])
    ]
    assert ran.counts(file) == (0, 0, 0, 0)
    return str(row["message"])


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ("2,1,L81001,2024-01-01,telephone,attended", "day-in-the-future"),
        ("2,1,L81001,1801-01-01,telephone,attended", "too-long-ago"),
        ("2,1,L81001,01/04/2023,telephone,attended", "not-a-date"),
        ("2,1,L81001,2023-02-30,telephone,attended", "not-a-date"),
        ("2,1,L81001,2023-04-01 at noon,telephone,attended", "not-a-date"),
        ("2,1,L81001,,telephone,attended", "missing-value"),
        ("2,1,L81001,  ,telephone,attended", "missing-value"),
        ("2,,L81001,2023-04-01,telephone,attended", "missing-value"),
        ("two,1,L81001,2023-04-01,telephone,attended", "not-a-whole-number"),
        ("2.5,1,L81001,2023-04-01,telephone,attended", "not-a-whole-number"),
        ("2,3,L81001,2023-04-01,telephone,attended", "unknown-person"),
        ("2,1,L81001,2023-04-01,by pigeon,attended", "unknown-consultation-type"),
        ("2,1,L81001,2023-04-01,telephone", "wrong-number-of-cells"),
        ("2,1,L81001,2023-04-01,telephone,attended,again", "wrong-number-of-cells"),
        ('2,1,L81001,2023-04-01,"telephone,attended', "unclosed-quote"),
        ('2,1,L81001,2023-04-01,"tele"phone,attended', "unclosed-quote"),
        ("2,1,L81001,2023-04-01,tele\0phone,attended", "nul-byte"),
        ("2,1,L81001,2023-04-01,telephone\r,attended", "stray-line-break"),
        (f"2,1,L81001,2023-04-01,{'x' * 140_000},attended", "cell-too-long"),
        (f"2,1,L81001,2023-04-01,{'x' * 1_100_000},attended", "row-too-long"),
    ],
)
def test_a_row_that_breaks_a_rule_is_set_aside_with_its_number_and_the_rows_around_it_are_kept(
    read_gp: ReadGp, row: str, rule: str
) -> None:
    ran = read_gp({FILE: CONSULTATIONS + GOOD + row + "\n3,2,L81002,2023-04-02,online,attended\n"})
    assert rules_of(ran) == [(2, rule)]
    assert ran.counts(FILE) == (3, 2, 1, 0)
    message = ran.dicts("set_aside")[0]["message"]
    assert "send" in message
    assert row not in message


def test_bytes_that_are_not_utf_8_are_set_aside_and_the_message_names_the_other_encoding(
    read_gp: ReadGp,
) -> None:
    ran = read_gp(
        {FILE: (CONSULTATIONS + GOOD).encode() + b"2,1,L81001,2023-04-01,t\xe9l\xe9phone,attended\n"}
    )
    assert rules_of(ran) == [(2, "undecodable-bytes")]
    assert 'encoding = "windows-1252"' in ran.dicts("set_aside")[0]["message"]


def test_a_file_declared_as_windows_1252_is_read_as_such(read_gp: ReadGp) -> None:
    header = CONSULTATIONS.strip() + ",clinician_role\n"
    ran = read_gp({FILE: header.encode() + GOOD.strip().encode() + b",m\xe9decin\n"}, encoding="windows-1252")
    assert ran.counts(FILE) == (1, 1, 0, 0)


def test_a_file_cut_off_in_its_last_row_loses_only_that_row(read_gp: ReadGp) -> None:
    ran = read_gp({FILE: CONSULTATIONS + GOOD + "2,1,L81001,2023-0"})
    assert rules_of(ran) == [(2, "wrong-number-of-cells")]
    assert "cut off" in ran.dicts("set_aside")[0]["message"]


def test_a_compressed_file_cut_off_is_refused_whole(read_gp: ReadGp) -> None:
    rows = "".join(f"{n},1,L81001,2023-04-01,telephone,attended\n" for n in range(5000))
    packed = gzip.compress((CONSULTATIONS + rows).encode())
    ran = read_gp({FILE + ".gz": packed[: len(packed) // 2]})
    assert "cut off or damaged" in message_of(ran, FILE + ".gz")


def test_a_parquet_file_cut_off_is_refused(read_gp: ReadGp, tmp_path: Path) -> None:
    whole = parquet_bytes(tmp_path)
    ran = read_gp({"consultations_2023-04.parquet": whole[:-100]})
    assert "not a whole Parquet file" in message_of(ran, "consultations_2023-04.parquet")


def test_a_parquet_file_with_a_damaged_page_is_refused(read_gp: ReadGp, tmp_path: Path) -> None:
    whole = bytearray(parquet_bytes(tmp_path))
    whole[10:200] = bytes(190)
    ran = read_gp({"consultations_2023-04.parquet": bytes(whole)})
    assert "damaged inside" in message_of(ran, "consultations_2023-04.parquet")


def test_a_parquet_file_whose_column_holds_lists_is_refused(read_gp: ReadGp, tmp_path: Path) -> None:
    ran = read_gp({"consultations_2023-04.parquet": parquet_bytes(tmp_path, status=pa.array([["a"]] * 500))})
    assert "the column status holds list" in message_of(ran, "consultations_2023-04.parquet")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "the file is empty"),
        (b"\xef\xbb\xbf \n\n", "the file is empty"),
        (b"PK\x03\x04" + b"x" * 50, "Excel workbook"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 50, "Excel workbook"),
        (b"PAR1" + b"x" * 50, "end its name in .parquet"),
        (b"\x1f\x8b" + b"x" * 50, "end its name in .gz"),
        ((CONSULTATIONS + GOOD).encode("utf-16"), "UTF-16"),
        ((CONSULTATIONS + GOOD).encode("utf-16-le"), "UTF-16"),
        (b"consultation_id,\xff\xfe,status\n", "the header cannot be read"),
        (CONSULTATIONS.replace("status", "stattus").encode(), "status (the nearest found is stattus)"),
        (CONSULTATIONS.replace("status", "Smith").encode(), "lacks the column status, which"),
        (CONSULTATIONS.replace("status", "patient_id").encode(), "patient_id is there 2 times"),
        (GOOD.encode(), "lacks the columns consultation_id"),
        (b"<!DOCTYPE html><html></html>", "lacks the columns"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_what_to_do(
    read_gp: ReadGp, content: bytes, words: str
) -> None:
    ran = read_gp({FILE: content})
    assert words in message_of(ran)
    assert ran.counts("patients_2023-04.csv") == (2, 2, 0, 0)


def test_a_header_alone_is_a_file_of_no_rows(read_gp: ReadGp) -> None:
    ran = read_gp({FILE: CONSULTATIONS})
    assert ran.files()[FILE]["status"] == "read"
    assert ran.counts(FILE) == (0, 0, 0, 0)


def test_a_duplicate_file_is_replaced_and_the_message_names_the_other(read_gp: ReadGp) -> None:
    ran = read_gp({FILE: CONSULTATIONS + GOOD, "consultations_2023-05.csv": CONSULTATIONS + GOOD})
    row = ran.files()["consultations_2023-05.csv"]
    assert (row["status"], ran.counts("consultations_2023-05.csv")) == ("replaced", (1, 0, 0, 1))
    assert FILE in row["message"]
    assert ran.counts(FILE) == (1, 1, 0, 0)


def test_a_later_file_of_the_same_period_replaces_the_earlier(read_gp: ReadGp) -> None:
    later = "consultations_2023-04_resent.csv"
    ran = read_gp({FILE: CONSULTATIONS + GOOD, later: CONSULTATIONS + GOOD.replace("1,1", "5,1") + "bad\n"})
    assert ran.files()[FILE]["status"] == "replaced"
    assert later in ran.files()[FILE]["message"]
    assert ran.counts(FILE) == (1, 0, 0, 1)
    assert ran.counts(later) == (2, 1, 1, 0)


def test_a_later_file_that_is_refused_replaces_nothing(read_gp: ReadGp) -> None:
    ran = read_gp({FILE: CONSULTATIONS + GOOD, "consultations_2023-04_resent.csv": "PK\x03\x04"})
    assert ran.counts(FILE) == (1, 1, 0, 0)
    assert "Excel" in message_of(ran, "consultations_2023-04_resent.csv")


def test_of_rows_with_one_key_the_last_good_one_is_kept(read_gp: ReadGp) -> None:
    ran = read_gp(
        {
            FILE: CONSULTATIONS + GOOD + GOOD.replace("telephone", "online"),
            "consultations_2023-05.csv": CONSULTATIONS
            + GOOD.replace("2023-04-01", "2023-05-01")
            + GOOD.replace("2023-04-01", "2033-05-01"),
        }
    )
    assert ran.counts(FILE) == (2, 0, 0, 2)
    assert ran.counts("consultations_2023-05.csv") == (2, 1, 1, 0)
    assert [str(row["starts_on"]) for row in ran.dicts("contact")] == ["2023-05-01"]


def test_a_name_that_tells_no_table_is_refused_and_the_message_lists_the_words(read_gp: ReadGp) -> None:
    ran = read_gp({FILE: CONSULTATIONS + GOOD, "readme.txt": "hello"})
    assert "one of these words" in message_of(ran, "readme.txt")
    assert "consultations" in message_of(ran, "readme.txt")


def test_an_unknown_organisation_code_is_set_aside_where_the_layout_asks_for_a_known_one(
    duckdb_engine: Engine, tmp_path: Path
) -> None:
    gp = known_formats()["gp"]
    table = gp.table("consultations")
    columns = tuple(
        Column.model_validate(c.model_dump() | {"known_organisation": c.name == "practice_code"})
        for c in table.columns
    )
    asking = table.model_copy(update={"columns": columns})
    tables = tuple(asking if t.name == "consultations" else t for t in gp.tables)
    folder = tmp_path / "asking"
    folder.mkdir()
    (folder / FILE).write_text(CONSULTATIONS + GOOD + GOOD.replace("L81001", "X99999").replace("1,1", "2,1"))
    (folder / "patients_2023-04.csv").write_text(PATIENTS)
    place = a_place({"organisation": "L81001", "format": "gp", "files": "*.csv"})
    formats = {"gp": gp.model_copy(update={"tables": tables})}
    ran = SourceRunner(duckdb_engine, tmp_path / "tables").run(place, folder, formats)
    assert rules_of(ran) == [(2, "unknown-organisation")]
    assert "no organisation in place.toml" in ran.dicts("set_aside")[0]["message"]


def test_a_file_that_can_no_longer_be_opened_is_refused_and_the_others_are_read(
    duckdb_engine: Engine, tmp_path: Path
) -> None:
    folder = tmp_path / "place"
    folder.mkdir()
    (folder / "patients_2023-04.csv").write_text(PATIENTS)
    (folder / FILE).write_text(CONSULTATIONS + GOOD)
    place = a_place({"organisation": "L81001", "format": "gp", "files": "*.csv"})
    plan = plan_sources(place, folder, known_formats())
    (folder / FILE).unlink()
    ran = SourceRunner(duckdb_engine, tmp_path / "tables").run_plan(place, plan)
    assert message_of(ran) == "the file cannot be read: No such file or directory"
    assert ran.counts("patients_2023-04.csv") == (2, 2, 0, 0)


def test_a_pattern_that_matches_no_file_and_an_unknown_format_are_said_together(tmp_path: Path) -> None:
    place = a_place(
        {"organisation": "L81001", "format": "gp", "files": "data/*.csv", "name": "Harbour"},
        {"organisation": "RZZ1", "format": "hes-ap", "files": "*.csv"},
    )
    with pytest.raises(SourceError) as raised:
        plan_sources(place, tmp_path, known_formats())
    assert "source 'Harbour': no file matches files = \"data/*.csv\"" in str(raised.value)
    assert "did you mean 'hes-apc'?" in str(raised.value)


def parquet_bytes(folder: Path, **other: pa.Array) -> bytes:
    """A Parquet file of 500 consultations."""
    columns = {
        "consultation_id": pa.array(range(500)),
        "patient_id": pa.array([1] * 500),
        "practice_code": pa.array(["L81001"] * 500),
        "consultation_date": pa.array(["2023-04-01"] * 500),
        "consultation_type": pa.array(["telephone"] * 500),
        "status": pa.array(["attended"] * 500),
    }
    path = folder / "made.parquet"
    pq.write_table(pa.table(columns | other), path)
    return path.read_bytes()
