"""The layouts that NHS England publishes weighted populations by practice in, each a file below reference/allocations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from joinedup.money.capitation.pot import CapitationError
from joinedup.reference.files import files_in

OVERALL = "overall"


@dataclass(frozen=True)
class Column:
    """A column: what it is, every name it goes by, and whether a file may be without it."""

    key: str
    title: str
    names: tuple[str, ...]
    optional: bool
    # A whole formula rather than one part of need; only of weighted populations.
    whole: bool = False


@dataclass(frozen=True)
class AllocationLayout:
    """One published layout: columns about the practice, weighted populations by component, and where to find the file.

    `england` are the people of all practices in the file of that `year`.
    """

    name: str
    title: str
    about: str
    source: str
    publisher: str
    find_it: str
    year: str
    england: float
    columns: tuple[Column, ...]
    components: tuple[Column, ...]

    @property
    def all_columns(self) -> tuple[Column, ...]:
        return (*self.columns, *self.components)


@cache
def layouts() -> tuple[AllocationLayout, ...]:
    """Every layout that can be read, by name."""
    return tuple(
        AllocationLayout(
            name=file.name.removesuffix(".toml"),
            title=file.title,
            about=file.about,
            source=file.source,
            publisher=file.content["publisher"],
            find_it=file.content["find_it"],
            year=file.content["year"],
            england=float(file.content["england"]),
            columns=tuple(_column(c) for c in file.content["columns"]),
            components=tuple(_column(c) for c in file.content["components"]),
        )
        for file in files_in("allocations")
        if "components" in file.content
    )


@dataclass(frozen=True)
class Header:
    """A header matched to a layout: where each column stands, from 0, and the names that no column of the layout has."""

    layout: AllocationLayout
    width: int
    positions: Mapping[str, int]
    not_read: tuple[str, ...]


def columns_known(names: Sequence[str]) -> int:
    """How many of these names some layout knows: a header has many, a line of titles none."""
    plain = {_plain(name) for name in names}
    return max(sum(bool(plain & _plains(c)) for c in layout.all_columns) for layout in layouts())


def match_header(names: Sequence[str], file: str) -> Header:
    """The layout a header is of. CapitationError naming what is missing, with the nearest name found, or what is there twice."""
    plain = [_plain(name) for name in names]
    best = max(
        layouts(),
        key=lambda one: (-len(_missing(one, plain)), sum(map(bool, _positions(one, plain).values()))),
    )
    missing = _missing(best, plain)
    if missing:
        raise CapitationError(
            f"{file}: the header lacks {'; '.join(_said(c, names) for c in missing)}. Expected the columns of '{best.title}'"
            f" ({best.year}), as {best.publisher} publishes it: {best.find_it}"
        )
    positions = {key: found[0] for key, found in _positions(best, plain).items() if found}
    _refuse_twice(best, names, plain, file)
    read = set(positions.values())
    return Header(best, len(names), positions, tuple(n for at, n in enumerate(names) if at not in read and n))


def _column(content: Mapping[str, object]) -> Column:
    names = content["names"]
    assert isinstance(names, list)
    return Column(
        str(content["is"]),
        str(content.get("title", content["is"])),
        tuple(names),
        bool(content.get("optional", False)),
        bool(content.get("whole", False)),
    )


def _positions(layout: AllocationLayout, plain: Sequence[str]) -> dict[str, list[int]]:
    return {
        c.key: [at for name in c.names for at, found in enumerate(plain) if found == _plain(name)]
        for c in layout.all_columns
    }


def _missing(layout: AllocationLayout, plain: Sequence[str]) -> list[Column]:
    found = _positions(layout, plain)
    return [c for c in layout.all_columns if not c.optional and not found[c.key]]


def _refuse_twice(layout: AllocationLayout, names: Sequence[str], plain: Sequence[str], file: str) -> None:
    known = set().union(*map(_plains, layout.all_columns))
    twice = [name for name, times in Counter(plain).items() if times > 1 and name in known]
    if twice:
        at = [str(n + 1) for n, name in enumerate(plain) if name == twice[0]]
        raise CapitationError(
            f"{file}: the column {names[int(at[0]) - 1]} is there {len(at)} times (columns {', '.join(at)}); expected once:"
            " leave the right one and save the file again"
        )


def _said(column: Column, names: Sequence[str]) -> str:
    near = get_close_matches(column.names[0].lower(), [n.lower() for n in names if n], n=1, cutoff=0.6)
    nearest = next((n for n in names if near and n.lower() == near[0]), "")
    return f"the column {column.names[0]}" + (f" (the nearest found is {nearest[:60]})" if nearest else "")


@cache
def _plains(column: Column) -> frozenset[str]:
    return frozenset(map(_plain, column.names))


def _plain(name: str) -> str:
    """A name without what spreadsheets change: capitals, blanks, underscores, and the pound sign of another encoding."""
    return re.sub(r"[^a-z0-9]+", " ", name.lower()).strip()
