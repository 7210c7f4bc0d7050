"""A made-up file of the shape that matching is measured on: one row in six treated, eight covariates, two strata.

    python -m benchmarks.matching_file ROWS FILE.csv

Every number is a whole one or a multiple of 1/64, so that it is the same in a file, in 32 bits, in 64, and in R.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv as pa_csv
from numpy.typing import NDArray

COVARIATES = (
    "age",
    "female",
    "deprivation",
    "conditions",
    "admissions",
    "contacts",
    "frailty",
    "log_cost",
)
STRATA = ("region", "female")
EFFECTS = np.array([0.011, 0.08, 0.06, 0.10, 0.14, 0.013, 0.02, 0.07])
ROWS_AT_A_TIME = 500_000


@dataclass(frozen=True)
class MatchingRows:
    """What a benchmark matches on: covariates (rows x 8), who is treated, the strata's columns, an outcome."""

    covariates: NDArray[Any]
    treated: NDArray[np.bool_]
    region: NDArray[np.int32]
    outcome: NDArray[np.float32]

    @property
    def exactly(self) -> list[NDArray[Any]]:
        """The columns of the exact strata."""
        return [self.region, self.covariates[:, COVARIATES.index("female")].astype(np.int32)]


def write_matching_file(file: Path, rows: int, seed: int = 20_261_122) -> None:
    """The same bytes for the same rows and seed."""
    rng = np.random.default_rng(seed)
    writer = None
    for start in range(0, rows, ROWS_AT_A_TIME):
        table = _made_up(min(ROWS_AT_A_TIME, rows - start), rng)
        writer = writer or pa_csv.CSVWriter(file, table.schema)
        writer.write(table)
    if writer:
        writer.close()


def read_matching_file(file: Path, dtype: type = np.float32) -> MatchingRows:
    """Read block by block into arrays of one type."""
    blocks = []
    for batch in pa_csv.open_csv(file, read_options=pa_csv.ReadOptions(block_size=1 << 24)):
        covariates = np.column_stack([batch[name].to_numpy().astype(dtype) for name in COVARIATES])
        others = (batch["treated"].to_numpy() == 1, batch["region"].to_numpy().astype(np.int32))
        blocks.append((covariates, *others, batch["outcome"].to_numpy().astype(np.float32)))
    return MatchingRows(*(np.concatenate(parts) for parts in zip(*blocks, strict=True)))


def _made_up(rows: int, rng: np.random.Generator) -> pa.Table:
    need = rng.gamma(2.0, 1.0, rows)
    columns = {
        "age": np.clip(np.round(rng.normal(58, 19, rows) + 3 * need), 18, 104),
        "female": rng.integers(0, 2, rows),
        "deprivation": rng.integers(1, 6, rows),
        "conditions": rng.poisson(need),
        "admissions": rng.poisson(0.3 * need),
        "contacts": rng.poisson(4 * need),
        "frailty": np.round(64 * rng.gamma(1 + need, 1.5)) / 64,
        "log_cost": np.round(64 * (5 + 0.6 * need + rng.normal(0, 1, rows))) / 64,
    }
    score = np.column_stack(list(columns.values())) @ EFFECTS
    chance = 1 / (1 + np.exp(-(score - 3.53)))
    treated = rng.random(rows) < chance
    outcome = rng.poisson(0.4 * need * np.where(treated, 0.85, 1.0))
    whole = {name: pa.array(values) for name, values in columns.items()}
    region = rng.integers(1, 21, rows)
    return pa.table(
        {"treated": pa.array(treated.astype(np.int8)), "region": region, **whole, "outcome": outcome}
    )


if __name__ == "__main__":
    write_matching_file(Path(sys.argv[2]), int(sys.argv[1]))
