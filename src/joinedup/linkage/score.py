"""How likely are two records one person? Records without a valid NHS number, each against the people known by theirs and
against each other, scored by Splink under a matching model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import log2
from typing import Any

import numpy as np
import pyarrow as pa

from joinedup.engine.interface import Engine
from joinedup.linkage.blocking import Allowed, allowed_rules
from joinedup.linkage.match_model import Comparison, MatchModel
from joinedup.linkage.splink_model import KNOWN_PERSON, RECORD_ID, Records, measured, settings_of

# Pairs less likely than this are not kept, not even for the record.
_WORTH_KEEPING = 0.01


@dataclass(frozen=True)
class ScoredPairs:
    """Pairs of records (numbers of their rows), match weight in bits and probability; and how they were scored."""

    left: np.ndarray
    right: np.ndarray
    weight: np.ndarray
    probability: np.ndarray
    comparisons: tuple[Comparison, ...]
    allowed: Allowed
    measured_on: str


@dataclass(frozen=True)
class KnownRecords:
    """Records whose person is known by NHS number, to measure the model on: the model's columns and `known_person`."""

    columns: Mapping[str, Any]
    pairs: int


def score_pairs(
    engine: Engine,
    model: MatchModel,
    unnumbered: str,
    numbered: str | None,
    *,
    people: int,
    known: KnownRecords | None,
) -> ScoredPairs:
    """Score pairs of a record of the table `unnumbered` with one of `numbered`, and pairs within `unnumbered`.

    Both tables have `record_id` (bigint, distinct over both) and the model's columns. `people` is how many people the
    records may belong to; it sets the odds before anything is compared.
    """
    allowed = allowed_rules(engine, model, unnumbered, numbered)
    left = _arrow(engine, model, unnumbered)
    right = _arrow(engine, model, numbered) if numbered else None
    prior = min(0.5, model.expected_share_found / max(people, 2))
    comparisons, measured_on = _comparisons(model, left, right, known, prior)
    splinks = Records()
    try:
        everyone = left if right is None else pa.concat_tables([left, right])
        linker = splinks.linker(everyone, settings_of(model, comparisons, allowed.rules, prior))
        for comparison in comparisons:
            if comparison.term_frequency:
                linker.table_management.compute_tf_table(comparison.column)
        own = splinks.table(left)
        found = [
            linker.inference.predict_within(
                own, threshold_match_probability=_WORTH_KEEPING, warning_mode="never"
            )
        ]
        if right is not None:
            found.append(
                linker.inference.predict_between(
                    own,
                    splinks.table(right),
                    threshold_match_probability=_WORTH_KEEPING,
                    warning_mode="never",
                )
            )
        pairs = pa.concat_tables([_pairs(frame) for frame in found])
    finally:
        splinks.close()
    return ScoredPairs(
        pairs["left"].to_numpy(),
        pairs["right"].to_numpy(),
        pairs["weight"].to_numpy(),
        pairs["probability"].to_numpy(),
        comparisons,
        allowed,
        measured_on,
    )


def match_weight(m: float, u: float) -> float:
    """Bits by which falling in a level speaks for one person (or, below zero, against)."""
    return log2(m / u)


def _comparisons(
    model: MatchModel, left: pa.Table, right: pa.Table | None, known: KnownRecords | None, prior: float
) -> tuple[tuple[Comparison, ...], str]:
    training = model.training
    if known and known.pairs >= training.minimum_known_pairs:
        records = pa.table(dict(known.columns))
        _, firsts = np.unique(np.asarray(known.columns[KNOWN_PERSON]), return_index=True)
        measured_on = f"{known.pairs:,} pairs of records known by NHS number to be one person"
        return measured(model, records, records.take(np.sort(firsts)), known=True, prior=prior), measured_on
    everyone = left if right is None else pa.concat_tables([left, right])
    if len(everyone) >= training.minimum_records_for_estimation:
        measured_on = f"{len(everyone):,} records, by expectation and maximisation"
        return measured(model, everyone, everyone, known=False, prior=prior), measured_on
    return model.comparisons, "the model's file: too few records to measure"


def _arrow(engine: Engine, model: MatchModel, table: str) -> pa.Table:
    columns = (RECORD_ID, *model.columns)
    arrays = engine.arrays(f"select {', '.join(columns)} from {table} order by {RECORD_ID}")
    return pa.table({name: arrow_array(arrays[name]) for name in columns})


def arrow_array(values: np.ndarray) -> pa.Array:
    """An engine's array as Arrow: days as dates, words as words, masked as null."""
    mask = np.ma.getmaskarray(values)
    plain = np.ma.getdata(values)
    if plain.dtype == object:
        return pa.array(plain, mask=mask | _missing(plain), type=pa.string())
    if plain.dtype.kind == "M":
        return pa.array(plain.astype("datetime64[D]"), mask=mask | np.isnat(plain))
    return pa.array(plain, mask=mask)


def _missing(words: np.ndarray) -> np.ndarray:
    return np.array([word is None for word in words], dtype=bool)


def _pairs(frame: Any) -> pa.Table:
    table = frame.as_pyarrow_table()
    return pa.table(
        {
            "left": pa.chunked_array(table[f"{RECORD_ID}_l"]).cast(pa.int64()),
            "right": pa.chunked_array(table[f"{RECORD_ID}_r"]).cast(pa.int64()),
            "weight": pa.chunked_array(table["match_weight"]).cast(pa.float64()),
            "probability": pa.chunked_array(table["match_probability"]).cast(pa.float64()),
        }
    )
