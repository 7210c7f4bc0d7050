"""What is true of the made-up place, written beside it: who is who, who moved, what the care model does, which dirt is where."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet

from joinedup.rehearsal.appointments import local_ids, seen_by
from joinedup.rehearsal.caseload_extract import CASELOAD_SOURCE, on_the_list
from joinedup.rehearsal.chunk import Chunk
from joinedup.rehearsal.community_extract import COMMUNITY_SOURCE
from joinedup.rehearsal.conditions import conditions
from joinedup.rehearsal.days import NEVER
from joinedup.rehearsal.draws import Whole
from joinedup.rehearsal.figures import CHILD, SEGMENTS
from joinedup.rehearsal.files import coded, days, same
from joinedup.rehearsal.gp_extract import SOURCE as GP_SOURCE
from joinedup.rehearsal.mental_health_extract import MENTAL_HEALTH_SOURCE
from joinedup.rehearsal.people import ABSENT
from joinedup.rehearsal.social_care_extract import SOURCE as COUNCIL_SOURCE
from joinedup.rehearsal.social_care_extract import known_people
from joinedup.rehearsal.social_care_extract import local_ids as council_ids


@dataclass(frozen=True)
class TruthSummary:
    """Figures about the made-up place; the same as truth/summary.json."""

    seed: int
    people_at_start: int
    people: int  # everybody with a row in some extract or register
    rows: dict[str, int]  # by file, under data/
    dirt: list[dict[str, object]]  # source, table, kind, count
    enrolled: int
    prevented: dict[str, int]  # by measure: how many the care model prevented
    true_changes: dict[str, float]  # by measure: relative change that the care model truly makes
    merged_practice: str
    merged_into: str
    merged_on: str


class TruthFiles:
    """The tables of truth/, written a chunk at a time."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._open: dict[str, pa.parquet.ParquetWriter] = {}

    def write(self, name: str, rows: pa.Table) -> None:
        """Appends rows to a table."""
        if name not in self._open:
            self._open[name] = pa.parquet.ParquetWriter(self._folder / f"{name}.parquet", rows.schema)
        self._open[name].write_table(rows)

    def close(self, summary: TruthSummary) -> None:
        """Finishes the tables and writes the summary and the counts of dirt."""
        for writer in self._open.values():
            writer.close()
        (self._folder / "summary.json").write_text(json.dumps(asdict(summary), indent=1) + "\n", "utf-8")


def truth_tables(chunk: Chunk, hospital_keys: Iterable[tuple[str, pa.Array, Whole]]) -> dict[str, pa.Table]:
    """The truths of one chunk, by table."""
    return {
        "person": _people(chunk),
        "person_key": _person_keys(chunk, hospital_keys),
        "segment": _segments(chunk),
        "condition": _conditions(chunk),
        "enrolment": _enrolments(chunk),
    }


def _person_keys(chunk: Chunk, hospital_keys: Iterable[tuple[str, pa.Array, Whole]]) -> pa.Table:
    people = chunk.people
    registered = np.flatnonzero((people.segment != ABSENT).any(axis=1))
    renewed = registered[(people.changed_practice[registered] < NEVER) & (people.number[registered] % 3 == 0)]
    gp = np.r_[people.number[registered] * 2, people.number[renewed] * 2 + 1]
    community = seen_by(chunk, ("community",))
    mind = seen_by(chunk, ("mental_health_contact", "mental_health_admission"))
    council = known_people(chunk)
    on_list = on_the_list(chunk)
    parts = [
        (CASELOAD_SOURCE, local_ids(chunk, on_list, "H"), on_list),
        (GP_SOURCE, pa.array(gp).cast(pa.string()), np.r_[registered, renewed]),
        (COMMUNITY_SOURCE, local_ids(chunk, community, "C"), community),
        (MENTAL_HEALTH_SOURCE, local_ids(chunk, mind, "M"), mind),
        (COUNCIL_SOURCE, council_ids(chunk, council), council),
        *hospital_keys,
    ]
    return pa.concat_tables(
        pa.table(
            {
                "source_name": same(source, len(person)).cast(pa.string()),
                "local_person_key": keys,
                "person_number": pa.array(people.number[person]),
            }
        )
        for source, keys, person in parts
    )


def _people(chunk: Chunk) -> pa.Table:
    people = chunk.people
    seen = np.flatnonzero((people.segment != ABSENT).any(axis=1))
    left = people.exit[seen] >= chunk.setting.calendar.ends
    alive = people.died[seen] >= chunk.setting.calendar.ends
    changed = people.changed_practice[seen]
    codes = chunk.setting.place_map.practice_codes
    return pa.table(
        {
            "person_number": pa.array(people.number[seen]),
            "nhs_number": pa.array(chunk.nhs_numbers[seen]),
            "born_on": days(people.birth[seen]),
            "sex": coded(people.sex[seen], ("female", "male")),
            "deprivation_quintile": pa.array((people.quintile[seen] + 1).astype(np.int8)),
            "registered_on": days(people.entry[seen]),
            "left_before": days(np.where(left, 0, people.exit[seen]), left),
            "died_on": days(np.where(alive, 0, people.died[seen]), alive),
            "practice": coded(people.practice[seen], codes),
            "changed_practice_on": days(np.where(changed == NEVER, 0, changed), changed == NEVER),
            "next_practice": coded(people.next_practice[seen], codes),
        }
    )


def _segments(chunk: Chunk) -> pa.Table:
    """The segment at the start of each year, and the share of the year in the place."""
    calendar, parts = chunk.setting.calendar, []
    for care in chunk.care:
        n = len(care.here)
        parts.append(
            pa.table(
                {
                    "person_number": pa.array(chunk.people.number[care.here]),
                    "as_of": days(np.full(n, calendar.starts[care.year])),
                    "segment": coded(care.segment, (*SEGMENTS, "child")),
                    "age": pa.array(care.age.astype(np.int16)),
                    "person_years": pa.array(care.person_years),
                }
            )
        )
    assert len(SEGMENTS) == CHILD
    return pa.concat_tables(parts).unify_dictionaries()


def _conditions(chunk: Chunk) -> pa.Table:
    people = chunk.people
    seen = (people.segment != ABSENT).any(axis=1)
    until = np.minimum(people.exit, chunk.setting.calendar.ends)
    person, condition = np.nonzero((people.onset < until[:, None]) & seen[:, None])
    return pa.table(
        {
            "person_number": pa.array(people.number[person]),
            "condition": coded(condition, conditions().names),
            "recorded_on": days(people.onset[person, condition]),
        }
    )


def _enrolments(chunk: Chunk) -> pa.Table:
    person = np.flatnonzero(chunk.enrolled < NEVER)
    return pa.table(
        {"person_number": pa.array(chunk.people.number[person]), "enrolled_on": days(chunk.enrolled[person])}
    )


def dirt_rows(counts: Counter[tuple[str, str, str]]) -> list[dict[str, object]]:
    """The counts of dirt as rows."""
    return [
        {"source": source, "table": table, "kind": kind, "count": count}
        for (source, table, kind), count in sorted(counts.items())
        if count
    ]
