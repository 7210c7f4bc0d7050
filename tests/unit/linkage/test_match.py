"""The step that turns identities into people, on tiny tables."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from joinedup.engine.duckdb import DuckDBEngine
from joinedup.engine.interface import Engine
from joinedup.engine.steps import Workbench
from joinedup.linkage.keys import PlaceKey
from joinedup.linkage.match import IdentitySource, identity_step
from joinedup.linkage.match_model import read_match_model
from joinedup.linkage.pseudonyms import pseudonym
from joinedup.linkage.vault import open_identity
from joinedup.linkage.vault_rows import write_vault_of
from joinedup.records.tables import IDENTITY, PERSON, PERSON_KEY
from tests.support.tiny_tables import arrays_of

KEY = PlaceKey(bytes(range(32)))
MODEL = read_match_model()
SOURCES = (
    IdentitySource(1, "RZZ1", "hes-apc"),
    IdentitySource(2, "L81001", "gp"),
    IdentitySource(3, "RCC", "community"),
)


@dataclass
class Linked:
    """The tables of one run, readable by SQL."""

    engine: Engine

    def person_of(self, source_number: int, key: str) -> int:
        return int(
            self.rows(
                f"select person_id from person_key where source_number = {source_number} and local_person_key = '{key}'"
            )[0][0]
        )

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return self.engine.rows(sql)


def link(folder: Path, identity: str, *, matching: bool = True) -> Linked:
    engine = DuckDBEngine(threads=2)
    engine.attach_columns("identity", arrays_of(identity, IDENTITY), IDENTITY)
    step = identity_step(KEY, SOURCES, MODEL, matching=matching)
    shapes = {table.name: table for table in step.tables}
    step.run(Workbench(engine, {name: folder / name for name in shapes}, shapes))
    for name in shapes:
        engine.attach(name, [folder / name])
    return Linked(engine)


def test_the_records_tables_are_those_that_the_records_promise() -> None:
    made = {table.name: table for table in identity_step(KEY, SOURCES, MODEL).tables}
    for promised in (PERSON, PERSON_KEY):
        assert made[promised.name].columns == promised.columns
        assert made[promised.name].identifiable == promised.identifiable


def test_keys_with_one_valid_number_are_one_person_however_it_is_written(tmp_path: Path) -> None:
    linked = link(
        tmp_path,
        """
        source_number | local_person_key | nhs_number
        1             | H1               | 943 476 5919
        2             | P1               | 9434765919
        3             | C1               | 943-476-5919
        """,
    )
    assert linked.rows("select count(*) from person") == [(1,)]
    assert linked.rows("select pseudonym from person") == [(pseudonym(KEY.for_pseudonyms, "nhs:9434765919"),)]


def test_two_valid_numbers_are_two_people_even_when_all_else_agrees(tmp_path: Path) -> None:
    linked = link(
        tmp_path,
        """
        source_number | local_person_key | nhs_number | given_name | family_name | birth_date | postcode
        1             | H1               | 9434765919 | Ann        | Lee         | 1950-01-02 | LS1 1AA
        2             | P1               | 9434765870 | Ann        | Lee         | 1950-01-02 | LS1 1AA
        3             | C1               |            | Ann        | Lee         | 1950-01-02 | LS1 1AA
        """,
    )
    assert linked.person_of(1, "H1") != linked.person_of(2, "P1")
    assert linked.person_of(3, "C1") not in (linked.person_of(1, "H1"), linked.person_of(2, "P1"))
    assert linked.rows("select left_ambiguous from link_quality where source_number = 3") == [(1,)]


def test_a_key_without_a_valid_number_joins_the_person_its_details_fit(tmp_path: Path) -> None:
    linked = link(
        tmp_path,
        """
        source_number | local_person_key | nhs_number | given_name | family_name | birth_date | postcode | sex
        2             | P1               | 9434765919 | Annabel    | Leefield    | 1950-01-02 | LS1 1AA  | female
        2             | P2               | 9434765870 | Robert     | Brandt      | 1971-07-30 | LS6 2BB  | male
        1             | H1               |            | ANNABEL    | Leefield    | 1950-01-02 | ls11aa   | female
        3             | C1               | 9434765878 | Robert     | Brant       | 1971-07-30 | LS6 2BB  | male
        3             | C2               |            | Zygmunt    | Nowak       | 1988-03-03 | LS9 9ZZ  | male
        """,
    )
    assert linked.person_of(1, "H1") == linked.person_of(2, "P1")
    assert linked.person_of(3, "C1") == linked.person_of(2, "P2")
    assert linked.rows("select count(*) from person") == [(3,)]
    quality = "select keys, with_valid_number, with_wrong_number, without_number, joined_by_matching, left_alone from link_quality"
    assert linked.rows(f"{quality} order by source_number") == [
        (1, 0, 0, 1, 1, 0),
        (2, 2, 0, 0, 0, 0),
        (2, 0, 1, 1, 1, 1),
    ]
    assert linked.rows(
        "select count(*) from match_pair where person_id = other_person_id and probability > 0.95"
    ) == [(2,)]
    assert linked.rows("select distinct measured_on from match_weight") == [
        ("the model's file: too few records to measure",)
    ]


def test_two_keys_without_numbers_can_be_one_person(tmp_path: Path) -> None:
    linked = link(
        tmp_path,
        """
        source_number | local_person_key | nhs_number | given_name | family_name | birth_date | postcode | sex
        1             | H1               |            | Annabel    | Leefield    | 1950-01-02 | LS1 1AA  | female
        3             | C1               | 0000000000 | Annabel    | Leefield    | 1950-01-02 | LS1 1AA  | female
        3             | C2               |            | Norbert    | Leefield    | 1950-01-02 | LS1 1AA  | male
        """,
    )
    assert linked.person_of(1, "H1") == linked.person_of(3, "C1")
    assert linked.person_of(3, "C2") != linked.person_of(3, "C1")
    expected = pseudonym(KEY.for_pseudonyms, "local:RZZ1 hes-apc:H1")
    assert linked.rows(f"select pseudonym from person where person_id = {linked.person_of(1, 'H1')}") == [
        (expected,)
    ]


def test_keys_without_any_details_are_people_by_themselves_and_need_no_splink(tmp_path: Path) -> None:
    linked = link(tmp_path, "source_number | local_person_key\n1 | 11\n1 | 12\n3 | 11")
    assert linked.rows(
        "select count(distinct person_id), min(person_id), max(person_id) from person_key"
    ) == [(3, 1, 3)]
    assert linked.rows("select count(*) from match_weight") == [(0,)]


def test_matching_can_be_left_out(tmp_path: Path) -> None:
    identity = """
        source_number | local_person_key | nhs_number | given_name | family_name | birth_date | postcode
        2             | P1               | 9434765919 | Annabel    | Leefield    | 1950-01-02 | LS1 1AA
        1             | H1               |            | Annabel    | Leefield    | 1950-01-02 | LS1 1AA
        """
    assert link(tmp_path, identity, matching=False).rows("select count(*) from person") == [(2,)]


def test_people_are_numbered_in_the_order_of_their_pseudonyms(tmp_path: Path) -> None:
    linked = link(tmp_path, "source_number | local_person_key\n" + "\n".join(f"1 | K{n}" for n in range(50)))
    rows = linked.rows("select person_id, pseudonym from person order by person_id")
    assert [row[0] for row in rows] == list(range(1, 51))
    assert [row[1] for row in rows] == sorted(row[1] for row in rows)


def test_a_person_takes_each_detail_from_the_source_most_to_be_trusted(tmp_path: Path) -> None:
    linked = link(
        tmp_path,
        """
        source_number | local_person_key | nhs_number | birth_date | sex     | died_on    | ethnicity | opted_out | last_seen_on
        1             | H1               | 9434765919 | 1950-03-02 | male    | 2023-05-01 | black     | no        | 2023-06-01
        2             | P1               | 9434765919 | 1950-01-02 | female  |            | white     |           | 2022-01-01
        2             | P2               | 9434765919 | 1801-01-01 | unknown | 2023-05-02 | unknown   | yes       | 2022-06-01
        3             | C1               | 9434765919 | 1950-03-02 | male    | 1900-05-01 | unknown   | no        | 2023-07-01
        """,
    )
    person = (
        "select sex, cast(birth_month as varchar), cast(died_on as varchar), ethnicity, opted_out from person"
    )
    assert linked.rows(person) == [("female", "1950-01-01", "2023-05-01", "black", True)]


def test_a_person_nobody_knows_anything_about_is_unknown(tmp_path: Path) -> None:
    linked = link(tmp_path, "source_number | local_person_key | sex\n1 | H1 | unknown")
    assert linked.rows("select sex, birth_month, died_on, ethnicity, opted_out from person") == [
        ("unknown", None, None, "unknown", False)
    ]


def test_a_number_whose_details_flatly_disagree_is_kept_and_counted(tmp_path: Path) -> None:
    linked = link(
        tmp_path,
        """
        source_number | local_person_key | nhs_number | given_name | family_name | birth_date
        2             | P1               | 9434765919 | Annabel    | Leefield    | 1950-01-02
        1             | H1               | 9434765919 | Norbert    | Brandt      | 1988-05-05
        3             | C1               | 9434765919 | Anabel     | Married     | 1950-01-02
        """,
    )
    assert linked.rows("select count(*) from person") == [(1,)]
    assert linked.rows("select numbers_in_doubt from link_quality order by source_number") == [
        (1,),
        (0,),
        (0,),
    ]


def test_the_vault_of_a_build_leads_back_to_the_record_most_trusted(tmp_path: Path) -> None:
    linked = link(
        tmp_path,
        """
        source_number | local_person_key | nhs_number | given_name | family_name | birth_date | postcode | last_seen_on
        1             | H1               | 9434765919 | Anne       | Lea         | 1950-01-02 | LS1 1AB  | 2023-06-01
        2             | P1               | 9434765919 | Ann        | Lee         | 1950-01-02 | LS1 1AA  | 2022-01-01
        3             | C1               |            |            |             |            |          |
        """,
    )
    path = tmp_path / "vault"
    assert write_vault_of(linked.engine, path, KEY.for_vault, SOURCES, MODEL) == 2
    found = open_identity(path, KEY.for_vault, pseudonym(KEY.for_pseudonyms, "nhs:9434765919"))
    assert (found.nhs_number, found.given_name, found.family_name, found.postcode) == (
        "9434765919",
        "Ann",
        "Lee",
        "LS1 1AA",
    )
    assert found.local_keys == (("L81001 gp", "P1"), ("RZZ1 hes-apc", "H1"))
    alone = open_identity(path, KEY.for_vault, pseudonym(KEY.for_pseudonyms, "local:RCC community:C1"))
    assert (alone.nhs_number, alone.local_keys) == (None, (("RCC community", "C1"),))


VALID = ["9434765919", "9434765870", "4010232137"]
ROW = st.tuples(
    st.integers(1, 3),
    st.sampled_from([*VALID, *VALID, "", "9434765910"]),
    st.sampled_from(["Ann", "Annabel", ""]),
    st.sampled_from(["Lee", "Leefield"]),
    st.sampled_from(["1950-01-02", "1950-02-01"]),
)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=st.lists(ROW, min_size=1, max_size=12))
def test_whatever_the_details_say_a_person_never_holds_two_valid_numbers(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[int, str, str, str, str]]
) -> None:
    lines = [
        f"{source} | K{n} | {number} | {given} | {family} | {born} | LS1 1AA"
        for n, (source, number, given, family, born) in enumerate(rows)
    ]
    head = "source_number | local_person_key | nhs_number | given_name | family_name | birth_date | postcode"
    linked = link(tmp_path_factory.mktemp("linked"), "\n".join([head, *lines]))
    held: dict[int, set[str]] = {}
    for n, (source, number, *_) in enumerate(rows):
        if number in VALID:
            held.setdefault(linked.person_of(source, f"K{n}"), set()).add(number)
    assert all(len(numbers) == 1 for numbers in held.values())
    assert len(held) == len({number for _, number, *_ in rows if number in VALID})
