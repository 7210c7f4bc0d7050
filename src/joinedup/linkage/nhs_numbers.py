"""NHS numbers: written any way, made plain, and checked. In SQL for whole tables, in Python for one; both say the same.

The check is modulus 11 as the NHS Data Model and Dictionary defines it: the first nine digits are weighted 10 to 2, the
remainder of the sum by 11 is taken from 11, and the answer (11 counts as 0, 10 is never valid) is the tenth digit.

A number that fails is not thrown away: its record goes to matching, where the digits as written still count as evidence.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

_PLACEHOLDERS = Path(__file__).parent / "models" / "nhs_number_placeholders_2024-10-01.toml"

# Written between the groups of digits: space, hyphen, tab and no-break space.
_SEPARATORS = " -\t\u00a0"
_SEPARATORS_IN_SQL = "' -' || chr(9) || chr(160)"


@cache
def placeholders() -> frozenset[str]:
    """Ten-digit numbers that pass the check and belong to nobody, from the dated list in `models/`."""
    listed = tomllib.loads(_PLACEHOLDERS.read_text(encoding="utf-8"))
    equal_digits = [digit * 10 for digit in "0123456789"] if listed["same_digit_ten_times"] else []
    return frozenset([*listed["numbers"], *equal_digits])


def valid_nhs_number(written: str | None) -> str | None:
    """The ten digits of a number that can be somebody's; None when it is missing, malformed, wrong or a placeholder."""
    if written is None:
        return None
    digits = written.translate({ord(mark): None for mark in _SEPARATORS})
    if not re.fullmatch(r"[0-9]{10}", digits) or digits in placeholders():
        return None
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    return digits if (11 - total % 11) % 11 == int(digits[9]) else None


def digits_sql(column: str) -> str:
    """SQL for the number as written without its separators (varchar)."""
    return f"translate({column}, {_SEPARATORS_IN_SQL}, '')"


def ten_digits_sql(column: str) -> str:
    """SQL for the ten digits written, checked or not, as a whole number (bigint); null when there are not exactly ten.

    Whole numbers join and group about eight times as fast as text. Leading zeros are lost: `lpad(x, 10, '0')` brings
    them back. Most numbers are written without separators, and looking for those costs more than all else.
    """
    digits = digits_sql(column)
    return (
        f"case when regexp_full_match({column}, '[0-9]{{10}}') then cast({column} as bigint)"
        f" when regexp_full_match({digits}, '[0-9]{{10}}') then cast({digits} as bigint) end"
    )


def passes_check_sql(number: str) -> str:
    """SQL for whether a whole number of ten digits passes the check and is no placeholder (boolean).

    Give it a column of an inner query that computed `ten_digits_sql` once: together they are true exactly where
    `valid_nhs_number` gives a number.
    """
    refused = ", ".join(str(int(placeholder)) for placeholder in sorted(placeholders()))
    weighted = (f"{number} // {10 ** (weight - 1)} % 10 * {weight}" for weight in range(10, 1, -1))
    return f"{number} not in ({refused}) and (11 - ({' + '.join(weighted)}) % 11) % 11 = {number} % 10"
