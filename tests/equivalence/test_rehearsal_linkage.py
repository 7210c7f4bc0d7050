"""A whole build of a made-up place, its people compared with who they truly are."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from joinedup.engine.duckdb import DuckDBEngine
from joinedup.linkage.details import define_views
from joinedup.linkage.keys import PlaceKey
from joinedup.linkage.match_model import MissingValues
from joinedup.linkage.truth import LinkageQuality, linkage_quality
from joinedup.pipeline.build import BuildOptions, build
from joinedup.place.file import read_place
from joinedup.records.identifiable import unsealed
from joinedup.rehearsal import write_place
from joinedup.sources.layout import known_formats

KEY = PlaceKey(bytes(range(32)))


@pytest.mark.slow
def test_records_without_a_valid_number_find_their_person_and_nobody_elses(tmp_path: Path) -> None:
    write_place(tmp_path, people=3_000, years=1, file_format="parquet")
    at = datetime(2024, 4, 2, tzinfo=UTC)
    made = build(
        tmp_path, key=KEY, built_at=at, options=BuildOptions(leave_out=("risk",)), progress=lambda _: None
    )
    with ExitStack() as opened:
        folders = {
            name: opened.enter_context(unsealed(tmp_path / "build" / "sealed" / name / key, KEY.for_sealing))
            for name, key in made["sealed"].items()
            if name == "person_key" or name.startswith("identity__")
        }
        everyone, without_number = _quality(tmp_path, folders)
    assert without_number.pairs_true > 500
    assert without_number.precision >= 0.999
    assert without_number.recall >= 0.97
    assert everyone.precision >= 0.999
    assert everyone.recall >= 0.995


def _quality(place: Path, folders: dict[str, Path]) -> tuple[LinkageQuality, LinkageQuality]:
    names = [source.name for source in read_place(place, formats=known_formats()).sources]
    numbered = ", ".join(f"({number}, '{name}')" for number, name in enumerate(names, start=1))
    engine = DuckDBEngine(threads=2)
    engine.attach("person_key", [folders.pop("person_key")])
    engine.attach("identity", list(folders.values()))
    engine.define("truth", f"select * from read_parquet('{place}/truth/person_key.parquet')")
    define_views(engine, MissingValues())
    rows = engine.arrays(
        "select k.person_id, t.person_number, i.valid_number is null as without_number"
        " from person_key as k"
        " join numbered_identity as i on i.source_number = k.source_number and i.local_person_key = k.local_person_key"
        f" join (values {numbered}) as s(source_number, source_name) on s.source_number = k.source_number"
        " join truth as t on t.source_name = s.source_name and t.local_person_key = k.local_person_key"
    )
    engine.close()
    person, truth = np.asarray(rows["person_id"]), np.asarray(rows["person_number"])
    return linkage_quality(person, truth), linkage_quality(person, truth, about=rows["without_number"])
