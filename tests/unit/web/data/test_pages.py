"""What the analyst sees of the data."""

from __future__ import annotations

import csv
import json
import re
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest


def read(client: Any, address: str, **asked: str) -> str:
    answer = client.get(address, asked)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_every_source_is_shown_with_its_rows_and_its_last_day(analyst: Any, served: Path) -> None:
    page = read(analyst, "/data/")
    manifest = json.loads((served / "build" / "manifest.json").read_text(encoding="utf-8"))
    for name in {file["source_name"] for file in manifest["inputs"]}:
        assert escape(name) in page
    read_rows = sum(
        file["rows_read"] or 0
        for file in manifest["inputs"]
        if file["source_name"] == "General practice extract"
    )
    assert f"{read_rows:,}" in page


def test_a_source_far_behind_is_marked_and_comes_first() -> None:
    from datetime import date
    from types import SimpleNamespace

    from joinedup.web.data.presenters import shown_sources

    def file(name: str, last: str | None) -> dict[str, Any]:
        rows = {"rows_read": 3, "rows_kept": 2, "rows_set_aside": 1, "rows_replaced": None}
        return {"source_name": name, "organisation_code": "X", "status": "read", "last_day": last} | rows

    place: Any = SimpleNamespace(organisations=(), place=SimpleNamespace(data_until=date(2024, 3, 31)))
    files = [
        file("new", "2024-03-31"),
        file("old", "2023-03-01"),
        file("old", "2023-04-01"),
        file("late", "2024-03-30"),
    ]
    shown = shown_sources(files, place)
    assert [(source.name, source.age, source.is_late) for source in shown] == [
        ("old", "365 days behind", True),
        ("late", "1 day behind", False),
        ("new", "On time", False),
    ]
    assert (shown[0].files, shown[0].read, shown[0].set_aside, shown[0].replaced) == ("2", "6", "2", "0")


def test_every_rule_that_rows_broke_has_examples_by_file_and_row(analyst: Any) -> None:
    links = re.findall(
        r"/data/set-aside/rule/\?([^\"]+)", read(analyst, "/data/set-aside/").replace("&amp;", "&")
    )
    assert links
    for link in links:
        page = read(analyst, "/data/set-aside/rule/", **dict(parse_qsl(link, keep_blank_values=True)))
        assert page.count("<tr>") >= 2


def test_no_example_holds_a_value_that_identifies_anybody(analyst: Any, served: Path) -> None:
    """Every NHS number, name and postcode of the extracts is looked for on every page of examples."""
    secret: set[str] = set()
    for file in served.glob("data/*/patients*.csv"):
        with file.open(encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows):
                secret |= {value for name, value in row.items() if value and name in IDENTIFYING}
    assert len(secret) > 500
    links = re.findall(
        r"/data/set-aside/rule/\?([^\"]+)", read(analyst, "/data/set-aside/").replace("&amp;", "&")
    )
    for link in links:
        page = read(analyst, "/data/set-aside/rule/", **dict(parse_qsl(link, keep_blank_values=True)))
        words = set(re.findall(r"[\w ]+", page.partition("<tbody>")[2]))
        assert not words & secret


IDENTIFYING = ("nhs_number", "given_name", "family_name", "postcode")
HOSTILE = ("", "'", "' or 1=1 --", "<script>", "\x00", "a" * 5_000, "🏥", "\u202e")


@pytest.mark.parametrize("word", HOSTILE)
def test_a_rule_that_is_none_leads_back_to_the_list(analyst: Any, word: str) -> None:
    for name in ("source", "table", "rule"):
        assert analyst.get("/data/set-aside/rule/", {name: word}).status_code == 302


def test_how_people_were_told_apart_goes_through_disclosure_control(analyst: Any) -> None:
    page = read(analyst, "/data/linkage/")
    counts = re.findall(r'nhsuk-table__cell--numeric">([\d,*]+)<', page)
    assert counts
    assert all(count == "*" or int(count.replace(",", "")) % 5 == 0 for count in counts)


def test_every_step_of_the_build_is_shown(analyst: Any, served: Path) -> None:
    manifest = json.loads((served / "build" / "manifest.json").read_text(encoding="utf-8"))
    page = read(analyst, "/data/steps/")
    assert f"The last build has {len(manifest['steps'])} steps" in page
    assert all(step["step"] in page for step in manifest["steps"][:20])


def test_a_programme_lead_sees_the_data_and_starts_no_build(programme_lead: Any) -> None:
    assert "Starting a build is for analysts" in read(programme_lead, "/data/builds/")
    assert programme_lead.post("/data/builds/start/").status_code == 404


def test_without_a_build_every_page_of_the_data_says_so(database: None) -> None:
    from tests.unit.web.data.conftest import signed_in

    client = signed_in("analyst")
    for address in ("/data/", "/data/set-aside/", "/data/linkage/", "/data/steps/"):
        assert "Nothing is built yet" in read(client, address)


def test_a_build_taken_away_while_pages_are_open_is_said_on_a_page_of_the_same_design(
    hamlet: Path, tmp_path: Path, database: None
) -> None:
    import shutil
    from dataclasses import replace

    from django.conf import settings
    from django.test import override_settings

    from tests.unit.web.data.conftest import signed_in

    gone = tmp_path / "gone"
    shutil.copytree(hamlet, gone)
    with override_settings(SURROUNDINGS=replace(settings.SURROUNDINGS, place=gone)):
        client = signed_in("analyst")
        client.raise_request_exception = False
        assert "sources were read" in read(client, "/data/")
        shutil.rmtree(gone / "build" / "tables")
        answer = client.get("/data/set-aside/")
        assert answer.status_code == 503
        assert "cannot be read just now" in answer.content.decode()
        assert str(gone) not in answer.content.decode()
        shutil.rmtree(gone / "build")
        assert "Nothing is built yet" in read(client, "/data/")
