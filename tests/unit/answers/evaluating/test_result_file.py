"""The file for machines: verdicts, estimates and hashes, with nothing in it that the page may not show."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest

from joinedup.answers.evaluating.result_file import result_json
from joinedup.answers.evaluating.write import write_evaluation
from joinedup.answers.evaluation_report.as_html import as_html
from joinedup.answers.evaluation_report.content import content_of
from joinedup.errors import JoinedupError
from joinedup.wording import slug
from tests.unit.answers.evaluation_report.examples import (
    SMALL,
    answer,
    comparison,
    each_outcome,
    estimate,
    evaluated,
)


def result(folder: Path, reading: str) -> dict[str, Any]:
    found = evaluated(folder, each_outcome()[reading])
    whole: dict[str, Any] = json.loads(result_json(found, content_of(found)))
    return whole


def test_a_verdict_has_its_estimate_its_rule_and_its_hashes(tmp_path: Path) -> None:
    whole = result(tmp_path, "as-expected")
    (one,) = whole["assumptions"]
    assert (one["id"], one["verdict"], one["reading"]) == ("A1", "supported", "as-expected")
    assert (one["estimate"]["change"], one["estimate"]["low"]) == (-0.14, -0.22)
    assert (one["expected_change"], one["smallest_detectable_change"]) == (-0.10, -0.08)
    assert whole["build"]["manifest_sha256"] == "c" * 64
    assert whole["protocol"]["register_last_hash"] == "d" * 64
    assert whole["protocol"]["beforehand"] is True


@pytest.mark.parametrize("reading", list(each_outcome()))
def test_every_outcome_can_be_written(reading: str, tmp_path: Path) -> None:
    assert result(tmp_path, reading)["assumptions"][0]["reading"] == reading


def test_a_limit_without_end_is_null_in_the_file_and_in_words_on_the_page(tmp_path: Path) -> None:
    endless = comparison(estimate(-0.05, -0.3, math.inf))
    found = evaluated(tmp_path, answer(endless, detectable=-0.4))
    content = content_of(found)
    one = json.loads(result_json(found, content))["assumptions"][0]
    assert (one["estimate"]["low"], one["estimate"]["high"]) == (-0.3, None)
    page = as_html(content)
    assert "30% fewer to no upper limit" in page
    assert "30% lower to no upper limit" in one["rule_applied"]
    assert "inf%" not in page


def test_small_numbers_of_people_are_suppressed(tmp_path: Path) -> None:
    (one,) = result(tmp_path, "as-expected")["assumptions"]
    assert [row[1] for row in one["flow"]] == ["655", "*", "*", "610", "600"]
    assert SMALL[1] not in {point["people"] for point in one["over_time"]}
    assert not [check for check in one["checks"] if f"({SMALL[0]})" in check["sentence"]]


@pytest.mark.parametrize(
    ("name", "file"),
    [("Complex care hubs", "complex-care-hubs"), ("A&E / urgent", "a-e-urgent"), ("???", "unnamed")],
)
def test_a_care_model_has_a_name_that_a_file_can_have(name: str, file: str) -> None:
    assert slug(name) == file


def test_the_page_goes_where_it_is_asked_to_and_the_rest_beside_the_build(tmp_path: Path) -> None:
    to, pdf = tmp_path / "out" / "page.html", tmp_path / "out" / "page.pdf"
    assert write_evaluation(tmp_path, evaluated(tmp_path), to=to, pdf=pdf) == to
    assert to.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert pdf.read_bytes().startswith(b"%PDF")
    assert (tmp_path / "build" / "evaluations" / "complex-care-hubs.json").exists()


def test_a_page_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(JoinedupError, match="name another file"):
        write_evaluation(tmp_path, evaluated(tmp_path), to=tmp_path / "file" / "page.html")
