"""NHS numbers that no one has: every one begins with 9, a range that has not been issued; 999 is set apart for tests."""

from __future__ import annotations

import numpy as np

from joinedup.rehearsal.draws import Whole, generator

_WEIGHTS = np.arange(10, 1, -1)
_NOBODYS = 9_999_999_999  # passes the check, and is written where a number is not known
_A_RANGE = 1_000_000  # numbers that share three first digits, without the check digit


def check_digits(body: Whole) -> Whole:
    """Check digit of nine-digit numbers, modulus 11; 10 where no valid number begins with them.

    Source: NHS Data Model and Dictionary, NHS NUMBER.
    """
    digits = body[:, None] // 10 ** np.arange(8, -1, -1) % 10
    digit: Whole = 11 - digits @ _WEIGHTS % 11
    return np.where(digit == 11, 0, digit)


def numbers_for(count: int, seed: int) -> Whole:
    """`count` different valid NHS numbers in random order, from the 999 range, then 998 and downwards for large places."""
    found: list[Whole] = []
    first = 999_000_000
    while sum(len(part) for part in found) < count:
        body = first + np.arange(_A_RANGE)
        digit = check_digits(body)
        number = body * 10 + digit
        found.append(number[(digit < 10) & (number != _NOBODYS)])
        first -= _A_RANGE
    numbers: Whole = np.concatenate(found)
    generator(seed, 2).shuffle(numbers)
    return numbers[:count]


def mistyped(number: Whole, place: Whole) -> Whole:
    """The numbers with one digit one higher (or 9 turned to 0), which never passes the check."""
    step = 10 ** (place % 6 + 1)
    return number + np.where(number // step % 10 == 9, -9 * step, step)
