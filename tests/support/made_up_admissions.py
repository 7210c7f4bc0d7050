"""Made-up stays in hospital, rich in codes that scores look for, for comparing our scores with other implementations."""

from __future__ import annotations

import csv
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from joinedup.engine.duckdb import DuckDBEngine
from joinedup.engine.interface import Engine
from joinedup.pipeline.steps import shape_of, step_making
from joinedup.reference.lookup import codes_of, conditions_of, reference_columns

SCORES = ("charlson", "charlson_quan_2011", "elixhauser", "hospital_frailty")
# Chapters whose codes mean nothing to any score, as most codes of a real stay do.
OTHER_CHAPTERS = ("H", "J", "K", "M", "N", "R", "S", "Z")


@dataclass(frozen=True)
class Admissions:
    """Diagnoses of stays, one row a diagnosis: `stay` counts from 1 and may repeat a code."""

    stay: np.ndarray
    code: np.ndarray

    @property
    def stays(self) -> int:
        """How many stays have a diagnosis."""
        return len(np.unique(self.stay))


def made_up_admissions(stays: int, *, seed: int) -> Admissions:
    """Stays with 1 to 20 diagnoses, drawn from the codes of every score with further digits, and from others."""
    random = np.random.default_rng(seed)
    codes = _codes_worth_drawing(random)
    diagnoses = np.minimum(1 + random.poisson(4, stays), 20)
    stay = np.repeat(np.arange(1, stays + 1), diagnoses)
    # A few categories make up most of a hospital's work: drawn first, so that a stay often has two codes of one category.
    categories, first, size = np.unique([code[:3] for code in codes], return_index=True, return_counts=True)
    drawn = random.permutation(len(categories))[(len(categories) * random.random(len(stay)) ** 3).astype(int)]
    return Admissions(stay, codes[first[drawn] + random.integers(0, size[drawn])])


def _codes_worth_drawing(random: np.random.Generator) -> np.ndarray:
    listed = {
        code
        for code_list in ("charlson", "elixhauser")
        for condition in conditions_of(code_list)
        for code in codes_of(code_list, condition)["icd10"]
    } | set(reference_columns("frailty_code")["code"])
    longer = {f"{code}{digit}" for code in sorted(listed) for digit in random.integers(0, 10, 3)}
    others = {f"{random.choice(OTHER_CHAPTERS)}{number:03d}" for number in random.integers(0, 1000, 1500)}
    return np.array(sorted(listed | longer | others), dtype=object)


def our_scores(engine: Engine, admissions: Admissions) -> dict[str, np.ndarray]:
    """What the step admission_score answers, one row a stay in the order of `stay`: contact_id and SCORES."""
    stays = np.unique(admissions.stay)
    nothing = np.full(len(stays), None, dtype=object)
    contact = dict.fromkeys(shape_of("contact").column_names, nothing)
    contact |= {
        "contact_id": stays,
        "person_id": stays,
        "kind": np.full(len(stays), "admission", dtype=object),
    }
    contact |= {"starts_on": _days(len(stays)), "ends_before": _days(len(stays))}
    rows = len(admissions.stay)
    diagnosis = {
        "person_id": admissions.stay,
        "contact_id": admissions.stay,
        "recorded_on": _days(rows),
        "code_system": np.full(rows, "icd10", dtype=object),
        "code": admissions.code,
        "position": np.ones(rows),
    }
    for name, columns in (("contact", contact), ("diagnosis", diagnosis)):
        engine.attach_columns(name, columns, shape_of(name))
    for name in ("condition", "condition_code", "score_weight", "frailty_code"):
        engine.attach_columns(name, reference_columns(name), shape_of(name))
    for name in ("condition_weight", "code_condition", "admission_score"):
        engine.define(name, step_making(name).sql)  # type: ignore[union-attr]
    return engine.arrays(f"select contact_id, {', '.join(SCORES)} from admission_score order by contact_id")


def _days(rows: int) -> np.ndarray:
    return np.full(rows, "2022-04-01", dtype="datetime64[D]")


def main(folder: Path) -> None:
    """Write diagnoses.csv and our_scores.csv into a folder, for another implementation to be held against."""
    admissions = made_up_admissions(100_000, seed=2005)
    engine = DuckDBEngine()
    scores = our_scores(engine, admissions)
    engine.close()
    _write(folder / "diagnoses.csv", {"stay": admissions.stay, "code": admissions.code})
    _write(
        folder / "our_scores.csv", {"stay": scores["contact_id"], **{name: scores[name] for name in SCORES}}
    )


def _write(path: Path, columns: dict[str, np.ndarray]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows(zip(*(column.tolist() for column in columns.values()), strict=True))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
