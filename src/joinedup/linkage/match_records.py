"""The part of linkage that judges: records without a valid NHS number, given to the people known by theirs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from joinedup.engine.interface import Engine
from joinedup.engine.tables import Table
from joinedup.linkage.cluster import NOBODY, Pairs, People, clear, people_of
from joinedup.linkage.details import COMPARABLE
from joinedup.linkage.match_model import Comparison, MatchModel
from joinedup.linkage.match_tables import NUMBERED_RECORD, UNNUMBERED_RECORD
from joinedup.linkage.score import KnownRecords, ScoredPairs, arrow_array, score_pairs
from joinedup.linkage.splink_model import KNOWN_PERSON, RECORD_ID

_DETAILS = "given_name, family_name, birth_date, postcode, sex, written_number"
_NUMBERED_DETAILS = _DETAILS.replace(
    "written_number", "lpad(cast(valid_number as varchar), 10, '0') as written_number"
)


@dataclass(frozen=True)
class Matched:
    """The keys without a valid number (ordered by source and key) and what became of each.

    `first_record` is the lowest record of the same person, `number_index` the position of the person's valid number
    among all (or -1). `pairs` are what Splink judged: left is a record, right a record or, from `len(source_number)` on,
    a person by number, whose position among the numbers is in `number_of_node`.
    """

    source_number: np.ndarray
    local_person_key: np.ndarray
    first_record: np.ndarray
    number_index: np.ndarray
    outcome: np.ndarray
    best_weight: np.ndarray
    pairs: Pairs
    probability: np.ndarray
    number_of_node: np.ndarray
    comparisons: tuple[Comparison, ...] = ()
    measured_on: str = ""
    pairs_looked_at: int = 0


def hold(engine: Engine, shape: Table, sql: str, working: Path) -> None:
    """Keep a query's answer in a folder below `working` and read it from there under the table's name."""
    engine.write(sql, working / shape.name, shape)
    engine.attach(shape.name, [working / shape.name])


def match_records(
    engine: Engine,
    model: MatchModel,
    numbers: np.ndarray,
    *,
    matching: bool,
    say: Callable[[str], None],
    working: Path,
) -> Matched:
    """Match the keys of `cleaned_identity` that have no valid number. `numbers` are all valid numbers, sorted; `working`
    is a private folder that the caller removes.

    Splink is called only when some such key has details that could tell people apart, and `matching` is true.
    """
    rows = engine.arrays(
        f"select source_number, local_person_key, {_DETAILS}, coalesce({COMPARABLE}, false) as comparable"
        " from cleaned_identity where valid_number is null order by source_number, local_person_key"
    )
    comparable = np.asarray(rows.pop("comparable"), dtype=bool)
    source_number = np.asarray(rows.pop("source_number"), dtype=np.int64)
    local_person_key = np.asarray(rows.pop("local_person_key"), dtype=object)
    if not (matching and comparable.any()):
        return _unmatched(source_number, local_person_key)
    size = len(source_number)
    say(f"matching {int(comparable.sum()):,} records without a valid NHS number")
    _attach_unnumbered(engine, rows, comparable)
    number_of_row = _hold_numbered(engine, size, working)
    people = max(len(numbers), int(comparable.sum()))
    known = _known_records(engine, model)
    right = NUMBERED_RECORD.name if len(number_of_row) else None
    scored = score_pairs(engine, model, UNNUMBERED_RECORD.name, right, people=people, known=known)
    for message in scored.allowed.left_out:
        say(message)
    return _decided(model, scored, source_number, local_person_key, np.searchsorted(numbers, number_of_row))


def _decided(
    model: MatchModel,
    scored: ScoredPairs,
    source_number: np.ndarray,
    local_person_key: np.ndarray,
    number_of_row: np.ndarray,
) -> Matched:
    size = len(source_number)
    pairs, probability, number_of_node = _by_person(scored, size, number_of_row)
    number_of = np.r_[np.full(size, NOBODY), number_of_node]
    likely = pairs.only(probability >= model.probability)
    stays = clear(likely, number_of, lead_in_bits=model.lead_in_bits)
    people = people_of(number_of, likely.only(stays))
    return Matched(
        source_number,
        local_person_key,
        people.first[:size],
        people.number[:size],
        _outcome(people, likely.only(~stays), size),
        _best_weight(likely, size),
        pairs,
        probability,
        number_of_node,
        scored.comparisons,
        scored.measured_on,
        scored.allowed.pairs,
    )


def _outcome(people: People, in_doubt: Pairs, size: int) -> np.ndarray:
    doubted = np.zeros(len(people.first), dtype=bool)
    doubted[in_doubt.left] = True
    records = np.bincount(people.first)
    joined = (people.number[:size] != NOBODY) | (records[people.first[:size]] > 1)
    return np.where(joined, "joined", np.where(doubted[:size], "ambiguous", "alone")).astype(object)


def _best_weight(likely: Pairs, size: int) -> np.ndarray:
    best = np.full(size, -np.inf)
    for side in (likely.left, likely.right):
        own = side < size
        np.maximum.at(best, side[own], likely.weight[own])
    return np.ma.masked_array(best, ~np.isfinite(best))


def _by_person(
    scored: ScoredPairs, size: int, number_of_row: np.ndarray
) -> tuple[Pairs, np.ndarray, np.ndarray]:
    """Pairs with the record on the left and, on the right, another record or a person by number: `size` and beyond. A
    person known by several rows of details keeps the likeliest. Also the probability, and each such person's number."""
    low, high = np.minimum(scored.left, scored.right), np.maximum(scored.left, scored.right)
    known = high >= size
    number_of_node, node = np.unique(number_of_row[high[known] - size], return_inverse=True)
    right = high.copy()
    right[known] = size + node
    order = np.lexsort((-scored.weight, right, low))
    low, right = low[order], right[order]
    first = (
        np.r_[True, (low[1:] != low[:-1]) | (right[1:] != right[:-1])]
        if len(order)
        else np.empty(0, dtype=bool)
    )
    kept = order[first]
    return Pairs(low[first], right[first], scored.weight[kept]), scored.probability[kept], number_of_node


def _unmatched(source_number: np.ndarray, local_person_key: np.ndarray) -> Matched:
    size, none = len(source_number), np.empty(0, dtype=np.int64)
    return Matched(
        source_number,
        local_person_key,
        np.arange(size),
        np.full(size, NOBODY),
        np.full(size, "alone", dtype=object),
        np.ma.masked_array(np.zeros(size), np.ones(size, dtype=bool)),
        Pairs(none, none, np.empty(0)),
        np.empty(0),
        none,
    )


def _attach_unnumbered(engine: Engine, rows: Mapping[str, Any], comparable: np.ndarray) -> None:
    columns = {RECORD_ID: np.arange(len(comparable)), **rows}
    chosen = {name: values[comparable] for name, values in columns.items()}
    engine.attach_columns(UNNUMBERED_RECORD.name, chosen, UNNUMBERED_RECORD)


def _hold_numbered(engine: Engine, first_record_id: int, working: Path) -> np.ndarray:
    """Hold one record per known person and distinct details; returns the valid number of each, by record."""
    details = "valid_number, given_name, family_name, birth_date, postcode, sex"
    hold(
        engine,
        NUMBERED_RECORD,
        f"select {first_record_id} - 1 + row_number() over (order by {details}) as record_id, valid_number,"
        f" {_NUMBERED_DETAILS} from (select distinct {details} from cleaned_identity"
        f" where valid_number is not null and ({COMPARABLE}))",
        working,
    )
    rows = engine.arrays(f"select valid_number from {NUMBERED_RECORD.name} order by record_id")
    return np.asarray(rows["valid_number"], dtype=np.int64)


def _known_records(engine: Engine, model: MatchModel) -> KnownRecords | None:
    """Records of people whom several keys know by the same valid number; a fixed part of them when there are many."""
    numbered = "select valid_number from numbered_identity where valid_number is not null"
    several = "group by valid_number having count(*) > 1"
    people = int(engine.rows(f"select count(*) as people from ({numbered} {several}) as s")[0][0])
    # The last digit follows from the others: the part is chosen by the nine before it.
    part = max(1, -(-people // model.training.maximum_known_people))
    chosen = f"valid_number // 10 % {part} = 0"
    rows = engine.arrays(
        f"select valid_number as {KNOWN_PERSON}, {_NUMBERED_DETAILS} from cleaned_identity"
        f" where {chosen} and valid_number in ({numbered} and {chosen} {several}) and ({COMPARABLE})"
        " order by valid_number, source_number, local_person_key"
    )
    person = np.asarray(rows[KNOWN_PERSON], dtype=np.int64)
    if len(person) == 0:
        return None
    records = np.unique(person, return_counts=True)[1]
    columns = {
        RECORD_ID: np.arange(len(person)),
        **{name: arrow_array(values) for name, values in rows.items()},
    }
    return KnownRecords(columns, int((records * (records - 1)).sum() // 2))
