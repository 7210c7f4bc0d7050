"""FEBRL 4: two files of the same 5,000 made-up people, with errors; the same matching code as in a build."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

from joinedup.engine.interface import Engine
from joinedup.engine.tables import Column, Table
from joinedup.linkage.cluster import NOBODY, Pairs, people_of
from joinedup.linkage.match_model import read_match_model
from joinedup.linkage.score import score_pairs
from joinedup.linkage.truth import LinkageQuality, linkage_quality

COLUMNS = ("given_name", "family_name", "birth_date", "soc_sec_id", "street_number", "postcode")
PUBLISHED_NAME = {"family_name": "surname", "birth_date": "date_of_birth"}


def test_febrl_4_is_linked_with_an_f1_of_at_least_998_in_a_thousand(
    duckdb_engine: Engine, shared_data: Path
) -> None:
    quality = _febrl_4_linked(duckdb_engine, shared_data / "linkage")
    assert quality.pairs_true == 5_000
    assert quality.f1 >= 0.998


def _febrl_4_linked(engine: Engine, folder: Path) -> LinkageQuality:
    rows = [row for name in ("dataset4a.csv", "dataset4b.csv") for row in _rows(folder / name)]
    shape = Table(
        "febrl",
        "one row per record",
        (Column("record_id", "bigint", ""), *(Column(c, "varchar", "") for c in COLUMNS)),
    )
    columns = {
        c: np.array([row[PUBLISHED_NAME.get(c, c)] or None for row in rows], dtype=object) for c in COLUMNS
    }
    engine.attach_columns("febrl", {"record_id": np.arange(len(rows)), **columns}, shape)
    model = read_match_model(Path(__file__).with_name("febrl4_model.toml"))
    scored = score_pairs(engine, model, "febrl", None, people=5_000, known=None)
    likely = Pairs(scored.left, scored.right, scored.weight).only(scored.probability >= model.probability)
    person = people_of(np.full(len(rows), NOBODY), likely).first
    return linkage_quality(person, [row["rec_id"].split("-")[1] for row in rows])


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file, skipinitialspace=True))
