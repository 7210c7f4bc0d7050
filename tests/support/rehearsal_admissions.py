"""The diagnoses of hospital episodes in a rehearsal place's raw extracts, for comparing scores."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from joinedup.rehearsal import write_place
from tests.support.made_up_admissions import Admissions

# A place of this size has a little over 100,000 episodes in two years.
PEOPLE = 230_000
DIAGNOSES = [f"DIAG_4_{number:02d}" for number in range(1, 21)]


def rehearsal_admissions(folder: Path, stays: int) -> Admissions:
    """The first `stays` episodes with a diagnosis, each numbered from 1; codes without their trailing marks."""
    write_place(folder, people=PEOPLE, years=2, seed=2005, file_format="parquet")
    files = sorted((folder / "data").rglob("apc_*.parquet"))
    episodes = pa.concat_tables([pq.read_table(file, columns=DIAGNOSES).cast(_TEXT) for file in files])
    stay = np.tile(np.arange(len(episodes)), len(DIAGNOSES))
    code = pa.chunked_array([chunk for name in DIAGNOSES for chunk in episodes[name].chunks])
    code = pc.replace_substring_regex(code, "[-X ].*$", "")
    coded = np.asarray(pc.fill_null(pc.greater(pc.utf8_length(code), 2), False))
    order = np.argsort(stay[coded], kind="stable")
    numbers = np.unique(stay[coded][order], return_inverse=True)[1] + 1
    assert numbers[-1] >= stays, f"{numbers[-1]} episodes of {PEOPLE} people have a diagnosis"
    wanted = numbers <= stays
    return Admissions(numbers[wanted], np.asarray(code.to_pylist(), dtype=object)[coded][order][wanted])


_TEXT = pa.schema([(name, pa.string()) for name in DIAGNOSES])
