"""What must agree between the parts of a place file."""

from __future__ import annotations

import tomllib

import pytest

from joinedup.place.cross_checks import cross_findings
from joinedup.place.key_paths import shown
from joinedup.place.problems import Finding
from tests.unit.place.sound import SOUND


def findings(text: str) -> list[Finding]:
    return cross_findings(tomllib.loads(text))


def only_finding(old: str, new: str) -> Finding:
    assert old in SOUND
    (finding,) = findings(SOUND.replace(old, new, 1))
    return finding


def test_a_sound_file_has_nothing_that_disagrees() -> None:
    assert findings(SOUND) == []


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('"L81001", "L81002"]', '"L81001", "L81009"]', "neighbourhoods[1].practices[2]"),
        ('organisation = "RZZ1"\nformat', 'organisation = "RZZ9"\nformat', "sources[1].organisation"),
        (
            'organisation = "RZZ1"\namount',
            'organisation = "RZZ9"\namount',
            "budget.contributions[1].organisation",
        ),
        ('lead = "L81001"', 'lead = "L81009"', "care_models[1].primary_care_lead"),
        (
            'lead = "L81001"',
            'lead = "L81001"\nsites = [{ practices = ["L81009"], starts_on = 2023-10-01 }]',
            "care_models[1].sites[1].practices[1]",
        ),
        ('kind = "acute"', 'kind = "acute"\nsucceeded_by = "RZZ2"', "organisations[3].succeeded_by"),
    ],
)
def test_a_code_that_no_organisation_has_is_told_with_the_nearest(old: str, new: str, key: str) -> None:
    finding = only_finding(old, new)
    assert shown(finding.path) == key
    assert finding.nearest


def test_only_practices_belong_to_neighbourhoods() -> None:
    finding = only_finding('"L81001", "L81002"]', '"L81001", "RZZ1"]')
    assert finding.found == '"RZZ1", an organisation of kind "acute"'


def test_a_practice_belongs_to_one_neighbourhood() -> None:
    finding = only_finding(
        "[[sources]]", '[[neighbourhoods]]\nname = "Quay"\npractices = ["L81002"]\n\n[[sources]]'
    )
    assert shown(finding.path) == "neighbourhoods[2].practices[1]"
    assert "neighbourhoods[1].practices[2]" in finding.found


def test_members_of_an_agreement_and_those_a_decision_is_reserved_to_are_organisations_of_the_file() -> None:
    agreement = '[[agreements]]\nmembers = ["RZZ1", "X1"]\n[[agreements.decisions]]\nreserved_to = ["X2"]\n'
    assert [shown(finding.path) for finding in findings(SOUND + agreement)] == [
        "agreements[1].members[2]",
        "agreements[1].decisions[1].reserved_to[1]",
    ]


def test_codes_and_names_are_used_once() -> None:
    again = '[[organisations]]\ncode = "RZZ1"\n[[contracts]]\nname = "Outcomes"\n'
    assert [shown(finding.path) for finding in findings(SOUND + again)] == [
        "organisations[4].code",
        "contracts[2].name",
    ]


def test_assumption_ids_are_used_once_in_a_care_model_and_may_return_in_another() -> None:
    twice = '[[care_models.assumptions]]\nid = "A1"\n[[budget.contributions]]'
    assert shown(only_finding("[[budget.contributions]]", twice).path) == "care_models[1].assumptions[2].id"
    other = '[[care_models]]\nname = "Other"\n[[care_models.assumptions]]\nid = "A1"\n'
    assert findings(SOUND + other) == []


def test_two_sources_of_one_organisation_and_format_need_names() -> None:
    again = '[[sources]]\norganisation = "RZZ1"\nformat = "hes-apc"\n'
    assert [shown(finding.path) for finding in findings(SOUND + again)] == ["sources[2].name"]
    assert findings(SOUND + again + 'name = "the other site"\n') == []


def test_a_succession_that_leads_back_to_itself_is_told_once_for_each_body_in_it() -> None:
    circle = (
        '[[organisations]]\ncode = "A1"\nsucceeded_by = "A2"\n'
        '[[organisations]]\ncode = "A2"\nsucceeded_by = "A1"\n'
        '[[organisations]]\ncode = "A0"\nsucceeded_by = "A1"\n'
    )
    found = findings(SOUND + circle)
    assert [finding.found for finding in found] == ["A1 -> A2 -> A1", "A2 -> A1 -> A2"]


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("data_until = 2024-03-31", "data_until = 2022-03-31", "place.data_until"),
        ("data_until = 2024-03-31", "data_until = 9999-12-31", "place.data_until"),
        (
            "data_until = 2024-03-31",
            "data_until = 2024-03-31\nshadow_from=2024-02-01\nlive_from=2024-01-01",
            "place.live_from",
        ),
        ("by = 2025-09-30", "by = 2023-04-01", "care_models[1].assumptions[1].expect.by"),
        ("change = -0.10", "change = 0", "care_models[1].assumptions[1].expect.change"),
        ("change = -0.10", "change = -1.5", "care_models[1].assumptions[1].expect.change"),
        ("measured_from = 2023-04-01", "measured_from = 2024-04-02", "contracts[1].starts_on"),
    ],
)
def test_days_come_in_order(old: str, new: str, key: str) -> None:
    assert shown(only_finding(old, new).path) == key


@pytest.mark.parametrize(
    "files", ["../rzz1/*.csv", "/data/apc.csv", "data/../../x", "~/x", "C:/x", "..\\x", ""]
)
def test_files_of_a_source_stay_inside_the_folder(files: str) -> None:
    finding = only_finding('"data/rzz1/late/*.csv"', f"'{files}'")
    assert shown(finding.path) == "sources[1].files[2]"


def test_counting_residents_by_neighbourhood_needs_neighbourhoods() -> None:
    without = SOUND.replace('[[neighbourhoods]]\nname = "Harbour"\npractices = ["L81001", "L81002"]\n', "")
    (finding,) = findings(without)
    assert shown(finding.path) == "population.registered_with"
    assert findings(without + '[population]\ncounted = "seen"\n') == []
    assert findings(without + '[population]\nregistered_with = "any-practice"\n') == []


def test_what_is_wrong_with_eligible_is_told_part_by_part() -> None:
    found = findings(SOUND.replace("age >= 18", "agee >= 18 and segmnt = 'x'"))
    assert [(finding.found, finding.nearest) for finding in found] == [
        ('"agee"', "age"),
        ('"segmnt"', "segment"),
    ]


@pytest.mark.parametrize(
    "text", ["", "organisations = 3", "[[organisations]]\ncode = 3", "population = 1", "sources = [1]"]
)
def test_content_of_any_shape_can_be_checked(text: str) -> None:
    assert isinstance(findings(text), list)


def test_a_site_begins_with_its_care_model_or_later() -> None:
    early = 'lead = "L81001"\nsites = [{ practices = ["L81002"], starts_on = 2023-03-31 }]'
    finding = only_finding('lead = "L81001"', early)
    assert shown(finding.path) == "care_models[1].sites[1].starts_on"
    assert finding.found == "2023-03-31"
    assert "2023-04-01" in finding.expected
    assert findings(SOUND.replace('lead = "L81001"', early.replace("03-31", "04-01"), 1)) == []


def test_a_practice_is_in_one_site_of_a_care_model_and_may_be_in_another_models() -> None:
    sites = (
        'sites = [{ practices = ["L81002"], starts_on = 2023-04-01 },'
        ' { practices = ["L81002", "L81001"], starts_on = 2023-10-01 }]'
    )
    finding = only_finding('lead = "L81001"', f'lead = "L81001"\n{sites}')
    assert shown(finding.path) == "care_models[1].sites[2].practices[1]"
    assert "care_models[1].sites[1].practices[1]" in finding.found
    one = 'lead = "L81001"\nsites = [{ practices = ["L81002"], starts_on = 2023-04-01 }]'
    model = SOUND[SOUND.index("[[care_models]]") : SOUND.index("[[budget")].replace('lead = "L81001"', one)
    other = model.replace('"Hubs"', '"Hubs at night"')
    assert findings(SOUND.replace('lead = "L81001"', one) + other) == []


def test_only_practices_are_sites() -> None:
    finding = only_finding(
        'lead = "L81001"', 'lead = "L81001"\nsites = [{ practices = ["RZZ1"], starts_on = 2023-04-01 }]'
    )
    assert finding.found == '"RZZ1", an organisation of kind "acute"'
