"""What may be shown of a count of people: small counts are suppressed, the others rounded, and no total gives one away.

The rules and their source are in reference/thresholds/disclosure_control.toml. Beyond them, a cell that a total would give
away takes other cells with it: in every row and column with a suppressed cell at least two are suppressed (the next
smallest goes too), and then more go until no suppressed cell can be worked out from everything that is shown. Zero stays
zero. The same counts always give the same answer.

Known limit: each table is protected by itself. Two tables that share a suppressed total are not compared.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from joinedup.answers.recovery import Bounds, Entry, recoverable
from joinedup.errors import JoinedupError
from joinedup.reference.files import FOLDER, read_file

Shown = int | None
"""A count as it may be shown: zero, a rounded count, or None where it is suppressed."""


@dataclass(frozen=True)
class Rules:
    """Thresholds of disclosure control, with where they come from."""

    suppress_from: int
    suppress_to: int
    round_to: int
    one_decimal_from: int
    source: str

    def is_small(self, count: int) -> bool:
        return self.suppress_from <= count <= self.suppress_to

    def rounded(self, count: int) -> int:
        """The nearest multiple of `round_to`; halfway goes up."""
        return (2 * count + self.round_to) // (2 * self.round_to) * self.round_to

    def counts_shown_as(self, shown: int) -> Bounds:
        """The smallest and largest count that is shown as this."""
        if shown == 0:
            return 0, 0
        half_below = self.round_to // 2
        half_above = (self.round_to - 1) // 2
        return max(shown - half_below, self.suppress_to + 1), shown + half_above


@dataclass(frozen=True)
class OneWay:
    """Counts of a table with one heading, and their total."""

    cells: tuple[Shown, ...]
    total: Shown
    suppressed: int


@dataclass(frozen=True)
class TwoWay:
    """Counts of a table with two headings, rows of columns; totals that were not asked for are None and not counted."""

    cells: tuple[tuple[Shown, ...], ...]
    row_totals: tuple[Shown, ...]
    column_totals: tuple[Shown, ...]
    total: Shown
    suppressed: int


@cache
def rules() -> Rules:
    """The rules in force."""
    file = read_file(FOLDER / "thresholds" / "disclosure_control.toml")
    try:
        figures = {
            name: int(file.content[name])
            for name in ("suppress_from", "suppress_to", "round_to", "one_decimal_from")
        }
    except (KeyError, TypeError, ValueError) as error:
        raise JoinedupError(f"{file.name}: {error} must be there and be a whole number") from error
    return Rules(source=file.source, **figures)


def shown_count(count: int) -> Shown:
    """A count that is in no table, as it may be shown."""
    return None if rules().is_small(count) else rules().rounded(count)


def one_way(counts: Sequence[int]) -> OneWay:
    """Counts with their total, as they may be shown."""
    table = two_way([counts], column_totals=False)
    return OneWay(table.cells[0], table.row_totals[0], table.suppressed)


def two_way(
    counts: Sequence[Sequence[int]], *, row_totals: bool = True, column_totals: bool = True
) -> TwoWay:
    """Counts in rows of equal length, with the totals that will be shown, as they may be shown."""
    bordered = _Bordered.of(counts, row_totals, column_totals)
    hidden = {e for e in bordered.published if rules().is_small(bordered.counts[e])}
    _hide_a_second_in_each_line(bordered, hidden)
    _hide_until_nothing_can_be_recovered(bordered, hidden)
    return bordered.as_shown(hidden)


def rate(numerator: Shown, denominator: Shown, per: float = 1000) -> float | None:
    """A rate from counts as shown; None where either is suppressed or there is nobody."""
    if numerator is None or not denominator:
        return None
    return numerator / denominator * per


def percentage(part: Shown, whole: Shown) -> Decimal | None:
    """`part` of `whole` in per cent from counts as shown, with as many decimals as the rounding of the counts lets it have."""
    share = rate(part, whole, 100)
    if share is None or whole is None:
        return None
    return Decimal(f"{share:.{1 if whole >= rules().one_decimal_from else 0}f}")


@dataclass(frozen=True)
class _Bordered:
    """A table with its totals as one more row and one more column. `published` are the entries a reader will see."""

    rows: int
    columns: int
    counts: dict[Entry, int]
    published: frozenset[Entry]

    @classmethod
    def of(cls, counts: Sequence[Sequence[int]], row_totals: bool, column_totals: bool) -> _Bordered:
        rows, columns = len(counts), len(counts[0]) if counts else 0
        if any(len(row) != columns for row in counts) or any(n < 0 for row in counts for n in row):
            raise ValueError("counts must be in rows of equal length, none below zero")
        bordered = {(r, c): int(counts[r][c]) for r in range(rows) for c in range(columns)}
        bordered |= {(r, columns): int(sum(counts[r])) for r in range(rows)}
        bordered |= {(rows, c): int(sum(row[c] for row in counts)) for c in range(columns)}
        bordered[rows, columns] = int(sum(map(sum, counts)))
        published = {
            (r, c) for r, c in bordered if (r < rows or column_totals) and (c < columns or row_totals)
        }
        return cls(rows, columns, bordered, frozenset(published))

    def lines(self) -> Iterator[list[Entry]]:
        """Every row and column whose total is published, the total last."""
        for r in range(self.rows + 1):
            if (r, self.columns) in self.published:
                yield [(r, c) for c in range(self.columns + 1)]
        for c in range(self.columns + 1):
            if (self.rows, c) in self.published:
                yield [(r, c) for r in range(self.rows + 1)]

    def next_smallest(self, among: Sequence[Entry], hidden: set[Entry]) -> Entry | None:
        """The smallest count still shown that is not zero, cells before totals; None when there is none."""
        still = [e for e in among if e in self.published and e not in hidden and self.counts[e]]
        return min(still, key=lambda e: (self._is_total(e), self.counts[e], e), default=None)

    def known(self, hidden: set[Entry]) -> dict[Entry, Bounds]:
        """What a reader knows of every entry: the smallest and the largest it can be."""
        known: dict[Entry, Bounds] = {}
        for entry, count in self.counts.items():
            if entry not in self.published:
                known[entry] = (0, math.inf)
            elif entry not in hidden:
                known[entry] = rules().counts_shown_as(rules().rounded(count))
            elif rules().is_small(count) and not self._is_total(entry):
                # A reader may guess that a cell was suppressed for being small, and not to protect another.
                known[entry] = (rules().suppress_from, rules().suppress_to)
            else:
                known[entry] = (rules().suppress_from, math.inf)
        return known

    def as_shown(self, hidden: set[Entry]) -> TwoWay:
        def shown(r: int, c: int) -> Shown:
            if (r, c) not in self.published or (r, c) in hidden:
                return None
            return rules().rounded(self.counts[r, c])

        return TwoWay(
            tuple(tuple(shown(r, c) for c in range(self.columns)) for r in range(self.rows)),
            tuple(shown(r, self.columns) for r in range(self.rows)),
            tuple(shown(self.rows, c) for c in range(self.columns)),
            shown(self.rows, self.columns),
            len(hidden),
        )

    def _is_total(self, entry: Entry) -> bool:
        return entry[0] == self.rows or entry[1] == self.columns


def _hide_a_second_in_each_line(table: _Bordered, hidden: set[Entry]) -> None:
    """Adds to `hidden` until no row or column has exactly one suppressed entry."""
    changed = True
    while changed:
        changed = False
        for line in table.lines():
            if sum(entry in hidden for entry in line) == 1:
                second = table.next_smallest(line, hidden)
                if second:
                    hidden.add(second)
                    changed = True


def _hide_until_nothing_can_be_recovered(table: _Bordered, hidden: set[Entry]) -> None:
    """Adds to `hidden` until every suppressed entry could have another value, given all that is shown."""
    while given_away := recoverable(table.counts, table.known(hidden), hidden, table.rows, table.columns):
        row, column = given_away[0]
        around = [e for e in table.published if row == e[0] or column == e[1]]
        more = table.next_smallest(around, hidden) or table.next_smallest(list(table.published), hidden)
        if more is None:
            return
        hidden.add(more)
        _hide_a_second_in_each_line(table, hidden)
