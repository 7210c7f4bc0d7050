"""The steps of a build that turn a place's extracts into records. How the pipeline calls this:

    plan = plan_sources(place, folder, known_formats())          # pure; SourceError lists what is wrong
    prints = fingerprints(plan.paths, known)                     # `known` from the last build: nothing is hashed twice
    made = source_steps(plan, prints)
    made.steps      FunctionSteps: open each file (in process), say who is in each table (in process), make its records
    made.parts      record table -> names of its parts, at least one each: the union of the parts is the table.
                    `identity` is among them; linkage reads that union and makes `person_key` and `person` from it.

The steps read, besides each other's tables: `person_key`, `place_period`, `organisation`, and what the SQL of the formats
names (`population_rule`). They write `replaced_row__*` parts too, which are no record table: how `kept` was made.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from joinedup.engine.steps import FunctionStep, Workbench, version_of
from joinedup.records.tables import BY_NAME, SET_ASIDE, SOURCE_FILE
from joinedup.sources import counting
from joinedup.sources.admission import Landing, Verdict
from joinedup.sources.fingerprints import Fingerprint, Fingerprints
from joinedup.sources.landing import LandedFile, landed_file, landing_step
from joinedup.sources.plan import PlannedFile, PlannedSource, SourcePlan
from joinedup.sources.recording import SourceTable, identity_step, record_step, refused_sql

# Tables that come from elsewhere: from place.toml, and from linkage.
_MADE_ELSEWHERE = ("organisation", "person", "person_key")


@dataclass(frozen=True)
class SourceSteps:
    """Steps, and the parts that make each record table."""

    steps: tuple[FunctionStep, ...]
    parts: Mapping[str, tuple[str, ...]]


def source_steps(plan: SourcePlan, prints: Fingerprints) -> SourceSteps:
    """Every step from the files of a plan to the parts of the record tables. `prints` has every path of the plan."""
    opening: dict[str, FunctionStep] = {}
    making: list[FunctionStep] = []
    for source in plan.sources:
        for table in source.format.tables:
            files = source.files_of(table.name)
            if not files:
                continue
            mine = _source_table(source, table.name, files, prints)
            for file in files:
                landed = mine.landed[file.file_id]
                if landed and landed.landing not in opening:
                    opening[landed.landing] = landing_step(
                        file.path, file.name, table, source.encoding, landed
                    )
            if table.identity_sql:
                making.append(identity_step(mine))
            making.append(record_step(mine))
        if source.files_of_no_table:
            making.append(_no_table_step(source, prints))
    made_by_sources = (*opening.values(), *making)
    parts = _parts(made_by_sources)
    nobody_sends = _nobody_sends(tuple(record for record, names in parts.items() if not names))
    parts |= {record: names or (f"{record}__none",) for record, names in parts.items()}
    return SourceSteps((*made_by_sources, *nobody_sends), parts)


def _source_table(
    source: PlannedSource, table: str, files: tuple[PlannedFile, ...], prints: Fingerprints
) -> SourceTable:
    found: dict[int, Fingerprint] = {file.file_id: prints[file.path] for file in files}
    layout = source.format.table(table)
    landed: dict[int, LandedFile | None] = {
        file.file_id: landed_file(file.path, sha256, layout, source.encoding)
        if (sha256 := found[file.file_id].sha256)
        else None
        for file in files
    }
    problems = {
        file_id: f"the file cannot be read: {print_.problem}"
        for file_id, print_ in found.items()
        if print_.sha256 is None
    }
    hashes = {file_id: print_.sha256 for file_id, print_ in found.items()}
    return SourceTable(source, layout, files, hashes, landed, problems)


def _no_table_step(source: PlannedSource, prints: Fingerprints) -> FunctionStep:
    """Files whose names tell no table are refused, and said so, like any other file that cannot be used."""
    files = source.files_of_no_table
    words = ", ".join(table.name for table in source.format.tables)
    message = (
        f"the name tells no table of the format {source.format.format}; put one of these words in it, parted from other "
        f"letters: {words}; or narrow the pattern `files` in place.toml"
    )
    hashes = {file.file_id: prints[file.path].sha256 for file in files}
    aside, about = (f"{record}__{source.number}__no_table" for record in (SET_ASIDE.name, SOURCE_FILE.name))

    def run(bench: Workbench) -> None:
        verdicts = {file.file_id: Verdict("refused", message) for file in files}
        landings = {file.file_id: Landing(0, {}, message) for file in files}
        bench.write(aside, "\nunion all\n".join(refused_sql(f, v) for f, v in verdicts.items()))
        columns = counting.source_file_columns(source, files, hashes, landings, verdicts, {})
        bench.write_columns(about, columns)

    said = [(file.file_id, file.name, hashes[file.file_id]) for file in files]
    return FunctionStep(
        name=f"files of no table in {source.name}",
        tables=(replace(SET_ASIDE, name=aside), replace(SOURCE_FILE, name=about)),
        reads=(),
        run=run,
        version=version_of(counting, repr((said, source.name, source.organisation, message))),
    )


def _parts(steps: tuple[FunctionStep, ...]) -> dict[str, tuple[str, ...]]:
    names = [table.name for step in steps for table in step.tables]
    return {
        record: tuple(name for name in names if name.startswith(f"{record}__"))
        for record in BY_NAME
        if record not in _MADE_ELSEWHERE
    }


def _nobody_sends(records: tuple[str, ...]) -> tuple[FunctionStep, ...]:
    """An empty part for every record table that no source fills, so that what reads it finds it."""
    if not records:
        return ()

    def run(bench: Workbench) -> None:
        for record in records:
            nulls = ", ".join(f"null as {column.name}" for column in BY_NAME[record].columns)
            bench.write(f"{record}__none", f"select {nulls} where false")

    tables = tuple(replace(BY_NAME[record], name=f"{record}__none") for record in records)
    return (FunctionStep("records that no source sends", tables, (), run, version_of(repr(sorted(records)))),)
