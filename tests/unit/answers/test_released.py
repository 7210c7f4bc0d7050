"""A build without the people who have a national data opt-out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from joinedup.answers.published import Published, open_published
from joinedup.answers.released import Released, release
from joinedup.errors import JoinedupError
from tests.unit.answers.made_up_place import publish_made_up_place
from tests.unit.answers.tiny_build import publish

LEFT_OUT = "select person_id from person where opted_out"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Published]:
    place = publish_made_up_place(tmp_path_factory.mktemp("place"), people=120, opted_out=30)
    with open_published(place) as opened:
        yield opened


@pytest.fixture(scope="module")
def released(published: Published) -> Iterator[Released]:
    with release(published) as opened:
        yield opened


def only(published: Published, sql: str) -> float:
    return float(published.rows(sql)[0][0])


def test_a_table_with_a_row_a_person_loses_their_rows(published: Published, released: Released) -> None:
    assert released.left_out == 30
    assert only(published, "select count(*) as n from person") == 120
    assert only(released, "select count(*) as n from person") == 90
    assert only(released, "select min(person_id) as n from resident") == 31


def test_a_table_that_adds_people_up_is_made_again_without_them(
    published: Published, released: Released
) -> None:
    counted = "select sum(numerator) as n from measure_month where measure = 'emergency_admissions'"
    of_them = only(
        published,
        "select count(*) as n from contact inner join resident on resident.person_id = contact.person_id"
        f" where kind = 'admission' and contact.person_id in ({LEFT_OUT})",
    )
    assert of_them > 0
    assert only(released, counted) == only(published, counted) - of_them


def test_a_table_made_by_a_function_is_made_again_too(published: Published, released: Released) -> None:
    slopes = "select measure, slope from inequality order by measure, year_starts_on"
    assert released.rows(slopes) != published.rows(slopes)


def test_pairs_of_organisations_lose_the_people_they_shared(published: Published, released: Released) -> None:
    shared = "select sum(people) as n from shared_patients"
    assert 0 < only(released, shared) < only(published, shared)


def test_who_is_eligible_and_what_happened_to_them_leave_them_out_too(
    published: Published, released: Released
) -> None:
    for table in ("eligible_month", "eligible_person_month", "candidate_event"):
        of_them = only(published, f"select count(*) as n from {table} where person_id in ({LEFT_OUT})")
        assert of_them > 0, table
        rows = f"select count(*) as n from {table}"
        assert only(released, rows) == only(published, rows) - of_them, table


def test_measures_of_practices_are_made_again_without_them(published: Published, released: Released) -> None:
    years = "select sum(person_years) as n from practice_month where measure = 'deaths'"
    of_the_place = "select sum(denominator) as n from measure_month where measure = 'deaths'"
    assert only(released, years) < 0.8 * only(published, years)
    assert only(released, years) == pytest.approx(only(released, of_the_place))


def test_tables_that_count_no_people_are_as_published(published: Published, released: Released) -> None:
    rows = "select sum(rows_read) as n from source_file"
    assert only(released, rows) == only(published, rows)


def test_where_nobody_opted_out_everything_is_as_published(tmp_path: Path) -> None:
    everyone = "person_id | opted_out\n1 | false\n2 | false"
    with open_published(publish(tmp_path, {"person": everyone})) as published, release(published) as released:
        assert released.left_out == 0
        assert only(released, "select count(*) as n from person") == 2


def test_a_build_of_another_version_is_said_to_be_one(tmp_path: Path) -> None:
    tables = {"person": "person_id | opted_out\n1 | true", "inequality": "measure | slope\ndeaths | 1.5"}
    with (
        open_published(publish(tmp_path, tables)) as published,
        release(published) as released,
        pytest.raises(JoinedupError, match=r"another version of joinedup.*run `joinedup build`"),
    ):
        released.rows("select slope from inequality")
