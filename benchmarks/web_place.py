"""A place for the web application's benchmarks: 100,000 people, and two care models with more than 5,000 people on their caseloads.

    python -m benchmarks.web_place FOLDER [--people 100000]

It is the rehearsal place (`joinedup rehearse`) with a second care model whose list the council's neighbourhood teams would keep:
people of 65 and over, drawn from the practices' own extract. Built, registered and evaluated as at a terminal. A folder that
holds a published build is left as it is.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import duckdb

CARE_MODEL = "Complex care hubs"
SECOND = "Healthy ageing hubs"
ON_ITS_LIST = 5_200
_LIST = "data/l81001_ageing/caseload_2024-03-31.parquet"
_ADDED = f"""
[[sources]]
name = "List of the healthy ageing hubs"
organisation = "L81001"
format = "caseload"
files = "{_LIST}"

[[care_models]]
name = "{SECOND}"
kind = "pacs"
starts_on = 2022-04-01
eligible = "age >= 65"
capacity = 6_000
primary_care_lead = "L81001"
"""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--people", type=int, default=100_000)
    chosen = parser.parse_args()
    made(chosen.folder.resolve(), chosen.people)


def made(folder: Path, people: int = 100_000) -> Path:
    """The place in a folder, made there unless it is there already."""
    if (folder / "build" / "manifest.json").exists():
        return folder
    joinedup(folder, "rehearse", str(folder), "--people", str(people), "--format", "parquet")
    _second_care_model(folder, ON_ITS_LIST * people // 100_000)
    joinedup(folder, "build", str(folder), "--quiet")
    joinedup(folder, "register", CARE_MODEL, str(folder), "--by", "a benchmark")
    joinedup(folder, "evaluate", CARE_MODEL, str(folder), "--by", "a benchmark", "--quiet")
    return folder


def surroundings(folder: Path, **further: str) -> dict[str, str]:
    """The environment in which the place is built and served: its key is kept beside the folder."""
    key = folder.with_name(f"{folder.name}_key")
    own = {
        "JOINEDUP_PLACE": str(folder),
        "JOINEDUP_KEY_FILE": str(key),
        "JOINEDUP_INSECURE": "1",
        "DJANGO_SETTINGS_MODULE": "joinedup.web.settings",
    }
    return {**os.environ, **own, **further}


def joinedup(folder: Path, *words: str) -> None:
    """One command, as typed at a terminal."""
    run(folder, [sys.executable, "-m", "joinedup", *words])


def run(folder: Path, words: Sequence[str], **further: str) -> None:
    subprocess.run(words, env=surroundings(folder, **further), check=True)


def _second_care_model(folder: Path, people: int) -> None:
    """A list of people of 65 and over who are registered with a practice, and the care model it is of in the place file."""
    file = folder / "place.toml"
    file.write_text(file.read_text("utf-8") + _ADDED, encoding="utf-8")
    target = folder / _LIST
    target.parent.mkdir()
    patients = folder / "data" / "qzz" / "patients_2024-03-31.parquet"
    duckdb.sql(
        f"""copy (
            select 'A' || patient_id as "LocalPatientId", nhs_number as "NHSNumber", birth_date as "PersonBirthDate",
                given_name as "GivenName", family_name as "FamilyName", postcode as "Postcode", '{SECOND}' as "CareModel",
                date '2022-04-01' + cast(patient_id % 700 as integer) as "JoinedOn", cast(null as date) as "LeftOn"
            from '{patients}'
            where birth_date < date '1957-04-01' and registration_start < date '2022-01-01'
                and registration_end is null and death_date is null and length(nhs_number) = 10
            order by hash(patient_id) limit {people}
        ) to '{target}' (format parquet)"""
    )


if __name__ == "__main__":
    main()
