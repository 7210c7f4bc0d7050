"""Say whether the place file is sound, and what the last build found in the extracts: files refused, and rows set aside
by rule. Leaves with 1 when the place file must be mended or a file could not be read."""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from joinedup.cli.folders import add_folder

if TYPE_CHECKING:
    from joinedup.answers.published import Published
    from joinedup.place.model import Place

SUMMARY = "say what is wrong with the place file, and what was set aside"

REFUSED = "select file, message from source_file where status = 'refused' order by file"
COUNTS = """
select sum(rows_read), sum(rows_kept), sum(rows_set_aside), sum(rows_replaced), count(*) from source_file
"""
BY_RULE = """
select f.source_name, s.rule, count(*) as times, s.message
from set_aside as s join source_file as f on f.file_id = s.file_id
group by f.source_name, s.rule, s.message order by f.source_name, times desc, s.rule, s.message
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_folder(parser)


def run(arguments: argparse.Namespace) -> int:
    from joinedup.cli.vocabulary import formats, measures
    from joinedup.place.file import FILE_NAME, read_place

    folder: Path = arguments.folder
    place = read_place(folder, formats=formats(), measures=measures())
    print(f"{folder / FILE_NAME}: sound")
    unplanned = _source_findings(folder, place)
    if not (folder / "build" / "manifest.json").exists():
        print(f"nothing is built yet: run `joinedup build {folder}`")
        return unplanned
    return max(unplanned, _data_findings(folder))


def _source_findings(folder: Path, place: Place) -> int:
    """1 when the files of a source are not there."""
    from joinedup.sources.layout import known_formats
    from joinedup.sources.plan import SourceError, plan_sources

    try:
        plan = plan_sources(place, folder, known_formats())
    except SourceError as error:
        print(error)
        return 1
    print(f"{len(place.sources):,} sources: {len(plan.paths):,} files")
    return 0


def _data_findings(folder: Path) -> int:
    from joinedup.answers.published import open_published

    with open_published(folder) as published:
        sha256 = hashlib.sha256((folder / "place.toml").read_bytes()).hexdigest()
        if published.manifest["place"]["sha256"] != sha256:
            print(
                "the place file has changed since the last build: run `joinedup build` to bring the figures up to date"
            )
        refused = published.rows(REFUSED)
        print("\n".join(data_lines(published, refused)))
    return int(bool(refused))


def data_lines(published: Published, refused: Sequence[tuple[Any, ...]]) -> list[str]:
    """What the published build found in the extracts: totals that reconcile, files refused, rows set aside by rule."""
    read, kept, aside, replaced, files = (int(number or 0) for number in published.rows(COUNTS)[0])
    lines = [
        f"\nextracts of the build published {published.published_at}: {files:,} files",
        f"  {read:>14,} rows read",
        f"  {kept:>14,} kept",
        f"  {aside:>14,} set aside",
        f"  {replaced:>14,} replaced by a later row or file",
    ]
    lines += (
        ["\nfiles that were refused", *(f"  {file}\n      {why}" for file, why in refused)] if refused else []
    )
    by_rule = published.rows(BY_RULE)
    lines += ["\nrows set aside, by source and rule"] if by_rule else []
    return [*lines, *(f"  {times:>12,}  {name}: {rule}\n{'':16}{why}" for name, rule, times, why in by_rule)]
