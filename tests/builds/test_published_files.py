"""Files that others published, in their real layouts, each built into a population with reconciled counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builds.places import Built, build_place, place_file

SEEN = 'counted = "seen"'
REGISTERED = 'counted = "registered"\nregistered_with = "any-practice"'

PUBLISHED = {
    "omop": ("omop", "omop/synthea_1130/*", "2009-01-01", "2018-12-31", REGISTERED),
    "fhir": ("fhir", "fhir/*.ndjson", "2010-01-01", "2021-12-31", REGISTERED),
    "hes-apc": ("hes-apc", "hes/artificial_hes_apc_*.csv", "2001-04-01", "2002-03-31", REGISTERED),
    "hes-op": ("hes-op", "hes/artificial_hes_op_*.csv", "2003-04-01", "2004-03-31", REGISTERED),
    "hes-ae": ("hes-ae", "hes/artificial_hes_ae_*.csv", "2007-04-01", "2008-03-31", REGISTERED),
    "hes-apc counted as seen": ("hes-apc", "hes/artificial_hes_apc_*.csv", "2001-04-01", "2002-03-31", SEEN),
}


@pytest.fixture(params=list(PUBLISHED))
def built(request: pytest.FixtureRequest, shared_data: Path, tmp_path: Path) -> Built:
    name, files, data_from, data_until, population = PUBLISHED[request.param]
    (tmp_path / "data").symlink_to(shared_data)
    text = place_file(
        "RZZ1", name, f"data/{files}", data_from=data_from, data_until=data_until, population=population
    )
    (tmp_path / "place.toml").write_text(text)
    return build_place(tmp_path)


def test_the_published_files_give_a_population_with_reconciled_counts(built: Built) -> None:
    files = built.rows(
        "select status, rows_read, rows_kept + rows_set_aside + rows_replaced, rows_kept from source_file"
    )
    assert [row for row in files if row[0] != "read"] == []
    assert [row for row in files if row[1] != row[2]] == []
    assert sum(row[3] for row in files) > 0.9 * sum(row[1] for row in files)
    ((residents,),) = built.rows("select count(distinct person_id) from resident")
    ((people,),) = built.rows("select count(*) from person")
    assert 0 < residents <= people
    assert built.rows("select count(*) from resident where reason is null") == [(0,)]
    assert built.rows("select sum(days) > 0 from resident_month") == [(True,)]
