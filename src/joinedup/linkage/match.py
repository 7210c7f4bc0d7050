"""From the identities that sources give to people: the step `identity`.

1. Keys with the same valid NHS number are one person, whatever else they say.
2. Keys without one are matched on names, birth date, postcode and the digits written, against the people known by number
   and against each other; a person never comes to hold two valid numbers.
3. What is left is a person by itself.
People are numbered in the order of their pseudonyms, so the same identities always give the same numbers.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from joinedup.engine.interface import Engine
from joinedup.engine.steps import FunctionStep, Workbench, version_of
from joinedup.engine.tables import Column, Table
from joinedup.linkage import (
    blocking,
    cluster,
    details,
    match_tables,
    nhs_numbers,
    pseudonyms,
    score,
    splink_model,
)
from joinedup.linkage.keys import PlaceKey
from joinedup.linkage.match_model import MatchModel
from joinedup.linkage.match_records import Matched, hold, match_records
from joinedup.linkage.match_tables import (
    IDENTITY_SOURCE,
    LINK_QUALITY,
    MATCH_PAIR,
    MATCH_WEIGHT,
    MATCHED_KEY,
    NUMBERED_IDENTITY,
    PERSON_KEY_STEP,
    PERSON_NAMED,
    PERSON_OF_KEY,
    PERSON_OF_NUMBER,
    PERSON_STEP,
)


@dataclass(frozen=True)
class IdentitySource:
    """A source as linkage knows it: its number in place.toml (from 1), who sends it, in which format."""

    number: int
    organisation: str
    format: str

    @property
    def name(self) -> str:
        """What a pseudonym made from a local key carries, beside the key itself."""
        return f"{self.organisation} {self.format}"


def identity_step(
    key: PlaceKey, sources: tuple[IdentitySource, ...], model: MatchModel, *, matching: bool = True
) -> FunctionStep:
    """The step that turns `identity` into `person`, `person_key`, `link_quality`, `match_pair` and `match_weight`.

    With `matching` false, keys without a valid number stay people by themselves. The step's version changes with the
    place's key (by its fingerprint), the sources, the model and the code.
    """
    work = (blocking, cluster, details, match_tables, nhs_numbers, pseudonyms, score, splink_model)
    own = (sys.modules[link_identities.__module__], sys.modules[match_records.__module__])
    texts = (LINK_QUALITY.version, PERSON_STEP.version, PERSON_KEY_STEP.version, model.text, key.fingerprint)
    return FunctionStep(
        name="identity_matched",
        tables=(PERSON_STEP.table, PERSON_KEY_STEP.table, LINK_QUALITY.table, MATCH_PAIR, MATCH_WEIGHT),
        reads=("identity",),
        run=lambda bench: link_identities(bench, key, sources, model, matching=matching),
        version=version_of(*own, *work, *texts, repr(sources), repr(matching)),
        in_process=True,
    )


def link_identities(
    bench: Workbench,
    key: PlaceKey,
    sources: tuple[IdentitySource, ...],
    model: MatchModel,
    *,
    matching: bool = True,
) -> None:
    """Write the step's tables; `identity` must be readable through the bench's engine (DuckDB)."""
    private = bench.folders[MATCH_PAIR.name]
    private.mkdir(parents=True, exist_ok=True)
    # A sealed table is sealed without its sub-folders; this one is gone before that.
    with TemporaryDirectory(prefix="working-", dir=private) as working:
        _link(bench, key, sources, model, matching=matching, working=Path(working))


def _link(
    bench: Workbench,
    key: PlaceKey,
    sources: tuple[IdentitySource, ...],
    model: MatchModel,
    *,
    matching: bool,
    working: Path,
) -> None:
    engine = bench.engine
    attach_sources(engine, sources, model)
    details.define_views(engine, model.missing)
    # Read a dozen times below: the numbers are checked once.
    hold(engine, NUMBERED_IDENTITY, "select * from numbered_identity", working)
    distinct = "select distinct valid_number from numbered_identity where valid_number is not null"
    numbers = np.sort(np.asarray(engine.arrays(distinct)["valid_number"], dtype=np.int64))
    matched = match_records(engine, model, numbers, matching=matching, say=bench.say, working=working)
    names, person_of_number, person_of_record = _named(
        key, {s.number: s.name for s in sources}, numbers, matched
    )
    _attach(engine, PERSON_NAMED, person_id=np.arange(1, len(names) + 1), pseudonym=_words(names))
    _attach(engine, PERSON_OF_NUMBER, valid_number=numbers, person_id=person_of_number)
    _attach(
        engine,
        PERSON_OF_KEY,
        source_number=matched.source_number,
        local_person_key=matched.local_person_key,
        person_id=person_of_record,
    )
    _attach(
        engine,
        MATCHED_KEY,
        source_number=matched.source_number,
        outcome=matched.outcome,
        best_weight=matched.best_weight,
    )
    allowed = Table(
        "pairs_allowed", "one row", (Column("pairs_looked_at", "bigint", "pairs the blocking rules allowed"),)
    )
    _attach(engine, allowed, pairs_looked_at=np.array([matched.pairs_looked_at]))
    _define_identity_of_person(engine)
    for step in (PERSON_KEY_STEP, PERSON_STEP, LINK_QUALITY):
        bench.write(step.name, step.sql)
    bench.write_columns(MATCH_PAIR.name, _match_pairs(matched, person_of_number, person_of_record))
    bench.write_columns(MATCH_WEIGHT.name, _match_weights(matched))


def attach_sources(engine: Engine, sources: tuple[IdentitySource, ...], model: MatchModel) -> None:
    """Attach what the SQL of linkage reads beside `identity`: `identity_source` and `missing_birth_date`."""
    _attach(
        engine,
        IDENTITY_SOURCE,
        source_number=np.array([source.number for source in sources]),
        source_name=_words([source.name for source in sources]),
        general_practice=np.array([source.format == "gp" for source in sources], dtype=bool),
    )
    missing = Table(
        "missing_birth_date",
        "one row per day that means 'not known'",
        (Column("birth_date", "date", "the day"),),
    )
    _attach(engine, missing, birth_date=np.array(model.missing.birth_dates, dtype="datetime64[D]"))


def _named(
    key: PlaceKey, source_names: dict[int, str], numbers: np.ndarray, matched: Matched
) -> tuple[list[str], np.ndarray, np.ndarray]:
    """Pseudonyms in their order; the person (from 1) of each valid number; the person of each unnumbered record."""
    roots = np.flatnonzero(matched.number_index < 0)
    roots = roots[matched.first_record[roots] == roots]
    identities = [pseudonyms.of_nhs_number(number) for number in numbers.tolist()]
    identities += [
        pseudonyms.of_local_key(source_names[matched.source_number[root]], matched.local_person_key[root])
        for root in roots
    ]
    given = pseudonyms.pseudonyms(key.for_pseudonyms, identities)
    order = np.argsort(given, kind="stable")
    person = np.empty(len(given), dtype=np.int64)
    person[order] = np.arange(1, len(given) + 1)
    position = np.full(len(matched.first_record), -1)
    position[roots] = len(numbers) + np.arange(len(roots))
    index = np.where(matched.number_index >= 0, matched.number_index, position[matched.first_record])
    return given[order].astype(str).tolist(), person[: len(numbers)], person[index]


def _define_identity_of_person(engine: Engine) -> None:
    engine.define(
        "identity_of_person",
        "select i.*, p.person_id from numbered_identity as i"
        " join person_of_number as p on p.valid_number = i.valid_number"
        " union all"
        " select i.*, p.person_id from numbered_identity as i"
        " join person_of_key as p on p.source_number = i.source_number and p.local_person_key = i.local_person_key"
        " where i.valid_number is null",
    )


def _match_pairs(
    matched: Matched, person_of_number: np.ndarray, person_of_record: np.ndarray
) -> dict[str, Any]:
    pairs, records = matched.pairs, len(matched.source_number)
    other_unnumbered = pairs.right < records
    other = np.where(other_unnumbered, pairs.right, 0)
    person_of_node = np.r_[person_of_record, person_of_number[matched.number_of_node]]
    return {
        "source_number": matched.source_number[pairs.left],
        "local_person_key": matched.local_person_key[pairs.left],
        "person_id": person_of_record[pairs.left],
        "other_source_number": np.ma.masked_array(_taken(matched.source_number, other), ~other_unnumbered),
        "other_local_person_key": _where(other_unnumbered, _taken(matched.local_person_key, other)),
        "other_person_id": person_of_node[pairs.right],
        "match_weight": np.round(pairs.weight, 6),
        "probability": np.round(matched.probability, 9),
    }


def _match_weights(matched: Matched) -> dict[str, Any]:
    levels = [
        (comparison.column, position, level)
        for comparison in matched.comparisons
        for position, level in enumerate(comparison.levels, start=1)
    ]
    return {
        "compared": _words([column for column, _, _ in levels]),
        "position": np.array([position for _, position, _ in levels], dtype=np.int16),
        "level": _words([level.label for _, _, level in levels]),
        "m": np.array([level.m for _, _, level in levels], dtype=float),
        "u": np.array([level.u for _, _, level in levels], dtype=float),
        "match_weight": np.array(
            [score.match_weight(level.m, level.u) for _, _, level in levels], dtype=float
        ),
        "measured_on": _words([matched.measured_on] * len(levels)),
    }


def _where(chosen: np.ndarray, words: np.ndarray) -> np.ndarray:
    answer = np.full(len(words), None, dtype=object)
    answer[chosen] = words[chosen]
    return answer


def _taken(values: np.ndarray, at: np.ndarray) -> np.ndarray:
    return values[at] if len(values) else np.empty(len(at), dtype=values.dtype)


def _attach(engine: Engine, shape: Table, **columns: np.ndarray) -> None:
    engine.attach_columns(shape.name, columns, shape)


def _words(words: list[str]) -> np.ndarray:
    return np.array(words, dtype=object)
