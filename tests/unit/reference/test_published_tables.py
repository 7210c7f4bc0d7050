"""The reference files restate published tables; here they are held against the publishers' own files."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from joinedup.reference.conditions import code_of
from joinedup.reference.files import files_in
from joinedup.reference.lookup import reference_columns

Row = dict[str, str]


@pytest.fixture
def published(shared_data: Path) -> Path:
    return shared_data / "place_reference"


def _rows(path: Path) -> list[Row]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _published_name(code_list: str) -> dict[str, str]:
    """Our condition to the publisher's short name."""
    lists = [file for file in files_in("codelists") if file.content["code_list"] == code_list]
    return {
        row["condition"]: row["published_as"]
        for file in lists
        for row in file.content["conditions"]
        if "published_as" in row
    }


def _weights(score: str) -> dict[str, float]:
    table = reference_columns("score_weight")
    return {
        condition: weight
        for name, condition, weight in zip(table["score"], table["condition"], table["weight"], strict=True)
        if name == score
    }


@pytest.mark.parametrize("code_list", ["charlson", "elixhauser"])
def test_quans_prefixes_are_the_published_ones(published: Path, code_list: str) -> None:
    files = [file for file in files_in("codelists") if file.content["code_list"] == code_list]
    ours = {
        (row["published_as"], code_of(code))
        for file in files
        for row in file.content["conditions"]
        for code in row["icd10"]
    }
    theirs = {
        (row["condition"], row["icd_prefix"])
        for row in _rows(published / "charlson_elixhauser_icd10_quan.csv")
        if row["mapping"] == f"{code_list}_icd10_quan"
    }
    assert ours == theirs


def _published_charlson_weights(published: Path, weighting: str) -> dict[str, float]:
    rows = _rows(published / "charlson_weights.csv")
    return {row["condition"]: float(row["weight"]) for row in rows if row["weighting"] == weighting}


def test_charlson_weights_are_the_published_ones(published: Path) -> None:
    named = _published_name("charlson")
    ours = {named[condition]: weight for condition, weight in _weights("charlson").items()}
    assert ours == _published_charlson_weights(published, "charlson")


def test_updated_charlson_weights_are_the_published_ones_save_aids_which_the_file_has_wrong(
    published: Path,
) -> None:
    """The paper's score goes from 0 to 24, which it does with AIDS at 4; the file at hand has 2, from comorbidipy."""
    named = _published_name("charlson")
    ours = {named[condition]: weight for condition, weight in _weights("charlson-quan-2011").items()}
    theirs = _published_charlson_weights(published, "quan")
    assert {condition for condition in ours if ours[condition] != theirs[condition]} == {"aids"}
    milder = {"mld", "diab", "canc"}
    assert sum(weight for condition, weight in ours.items() if condition not in milder) == 24


def test_cambridge_weights_are_the_published_ones(published: Path) -> None:
    named = _published_name("long-term-condition")
    theirs = {
        row["code"]: float(row["general_outcome_weight"])
        for row in _rows(published / "cambridge_multimorbidity_weights.csv")
    }
    assert {named[condition]: weight for condition, weight in _weights("cambridge").items()} == theirs


def test_frailty_points_are_the_published_ones(published: Path) -> None:
    table = reference_columns("frailty_code")
    theirs = {
        row["icd10_3char"]: float(row["points"])
        for row in _rows(published / "hospital_frailty_risk_score.csv")
    }
    assert dict(zip(table["code"], table["points"], strict=True)) == theirs
    assert len(theirs) == 109


def test_elixhauser_weights_are_van_walravens() -> None:
    """Table 2 of van Walraven 2009: the ten conditions that weigh nothing are left out here."""
    weighing = {condition: weight for condition, weight in _weights("elixhauser").items() if weight != 0}
    assert weighing == {
        "heart-failure": 7, "cardiac-arrhythmia": 5, "valvular-disease": -1, "pulmonary-circulation-disorder": 4,
        "peripheral-vascular-disease": 2, "paralysis": 7, "other-neurological-disorder": 6, "chronic-pulmonary-disease": 3,
        "renal-failure": 5, "liver-disease": 11, "lymphoma": 9, "metastatic-cancer": 12, "solid-tumour": 4,
        "coagulopathy": 3, "obesity": -4, "weight-loss": 6, "fluid-and-electrolyte-disorder": 5,
        "blood-loss-anaemia": -2, "deficiency-anaemia": -2, "drug-abuse": -7, "depression": -3,
    }  # fmt: skip
