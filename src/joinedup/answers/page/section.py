"""What the page is made of: sections, each with a sentence, charts as SVG and the table that says the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class ShownTable:
    """A table as it is read: words only. The first column names the row; the others are numbers unless `words` says so."""

    caption: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    words: frozenset[int] = frozenset()
    # The last row is the total of those above it.
    has_total: bool = False


@dataclass(frozen=True)
class Figure:
    """One thing shown: the sentence that says what is seen, with its numbers; the picture; the table with the same figures."""

    title: str
    sentence: str
    svg: str = ""
    table: ShownTable | None = None
    note: str = ""
    # Where the table stands: beside the picture, under it, or under it and folded away on screen.
    layout: Literal["beside", "under", "folded"] = "beside"
    suppressed: int = 0


@dataclass(frozen=True)
class KeyFigure:
    """One number on top of the page, with what it counts."""

    value: str
    label: str
    detail: str = ""


@dataclass(frozen=True)
class Section:
    """One part of the page. `name` is its anchor. `in_short` is its line in the summary on top."""

    name: str
    title: str
    lead: str
    figures: Sequence[Figure] = ()
    in_short: str = ""
    warning: str = ""
    points: Sequence[str] = ()
    key_figures: Sequence[KeyFigure] = ()
    suppressed: int = 0

    @property
    def suppressed_cells(self) -> int:
        """Counts of this section that are suppressed."""
        return self.suppressed + sum(figure.suppressed for figure in self.figures)


def absent(name: str, title: str, why: str) -> Section:
    """A section that has nothing to show, and says why."""
    return Section(name, title, why)
