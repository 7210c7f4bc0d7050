"""The checks asked of a place, and where in its file each answer stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from joinedup.money.checks.checked import Judged, checked
from joinedup.place.file import FILE_NAME
from joinedup.place.key_paths import KeyPath, shown
from joinedup.place.locate import line_of, lines_of
from joinedup.place.model import Place


@dataclass(frozen=True)
class Asked:
    """Every answer about a place, and the lines of its file."""

    place: Place
    file: Path
    answers: tuple[Judged, ...]
    lines: Mapping[KeyPath, int]

    def line(self, path: KeyPath) -> int:
        """The line (from 1) of a key, or of the nearest thing around it."""
        return line_of(dict(self.lines), path)

    def where(self, path: KeyPath) -> str:
        """File, line and key as messages write them: place.toml:41: contracts[1].prices."""
        return f"{self.file}:{self.line(path)}: {shown(path)}"

    def where_in_file(self, path: KeyPath) -> str:
        """The same without the folder, which is nobody's business where a page is handed on."""
        return f"{self.file.name}:{self.line(path)}: {shown(path)}"

    def about(self, contract: str) -> tuple[Judged, ...]:
        """The answers about one contract; about the place as a whole where the name is empty."""
        return tuple(one for one in self.answers if one.contract == contract)


def ask(folder: Path, place: Place) -> Asked:
    """Every rule's answer about a place that was read from a folder with all findings of money."""
    file = folder / FILE_NAME
    text = file.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    return Asked(place, file, checked(place), lines_of(text))
