"""Reading a file of weighted populations by practice: read or refused, set aside and counted, never lost."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinedup.money.capitation.national_file import read_allocations
from joinedup.money.capitation.pot import CapitationError
from tests.unit.money.capitation.practice_files import HEADER, row, rows, write


def test_every_practice_is_read_in_order_of_code(tmp_path: Path) -> None:
    found = read_allocations(write(tmp_path, rows()[::-1]))
    assert found.codes == ("A81001", "A81002", "B82003")
    assert found.population.tolist() == [4000, 3500, 2500]
    assert found.weighted["overall"].tolist() == [4600, 2900, 2500]
    assert (found.rows_read, found.set_aside, found.unbalanced()) == (3, (), {})


def test_lines_above_the_header_semicolons_and_a_byte_order_mark_make_no_difference(tmp_path: Path) -> None:
    plain = read_allocations(write(tmp_path))
    text = "\ufeffAllocations;;\n\nBy practice;;\n" + "\n".join([HEADER, *rows()]).replace(",", ";")
    (tmp_path / "other.csv").write_text(text, encoding="utf-8")
    other = read_allocations(tmp_path / "other.csv")
    assert other.codes == plain.codes
    assert np.array_equal(other.weighted["overall"], plain.weighted["overall"])


def test_a_column_may_be_called_as_another_year_calls_it(tmp_path: Path) -> None:
    header = HEADER.replace("G&A WP", "wp_g&a").replace("Practice_Code", "GP PRACTICE CODE")
    assert read_allocations(write(tmp_path, header=header)).codes == ("A81001", "A81002", "B82003")


def test_thousands_may_be_separated_inside_quotes(tmp_path: Path) -> None:
    found = read_allocations(write(tmp_path, [row("A81001", 1, 1).replace(",1,", ',"1,234.5",', 1)]))
    assert found.population.tolist() == [1234.5]


def test_columns_that_nothing_reads_are_named(tmp_path: Path) -> None:
    lines = [f"{line},51.5" for line in rows()]
    assert read_allocations(write(tmp_path, lines, header=f"{HEADER},Latitude")).not_read == ("Latitude",)


@pytest.mark.parametrize(
    ("spoilt", "column", "message"),
    [
        (row("A81001", -5, 5), "Population", "expected a number of 0 or more, found -5"),
        (row("A81001", 5, 5).replace(",5,", ",n/a,", 1), "Population", "found n/a"),
        (row("A81001", 5, 5).replace(",5,", ",,", 1), "Population", "found nothing"),
        (row("A81001", 5, 5).replace(",5,", ",inf,", 1), "Population", "found inf"),
        (row("ENGLAND TOTAL", 5, 5), "Practice_Code", "a total is no practice"),
        ("A81001,too,short", "", "expected 16 cells as the header has, found 3"),
    ],
)
def test_a_row_that_cannot_be_read_is_set_aside_and_counted(
    tmp_path: Path, spoilt: str, column: str, message: str
) -> None:
    found = read_allocations(write(tmp_path, [row("A81009", 10, 10), spoilt]))
    assert found.codes == ("A81009",)
    assert found.rows_read == 2
    (aside,) = found.set_aside
    assert (aside.row, aside.column) == (3, column)
    assert message in aside.message


def test_a_practice_that_is_there_twice_is_refused_with_both_rows(tmp_path: Path) -> None:
    with pytest.raises(CapitationError, match=r"A81001 is there twice, in rows 2 and 5"):
        read_allocations(write(tmp_path, [*rows(), row("a81001", 1, 1)]))


def test_a_missing_column_is_named_with_the_nearest_found_and_where_the_file_is_published(
    tmp_path: Path,
) -> None:
    with pytest.raises(CapitationError) as refused:
        read_allocations(write(tmp_path, header=HEADER.replace("Final WP", "Finel WP")))
    assert "lacks the column Final WP (the nearest found is Finel WP)" in str(refused.value)
    assert "www.england.nhs.uk/allocations" in str(refused.value)


def test_a_column_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CapitationError, match=r"CS WP is there 2 times \(columns 9, 17\)"):
        read_allocations(write(tmp_path, [f"{line},1" for line in rows()], header=f"{HEADER},CS WP"))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "no header found"),
        (b"PK\x03\x04rest", "save its sheet of practices as CSV"),
        (b"name,age\nx,1\n", "no header found"),
        (HEADER.encode(), "no practice below the header could be read"),
        (f"{HEADER}\n{row('A81001', 0, 0)}".encode(), "population of every practice is 0"),
    ],
)
def test_a_file_that_is_no_such_file_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "file.csv").write_bytes(content)
    with pytest.raises(CapitationError, match=message):
        read_allocations(tmp_path / "file.csv")


def test_a_file_that_is_not_there_says_where_to_find_it(tmp_path: Path) -> None:
    with pytest.raises(CapitationError, match="Put the file that NHS England publishes"):
        read_allocations(tmp_path / "none.csv")


def test_columns_that_do_not_add_up_to_the_people_of_england_are_said(tmp_path: Path) -> None:
    found = read_allocations(write(tmp_path, rows()[:1]))
    assert found.unbalanced()["overall"] == 4600
    assert "maternity" in found.unbalanced()


@given(
    st.one_of(
        st.binary(max_size=400),
        st.binary(max_size=200).map(lambda tail: "\n".join([HEADER, *rows()]).encode() + b"\n" + tail),
        st.text(max_size=200).map(lambda text: f"{HEADER}\n{text}".encode()),
    )
)
def test_any_bytes_are_read_or_refused_with_every_row_accounted_for(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    file = tmp_path_factory.mktemp("any") / "file.csv"
    file.write_bytes(content)
    try:
        found = read_allocations(file)
    except CapitationError:
        return
    assert found.rows_read == len(found.codes) + len(found.set_aside)
    assert np.isfinite(found.population).all()


def test_a_comma_that_stands_for_a_decimal_point_is_no_number(tmp_path: Path) -> None:
    found = read_allocations(
        write(tmp_path, [row("A81001", 1, 1).replace(",1,", ',"4873,2",', 1), *rows()[1:]])
    )
    assert found.codes == ("A81002", "B82003")
    assert "found 4873,2" in found.set_aside[0].message


def test_a_file_of_two_byte_letters_says_how_to_save_it(tmp_path: Path) -> None:
    file = write(tmp_path)
    file.write_bytes(file.read_text(encoding="utf-8").encode("utf-16"))
    with pytest.raises(CapitationError, match="save it again as CSV in UTF-8"):
        read_allocations(file)
