"""What the name of a file tells, in which order files stand, and which of them count."""

from __future__ import annotations

from pathlib import Path, PurePath

import pytest

from joinedup.sources.admission import Landing, admit
from joinedup.sources.file_names import natural, read_name
from joinedup.sources.fingerprints import as_plain, fingerprints, from_plain
from joinedup.sources.layout import known_formats
from joinedup.sources.plan import PlannedFile, plan_sources
from tests.support.source_runner import a_place

TABLES = ("apc", "OBSERVATION", "OBSERVATION_PERIOD", "CYP201CareContact")


@pytest.mark.parametrize(
    ("name", "table", "period"),
    [
        ("apc_2023.csv", "apc", "2023"),
        ("apc_2023-04.csv.gz", "apc", "2023-04"),
        ("apc_2023-04-01.parquet", "apc", "2023-04-01"),
        ("APC_202304.csv", "apc", "2023-04"),
        ("artificial_hes_apc_0102_truncated.csv", "apc", None),
        ("landscapc_2023.csv", None, "2023"),
        ("observation_period.csv", "OBSERVATION_PERIOD", None),
        ("OBSERVATION.csv", "OBSERVATION", None),
        ("L82023_cyp201carecontact_2016_2019.csv", "CYP201CareContact", "2016"),
        ("notes.txt", None, None),
    ],
)
def test_the_name_tells_the_table_and_the_period(name: str, table: str | None, period: str | None) -> None:
    said = read_name(PurePath(name), TABLES)
    assert (said.table, said.period) == (table, period)


def test_numbers_in_names_count_as_numbers() -> None:
    assert sorted(["f10", "f9", "f"], key=natural) == ["f", "f9", "f10"]


def standing(*names: str, refused: str = "", hashes: dict[str, str] | None = None) -> dict[str, str]:
    files = [
        PlannedFile(n, Path(name), name, read_name(PurePath(name), TABLES)) for n, name in enumerate(names)
    ]
    landings = {f.file_id: Landing(3, {}, "bad" if f.name == refused else None) for f in files}
    verdicts = admit(files, landings, {f.file_id: (hashes or {}).get(f.name, f.name) for f in files})
    return {f.name: verdicts[f.file_id].status for f in files}


def test_the_name_that_sorts_last_stands_for_its_table_and_period() -> None:
    found = standing(
        "apc_2023-04.csv", "apc_2023-04_resent.csv", "apc_2023-04_resent2.csv", "apc_2023-05.csv"
    )
    assert list(found.values()) == ["replaced", "replaced", "read", "read"]


def test_files_of_other_practices_and_numbered_parts_do_not_replace_each_other() -> None:
    names = ("L81001_apc_2023.csv", "L81002_apc_2023.csv", "a/apc_2023.csv", "b/apc_2023.csv")
    parts = ("apc_2024_part1.csv", "apc_2024_part2.csv", "apc_2024_part2_resent.csv")
    assert list(standing(*names).values()) == ["read"] * 4
    assert list(standing(*parts).values()) == ["read", "replaced", "read"]


def test_files_without_a_period_do_not_replace_each_other() -> None:
    assert set(standing("apc.csv", "apc_new.csv").values()) == {"read"}


def test_a_refused_file_replaces_none_and_the_first_of_equal_files_stands() -> None:
    later = "apc_2023-04_resent.csv"
    assert standing("apc_2023-04.csv", later, refused=later) == {"apc_2023-04.csv": "read", later: "refused"}
    same = standing("apc_1.csv", "apc_2.csv", hashes={"apc_1.csv": "x", "apc_2.csv": "x"})
    assert list(same.values()) == ["read", "replaced"]


def test_files_are_numbered_by_source_and_period_and_found_once(tmp_path: Path) -> None:
    for name in ("apc_2023-10.csv", "apc_2023-09.csv", "op.csv", ".apc_hidden.csv"):
        (tmp_path / name).write_text("x")
    sources = [
        {"organisation": "RZZ1", "format": "hes-apc", "files": ["apc*.csv", "apc_2023-10.csv"]},
        {"organisation": "RZZ1", "format": "hes-op", "files": str(tmp_path / "op.csv")},
    ]
    plan = plan_sources(a_place(*sources), tmp_path, known_formats())
    assert [(f.file_id, f.name) for s in plan.sources for f in s.files] == [
        (1_000_001, "apc_2023-09.csv"),
        (1_000_002, "apc_2023-10.csv"),
        (2_000_001, "op.csv"),
    ]


def test_a_file_that_looks_the_same_is_not_hashed_again(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("one")
    first = fingerprints([path], {})
    again = from_plain(as_plain(first))
    assert fingerprints([path], again) == first
    known = {path: again[path].__class__(**{**as_plain(first)[str(path)], "sha256": "believed"})}
    assert fingerprints([path], known)[path].sha256 == "believed"
    path.write_text("two!")
    assert fingerprints([path], known)[path].sha256 not in ("believed", first[path].sha256)
