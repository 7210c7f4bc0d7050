"""Reading a page as a strict reader would: every tag closed, no name used twice, nothing fetched; and its tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "br", "hr", "img", "input"}


@dataclass
class PageTable:
    """A table of the page: its caption, its headings and its rows of cells."""

    caption: str = ""
    rows: list[list[str]] = field(default_factory=list)

    @property
    def headings(self) -> list[str]:
        return self.rows[0]

    def column(self, heading: str) -> list[str]:
        return [row[self.headings.index(heading)] for row in self.rows[1:]]


class PageReader(HTMLParser):
    """What a page holds. `faults` says what is wrong with its form."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.ids: list[str] = []
        self.pointed_at: list[str] = []
        self.fetched: list[str] = []
        self.tags: list[str] = []
        self.headings: list[int] = []
        self.words: list[str] = []
        self.tables: list[PageTable] = []
        self._open: list[str] = []
        self._cell: list[str] | None = None
        self.feed(page)
        self.close()
        self.faults += [f"<{tag}> is never closed" for tag in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            self._attribute(name, value or "")
        if tag in ("h1", "h2", "h3"):
            self.headings.append(int(tag[1]))
        if tag == "table":
            self.tables.append(PageTable())
        if tag == "tr":
            self.tables[-1].rows.append([])
        if tag in ("td", "th", "caption"):
            self._cell = []
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            self._attribute(name, value or "")

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing at line {self.getpos()[0]}")
        if tag in ("td", "th") and self._cell is not None:
            self.tables[-1].rows[-1].append("".join(self._cell).strip())
        if tag == "caption" and self._cell is not None:
            self.tables[-1].caption = "".join(self._cell).strip()
        if tag in ("td", "th", "caption"):
            self._cell = None

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] != "style":
            self.words.append(data)
        if self._cell is not None:
            self._cell.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def _attribute(self, name: str, value: str) -> None:
        if name == "id":
            self.ids.append(value)
        if name == "aria-labelledby" or (name in ("href", "xlink:href") and value.startswith("#")):
            self.pointed_at.append(value.removeprefix("#"))
        elif name in ("href", "src", "xlink:href", "srcset", "action", "poster", "background"):
            self.fetched.append(value)
