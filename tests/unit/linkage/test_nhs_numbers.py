"""NHS numbers: the check in Python and in SQL say the same about anything that can be written in the column."""

from __future__ import annotations

import pytest
import sqlglot
from hypothesis import example, given, settings
from hypothesis import strategies as st

from joinedup.engine.interface import Engine
from joinedup.engine.spark_dialect import to_spark
from joinedup.linkage.nhs_numbers import passes_check_sql, placeholders, ten_digits_sql, valid_nhs_number

NINE_DIGITS = st.integers(0, 999_999_999).map(lambda number: f"{number:09d}")


def with_check_digit(nine: str) -> str | None:
    """The number the definition gives, worked out by trying: the ten-digit number whose weighted sum is a multiple of 11."""
    for check in "0123456789":
        weighted = sum(
            int(digit) * weight for digit, weight in zip(nine + check, range(10, 0, -1), strict=True)
        )
        if weighted % 11 == 0:
            return nine + check
    return None


def in_sql(engine: Engine, written: list[str | None]) -> list[int | None]:
    values = ", ".join(f"({n}, {_literal(one)})" for n, one in enumerate(written))
    digits = f"select n, {ten_digits_sql('written')} as number from (values {values}) as t(n, written)"
    rows = engine.rows(
        f"select case when {passes_check_sql('number')} then number end as valid from ({digits}) order by n"
    )
    return [row[0] for row in rows]


def _literal(written: str | None) -> str:
    return "null" if written is None else "'" + written.replace("'", "''") + "'"


def test_the_example_of_the_nhs_data_dictionary_is_valid() -> None:
    assert valid_nhs_number("943 476 5919") == "9434765919"


@pytest.mark.parametrize(
    "written", [None, "", "943476591", "94347659199", "9434765918", "943476591X", "not known", "٩٤٣٤٧٦٥٩١٩"]
)
def test_what_is_missing_malformed_or_wrong_is_not_valid(written: str | None) -> None:
    assert valid_nhs_number(written) is None


@pytest.mark.parametrize("written", ["0000000000", "1111111111", "9999999999", "999 999 9999", "2333455667"])
def test_a_placeholder_that_passes_the_check_is_not_valid(written: str) -> None:
    digits = written.replace(" ", "")
    assert with_check_digit(digits[:9]) == digits
    assert digits in placeholders()
    assert valid_nhs_number(written) is None


@given(NINE_DIGITS)
def test_a_number_is_valid_when_and_only_when_its_weighted_sum_is_a_multiple_of_eleven(nine: str) -> None:
    right = with_check_digit(nine)
    valid = [nine + check for check in "0123456789" if valid_nhs_number(nine + check)]
    assert valid == ([right] if right and right not in placeholders() else [])


@given(NINE_DIGITS, st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(nine: str, place: int, change: int) -> None:
    right = with_check_digit(nine)
    if right is None:
        return
    wrong = right[:place] + str((int(right[place]) + change) % 10) + right[place + 1 :]
    assert valid_nhs_number(wrong) is None


WRITTEN = st.one_of(
    st.none(),
    st.text(max_size=14),
    st.text(alphabet="0123456789 -\t\u00a0", max_size=16),
    NINE_DIGITS.map(with_check_digit),
    NINE_DIGITS.map(lambda nine: f"{nine[:3]} {nine[3:6]}-{nine[6:]}0"),
    st.sampled_from(sorted(placeholders())),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WRITTEN.map(lambda w: w if w is None else w.replace("\0", "")), min_size=1, max_size=60))
@example(["9434765919\n", "+943476591", "943476591.", "0123456789", " 9434765919 "])
def test_sql_and_python_agree_on_anything_written(duckdb_engine: Engine, written: list[str | None]) -> None:
    expected = [valid_nhs_number(one) for one in written]
    assert in_sql(duckdb_engine, written) == [None if one is None else int(one) for one in expected]


def test_the_check_can_be_written_for_spark() -> None:
    written = to_spark(f"select {ten_digits_sql('x')} as number, {passes_check_sql('y')} as valid from t")
    assert sqlglot.parse_one(written, dialect="spark").find(sqlglot.exp.TryCast)
    assert "div" in written.lower()
