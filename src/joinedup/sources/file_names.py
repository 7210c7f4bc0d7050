"""What the name of a file says: which table it holds, which period, and which earlier file it replaces.

consultations_2023-04.csv            table consultations, April 2023
consultations_2023-04_resent.csv     the same table and period, sorts later: it replaces the one above
consultations_2023-04_part2.csv      another part of the same table and period: it replaces nothing but its own part
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

_PERIOD = re.compile(
    r"(?<![A-Za-z0-9])"
    r"(?P<year>(?:19|20)[0-9]{2})"
    r"(?:[-_]?(?P<month>0[1-9]|1[0-2])(?:[-_]?(?P<day>0[1-9]|[12][0-9]|3[01]))?)?"
    r"(?![0-9])"
)
_PART = re.compile(r"part[-_ ]?([0-9]+)", re.IGNORECASE)

Natural = tuple[tuple[int, int, str], ...]


@dataclass(frozen=True)
class FileName:
    """`table` is null when no table of the format is in the name. Files of one `series` replace each other, the one with
    the highest `version` standing; a file whose name has no period belongs to no series."""

    table: str | None
    period: str | None
    series: tuple[str, ...] | None
    version: tuple[Natural, Natural]


def read_name(path: PurePath, tables: Sequence[str]) -> FileName:
    """Read a file's name against the table words of its format."""
    stem = _stem(path.name)
    table = _table_in(stem, tables)
    found = _PERIOD.search(stem)
    if found is None:
        return FileName(table, None, None, ((), natural(path.name)))
    period = "-".join(part for part in found.group("year", "month", "day") if part)
    rest = stem[found.end() :]
    part = _PART.search(rest)
    series = (
        str(path.parent),
        stem[: found.start()].lower(),
        period,
        str(int(part.group(1))) if part else "",
    )
    return FileName(table, period, series, (natural(rest), natural(path.name)))


def natural(text: str) -> Natural:
    """A sort key in which numbers count as numbers: 9 before 10, and nothing before something."""
    pieces = re.split(r"([0-9]+)", text.lower())
    return tuple((1, int(p), "") if p.isdigit() and p.isascii() else (0, 0, p) for p in pieces if p)


def _stem(name: str) -> str:
    stem = name[:-3] if name.lower().endswith(".gz") else name
    return stem.rsplit(".", 1)[0] if "." in stem else stem


def _table_in(stem: str, tables: Sequence[str]) -> str | None:
    """The longest table name in the stem that is not part of a longer word."""
    lowered = stem.lower()
    found = [t for t in tables if re.search(rf"(?<![a-z]){re.escape(t.lower())}(?![a-z])", lowered)]
    return max(found, key=len, default=None)
