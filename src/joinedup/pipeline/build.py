"""A build: from the place file and the extracts to everything computed, published in one move.

files ── open ── identity ── person_key ─┬─ records of each source ── contact, diagnosis ... ─┬─ population
place.toml ── parameter tables ──────────┤                                                    ├─ network
reference files ── reference tables ─────┘                                                    ├─ care
                                                                                              └─ money
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from joinedup.engine.duckdb import DuckDBEngine
from joinedup.engine.interface import Columns, Engine
from joinedup.engine.steps import Step
from joinedup.engine.tables import Table
from joinedup.errors import JoinedupError
from joinedup.linkage.keys import PlaceKey
from joinedup.linkage.match import IdentitySource, identity_step
from joinedup.linkage.match_model import PEOPLE, read_match_model
from joinedup.pipeline.graph import Graph, Union
from joinedup.pipeline.manifest import manifest, read_manifest
from joinedup.pipeline.parameters import parameter_columns
from joinedup.pipeline.run import Run, Tell
from joinedup.pipeline.steps import PARTS_OF_A_BUILD, analytic_steps
from joinedup.pipeline.store import Store
from joinedup.pipeline.vault import VAULT, VAULT_FILE, vault_step
from joinedup.place.file import FILE_NAME, read_place
from joinedup.place.model import Place
from joinedup.records.tables import IDENTITY, RECORDS
from joinedup.reference.lookup import REFERENCE_TABLES, reference_columns
from joinedup.sources.fingerprints import Fingerprints, as_plain, fingerprints, from_plain
from joinedup.sources.layout import known_formats
from joinedup.sources.plan import SourcePlan, plan_sources
from joinedup.sources.steps import SourceSteps, source_steps

EngineName = Literal["duckdb", "spark"]

# Half of a small machine's memory is left to the system that the files are read through.
DEFAULT_MEMORY_GB = 6


@dataclass(frozen=True)
class BuildOptions:
    """How a build runs; none of it changes an answer, except a part left out."""

    engine: EngineName = "duckdb"
    threads: int | None = None
    memory_gb: float | None = None
    leave_out: tuple[str, ...] = ()


def build(
    folder: Path, *, key: PlaceKey, built_at: datetime, options: BuildOptions, progress: Tell
) -> dict[str, Any]:
    """Build a place and publish it; returns the manifest.

    JoinedupError when the place file, a source or a step does not allow it; what was published before then stays.
    """
    started = time.perf_counter()
    formats = known_formats()
    place = read_place(folder, formats=formats)
    _refuse_unknown_parts(options.leave_out)
    plan = plan_sources(place, folder, formats)
    build_folder = folder / "build"
    with Store(build_folder, key.for_sealing) as store:
        hashes = _fingerprints(plan, build_folder)
        of_sources = source_steps(plan, hashes)
        graph, given = _graph(place, plan, of_sources, key, options)
        in_process = DuckDBEngine(
            threads=options.threads,
            memory_gb=options.memory_gb or DEFAULT_MEMORY_GB,
            spill_folder=store.unfinished / "spill",
        )
        engine = _engine(options, in_process, store)
        try:
            run = Run(graph, given, store, engine, in_process, progress)
            run.run()
            inputs = _inputs(run, in_process)
        finally:
            engine.close()
            in_process.close()
        made = manifest(
            place=_about(place, folder),
            engine=engine.name,
            built_at=built_at,
            seconds=time.perf_counter() - started,
            inputs=inputs,
            steps=run.runs,
            tables=run.published(),
            views=run.views(),
            sealed=run.sealed(),
            vault=f"tables/{VAULT.name}/{run.keys[VAULT.name]}/{VAULT_FILE}",
            left_out=options.leave_out,
        )
        before = _kept_by_published(build_folder)
        store.publish(made)
        store.clear_out(run.kept() | before)
    return made


def _refuse_unknown_parts(parts: Sequence[str]) -> None:
    unknown = [part for part in parts if part not in PARTS_OF_A_BUILD]
    if unknown:
        raise JoinedupError(
            f"a build has no part named {unknown[0]}; one can leave out {', '.join(PARTS_OF_A_BUILD)}"
        )


def _graph(
    place: Place, plan: SourcePlan, of_sources: SourceSteps, key: PlaceKey, options: BuildOptions
) -> tuple[Graph, dict[str, tuple[Table, Columns]]]:
    given: dict[str, tuple[Table, Columns]] = dict(parameter_columns(place))
    given |= {name: (table, reference_columns(name)) for name, table in REFERENCE_TABLES.items()}
    senders = tuple(IdentitySource(s.number, s.organisation, s.format.format) for s in plan.sources)
    model = read_match_model(PEOPLE)
    steps: list[Step] = [
        *of_sources.steps,
        identity_step(key, senders, model, matching="matching" not in options.leave_out),
        vault_step(key, senders, model),
        *analytic_steps(options.leave_out, place.care_models),
    ]
    unions: list[Union] = []
    made = {table.name for step in steps for table in step.tables}
    for table in (IDENTITY, *RECORDS):
        if table.name in made or table.name in given:
            continue
        unions.append(Union(table, of_sources.parts[table.name]))
    hashes = {name: _hash_of(table, columns) for name, (table, columns) in given.items()}
    return Graph(tuple(steps), tuple(unions), hashes), given


def _hash_of(table: Table, columns: Columns) -> str:
    said = [
        [column.name, column.kind, [str(value) for value in columns[column.name]]] for column in table.columns
    ]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:20]


def _engine(options: BuildOptions, in_process: Engine, store: Store) -> Engine:
    if options.engine == "duckdb":
        return in_process
    from joinedup.engine.spark import SparkEngine

    threads = options.threads or os.cpu_count() or 1
    return SparkEngine(
        master=f"local[{threads}]",
        memory_gb=options.memory_gb or DEFAULT_MEMORY_GB,
        spill_folder=(store.unfinished / "spark").resolve(),
    )


def _fingerprints(plan: SourcePlan, build_folder: Path) -> Fingerprints:
    """The hash of every file; files that look as they did are not read again."""
    kept = build_folder / "fingerprints.json"
    try:
        known = from_plain(json.loads(kept.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        known = {}
    found = fingerprints(plan.paths, known)
    written = build_folder / "unfinished" / "fingerprints.json"
    written.write_text(json.dumps(as_plain(found)), encoding="utf-8")
    written.replace(kept)
    return found


def _inputs(run: Run, engine: Engine) -> list[dict[str, Any]]:
    """What the manifest says of each file: all of `source_file`."""
    engine.attach("source_file", run.folders["source_file"])
    names = next(table for table in RECORDS if table.name == "source_file").column_names
    rows = engine.rows(f"select {', '.join(names)} from source_file order by file_id")
    return [{name: _plain(value) for name, value in zip(names, row, strict=True)} for row in rows]


def _about(place: Place, folder: Path) -> dict[str, Any]:
    """What the manifest says of the place: its name and question as they were when it was built."""
    file_hash = hashlib.sha256((folder / FILE_NAME).read_bytes()).hexdigest()
    about = place.place
    return {"name": about.name, "question": about.question, "demo": about.demo, "sha256": file_hash}


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, int | str) else str(value)


def _kept_by_published(build_folder: Path) -> set[tuple[str, str]]:
    """What the build published until now needs: its readers may still be reading."""
    try:
        found: Mapping[str, Any] = read_manifest(build_folder)
    except JoinedupError:
        return set()
    folders = [Path(folder) for table in found["tables"].values() for folder in table["folders"]]
    folders.append(Path(found["vault"]).parent)
    return {(folder.parent.name, folder.name) for folder in folders} | set(found["sealed"].items())
