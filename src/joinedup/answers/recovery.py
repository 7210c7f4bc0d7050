"""Whether a suppressed count can be worked out exactly from everything else a table shows.

A table with its totals is a flow: what enters a row as its total leaves it through its cells, enters the columns, and
leaves them as their totals. Given the bounds a reader knows of each entry, an entry can have another value than its true
one exactly when one more (or one less) unit can be sent round a circle through it, each entry on the way staying within
its bounds (integral flows: Ahuja, Magnanti, Orlin, Network Flows, 1993, chapter 6). So one search a suppressed entry answers
the question exactly; no interval arithmetic, which would miss what several rows and columns say together.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Mapping

Entry = tuple[int, int]
"""Row and column of an entry; the row after the last holds column totals, the column after the last row totals."""

Bounds = tuple[float, float]
"""Smallest and largest value a reader holds possible."""

_Node = tuple[str, int]
_Arcs = dict[_Node, list[tuple[_Node, Entry]]]


def recoverable(
    counts: Mapping[Entry, int],
    known: Mapping[Entry, Bounds],
    hidden: Collection[Entry],
    rows: int,
    columns: int,
) -> list[Entry]:
    """The hidden entries, in order, that can have no other value than their true one, given what is known of each."""
    arcs = _arcs_with_room(counts, known, rows, columns)
    return [entry for entry in sorted(hidden) if not _can_differ(entry, counts, known, arcs, rows, columns)]


def _arcs_with_room(
    counts: Mapping[Entry, int], known: Mapping[Entry, Bounds], rows: int, columns: int
) -> _Arcs:
    """From each row and column to those that one unit can be moved to, and through which entry."""
    arcs: _Arcs = {}
    for entry, count in counts.items():
        tail, head = _ends(entry, rows, columns)
        low, high = known[entry]
        if count < high:
            arcs.setdefault(tail, []).append((head, entry))
        if count > low:
            arcs.setdefault(head, []).append((tail, entry))
    return arcs


def _ends(entry: Entry, rows: int, columns: int) -> tuple[_Node, _Node]:
    """Where an entry's flow comes from and goes to: totals flow against their cells, the grand total with them."""
    row, column = ("row", entry[0]), ("column", entry[1])
    is_one_total = (entry[0] == rows) != (entry[1] == columns)
    return (column, row) if is_one_total else (row, column)


def _can_differ(
    entry: Entry,
    counts: Mapping[Entry, int],
    known: Mapping[Entry, Bounds],
    arcs: _Arcs,
    rows: int,
    columns: int,
) -> bool:
    tail, head = _ends(entry, rows, columns)
    low, high = known[entry]
    can_grow = counts[entry] < high and _is_path(arcs, head, tail, entry)
    return can_grow or (counts[entry] > low and _is_path(arcs, tail, head, entry))


def _is_path(arcs: _Arcs, start: _Node, end: _Node, without: Entry) -> bool:
    seen, waiting = {start}, deque([start])
    while waiting:
        for node, entry in arcs.get(waiting.popleft(), ()):
            if entry != without and node not in seen:
                if node == end:
                    return True
                seen.add(node)
                waiting.append(node)
    return False
