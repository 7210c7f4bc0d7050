"""Opening what is published, and nothing else."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from joinedup.answers.published import NotInBuild, open_published
from joinedup.errors import JoinedupError
from tests.unit.answers.tiny_build import publish

PERIOD = """
    data_from  | data_until | data_ends_before
    2020-04-01 | 2023-03-31 | 2023-04-01
"""


def test_a_place_without_a_build_says_to_build(tmp_path: Path) -> None:
    with pytest.raises(JoinedupError, match="run `joinedup build`"):
        open_published(tmp_path)


def test_a_table_is_read_by_its_name(tmp_path: Path) -> None:
    with open_published(publish(tmp_path, {"place_period": PERIOD})) as published:
        assert published.period() == (date(2020, 4, 1), date(2023, 3, 31))
        assert published.arrays("select count(*) as n from place_period")["n"].tolist() == [1]


def test_a_table_the_build_does_not_have_is_named(tmp_path: Path) -> None:
    with open_published(publish(tmp_path, {"place_period": PERIOD})) as published:
        assert not published.has("place_period", "risk_score")
        with pytest.raises(NotInBuild, match="risk_score"):
            published.rows("select * from risk_score")


def test_only_questions_are_allowed(tmp_path: Path) -> None:
    with (
        open_published(publish(tmp_path, {"place_period": PERIOD})) as published,
        pytest.raises(JoinedupError, match="only be asked"),
    ):
        published.rows("create table mine as select * from place_period")


def test_a_build_published_meanwhile_is_not_mixed_in(tmp_path: Path) -> None:
    with open_published(publish(tmp_path, {"place_period": PERIOD})) as published:
        before = published.manifest_sha256
        later = json.loads((tmp_path / "build" / "manifest.json").read_text())
        later["tables"]["month"] = later["tables"]["place_period"]
        (tmp_path / "build" / "manifest.json").write_text(json.dumps(later))
        assert not published.has("month")
        assert published.manifest_sha256 == before
        assert open_published(tmp_path).manifest_sha256 != before


def test_a_build_that_is_gone_says_so(tmp_path: Path) -> None:
    with open_published(publish(tmp_path, {"place_period": PERIOD})) as published:
        shutil.rmtree(tmp_path / "build" / "tables")
        with pytest.raises(JoinedupError, match="no longer whole"):
            published.period()


def test_questions_that_differ_in_what_they_ask_for_alone_name_the_same_tables(tmp_path: Path) -> None:
    with open_published(publish(tmp_path, {"place_period": PERIOD})) as published:
        for words in ("date '2020-04-01'", "date '2021-04-01', date '2022-04-01'"):
            found = published.rows(
                f"select count(*) from place_period where data_from in ({words}) and 'it''s' <> 'from x'"
            )
            assert found == [(int("2020" in words),)]
        with pytest.raises(NotInBuild, match="risk_score"):
            published.rows("select 1 from risk_score where person_id in (1, 2, 3)")
