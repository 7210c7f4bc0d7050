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

UNKNOWN_CARE_MODELS = """
select care_model, count(*) as spells from enrolment
where care_model not in (select care_model from care_model) group by care_model order by care_model
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
    print("\n".join(agreement_lines(folder, place)))
    if not (folder / "build" / "manifest.json").exists():
        print(f"nothing is built yet: run `joinedup build {folder}`")
        return unplanned
    return max(unplanned, _data_findings(folder, place))


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


def agreement_lines(folder: Path, place: Place) -> list[str]:
    """For each care model that assumes something: whether how it will be tested is registered, and still as the place file
    says."""
    models = [model for model in place.care_models if model.assumptions]
    if not models:
        return []
    from joinedup.answers.evaluating.agreement import Agreement

    lines = []
    for model in models:
        changed = Agreement(folder, place, model).changed()
        if changed is None:
            do = f'`joinedup register "{model.name}" --by NAME`, before outcomes are read'
            lines.append(f"{model.name}: how it will be tested is not registered yet: {do}")
        elif changed:
            lines.append(f"{model.name}: the registered protocol no longer covers the place file:")
            lines += [f"  {change}" for change in changed]
            lines.append("  mend the place file, or register the change with `joinedup register`")
        else:
            lines.append(f"{model.name}: registered as the place file says")
    return lines


def _data_findings(folder: Path, place: Place) -> int:
    from joinedup.answers.published import open_published

    with open_published(folder) as published:
        sha256 = hashlib.sha256((folder / "place.toml").read_bytes()).hexdigest()
        if published.manifest["place"]["sha256"] != sha256:
            print(
                "the place file has changed since the last build: run `joinedup build` to bring the figures up to date"
            )
        refused = published.rows(REFUSED)
        print("\n".join([*data_lines(published, refused), *detectable_lines(published, place)]))
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
    lines += [f"  {times:>12,}  {name}: {rule}\n{'':16}{why}" for name, rule, times, why in by_rule]
    return [*lines, *_caseload_lines(published)]


def _caseload_lines(published: Published) -> list[str]:
    """Lists of people on care models that the place file does not have: they are in the records, and evaluated nowhere."""
    if not published.has("enrolment", "care_model"):
        return []
    unknown = published.rows(UNKNOWN_CARE_MODELS)
    told = [
        f"  {spells:>12,}  {name}\n{'':16}add a [[care_models]] of this name, or mend the name in the list"
        for name, spells in unknown
    ]
    return ["\nspells on caseloads of care models that the place file does not have", *told] if told else []


def detectable_lines(published: Published, place: Place) -> list[str]:
    """For each assumption of each care model, the smallest change that its test could find here, or why that is not known."""
    assumed = [(model, assumption) for model in place.care_models for assumption in model.assumptions]
    if not assumed or not published.has("person"):
        return []
    try:
        from joinedup.answers.detectable import sentences
        from joinedup.answers.released import release

        with release(published) as released:
            said = sentences(released, place.care_models)
    except ModuleNotFoundError:
        return [
            "\nwhat the tests of assumptions could find is not worked out: pip install 'joinedup[evaluation]'"
        ]
    lines = ["\nwhat the tests of assumptions could find"]
    for model, assumption in assumed:
        lines += [
            f"  {model.name}, {assumption.id}: {assumption.then} ({assumption.measure}, {assumption.test})",
            f"      {said[model.name, assumption.id]}",
        ]
    return lines
