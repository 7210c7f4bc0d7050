"""The second yardstick: what an analyst would otherwise do, with pandas on a tenth of the people: yearly features,
Charlson scores and a segment by the number of conditions. Run as a whole process:
`python -m benchmarks.pandas_yardstick PLACE`. It trusts its input: no checks, no matching, no costs, no measures."""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd

from joinedup.reference.lookup import reference_columns


def read(place: Path, words: str, columns: list[str]) -> pd.DataFrame:
    """The named columns of every extract whose file name has the words."""
    files = sorted(f for f in (place / "data").rglob("*.parquet") if words in f.name)
    return pd.concat([pd.read_parquet(file, columns=columns) for file in files], ignore_index=True)


def features(place: Path) -> pd.DataFrame:
    """Person by year: how often each kind of contact happened."""
    kinds = {
        "consultations": ("patient_id", "consultation_date"),
        "prescriptions": ("patient_id", "issue_date"),
        "CYP201CareContact": ("LocalPatientId", "CareContDate"),
        "MHS201CareContact": ("LocalPatientId", "CareContDate"),
        "ae_2": ("LOPATID", "ARRIVALDATE"),
        "op_2": ("LOPATID", "APPTDATE"),
        "apc_2": ("LOPATID", "ADMIDATE"),
    }
    counted = []
    for words, (person, day) in kinds.items():
        rows = read(place, words, [person, day])
        year = pd.to_datetime(rows[day], errors="coerce").dt.year
        counts = rows.groupby([rows[person].astype("string"), year]).size()
        counted.append(counts.rename_axis(["person", "year"]).rename(words))
    return pd.concat(counted, axis=1).fillna(0)


def charlson(place: Path) -> pd.Series:
    """Charlson score per hospital number, from every diagnosis of every episode."""
    diagnoses = [f"DIAG_4_{n:02d}" for n in range(1, 21)]
    rows = read(place, "apc_2", ["LOPATID", *diagnoses])
    long = rows.melt(id_vars="LOPATID", value_name="code")[["LOPATID", "code"]].dropna()
    codes = pd.DataFrame(dict(reference_columns("condition_code")))
    codes = codes[codes["code_list"] == "charlson"]
    found = []
    for length in sorted(codes["code"].str.len().unique()):
        prefixes = codes[codes["code"].str.len() == length]
        joined = long.assign(code=long["code"].str[:length]).merge(prefixes, on="code")
        found.append(joined[["LOPATID", "condition"]])
    pairs = pd.concat(found).drop_duplicates()
    weights = pd.DataFrame(dict(reference_columns("score_weight")))
    weighted = pairs.merge(weights[weights["score"] == "charlson"], on="condition")
    return weighted.groupby("LOPATID")["weight"].sum()


def segments(place: Path) -> pd.Series:
    """A segment per patient by the number of different problems in the GP record."""
    problems = read(place, "problems", ["patient_id", "snomed_code"]).drop_duplicates()
    return pd.cut(problems.groupby("patient_id").size(), [0, 1, 2, 4, 100], labels=["1", "2", "3-4", "5+"])


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    print(
        len(features(folder)),
        "person-years,",
        len(charlson(folder)),
        "scores,",
        len(segments(folder)),
        "segments",
    )
