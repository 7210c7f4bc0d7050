"""Reads a made-up place as its extracts say, each event with the true person."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet

from joinedup.rehearsal import TruthSummary
from joinedup.rehearsal.figures import SEGMENTS, SETTINGS, figures


@dataclass(frozen=True)
class Written:
    folder: Path
    summary: TruthSummary

    def extract(self, pattern: str, columns: list[str] | None = None, without: str = "!") -> pa.Table:
        """Every row of the files that match, blank columns and all."""
        files = [file for file in sorted((self.folder / "data").glob(pattern)) if without not in file.name]
        assert files, f"no file is written for {pattern}"
        return pa.concat_tables((_read(file, columns) for file in files), promote_options="permissive")

    def truth(self, name: str) -> pa.Table:
        return pa.parquet.read_table(self.folder / "truth" / f"{name}.parquet")

    def dirt(self, source: str, table: str, kind: str) -> int:
        """How often a kind of dirt is in a table, as the truth says."""
        wanted = {"source": source, "table": table, "kind": kind}
        found = [row["count"] for row in self.summary.dirt if {key: row[key] for key in wanted} == wanted]
        return int(str(found[0])) if found else 0

    def persons(self, source: str, keys: pa.ChunkedArray) -> np.ndarray:
        """The true person of each local key; 0 where the truth knows none."""
        table = self.truth("person_key")
        table = table.filter(pc.equal(table["source_name"], source))
        at = pc.index_in(keys.cast(pa.string()), table["local_person_key"]).to_numpy(zero_copy_only=False)
        numbers = np.r_[table["person_number"].to_numpy(), 0]
        return numbers[np.where(np.isnan(at), len(numbers) - 1, at).astype(int)]

    @cached_property
    def events(self) -> list[tuple[str, np.ndarray, np.ndarray, np.ndarray]]:
        """Setting, person, day and pounds of every contact or item as sent, each row key once, attended only."""
        pounds, found = figures().pounds, []
        for setting, source, pattern, key, person, day, attended in _TABLES:
            columns = [c for c in (key, person, day, attended and attended[0]) if c]
            rows = self.extract(pattern, columns, without="_2022." if pattern == "rzz2/ae_*" else "_again")
            rows = rows.take(pa.array(np.unique(rows[key].to_numpy(), return_index=True)[1]))
            if attended:
                rows = rows.filter(pc.is_in(rows[attended[0]].cast(pa.string()), pa.array(attended[1])))
            price = np.full(len(rows), pounds[setting])
            found.append((setting, self.persons(source, rows[person]), _days(rows[day]), price))
        return [*found, *(_stays(self, trust) for trust in ("RZZ1", "RZZ2"))]

    @cached_property
    def years(self) -> PersonYears:
        """Everybody in every year, from the truth."""
        rows = self.truth("segment")
        people = self.truth("person")
        at = pc.index_in(rows["person_number"], people["person_number"]).to_numpy()
        start = _days(rows["as_of"])
        segment = pc.index_in(rows["segment"].cast(pa.string()), pa.array([*SEGMENTS, "child"])).to_numpy()
        return PersonYears(
            number=rows["person_number"].to_numpy(),
            start=start,
            segment=segment,
            age=rows["age"].to_numpy(),
            male=(np.array(people["sex"].cast(pa.string()).to_pylist()) == "male")[at],
            quintile=people["deprivation_quintile"].to_numpy()[at] - 1,
            length=rows["person_years"].to_numpy(),
        )

    def tally(self, person: np.ndarray, day: np.ndarray, weight: np.ndarray) -> np.ndarray:
        """The sum of weights over the events of each person-year."""
        total = np.zeros(len(self.years.number))
        for start in np.unique(self.years.start):
            of_year = np.flatnonzero(self.years.start == start)
            inside = (day >= start) & (day < start + 365) & (person > 0)
            sums = np.bincount(person[inside], weight[inside], self.years.number.max() + 1)
            total[of_year] = sums[self.years.number[of_year]]
        return total


@dataclass(frozen=True)
class PersonYears:
    number: np.ndarray
    start: np.ndarray
    segment: np.ndarray
    age: np.ndarray
    male: np.ndarray
    quintile: np.ndarray
    length: np.ndarray


# Setting, source, files, row key, person, day, and which codes mean that the person came.
_GP, _COMMUNITY, _MIND = "General practice extract", "Community services", "Mental health services"
_ED, _OP = "emergency department", "outpatients"
_SEEN = ["5", "6"]
_Attended = tuple[str, list[str]] | None
_TABLES: tuple[tuple[str, str, str, str, str, str, _Attended], ...] = (
    (
        SETTINGS[0],
        _GP,
        "qzz/consultations_*",
        "consultation_id",
        "patient_id",
        "consultation_date",
        ("status", ["attended"]),
    ),
    (SETTINGS[1], _GP, "qzz/prescriptions_*", "prescription_id", "patient_id", "issue_date", None),
    (SETTINGS[2], f"RZZ1 {_ED}", "rzz1/ae_*", "AEKEY", "LOPATID", "ARRIVALDATE", None),
    (SETTINGS[2], f"RZZ2 {_ED}", "rzz2/ae_*", "AEKEY", "LOPATID", "ARRIVALDATE", None),
    (SETTINGS[4], f"RZZ1 {_OP}", "rzz1/op_*", "ATTENDKEY", "LOPATID", "APPTDATE", ("ATTENDED", _SEEN)),
    (SETTINGS[4], f"RZZ2 {_OP}", "rzz2/op_*", "ATTENDKEY", "LOPATID", "APPTDATE", ("ATTENDED", _SEEN)),
    (
        SETTINGS[5],
        _COMMUNITY,
        "rzz3/CYP201*",
        "CareContactId",
        "LocalPatientId",
        "CareContDate",
        ("AttendOrNot", _SEEN),
    ),
    (
        SETTINGS[6],
        _MIND,
        "rzz4/MHS201*",
        "UniqCareContID",
        "LocalPatientId",
        "CareContDate",
        ("AttendOrDNACode", _SEEN),
    ),
    (
        SETTINGS[7],
        _MIND,
        "rzz4/MHS501*",
        "UniqHospProvSpellID",
        "LocalPatientId",
        "StartDateHospProvSpell",
        None,
    ),
)


def _stays(written: Written, trust: str) -> tuple[str, np.ndarray, np.ndarray, np.ndarray]:
    """Stays in hospital with the price of their kind and length."""
    columns = ["PROVSPNO", "LOPATID", "ADMIDATE", "ADMIMETH", "CLASSPAT", "SPELDUR"]
    rows = written.extract(f"{trust.lower()}/apc_*", columns).sort_by("SPELDUR")
    rows = rows.take(pa.array(np.unique(rows["PROVSPNO"].to_numpy(), return_index=True)[1]))
    pounds = figures().pounds
    long = rows["SPELDUR"].fill_null(9).to_numpy() >= 2
    planned = pc.starts_with(rows["ADMIMETH"].cast(pa.string()), "1").to_numpy(zero_copy_only=False)
    day_case = pc.equal(rows["CLASSPAT"].cast(pa.string()), "2").to_numpy(zero_copy_only=False)
    price = np.where(long, pounds["long_stay"], pounds["short_stay"])
    price = np.select([day_case, planned], [pounds["day_case"], pounds["elective"]], price)
    person = written.persons(f"{trust} admitted care", rows["LOPATID"])
    return "inpatient", person, _days(rows["ADMIDATE"]), price


def _read(file: Path, columns: list[str] | None) -> pa.Table:
    if file.suffix == ".parquet":
        return pa.parquet.read_table(file, columns=columns)
    found = pa.csv.read_csv(file)
    return found.select(columns) if columns else found


def _days(dates: pa.ChunkedArray) -> np.ndarray:
    return dates.cast(pa.int32()).fill_null(-(10**6)).to_numpy()
