"""A published build of a few made-up tables, written as a build writes them, for tests of what answers from it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from joinedup.engine.duckdb import DuckDBEngine
from joinedup.engine.interface import Columns
from joinedup.pipeline.manifest import MANIFEST_VERSION
from joinedup.pipeline.steps import shape_of
from tests.support.tiny_tables import arrays_of


def publish(
    folder: Path,
    tables: Mapping[str, str | Columns],
    *,
    name: str = "Seacombe",
    question: str = "How can care be improved?",
) -> Path:
    """Write tables (as text or as arrays) and a manifest into `folder`/build."""
    folder.mkdir(parents=True, exist_ok=True)
    engine = DuckDBEngine(threads=1)
    listed = {}
    for table, given in tables.items():
        shape = shape_of(table)
        columns = arrays_of(given, shape) if isinstance(given, str) else given
        engine.attach_columns("given", columns, shape)
        rows = engine.write("select * from given", folder / "build" / "tables" / table / "k", shape)
        listed[table] = {"folders": [f"tables/{table}/k"], "rows": rows, "key": "k"}
    engine.close()
    manifest = {
        "manifest_version": MANIFEST_VERSION,
        "joinedup": "0.1.0",
        "place": {"name": name, "sha256": "0" * 64, "question": question, "demo": True},
        "published_at": "2024-11-22T07:48:00+00:00",
        "inputs": [],
        "steps": [],
        "tables": listed,
        "views": {},
    }
    (folder / "build").mkdir(exist_ok=True)
    (folder / "build" / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder
