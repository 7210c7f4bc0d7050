"""What each command prints, on real folders."""

from __future__ import annotations

from pathlib import Path

import pytest

from joinedup.answers.checks.extracts import data_lines
from joinedup.answers.published import open_published
from joinedup.cli.catalogue import table_groups, table_named
from joinedup.cli.main import outcome
from joinedup.cli.place_key import key_of, path_of_key
from joinedup.errors import JoinedupError
from joinedup.place.person_columns import PERSON_COLUMNS
from tests.unit.answers.tiny_build import publish
from tests.unit.place.sound import SOUND as READABLE

# Its contract says who gets the savings, so that its terms are sound as well.
SOUND = READABLE.replace("cap = 0.10", "cap = 0.10, share = { RZZ1 = 1.0 }")

FILES = """
    file_id | source_name  | file       | status  | message            | rows_read | rows_kept | rows_set_aside | rows_replaced
    1       | RZZ1 hes-apc | data/1.csv | read    |                    | 1000      | 990       | 7              | 3
    2       | RZZ1 hes-apc | data/2.csv | refused | no column ADMIDATE | 0         | 0         | 0              | 0
"""
SET_ASIDE = """
    file_id | source_row | rule          | message
    1       | 4          | not-a-date    | ADMIDATE is not a date
    1       | 9          | not-a-date    | ADMIDATE is not a date
    1       | 5          | missing-value | EPIKEY is empty
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "seacombe"
    (folder / "data" / "rzz1" / "late").mkdir(parents=True)
    (folder / "place.toml").write_text(SOUND)
    for file in ("apc_1.csv", "late/apc_2.csv"):
        (folder / "data" / "rzz1" / file).write_text("")
    return folder


def test_a_new_place_is_sound_and_has_a_key_that_only_its_owner_may_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    key = tmp_path / "keys" / "seacombe.key"
    monkeypatch.setenv("JOINEDUP_KEY_FILE", str(key))
    assert outcome(["new", str(tmp_path / "seacombe")]) == 0
    assert key.stat().st_mode & 0o777 == 0o600
    assert outcome(["check", str(tmp_path / "seacombe")]) == 0
    assert "sound" in capsys.readouterr().out


def test_a_place_that_is_there_already_is_left_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("JOINEDUP_KEY_FILE", str(tmp_path / "key"))
    (tmp_path / "place.toml").write_text("mine")
    assert outcome(["new", str(tmp_path)]) == 1
    assert (tmp_path / "place.toml").read_text() == "mine"
    assert "left as it is" in capsys.readouterr().err


def test_a_key_that_is_there_already_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key = tmp_path / "key"
    key.write_text("ab" * 32)
    monkeypatch.setenv("JOINEDUP_KEY_FILE", str(key))
    assert outcome(["new", str(tmp_path / "seacombe")]) == 0
    assert key.read_text() == "ab" * 32


def test_check_prints_every_problem_of_the_place_file(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "place.toml").write_text(SOUND.replace("capacity", "capasity").replace("hes-apc", "hes-acp"))
    assert outcome(["check", str(place)]) == 1
    told = capsys.readouterr().err
    assert "care_models[1].capasity" in told
    assert "nearest   hes-apc" in told


def test_check_asks_for_files_that_are_not_there(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "data" / "rzz1" / "late" / "apc_2.csv").unlink()
    assert outcome(["check", str(place)]) == 1
    assert 'no file matches files = "data/rzz1/late/*.csv"' in capsys.readouterr().out


def test_check_tells_what_the_last_build_refused_and_set_aside(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    publish(place, {"source_file": FILES, "set_aside": SET_ASIDE})
    assert outcome(["check", str(place)]) == 1
    told = capsys.readouterr().out
    numbers = [
        line.split()[0]
        for line in told.splitlines()
        if line.startswith("   ") and line.split()[0][0].isdigit()
    ]
    assert numbers == ["1,000", "990", "7", "3", "2", "1"]
    assert "data/2.csv\n      no column ADMIDATE" in told
    assert told.index("not-a-date") < told.index("missing-value")
    assert "the place file has changed since the last build" in told


def test_a_build_that_read_every_file_is_done(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    publish(place, {"source_file": FILES.replace("refused", "read   "), "set_aside": SET_ASIDE})
    assert outcome(["check", str(place)]) == 0
    assert "refused" not in capsys.readouterr().out


def test_every_table_is_listed_with_its_grain(capsys: pytest.CaptureFixture[str]) -> None:
    assert outcome(["tables"]) == 0
    told = capsys.readouterr().out
    for tables in table_groups().values():
        for table in tables:
            assert f"  {table.name} " in told
            assert table.grain in told


def test_one_table_is_shown_with_who_makes_it_its_rule_and_its_columns(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert outcome(["tables", "resident"]) == 0
    told = capsys.readouterr().out
    assert "src/joinedup/population/resident.sql" in told
    assert "Who is in the population, decided here and nowhere else." in told
    for column in table_named("resident")[0].column_names:
        assert f"    {column} " in told


def test_a_table_that_does_not_exist_is_told_with_the_nearest() -> None:
    with pytest.raises(JoinedupError, match="did you mean resident"):
        table_named("residents")


def test_the_words_a_place_file_may_use_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert outcome(["tables", "--formats"]) == 0
    assert "hes-apc" in capsys.readouterr().out
    assert outcome(["tables", "--eligible"]) == 0
    told = capsys.readouterr().out
    assert all(column in told for column in PERSON_COLUMNS)
    assert outcome(["tables", "--measures"]) == 0
    assert "emergency_admissions" in capsys.readouterr().out


def test_explaining_a_person_before_anything_is_built_says_to_build(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert outcome(["explain", "a" * 26, str(place)]) == 1
    assert "joinedup build" in capsys.readouterr().err


def test_building_a_place_without_a_place_file_says_how_to_start_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert outcome(["build", str(tmp_path)]) == 1
    assert "joinedup new" in capsys.readouterr().err


def test_a_key_is_made_at_the_first_build_and_never_again(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JOINEDUP_KEY_FILE", str(place.parent / "keys" / "key"))
    assert key_of(place).fingerprint == key_of(place).fingerprint
    publish(place, {"source_file": FILES})
    path_of_key(place).unlink()
    with pytest.raises(JoinedupError, match="Put it back"):
        key_of(place)


def test_a_rehearsal_is_never_written_over_a_place(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert outcome(["rehearse", str(place), "--people", "10"]) == 1
    assert (place / "place.toml").read_text() == SOUND
    assert "name another folder" in capsys.readouterr().err


def test_the_place_file_of_a_rehearsal_is_sound(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert outcome(["rehearse", str(tmp_path / "made-up"), "--people", "200", "--years", "1"]) == 0
    assert outcome(["check", str(tmp_path / "made-up")]) == 0
    assert "nothing is built yet" in capsys.readouterr().out


def test_check_names_caseloads_of_care_models_that_the_place_file_does_not_have(place: Path) -> None:
    enrolment = """
        person_id | care_model   | joined_on
        1         | Hubs         | 2023-05-01
        1         | Falls clinic | 2023-05-01
        2         | Falls clinic | 2023-05-02
    """
    models = "care_model | starts_on  | capacity | eligible\nHubs | 2023-04-01 | 1200 | age >= 18"
    tables = {"source_file": FILES, "set_aside": SET_ASIDE, "enrolment": enrolment, "care_model": models}
    with open_published(publish(place, tables)) as published:
        told = "\n".join(data_lines(published, []))
    assert "2  Falls clinic\n                add a [[care_models]] of this name" in told
    assert "  Hubs\n" not in told
