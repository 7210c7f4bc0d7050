"""Which files a place's sources have, before any is opened: a pure description that the steps of a build are made from."""

from __future__ import annotations

import glob
import os
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path, PurePath

from joinedup.errors import JoinedupError
from joinedup.place.model import Place, Source
from joinedup.sources.file_names import FileName, natural, read_name
from joinedup.sources.layout import Format

# A file's number is its source's number times the first, plus its table's place in the layout times the second, plus its
# place among the files of the table: so a new file of one table leaves the numbers of the other tables' files alone.
FILES_PER_SOURCE = 1_000_000
FILES_PER_TABLE = 10_000


class SourceError(JoinedupError):
    """The sources of a place cannot be read as place.toml declares them; the message names the source."""


@dataclass(frozen=True)
class PlannedFile:
    """One file of a source. `name` is its path from the place's folder; `said` is what its name tells."""

    file_id: int
    path: Path
    name: str
    said: FileName


@dataclass(frozen=True)
class PlannedSource:
    """One [[sources]] entry with its files in their order; `number` is its place in place.toml, from 1."""

    number: int
    name: str
    organisation: str
    format: Format
    encoding: str
    files: tuple[PlannedFile, ...]

    def files_of(self, table: str) -> tuple[PlannedFile, ...]:
        """The files that hold one table of the format, in their order."""
        return tuple(file for file in self.files if file.said.table == table)

    @property
    def files_of_no_table(self) -> tuple[PlannedFile, ...]:
        """The files whose names tell no table of the format."""
        return tuple(file for file in self.files if file.said.table is None)


@dataclass(frozen=True)
class SourcePlan:
    """Every source of a place with its files."""

    sources: tuple[PlannedSource, ...]

    @property
    def paths(self) -> tuple[Path, ...]:
        """Every file of every source, each once."""
        return tuple(dict.fromkeys(file.path for source in self.sources for file in source.files))


def plan_sources(place: Place, folder: Path, formats: Mapping[str, Format]) -> SourcePlan:
    """Find the files of every source. SourceError lists everything that is wrong: an unknown format, a pattern that
    matches no file, too many files."""
    problems: list[str] = []
    planned: list[PlannedSource] = []
    for number, source in enumerate(place.sources, start=1):
        name = source.name or f"{source.organisation} {source.format}"
        if source.format not in formats:
            problems.append(_unknown_format(name, source, formats))
            continue
        files = _files(source, name, number, folder, formats[source.format], problems)
        planned.append(
            PlannedSource(number, name, source.organisation, formats[source.format], source.encoding, files)
        )
    if problems:
        raise SourceError("\n".join(problems))
    return SourcePlan(tuple(planned))


def _unknown_format(name: str, source: Source, formats: Mapping[str, Format]) -> str:
    nearest = get_close_matches(source.format, formats, n=1, cutoff=0.0)
    hint = f"; did you mean '{nearest[0]}'?" if nearest else ""
    return f"source '{name}': no format is named '{source.format}'{hint} The formats are {', '.join(sorted(formats))}"


def _files(
    source: Source, name: str, number: int, folder: Path, layout: Format, problems: list[str]
) -> tuple[PlannedFile, ...]:
    patterns = (source.files,) if isinstance(source.files, str) else source.files
    found: dict[str, str] = {}
    for pattern in patterns:
        paths = _matching(folder, pattern)
        if not paths:
            problems.append(
                f"source '{name}': no file matches files = \"{pattern}\" in {folder}; put the files there, "
                f"or change the pattern"
            )
        found |= {os.path.relpath(path, folder): path for path in paths}
    tables = [table.name for table in layout.tables]
    said = {relative: read_name(PurePath(relative), tables) for relative in found}
    order = sorted(found, key=lambda relative: (said[relative].period or "", natural(relative), relative))
    planned: list[PlannedFile] = []
    for place, table in enumerate((*tables, None)):
        of_table = [relative for relative in order if said[relative].table == table]
        if len(of_table) >= FILES_PER_TABLE:
            problems.append(
                f"source '{name}': {len(of_table)} files of one table, at most {FILES_PER_TABLE - 1} can be told apart; "
                f"join them into fewer files, or declare two sources"
            )
        first = number * FILES_PER_SOURCE + place * FILES_PER_TABLE + 1
        planned += [
            PlannedFile(first + nth, Path(found[relative]), PurePath(relative).as_posix(), said[relative])
            for nth, relative in enumerate(of_table)
        ]
    return tuple(planned)


def _matching(folder: Path, pattern: str) -> list[str]:
    """Files, not folders; hidden files and the lock files of office programs are left out."""
    matches = glob.glob(os.path.join(glob.escape(str(folder)), pattern), recursive=True)
    return [path for path in matches if os.path.isfile(path) and not Path(path).name.startswith((".", "~$"))]
